// What a caller asks for, checked and with the defaults filled in. All misuse ends here.
import {checkInteger, checkNames, checkOneOf, checkVector, show} from "../check.ts";
import type {CompiledModel} from "../model/types.ts";
import {toBox, type Box} from "./bounds.ts";
import {defaultSteps} from "./defaults.ts";
import type {
  LeastSquaresMethod,
  LeastSquaresOptions,
  MinimizeMethod,
  MinimizeOptions,
  Objective,
  Residuals
} from "./types.ts";

const SHARED = ["start", "bounds", "steps", "ftol", "gtol", "xtol", "method"] as const;

/** What all searches are asked. Tolerances that were not given are undefined: each method has its own. */
interface Asked<M> {
  start: Float64Array;
  bounds: Box;
  method: M;
  steps: number;
  ftol: number | undefined;
  gtol: number | undefined;
  xtol: number | undefined;
}

export interface Minimization extends Asked<MinimizeMethod> {
  f: Objective;
  gradient: MinimizeOptions["gradient"];
  learningRate: number | undefined;
  memory: number | undefined;
}

export interface Fitting extends Asked<LeastSquaresMethod> {
  r: Residuals;
  jacobian: LeastSquaresOptions["jacobian"];
}

export function isCompiled(f: Objective | Residuals): f is CompiledModel {
  return "params" in f && "jacobian" in f;
}

export function toMinimization(f: Objective, options: MinimizeOptions): Minimization {
  const what = "optimize.minimize";
  checkFunction(what, "f", f);
  checkOptions(what, options, [...SHARED, "gradient", "learningRate", "memory"]);
  const asked = toAsked(what, options, "lbfgs", ["adam", "lbfgs", "nelder-mead"]);
  const {gradient, learningRate, memory} = options;
  checkDerivative(what, "gradient", f, gradient);
  if (learningRate !== undefined) checkPositive(what, "learningRate", learningRate);
  if (memory !== undefined) checkInteger(what, "memory", memory, 1, 1000);
  if (isCompiled(f)) {
    checkParameters(what, f, asked.start.length);
    if (!f.isScalar)
      throw new TypeError(
        `${what}: expected a model whose answer is a number, got one with ${f.outputs} in an array`
      );
  } else checkNumber(what, f(Array.from(asked.start)));
  return {...asked, f, gradient, learningRate, memory};
}

export function toFitting(r: Residuals, options: LeastSquaresOptions): Fitting {
  const what = "optimize.leastSquares";
  checkFunction(what, "r", r);
  checkOptions(what, options, [...SHARED, "jacobian"]);
  const asked = toAsked(what, options, "lm", ["lm", "trust"]);
  checkDerivative(what, "jacobian", r, options.jacobian);
  if (isCompiled(r)) checkParameters(what, r, asked.start.length);
  else {
    const answer: unknown = r(Array.from(asked.start));
    if (typeof answer !== "number") checkVector(what, "the answer of r", answer);
    if (typeof answer !== "number" && answer.length === 0)
      throw new RangeError(`${what}: expected r to return at least one residual, got none`);
  }
  return {...asked, r, jacobian: options.jacobian};
}

function toAsked<M extends string>(
  what: string,
  options: MinimizeOptions | LeastSquaresOptions,
  first: M,
  methods: readonly M[]
): Asked<M> {
  const {method = first, ftol, gtol, xtol} = options;
  checkOneOf(what, "method", method, methods);
  if (options.start === undefined) throw new TypeError(`${what}: missing start`);
  checkVector(what, "start", options.start);
  const start = Float64Array.from(options.start);
  const k = start.length;
  if (k === 0) throw new RangeError(`${what}: expected at least one unknown in start, got none`);
  const wrong = start.findIndex((x) => !Number.isFinite(x));
  if (wrong >= 0)
    throw new RangeError(
      `${what}: expected finite numbers in start, got ${start[wrong]} at index ${wrong}`
    );
  const bounds = toBox(what, options.bounds, k);
  for (let i = 0; i < k; i++)
    start[i] = Math.min(Math.max(start[i], bounds.lower[i]), bounds.upper[i]);
  const steps = options.steps ?? defaultSteps(method as M & "lm", k);
  checkInteger(what, "steps", steps, 1, 1e9);
  for (const [name, tolerance] of Object.entries({ftol, gtol, xtol}))
    if (tolerance !== undefined) checkTolerance(what, name, tolerance);
  return {start, bounds, method: method as M, steps, ftol, gtol, xtol};
}

function checkFunction(what: string, name: string, f: unknown): void {
  if (typeof f !== "function")
    throw new TypeError(
      `${what}: expected ${name} as a function of x or a compiled model, got ${show(f)}`
    );
}

function checkOptions(what: string, options: unknown, names: readonly string[]): void {
  if (typeof options !== "object" || options === null)
    throw new TypeError(`${what}: expected options as an object with start, got ${show(options)}`);
  checkNames(what, "option", Object.keys(options), names);
}

function checkDerivative(
  what: string,
  name: string,
  f: Objective | Residuals,
  derivative: unknown
): void {
  if (derivative === undefined) return;
  if (typeof derivative !== "function")
    throw new TypeError(`${what}: expected ${name} as a function of x, got ${show(derivative)}`);
  if (isCompiled(f))
    throw new TypeError(`${what}: unsupported ${name} beside a compiled model: it has its own`);
}

function checkParameters(what: string, {params}: CompiledModel, k: number): void {
  if (params.length !== 1)
    throw new RangeError(
      `${what}: expected a model of one parameter, got one of ${params.length}: make the others constants`
    );
  if (params[0].size !== k)
    throw new RangeError(
      `${what}: expected start of length ${params[0].size}, as the model's ${params[0].name}, got length ${k}`
    );
}

function checkNumber(what: string, answer: unknown): void {
  if (typeof answer !== "number")
    throw new TypeError(`${what}: expected f to return a number, got ${show(answer)}`);
}

function checkTolerance(what: string, name: string, value: unknown): void {
  if (typeof value !== "number")
    throw new TypeError(`${what}: expected ${name} as a number, got ${show(value)}`);
  if (!(value >= 0 && value < Infinity))
    throw new RangeError(`${what}: expected ${name} from 0 up, got ${value}`);
}

function checkPositive(what: string, name: string, value: unknown): void {
  checkTolerance(what, name, value);
  if (value === 0) throw new RangeError(`${what}: expected ${name} above 0, got 0`);
}
