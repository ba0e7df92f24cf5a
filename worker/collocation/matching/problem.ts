// `collocation.problem`: how badly slopes match a right-hand side, for many calls. Each call writes into arrays
// made before and returns one of their elements, so that not even a number is allocated.
import {show} from "../../check.ts";
import {isCompiled} from "../../solvers/ode/system.ts";
import type {MatchOptions, MatchProblem, RightHandSide, Slopes} from "../types.ts";
import type {Way} from "./ground.ts";
import {CompiledMisfit, refuse, type Misfit} from "./misfit.ts";
import {outline} from "./outline.ts";
import {PlainMisfit} from "./plainMisfit.ts";
import {toPointTable, toSlopeRows, type PointTable} from "./slopes.ts";

const WHAT = "collocation.problem";

export function problem(
  rhs: RightHandSide,
  slopes: Slopes,
  options: MatchOptions = {}
): MatchProblem {
  return toProblem(WHAT, rhs, slopes, options);
}

/** The same on behalf of another function, or computed another way. */
export function toProblem(
  what: string,
  rhs: RightHandSide,
  slopes: Slopes,
  options: MatchOptions = {},
  way: Way = "lanes"
): Problem {
  checkRightHandSide(what, rhs);
  const table = toPointTable(what, toSlopeRows(what, slopes), options);
  return new Problem(what, toMisfit(what, rhs, table, undefined, way));
}

export function checkRightHandSide(what: string, rhs: unknown): asserts rhs is RightHandSide {
  if (typeof rhs !== "function")
    throw new TypeError(
      `${what}: expected the right-hand side as a compiled model or a function (u, p, t) => number[], got ${show(rhs)}`
    );
}

/** `parameters`: how many a plain function takes, where that is known. */
export function toMisfit(
  what: string,
  rhs: RightHandSide,
  table: PointTable,
  parameters?: number,
  way: Way = "lanes"
): Misfit {
  return isCompiled(rhs)
    ? new CompiledMisfit(what, rhs, table, way)
    : new PlainMisfit(what, rhs, table, parameters);
}

/** Σ r² and its root, and the derivative of the first, at one p after the other. */
class Measure {
  readonly misfit: Misfit;
  readonly #what: string;
  readonly #answer = new Float64Array(2);

  constructor(what: string, misfit: Misfit) {
    this.#what = what;
    this.misfit = misfit;
  }

  readonly value = (p: ArrayLike<number>): Float64Array => {
    const {misfit} = this;
    misfit.begin(p);
    for (let tile = 0; tile < misfit.tiles; tile++) misfit.addValue(tile);
    return this.#keep();
  };

  readonly gradient = (p: ArrayLike<number>, out: Float64Array): Float64Array => {
    const {misfit} = this;
    misfit.begin(p);
    const k = misfit.parameters!;
    if (out?.length !== k) refuse(this.#what, "out", out, k);
    for (let tile = 0; tile < misfit.tiles; tile++) misfit.addGradient(tile);
    const {totals} = misfit;
    for (let i = 0; i < k; i++) out[i] = totals[1 + i];
    return this.#keep();
  };

  #keep(): Float64Array {
    const sum = this.misfit.totals[0];
    this.#answer[0] = sum;
    this.#answer[1] = Math.sqrt(sum);
    return this.#answer;
  }
}

/** What returns a number is kept so short that V8 always puts it into its caller: see outline.ts. */
export class Problem implements MatchProblem {
  readonly #measure: Measure;

  constructor(what: string, misfit: Misfit) {
    this.#measure = new Measure(what, misfit);
  }

  get parameters(): number | undefined {
    return this.#measure.misfit.parameters;
  }

  get points(): number {
    return this.#measure.misfit.table.n;
  }

  get leftOut(): number {
    return this.#measure.misfit.table.leftOut;
  }

  get residuals(): number {
    return this.#measure.misfit.table.residuals;
  }

  sse(p: ArrayLike<number>): number {
    return outline(this.#measure.value, p, undefined)[0];
  }

  value(p: ArrayLike<number>): number {
    return outline(this.#measure.value, p, undefined)[1];
  }

  sseGradient(p: ArrayLike<number>, out: Float64Array): number {
    return outline(this.#measure.gradient, p, out)[0];
  }

  gradient(p: ArrayLike<number>, out: Float64Array): Float64Array {
    const twice = 2 * outline(this.#measure.gradient, p, out)[1];
    for (let i = 0; i < out.length; i++) out[i] = twice === 0 ? 0 : out[i] / twice;
    return out;
  }
}
