// `biofilm.logLikelihood`: a function of θ that can be called now, in batches, and by the samplers.
import {checkNames, checkVector, show} from "../check.ts";
import type {Run} from "../work.ts";
import {during, type Probe} from "../spans.ts";
import {rememberLikelihood} from "../samplers/evaluator.ts";
import {checkOptions} from "./asked.ts";
import {runInChunks} from "./chunks.ts";
import type {BiofilmHooks} from "./hooks.ts";
import type {Solver} from "./solver/types.ts";
import {checkThreads, toLikelihoodAsked, type LikelihoodAsked} from "./likelihoodAsked.ts";
import {knownNames} from "./model.ts";
import {checkOrder, inOrder} from "./reorder.ts";
import {checkValue, isVector} from "./theta.ts";
import type {BiofilmLikelihood, LogLikelihoodOptions, Theta} from "./types.ts";

const WHAT = "biofilm.logLikelihood";
/** Points handed over at a time: about a second of work. */
const PIECE = 4096;

export function makeLogLikelihood({solver}: Pick<BiofilmHooks, "solver">) {
  return (options: LogLikelihoodOptions): BiofilmLikelihood =>
    toLikelihood(solver, toLikelihoodAsked(WHAT, options));
}

/** `within`: the piece of work that sampling it is part of. */
export function toLikelihood(
  solver: Solver,
  asked: LikelihoodAsked,
  within?: Probe
): BiofilmLikelihood {
  const {parameters, request, settings} = asked;
  const call = (theta: ArrayLike<number> | Theta): number =>
    solver.logLikelihoodNow(request, settings, toPoint(asked, theta));
  const batch: BiofilmLikelihood["batch"] = (theta, options = {}) => {
    checkOptions(`${WHAT}.batch`, options, ["threads"]);
    checkThreads(`${WHAT}.batch`, options.threads);
    const points = toPoints(parameters, theta);
    const values = new Float64Array(points[0].length);
    const size = Math.max(1, Math.min(values.length, PIECE));
    const start = (part: Probe): Run<Float64Array> =>
      runInChunks({
        phase: "likelihoods",
        points: values.length,
        size,
        open: () =>
          solver.openLikelihood(request, settings, {
            capacity: size,
            threads: options.threads,
            within: part
          }),
        piece: (evaluator, begin, end) =>
          evaluator.evaluate(
            points.map((vector) => vector.subarray(begin, end)),
            values.subarray(begin, end)
          ),
        finish: () => values
      });
    return during(solver.probe, "batch", start);
  };
  const likelihood: BiofilmLikelihood = Object.assign(call, {parameters, batch});
  return rememberLikelihood(likelihood, {
    names: parameters,
    within,
    open({capacity, threads, names = parameters, within: opening}) {
      checkOrder(parameters, names);
      return solver
        .openLikelihood(request, settings, {capacity, threads, within: opening})
        .then((evaluator) => inOrder(evaluator, parameters, names));
    }
  });
}

/** One point, in the order of the parameters. */
function toPoint(asked: LikelihoodAsked, theta: unknown): ArrayLike<number> {
  const {parameters} = asked;
  if (isVector(theta)) {
    checkVector(WHAT, "theta", theta);
    if (theta.length !== parameters.length)
      throw new RangeError(
        `${WHAT}: expected theta of length ${parameters.length} (${parameters.join(", ")}), got length ${theta.length}`
      );
    return theta;
  }
  if (typeof theta !== "object" || theta === null)
    throw new TypeError(
      `${WHAT}: expected theta as a vector or a record by name, got ${show(theta)}`
    );
  const record = theta as Theta;
  checkFixed(asked, record);
  return Float64Array.from(parameters, (name) => {
    if (record[name] === undefined)
      throw new RangeError(`${WHAT}: missing parameter ${JSON.stringify(name)} in theta`);
    if (typeof record[name] !== "number") checkValue(WHAT, name, record[name]);
    return record[name];
  });
}

/** A record may name more than what is inferred, but not change what is held fixed. */
function checkFixed({model, parameters, request}: LikelihoodAsked, record: Theta): void {
  checkNames(WHAT, "parameter in theta", Object.keys(record), knownNames(model));
  model.names.forEach((name, place) => {
    if (parameters.includes(name) || record[name] === undefined) return;
    const fixed = request.theta[place];
    if (record[name] !== fixed)
      throw new RangeError(
        `${WHAT}: expected ${name} as it is fixed, ${fixed}, or among parameters, got ${show(record[name])}`
      );
  });
}

function toPoints(parameters: readonly string[], theta: unknown): Float64Array[] {
  const what = `${WHAT}.batch`;
  if (!Array.isArray(theta) || theta.length !== parameters.length || typeof theta[0] === "number")
    throw new RangeError(
      `${what}: expected theta as a vector for each of ${parameters.join(", ")}, got ${show(theta)}`
    );
  const points = theta.map((vector: unknown, k) => {
    checkVector(what, `theta[${k}]`, vector);
    return Float64Array.from(vector);
  });
  const uneven = points.findIndex(({length}) => length !== points[0].length);
  if (uneven > 0)
    throw new RangeError(
      `${what}: expected vectors of one length in theta, got ${points[0].length} and ${points[uneven].length}`
    );
  return points;
}
