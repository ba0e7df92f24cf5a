// Householder reflectors H = I − τ v vᵀ with v(0) = 1, and PANEL of them at a time as
// H₀H₁… = I − V T Vᵀ (Schreiber and Van Loan 1989), T upper triangular and its row length PANEL.
import {BIG, PANEL, RESCALE} from "./constants";
import {clearRow} from "./matrix.as";
import {subtractProduct} from "./product.as";

const WIDTH: usize = <usize>PANEL << 3;

/**
 * Makes v from the `count` numbers x lying `step` bytes apart, in place: v(1…) overwrite x(1…) and
 * β with H x = (β, 0, …) overwrites x(0). Returns τ, zero where x(1…) is zero already.
 */
export function makeReflector(x: usize, step: usize, count: i32): f64 {
  let most: f64 = 0;
  let at = x + step;
  for (let i = 1; i < count; i++, at += step) {
    const a = abs(load<f64>(at));
    if (a > most) most = a;
  }
  if (most == 0) return 0;
  const alpha = load<f64>(x);
  most = max(most, abs(alpha));
  const scale: f64 = most > BIG ? 1 / RESCALE : most < 1 / BIG ? RESCALE : 1;
  let sum: f64 = 0;
  at = x;
  for (let i = 0; i < count; i++, at += step) {
    const a = load<f64>(at) * scale;
    sum += a * a;
  }
  const norm = Math.sqrt(sum) / scale;
  const beta = alpha < 0 ? norm : -norm;
  const divisor = alpha - beta;
  at = x + step;
  for (let i = 1; i < count; i++, at += step) store<f64>(at, load<f64>(at) / divisor);
  store<f64>(x, beta);
  return (beta - alpha) / beta;
}

/**
 * Copies `width` reflectors to V (rows × PANEL), ones and zeros included: reflector p starts at row
 * p, its element i lies at x + p·xNext + i·xStep.
 */
export function packReflectors(
  v: usize, x: usize, xNext: usize, xStep: usize, rows: i32, width: i32
): void {
  for (let i = 0; i < rows; i++, v += WIDTH) {
    let at = x + <usize>i * xStep;
    for (let p = 0; p < PANEL; p++, at += xNext) {
      store<f64>(v + (<usize>p << 3), p >= width || i < p ? 0 : i == p ? 1 : load<f64>(at));
    }
  }
}

/** Fills T above its diagonal, which holds the τ; `gram` is PANEL × PANEL scratch. */
export function finishTriangle(t: usize, v: usize, rows: i32, width: i32, gram: usize): void {
  clearRow(gram, PANEL * PANEL);
  subtractProduct(gram, WIDTH, width, width, v, 8, WIDTH, v, WIDTH, rows);
  for (let j = 1; j < width; j++) {
    const column = <usize>j << 3;
    const tau = load<f64>(t + <usize>j * WIDTH + column);
    for (let i = 0; i < j; i++) {
      const line = t + <usize>i * WIDTH;
      let sum: f64 = 0;
      for (let p = i; p < j; p++) {
        sum += load<f64>(line + (<usize>p << 3)) * load<f64>(gram + <usize>p * WIDTH + column);
      }
      store<f64>(line + column, tau * sum);
    }
  }
}

/**
 * C ← (I − V T Vᵀ) C: the last reflector acts first; or `firstFirst`, with Tᵀ, the other way round.
 * `work` has room for two matrices PANEL × columns.
 */
export function applyReflectors(
  c: usize, cRow: usize, rows: i32, columns: i32,
  v: usize, t: usize, width: i32, firstFirst: bool, work: usize
): void {
  if (columns == 0) return;
  const row = <usize>columns << 3;
  const products = work + <usize>PANEL * row;
  // 1 −Vᵀ C
  clearRow(products, width * columns);
  subtractProduct(products, row, width, columns, v, 8, WIDTH, c, cRow, rows);
  // 2 T Vᵀ C
  clearRow(work, width * columns);
  for (let p = 0; p < width; p++) {
    const to = work + <usize>p * row;
    const at = t + (<usize>p << 3);
    if (firstFirst) {
      subtractProduct(to, row, 1, columns, at, 0, WIDTH, products, row, p + 1);
    } else {
      subtractProduct(
        to, row, 1, columns, at + <usize>p * WIDTH, 0, 8,
        products + <usize>p * row, row, width - p);
    }
  }
  // 3 C − V (T Vᵀ C)
  subtractProduct(c, cRow, rows, columns, v, WIDTH, 8, work, row, width);
}
