// Householder reflectors H = I − τ v vᵀ with v(0) = 1, and PANEL of them at a time as
// H₀H₁… = I − V T Vᵀ: the scalar twin of reflectors.as.ts.
import {BIG, PANEL, RESCALE} from "./constants.ts";

/** A panel of reflectors: element i of reflector p at v[i·PANEL + p], T's row length is PANEL. */
export interface Panel {
  v: Float64Array;
  t: Float64Array;
  rows: number;
  width: number;
}

/** Makes v in place from `count` numbers of x, `step` apart from `first` on; returns τ. */
export function makeReflector(x: Float64Array, first: number, step: number, count: number): number {
  let most = 0;
  for (let i = 1; i < count; i++) most = Math.max(most, Math.abs(x[first + i * step]));
  if (most === 0) return 0;
  const alpha = x[first];
  most = Math.max(most, Math.abs(alpha));
  const scale = most > BIG ? 1 / RESCALE : most < 1 / BIG ? RESCALE : 1;
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const a = x[first + i * step] * scale;
    sum += a * a;
  }
  const norm = Math.sqrt(sum) / scale;
  const beta = alpha < 0 ? norm : -norm;
  const divisor = alpha - beta;
  for (let i = 1; i < count; i++) x[first + i * step] /= divisor;
  x[first] = beta;
  return (beta - alpha) / beta;
}

/** Packs `width` reflectors: element i of reflector p is x[first + p·next + i·step] below its leading one. */
export function packReflectors(
  x: Float64Array,
  first: number,
  next: number,
  step: number,
  rows: number,
  width: number
): Float64Array {
  const v = new Float64Array(rows * PANEL);
  for (let p = 0; p < width; p++) {
    if (p < rows) v[p * PANEL + p] = 1;
    for (let i = p + 1; i < rows; i++) v[i * PANEL + p] = x[first + p * next + i * step];
  }
  return v;
}

/** Fills T above its diagonal, which holds the τ. */
export function finishTriangle({v, t, rows, width}: Panel): void {
  const gram = negativeProducts(v, PANEL, 0, width, v, rows, width);
  for (let j = 1; j < width; j++) {
    for (let i = 0; i < j; i++) {
      let sum = 0;
      for (let p = i; p < j; p++) sum += t[i * PANEL + p] * gram[p * width + j];
      t[i * PANEL + j] = t[j * PANEL + j] * sum;
    }
  }
}

/** C ← (I − V T Vᵀ) C for the columns of c right of element `corner`; `firstFirst` takes Tᵀ. */
export function applyReflectors(
  {v, t, rows, width}: Panel,
  c: Float64Array,
  row: number,
  corner: number,
  columns: number,
  firstFirst: boolean
): void {
  // 1 −Vᵀ C
  const products = negativeProducts(c, row, corner, columns, v, rows, width);
  // 2 T Vᵀ C
  const changes = new Float64Array(width * columns);
  for (let p = 0; p < width; p++) {
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      if (firstFirst)
        for (let q = 0; q <= p; q++) sum -= t[q * PANEL + p] * products[q * columns + j];
      else for (let q = p; q < width; q++) sum -= t[p * PANEL + q] * products[q * columns + j];
      changes[p * columns + j] = sum;
    }
  }
  // 3 C − V (T Vᵀ C)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let x = c[corner + i * row + j];
      for (let p = 0; p < width; p++) x -= v[i * PANEL + p] * changes[p * columns + j];
      c[corner + i * row + j] = x;
    }
  }
}

/** −Vᵀ C, width × columns. */
function negativeProducts(
  c: Float64Array,
  row: number,
  corner: number,
  columns: number,
  v: Float64Array,
  rows: number,
  width: number
): Float64Array {
  const products = new Float64Array(width * columns);
  for (let p = 0; p < width; p++) {
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let i = 0; i < rows; i++) sum -= v[i * PANEL + p] * c[corner + i * row + j];
      products[p * columns + j] = sum;
    }
  }
  return products;
}
