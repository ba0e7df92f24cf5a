// What the sums of one angle are made of: the correlation, its best line through the data, and products of derivatives.
import type {Elements} from "./elements.ts";
import {fitLine, refitLine, sumSquares, type Line} from "./line.ts";
import type {LossLaw} from "./losses.ts";
import {rowStart, type PairModel} from "./pairModel.ts";
import {addProducts, dot} from "./products.ts";

/** What a pass writes into; one for all angles. */
export interface Bench {
  readonly model: PairModel;
  /** c, row after row of the upper triangle. */
  readonly theory: Float64Array;
  /** factors of a loss; empty until one is asked for. */
  factors: Float64Array;
  /** of a row: derivatives, t − t̄, 1 and the residual. */
  readonly columns: readonly Float64Array[];
}

export interface PassWish {
  wants: "value" | "gradient" | "normal";
  law?: LossLaw | undefined;
  lossScale?: Float64Array | undefined;
  /** places of the parameters that count for the normal matrix; default all. */
  active?: readonly number[] | undefined;
}

export interface AngleSums {
  ssr: number;
  contrast: number;
  offset: number;
  meanTheory: number;
  stt: number;
  cost: number;
  /** empty where not wanted. */
  gradient: Float64Array;
  normal: Float64Array;
}

const NONE = new Float64Array(0);

export function* passAngle(
  bench: Bench,
  elements: Elements,
  mean: number,
  wish: PassWish,
  a: number
): Generator<void, AngleSums> {
  const {wants, law, lossScale} = wish;
  yield* fillTheory(bench);
  const {theory, factors} = bench;
  const plain = yield* fitLine(theory, elements, mean);
  const scale = lossScale?.[a] ?? 1;
  const line = law ? yield* refitLine(theory, elements, mean, plain, {law, scale, factors}) : plain;
  const {contrast, level} = line;
  const ssr = (yield* sumSquares(theory, elements, line)) + elements.asymmetry;
  const offset = line.isFlat ? 0 : mean + level - contrast * line.meanTheory;
  const {meanTheory, stt} = plain;
  const cost = law ? yield* sumCost(bench, elements, line, law, scale) : ssr;
  const found = {ssr, contrast, offset, meanTheory, stt, cost, gradient: NONE, normal: NONE};
  if (wants === "value") return found;
  if (wants === "gradient") return {...found, gradient: yield* sumGradient(bench, elements, line)};
  const seen = law ? {...elements, w: factors} : elements;
  return {...found, ...(yield* sumNormal(bench, seen, line, wish.active))};
}

function* fillTheory({model, theory}: Bench): Generator<void> {
  for (let i = 0; i < model.frames; i++) {
    model.row(i, theory, rowStart(i, model.frames));
    yield;
  }
}

/** e less the line, of a row. */
function fillResiduals(
  {e}: Elements,
  theory: Float64Array,
  {contrast, level, meanTheory}: Line,
  start: number,
  out: Float64Array,
  length: number
): void {
  for (let k = 0; k < length; k++) {
    out[k] = e[start + k] - level - contrast * (theory[start + k] - meanTheory);
  }
}

function* sumGradient(bench: Bench, elements: Elements, line: Line): Generator<void, Float64Array> {
  const {model, theory, columns} = bench;
  const n = model.frames;
  const P = model.parameters;
  const residual = columns[P + 2];
  const gradient = new Float64Array(P);
  for (let i = 0; i < n; i++) {
    const start = rowStart(i, n);
    model.slopes(i, columns);
    fillResiduals(elements, theory, line, start, residual, n - i);
    for (let k = 0; k < n - i; k++) residual[k] *= elements.w[start + k];
    for (let p = 0; p < P; p++) gradient[p] += dot(columns[p], residual, n - i);
    yield;
  }
  // contrast and offset are at their best: they may be held
  return gradient.map((sum) => -2 * line.contrast * sum);
}

/** Σ of the loss, in units of squares. */
function* sumCost(
  {model, theory, columns}: Bench,
  elements: Elements,
  line: Line,
  law: LossLaw,
  scale: number
): Generator<void, number> {
  const n = model.frames;
  const residual = columns[model.parameters + 2];
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const start = rowStart(i, n);
    fillResiduals(elements, theory, line, start, residual, n - i);
    let part = 0;
    for (let k = 0; k < n - i; k++) {
      const r = residual[k] / scale;
      part += elements.w[start + k] * law.cost(r * r);
    }
    sum += part;
    yield;
  }
  return scale * scale * sum;
}

function* sumNormal(
  bench: Bench,
  elements: Elements,
  line: Line,
  active: readonly number[] = bench.columns.slice(3).map((_, p) => p)
): Generator<void, Pick<AngleSums, "gradient" | "normal">> {
  const {model, columns} = bench;
  const n = model.frames;
  const P = model.parameters;
  const count = active.length + 3;
  const chosen = [...active, P, P + 1, P + 2].map((p) => columns[p]);
  const products = new Float64Array(count * count);
  for (let i = 0; i < n; i++) {
    model.slopes(i, columns);
    fillColumns(bench, elements, line, i);
    addProducts(chosen, count, n - i, products);
    yield;
  }
  return project(products, P, active, line);
}

/** Completes the columns of a row, and gives each element the root of its factor. */
function fillColumns(
  {model, theory, columns}: Bench,
  elements: Elements,
  line: Line,
  i: number
): void {
  const n = model.frames;
  const P = model.parameters;
  const start = rowStart(i, n);
  const [centred, ones, residual] = [columns[P], columns[P + 1], columns[P + 2]];
  fillResiduals(elements, theory, line, start, residual, n - i);
  for (let k = 0; k < n - i; k++) {
    ones[k] = Math.sqrt(elements.w[start + k]);
    centred[k] = ones[k] * (theory[start + k] - line.meanTheory);
    residual[k] *= ones[k];
  }
  for (let p = 0; p < P; p++) {
    const column = columns[p];
    for (let k = 0; k < n - i; k++) column[k] *= ones[k];
  }
}

/** Takes out of DᵀD what contrast and offset can do; t − t̄ and 1 are orthogonal already. */
function project(
  products: Float64Array,
  P: number,
  active: readonly number[],
  {contrast, stt, total, isFlat}: Line
): Pick<AngleSums, "gradient" | "normal"> {
  const k = active.length;
  const count = k + 3;
  const gradient = new Float64Array(P);
  const normal = new Float64Array(P * P);
  for (let p = 0; p < k; p++) {
    const row = p * count;
    gradient[active[p]] = -2 * contrast * products[row + k + 2];
    for (let q = p; q < k; q++) {
      const other = q * count;
      const byLine = isFlat
        ? 0
        : (products[row + k] * products[other + k]) / stt +
          (products[row + k + 1] * products[other + k + 1]) / total;
      const value = contrast * contrast * (products[row + q] - byLine);
      normal[active[p] * P + active[q]] = value;
      normal[active[q] * P + active[p]] = value;
    }
  }
  return {gradient, normal};
}
