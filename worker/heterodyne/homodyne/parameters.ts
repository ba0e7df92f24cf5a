// The parameters of the siblings, and how a reader's numbers become a vector of them.
import {checkNames, checkVector, show} from "../../check.ts";
import type {HomodyneModel, HomodyneName, HomodyneParameter, HomodyneTheta} from "./types.ts";

const parameter = (
  name: HomodyneName,
  symbol: string,
  unit: string,
  usual: number,
  bounds: readonly [number, number],
  prior: readonly [number, number],
  description: string
): HomodyneParameter =>
  Object.freeze({
    name,
    symbol,
    unit,
    default: usual,
    bounds: Object.freeze(bounds),
    prior: Object.freeze(prior),
    description
  });

/** Bounds are wide enough for both programs that have these models; defaults and priors are the later one's. */
const LAMINAR: readonly HomodyneParameter[] = Object.freeze([
  parameter(
    "D0",
    "D₀",
    "Å²/s^(1+α)",
    1000,
    [1, 1e6],
    [1000, 1000],
    "amplitude of the transport coefficient J(t) = D0·t^alpha + D_offset; of alpha = 0 only D0 + D_offset can be told"
  ),
  parameter("alpha", "α", "", 0.5, [-2, 2], [0.5, 0.5], "exponent of the transport coefficient"),
  parameter(
    "D_offset",
    "D_off",
    "Å²/s",
    10,
    [-1e5, 1e5],
    [10, 200],
    "offset of the transport coefficient; J itself never falls below 0"
  ),
  parameter(
    "gamma_dot_t0",
    "γ̇₀",
    "1/s^(1+β)",
    0.01,
    [1e-6, 1],
    [0.01, 0.1],
    "amplitude of the shear rate γ̇(t) = gamma_dot_t0·t^beta + gamma_dot_t_offset; of beta = 0 only the sum can be told"
  ),
  parameter("beta", "β", "", 0.5, [-2, 2], [0, 0.5], "exponent of the shear rate"),
  parameter(
    "gamma_dot_t_offset",
    "γ̇_off",
    "1/s",
    0,
    [-0.1, 0.1],
    [0, 0.02],
    "offset of the shear rate"
  ),
  parameter(
    "phi0",
    "φ₀",
    "°",
    0,
    [-10, 10],
    [0, 5],
    "direction of the flow; with 180 more, or mirrored about all measured directions, it cannot be told apart"
  )
]);

export const HOMODYNE_PARAMETERS: Readonly<Record<HomodyneModel, readonly HomodyneParameter[]>> =
  Object.freeze({static: Object.freeze(LAMINAR.slice(0, 3)), laminar: LAMINAR});

/** A fresh vector in the model's order; a name that is missing takes its default. */
export function toHomodyneTheta(
  what: string,
  model: HomodyneModel,
  theta: HomodyneTheta
): Float64Array {
  const parameters = HOMODYNE_PARAMETERS[model];
  if (typeof theta !== "object" || theta === null)
    throw new TypeError(
      `${what}: expected theta as ${parameters.length} numbers or a record by name, got ${show(theta)}`
    );
  const vector = isVector(theta) ? fromVector(what, model, theta) : fromRecord(what, model, theta);
  vector.forEach((value, p) => {
    if (!Number.isFinite(value))
      throw new RangeError(
        `${what}: expected theta's ${parameters[p].name} to be finite, got ${value}`
      );
  });
  return vector;
}

const isVector = (theta: HomodyneTheta): theta is ArrayLike<number> =>
  Array.isArray(theta) || ArrayBuffer.isView(theta);

function fromVector(what: string, model: HomodyneModel, theta: ArrayLike<number>): Float64Array {
  checkVector(what, "theta", theta);
  const {length} = HOMODYNE_PARAMETERS[model];
  if (theta.length !== length)
    throw new RangeError(
      `${what}: expected theta as ${length} numbers for the ${model} model, got ${theta.length}`
    );
  return Float64Array.from(theta);
}

function fromRecord(
  what: string,
  model: HomodyneModel,
  theta: Readonly<Record<string, unknown>>
): Float64Array {
  const parameters = HOMODYNE_PARAMETERS[model];
  const names = parameters.map(({name}) => name);
  checkNames(what, "parameter", Object.keys(theta), names);
  return Float64Array.from(parameters, ({name, default: usual}) => {
    const value = theta[name] ?? usual;
    if (typeof value !== "number")
      throw new TypeError(`${what}: expected theta's ${name} as a number, got ${show(value)}`);
    return value;
  });
}
