// What a Gram program's strips have summed, added up in their order, as sums over the whole matrix.
import {
  COLUMN_SUMS, FACTOR_SUM, GROUP, GROUP_SUMS, LOSS_SUM
} from "../../../kernels-as/programs/heterodyneGram/constants.ts"; // prettier-ignore

/** One angle's; `numbers`: pairs, strip by strip. The tiles have half of the matrix. */
export function addUp(numbers: Float64Array, sums: number, strips: number): Float64Array {
  const pairs = new Float64Array(2 * sums);
  for (let strip = 0, at = 0; strip < strips; strip++) {
    for (let k = 0; k < pairs.length; k++, at++) pairs[k] += numbers[at];
  }
  return Float64Array.from({length: sums}, (_, k) => 2 * (pairs[2 * k] + pairs[2 * k + 1]));
}

/** Sums over elements by their factors. */
export interface Moments {
  /** of 1, t − 1, the data less their mean, (t − 1)² and their product. */
  n: number;
  t: number;
  e: number;
  tt: number;
  te: number;
}

export function toMoments([n, t, e, tt, te]: Float64Array): Moments {
  return {n, t, e, tt, te};
}

/** The products of columns: those of active parameters, then t − 1, the data and 1. */
export class Products {
  readonly active: readonly number[];
  readonly loss: number;
  readonly moments: Moments;
  readonly #totals: Float64Array;
  readonly #groups: number;
  readonly #isGradient: boolean;

  constructor(totals: Float64Array, active: readonly number[], isGradient: boolean) {
    this.active = active;
    this.loss = totals[LOSS_SUM];
    this.#totals = totals;
    this.#groups = countGroups(active.length);
    this.#isGradient = isGradient;
    const [t, e] = [this.#theory, this.#theory + 1];
    this.moments = {
      n: totals[FACTOR_SUM],
      t: this.sum(t),
      e: this.sum(e),
      tt: this.of(t, t),
      te: this.of(t, e)
    };
  }

  get #theory(): number {
    return GROUP * this.#groups - 2;
  }

  sum(column: number): number {
    return this.#totals[COLUMN_SUMS + column];
  }

  byTheory(column: number): number {
    return this.of(column, this.#theory);
  }

  byData(column: number): number {
    return this.of(column, this.#theory + 1);
  }

  /** i ≤ j. */
  of(i: number, j: number): number {
    const groups = this.#groups;
    const [g, h] = [i >> 2, j >> 2];
    const before = this.#isGradient ? g : g * groups - (g * (g - 1)) / 2 + h - g;
    const inGroup = GROUP * (i & 3) + (j & 3);
    return this.#totals[COLUMN_SUMS + GROUP * groups + GROUP_SUMS * before + inGroup];
  }
}

/** Groups of columns, t − 1 and the data among them. */
export function countGroups(active: number): number {
  return Math.ceil((active + 2) / GROUP);
}
