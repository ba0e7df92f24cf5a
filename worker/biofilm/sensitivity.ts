// `biofilm.sensitivity`: how the states depend on the parameters, and what the parameters' scatter makes of φψ.
import {checkOneOf, show} from "../check.ts";
import {checkNumber, checkOptions, toRequest, TRAJECTORY, type Asked} from "./asked.ts";
import {findCurvature} from "./curvature.ts";
import type {BiofilmHooks} from "./hooks.ts";
import {
  firstOrderVariance,
  secondOrderShift,
  secondOrderVariance,
  toObservableTangent
} from "./moments.ts";
import {toSimulation} from "./simulate.ts";
import type {SolverRequest, Trajectory} from "./solver/types.ts";
import {startStats, type Ended} from "./stats.ts";
import {toPlaces} from "./theta.ts";
import type {Sensitivity, SensitivityOptions, Simulation} from "./types.ts";

const OWN = ["theta", "parameters", "tangent", "cov", "aleatory", "secondOrder"];

interface SensitivityAsked extends Asked {
  request: SolverRequest;
  /** names, and their places among the request's tangents. */
  parameters: readonly string[];
  shown: Int32Array;
  scattering: Int32Array;
  /** standard deviations of the scattering parameters. */
  scatter: Float64Array;
  secondOrder: boolean;
}

export function makeSensitivity({solver}: Pick<BiofilmHooks, "solver">) {
  return (options: SensitivityOptions): Promise<Sensitivity> => {
    const asked = toSensitivityAsked(options);
    const end = startStats(solver);
    const work = async (): Promise<Sensitivity> => {
      const trajectory = await solver.trajectory(asked.request);
      if (!asked.secondOrder) return toSensitivity(asked, trajectory, end);
      const curvature = await findCurvature(solver, asked.request, asked);
      const first = toSensitivity(asked, trajectory, () => end(1 + 2 * asked.scatter.length));
      return addSecondOrder(first, curvature, asked.scatter);
    };
    return work();
  };
}

function toSensitivityAsked(options: SensitivityOptions): SensitivityAsked {
  const what = "biofilm.sensitivity";
  checkOptions(what, options, [...TRAJECTORY, ...OWN]);
  const {model, request} = toRequest(what, options);
  const {tangent = "exact", cov = 0.005, secondOrder = false} = options;
  checkOneOf(what, "tangent", tangent, ["exact", "local"]);
  checkNumber(what, "cov", cov, 0, 1);
  if (typeof secondOrder !== "boolean")
    throw new TypeError(`${what}: expected secondOrder as true or false, got ${show(secondOrder)}`);
  if (secondOrder && tangent === "local")
    throw new RangeError(
      `${what}: unsupported secondOrder with tangent "local": it takes exact ones`
    );
  const parameters = options.parameters ?? model.unknowns;
  const aleatory = options.aleatory ?? parameters;
  const places = toPlaces(what, model, "parameters", parameters);
  const scattered = toPlaces(what, model, "aleatory", aleatory);
  const tangents = Int32Array.from(new Set([...places, ...scattered]));
  return {
    model,
    request: {...request, tangents, tangent},
    parameters,
    shown: places.map((place) => tangents.indexOf(place)),
    scattering: scattered.map((place) => tangents.indexOf(place)),
    scatter: Float64Array.from(scattered, (place) => cov * Math.abs(request.theta[place])),
    secondOrder
  };
}

function toSensitivity(asked: SensitivityAsked, trajectory: Trajectory, end: Ended): Sensitivity {
  const {species} = asked.model.case;
  const {state, tangents} = trajectory;
  const slopes = tangents.map((tangent) => toObservableTangent(species, state, tangent));
  const scattering = Array.from(asked.scattering, (k) => slopes[k]);
  const times = asked.request.at.length;
  const simulation: Simulation = toSimulation(asked, trajectory, end);
  return {
    ...simulation,
    parameters: [...asked.parameters],
    sensitivity: Array.from(asked.shown, (k) => tangents[k]),
    observableSensitivity: Array.from(asked.shown, (k) => slopes[k]),
    variance: firstOrderVariance(scattering, asked.scatter, species, times),
    mean: simulation.observable.map((y) => y.slice())
  };
}

function addSecondOrder(
  first: Sensitivity,
  curvature: Awaited<ReturnType<typeof findCurvature>>,
  scatter: Float64Array
): Sensitivity {
  if (scatter.length === 0) return first;
  const shifts = first.mean.map((_, i) => secondOrderShift(curvature, scatter, i));
  const more = first.mean.map((_, i) => secondOrderVariance(curvature, scatter, i));
  return {
    ...first,
    mean: first.mean.map((y, i) => y.map((x, t) => x + shifts[i][t])),
    variance: first.variance.map((v, i) => v.map((x, t) => x + more[i][t]))
  };
}
