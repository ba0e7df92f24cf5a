// What a sampler is given as a log-likelihood, checked at the call before any work.
import {show} from "../../check.ts";
import {kitOf, modelOf} from "../../model/identity.ts";
import type {CompiledModel} from "../../model/types.ts";
import {likelihoodOf, type EvaluatorOptions, type Likelihood} from "../evaluator.ts";
import type {PlainFunction} from "./functionWork.ts";
import {toPlainTarget, type PlainTarget} from "./plainTarget.ts";

export type Target =
  | {kind: "own"; likelihood: Likelihood}
  | {kind: "compiled"; compiled: CompiledModel}
  | {kind: "plain"; plain: PlainTarget};

/** Tells the kinds apart and throws at misuse. Constants are taken as they are now. */
export function checkTarget(
  what: string,
  logLikelihood: unknown,
  dimension: number,
  constants: unknown = {},
  device?: EvaluatorOptions["device"]
): Target {
  if (typeof logLikelihood !== "function")
    throw new TypeError(
      `${what}: expected logLikelihood as a function, got ${show(logLikelihood)}`
    );
  if (typeof constants !== "object" || constants === null || Array.isArray(constants))
    throw new TypeError(`${what}: expected constants as an object, got ${show(constants)}`);
  const likelihood = likelihoodOf(logLikelihood);
  if (likelihood) {
    checkDimension(what, likelihood.names.length, dimension, likelihood.names.join(", "));
    if (device === "gpu" && !likelihood.canScreen)
      refuseGpu(what, "one of the library's own that runs in f64 only");
    return {kind: "own", likelihood};
  }
  if (modelOf(logLikelihood))
    return checkCompiled(what, logLikelihood as unknown as CompiledModel, dimension);
  const named = constants as Record<string, unknown>;
  const plain = toPlainTarget(what, logLikelihood as PlainFunction, dimension, named);
  return {kind: "plain", plain};
}

function checkCompiled(what: string, compiled: CompiledModel, dimension: number): Target {
  const {isScalar, outputs, params} = compiled;
  if (!isScalar) refuseVector(what, outputs);
  if (!kitOf(compiled))
    throw new TypeError(`${what}: expected logLikelihood as a model of an engine, got one without`);
  const sizes = params.map(({name, size}) => `${name}: ${size}`).join(", ");
  const total = params.reduce((sum, {size}) => sum + size, 0);
  checkDimension(what, total, dimension, sizes);
  return {kind: "compiled", compiled};
}

function checkDimension(what: string, own: number, dimension: number, which: string): void {
  if (own === dimension) return;
  throw new RangeError(
    `${what}: expected logLikelihood to take ${dimension} numbers, one for each parameter of the prior, got one that takes ${own} (${which})`
  );
}

/** A likelihood is one number. */
export function refuseVector(what: string, outputs: number): never {
  throw new TypeError(
    `${what}: expected logLikelihood to return a number, got an array of length ${outputs}`
  );
}

export function refuseGpu(what: string, got: string): never {
  throw new RangeError(
    `${what}: expected logLikelihood as a model that compiles, for device "gpu", got ${got}`
  );
}
