// What a fit makes small: Σ over the angles of weight·ssr as a function of the unknowns that are fitted, the others held.
import {isStuck, type Box} from "../../optimize/bounds.ts";
import type {Probe, SquaresProbe} from "../../optimize/search.ts";
import type {Pace} from "../../pace.ts";
import type {Evaluated, Normal, NormalOptions, Sums} from "../sums/types.ts";
import {Curvature} from "./curvature.ts";
import {toFactor} from "./factor.ts";

export interface ObjectiveOptions {
  /** all the model's numbers; those that are not in `active` stay. */
  theta: Float64Array;
  /** places in theta, in the order of the unknowns. */
  active: Int32Array;
  /** of the unknowns. */
  box: Box;
  /** one an angle: 1/σ², or a part of it. */
  weights: Float64Array;
  /** of robust fits. */
  loss?: NormalOptions | undefined;
  /** a slope this small, as the cosine between a column of J and the residuals, counts as none; default 0. */
  gtol?: number;
  /** JᵀJ may be brought up to date by gradients, where they are to be had without it: see curvature.ts. */
  isThrifty?: boolean;
  /** theta for which the objective is infinite, without being computed. */
  isForbidden?: ((theta: Float64Array) => boolean) | undefined;
  pace: Pace;
}

/** The best point so far. */
export interface BestPoint {
  theta: Float64Array;
  value: number;
  /** a copy; undefined before the first. */
  evaluated: Evaluated | undefined;
}

export class Objective {
  /** values, and values with derivatives, that the sums computed. */
  evaluations = 0;
  readonly best: BestPoint;
  /** largest cosine of the last place with derivatives; NaN before. */
  slope = NaN;
  readonly #sums: Sums;
  readonly #options: ObjectiveOptions;
  readonly #theta: Float64Array;
  readonly #curvature: Curvature;
  /** where the objective was last computed, and its value there. */
  readonly #x: Float64Array;
  #value = NaN;

  constructor(sums: Sums, options: ObjectiveOptions) {
    const k = options.active.length;
    this.#sums = sums;
    this.#options = options;
    this.#theta = options.theta.slice();
    this.#curvature = new Curvature(k);
    this.#x = new Float64Array(k).fill(NaN);
    this.best = {theta: options.theta.slice(), value: Infinity, evaluated: undefined};
  }

  /** Fills a probe of a least-squares search in. */
  fill(probe: SquaresProbe): void | Promise<void> {
    this.#place(probe.x);
    if (this.#isForbidden(probe)) return;
    if (probe.wants === "value") return this.#fillValue(probe);
    if (this.#isGradientEnough(probe.x))
      return this.#after(this.#sums.evaluate(this.#theta, true), (evaluated) => {
        probe.value = this.#take(probe.x, evaluated, evaluated.ssr);
        this.#curvature.update(probe.x, probe.value, this.#toHalf(evaluated.gradient!));
        this.#finish(probe);
      });
    return this.#after(this.#sums.normal(this.#theta, this.#options.loss), (normal) => {
      probe.value = this.#take(probe.x, normal, normal.cost);
      this.#combine(normal);
      this.#curvature.renew(probe.x, probe.value);
      this.#finish(probe);
    });
  }

  #finish(probe: SquaresProbe): void {
    toFactor(this.#curvature.normal, this.#curvature.half, probe);
    this.slope = this.#cosine(probe);
    // the search's own measure of slopes has units; this one has none
    if (this.slope <= (this.#options.gtol ?? 0)) probe.projected.fill(0);
  }

  /** Sums of robust losses have gradients only along with JᵀJ. */
  #isGradientEnough(x: Float64Array): boolean {
    const {isThrifty, loss} = this.#options;
    if (!isThrifty || loss || x.some((xi, i) => xi !== this.#x[i])) return false;
    return this.#curvature.isEnough(x, this.#value);
  }

  /** Fills a probe of a search without derivatives in. */
  fillPlain(probe: Probe): void | Promise<void> {
    this.#place(probe.x);
    if (!this.#isForbidden(probe)) return this.#fillValue(probe);
  }

  #fillValue(probe: {x: Float64Array; value: number}): void | Promise<void> {
    const {loss} = this.#options;
    if (loss)
      return this.#after(this.#sums.normal(this.#theta, loss), (normal) => {
        probe.value = this.#take(probe.x, normal, normal.cost);
      });
    return this.#after(this.#sums.evaluate(this.#theta), (evaluated) => {
      probe.value = this.#take(probe.x, evaluated, evaluated.ssr);
    });
  }

  #isForbidden(probe: {value: number}): boolean {
    if (!this.#options.isForbidden?.(this.#theta)) return false;
    probe.value = Infinity;
    return true;
  }

  #place(x: Float64Array): void {
    const {active} = this.#options;
    for (let i = 0; i < x.length; i++) this.#theta[active[i]] = x[i];
  }

  /** At once where the sums are there at once; a cancelled evaluation leaves the probe as it is. */
  #after<T>(answer: T | Promise<T>, take: (answer: T) => void): void | Promise<void> {
    this.evaluations++;
    if (!(answer instanceof Promise)) return take(answer);
    return answer.then(take, (error: unknown) => {
      if (!this.#options.pace.isCancelled) throw error;
    });
  }

  #take(x: Float64Array, evaluated: Evaluated, costs: Float64Array): number {
    const {weights} = this.#options;
    let value = 0;
    for (let a = 0; a < weights.length; a++) value += weights[a] * costs[a];
    this.#x.set(x);
    this.#value = value;
    if (value < this.best.value) {
      this.best.value = value;
      this.best.theta.set(this.#theta);
      this.best.evaluated = copyOf(evaluated);
    }
    return value;
  }

  #combine({gradient, normal: all}: Normal): void {
    const {active, weights} = this.#options;
    const {normal, half} = this.#curvature;
    const k = active.length;
    const n = this.#theta.length;
    normal.fill(0);
    for (let a = 0; a < weights.length; a++)
      for (let i = 0; i < k; i++) {
        const row = (a * n + active[i]) * n;
        for (let j = 0; j < k; j++) normal[i * k + j] += weights[a] * all[row + active[j]];
      }
    half.set(this.#toHalf(gradient));
  }

  #toHalf(gradient: Float64Array): Float64Array {
    const {active, weights} = this.#options;
    const n = this.#theta.length;
    return Float64Array.from(active, (place) => {
      let sum = 0;
      for (let a = 0; a < weights.length; a++) sum += 0.5 * weights[a] * gradient[a * n + place];
      return sum;
    });
  }

  #cosine({x, value}: SquaresProbe): number {
    const {normal, half} = this.#curvature;
    const k = x.length;
    let largest = 0;
    for (let i = 0; i < k; i++) {
      const size = Math.sqrt(normal[i * k + i] * value);
      if (isStuck(x, half, this.#options.box, i) || half[i] === 0) continue;
      const cosine = Math.abs(half[i]) / size;
      if (!(cosine <= largest)) largest = cosine;
    }
    return largest;
  }
}

/** What sums hand over may be theirs and change with the next call. */
function copyOf(evaluated: Evaluated): Evaluated {
  const {ssr, contrast, offset, meanTheory, stt} = evaluated;
  return {
    ssr: ssr.slice(),
    contrast: contrast.slice(),
    offset: offset.slice(),
    meanTheory: meanTheory.slice(),
    stt: stt.slice()
  };
}
