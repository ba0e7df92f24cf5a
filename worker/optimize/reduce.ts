// Sums of squares in a stream: m rows of a Jacobian and their residuals become R and Qᵀr of J = Q·R, which is all that
// a least-squares step needs. Rows are gathered into blocks of one size, and each full block is folded into R by
// Householder reflections; so memory is k² + block·k, and the bits do not depend on how rows are cut into calls.
import type {SquaresProbe} from "./search.ts";

const BLOCK = 32;

/** What a part of the rows comes down to, to be sent between threads. */
export interface Partial {
  /** R by rows, k×k. */
  factor: Float64Array;
  /** Qᵀr, k. */
  projected: Float64Array;
  /** Σ r². */
  value: number;
}

export interface Reducer {
  /** Takes residuals with their rows of the Jacobian, `count` by rows of k. */
  add(rows: ArrayLike<number>, residuals: ArrayLike<number>, count?: number): void;
  /** Takes residuals alone, where only Σ r² is wanted: the same bits of it. */
  addValues(residuals: ArrayLike<number>, count?: number): void;
  /** Takes what another reducer made of its rows; in a fixed order the bits are fixed. */
  combine(part: Partial): void;
  /** Folds in what is still gathered, and gives a copy. */
  finish(): Partial;
  /** Folds in what is still gathered, and fills the probe in. */
  write(probe: SquaresProbe): void;
  /** Forgets all rows. */
  clear(): void;
}

export function makeReducer(k: number): Reducer {
  const factor = new Float64Array(k * k);
  const projected = new Float64Array(k);
  const block = new Float64Array(Math.max(BLOCK, k) * k);
  const right = new Float64Array(Math.max(BLOCK, k));
  const weights = new Float64Array(k);
  let gathered = 0;
  let value = 0;

  const fold = (): void => {
    if (gathered > 0) foldBlock(k, factor, projected, block, right, gathered, weights);
    gathered = 0;
  };
  return {
    add(rows, residuals, count = residuals.length) {
      for (let i = 0, at = 0; i < count; i++) {
        const r = residuals[i];
        value += r * r;
        for (let j = 0, to = gathered * k; j < k; j++) block[to++] = rows[at++];
        right[gathered++] = r;
        if (gathered === BLOCK) fold();
      }
    },
    addValues(residuals, count = residuals.length) {
      for (let i = 0; i < count; i++) value += residuals[i] * residuals[i];
    },
    combine(part) {
      fold();
      value += part.value;
      block.set(part.factor);
      right.set(part.projected);
      gathered = k;
      fold();
    },
    finish() {
      fold();
      return {factor: factor.slice(), projected: projected.slice(), value};
    },
    write(probe) {
      fold();
      probe.value = value;
      if (probe.wants === "value") return;
      probe.factor.set(factor);
      probe.projected.set(projected);
    },
    clear() {
      factor.fill(0);
      projected.fill(0);
      gathered = 0;
      value = 0;
    }
  };
}

/**
 * Makes the block's rows zero, column by column: the reflection of column j touches row j of R and the block. The right
 * side goes along as one more column. What is left of it is the part of the residuals that no step changes.
 */
function foldBlock(
  k: number,
  factor: Float64Array,
  projected: Float64Array,
  block: Float64Array,
  right: Float64Array,
  rows: number,
  weights: Float64Array
): void {
  for (let j = 0; j < k; j++) {
    let below = 0;
    for (let i = 0; i < rows; i++) below += block[i * k + j] * block[i * k + j];
    if (below === 0) continue;
    const diagonal = factor[j * k + j];
    const length = Math.sqrt(diagonal * diagonal + below);
    const turned = diagonal > 0 ? -length : length;
    // v = (v0, the block's column); H = I − β·v·vᵀ takes (diagonal, column) to (turned, 0)
    const v0 = diagonal - turned;
    const beta = 2 / (v0 * v0 + below);
    weights.fill(0, j + 1);
    for (let c = j + 1; c < k; c++) weights[c] = v0 * factor[j * k + c];
    let weight = v0 * projected[j];
    for (let i = 0; i < rows; i++) {
      const v = block[i * k + j];
      for (let c = j + 1, at = i * k + c; c < k; c++, at++) weights[c] += v * block[at];
      weight += v * right[i];
    }
    factor[j * k + j] = turned;
    for (let c = j + 1; c < k; c++) factor[j * k + c] -= beta * weights[c] * v0;
    projected[j] -= beta * weight * v0;
    for (let i = 0; i < rows; i++) {
      const v = beta * block[i * k + j];
      for (let c = j + 1, at = i * k + c; c < k; c++, at++) block[at] -= v * weights[c];
      right[i] -= v * weight;
    }
  }
}
