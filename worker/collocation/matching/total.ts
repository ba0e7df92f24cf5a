// The objective of a fit: the misfits of all data sets at one p, in the order of the sets. What computes is a
// generator that stops after every tile, so that its caller can take it in slices, and where others compute.
import {makeReducer, type Reducer} from "../../optimize/reduce.ts";
import type {SquaresProbe} from "../../optimize/search.ts";
import type {Misfit} from "./misfit.ts";

export interface WeightedMisfit {
  misfit: Misfit;
  /** how much the set counts. */
  weight: number;
}

/** squares: √Σ wₛ·SSEₛ. roots: Σ wₛ·√SSEₛ. */
export type Combine = "squares" | "roots";

/** What is yielded has to be awaited before the next step. */
type Steps = Generator<Promise<void> | undefined, void>;

export class Total {
  readonly sets: readonly WeightedMisfit[];
  readonly k: number;
  /** of the last p: each set's Σ r². */
  readonly sums: Float64Array;
  readonly #combine: Combine;
  readonly #reducer: Reducer;

  constructor(sets: readonly WeightedMisfit[], combine: Combine, k: number) {
    this.sets = sets;
    this.k = k;
    this.sums = new Float64Array(sets.length);
    this.#combine = combine;
    this.#reducer = makeReducer(k);
  }

  /** Residuals that count. */
  get residuals(): number {
    return this.sets.reduce((sum, {misfit}) => sum + misfit.table.residuals, 0);
  }

  get evaluations(): number {
    return this.sets.reduce((sum, {misfit}) => sum + misfit.evaluations, 0);
  }

  /** Σ wₛ·SSEₛ of the last p. */
  get sse(): number {
    return this.sets.reduce((sum, {weight}, s) => sum + weight * this.sums[s], 0);
  }

  get loss(): number {
    if (this.#combine === "squares") return Math.sqrt(this.sse);
    return this.sets.reduce((sum, {weight}, s) => sum + weight * Math.sqrt(this.sums[s]), 0);
  }

  *value(p: Float64Array): Steps {
    for (const [s, {misfit}] of this.sets.entries()) {
      misfit.begin(p);
      const elsewhere = misfit.addElsewhere?.("sse");
      if (elsewhere) yield elsewhere;
      for (let tile = 0; tile < misfit.tiles && !elsewhere; tile++) {
        misfit.addValue(tile);
        yield undefined;
      }
      this.sums[s] = misfit.totals[0];
    }
  }

  /** The derivative of the loss, or of the sse, in `out`. */
  *gradient(p: Float64Array, of: "loss" | "sse", out: Float64Array): Steps {
    out.fill(0);
    for (const [s, {misfit, weight}] of this.sets.entries()) {
      misfit.begin(p);
      const elsewhere = misfit.addElsewhere?.("gradient");
      if (elsewhere) yield elsewhere;
      for (let tile = 0; tile < misfit.tiles && !elsewhere; tile++) {
        misfit.addGradient(tile);
        yield undefined;
      }
      const {totals} = misfit;
      this.sums[s] = totals[0];
      // the root of each set is a root of its own
      const isRoot = of === "loss" && this.#combine === "roots";
      const factor = isRoot ? weight * halfOver(Math.sqrt(totals[0])) : weight;
      for (let i = 0; i < out.length; i++) out[i] += factor * totals[1 + i];
    }
    if (of === "sse" || this.#combine === "roots") return;
    const factor = halfOver(this.loss);
    for (let i = 0; i < out.length; i++) out[i] *= factor;
  }

  /** All residuals, and their Jacobian by p as R and Qᵀr. */
  *squares(p: Float64Array, wants: "value" | "factor", probe: SquaresProbe): Steps {
    const reducer = this.#reducer;
    reducer.clear();
    for (const {misfit, weight} of this.sets) {
      const factor = Math.sqrt(weight);
      misfit.begin(p);
      for (let tile = 0; tile < misfit.tiles; tile++) {
        if (wants === "value") misfit.reduceValues(tile, reducer, factor);
        else misfit.reduce(tile, reducer, factor);
        yield undefined;
      }
    }
    reducer.write(probe);
  }
}

/** 1/(2x), and zero where x is: at an exact match nothing pulls. */
function halfOver(x: number): number {
  return x === 0 ? 0 : 0.5 / x;
}
