// The fourteen parameters, and how a reader's values of them become a vector.
import {checkNames, checkVector, show} from "../check.ts";
import type {HeterodyneName, HeterodyneParameter} from "./types.ts";

type Row = Omit<HeterodyneParameter, "name">;

const freeze = (rows: Record<HeterodyneName, Row>): readonly HeterodyneParameter[] =>
  Object.freeze(
    Object.entries(rows).map(([name, row]) =>
      Object.freeze({
        name: name as HeterodyneName,
        ...row,
        bounds: Object.freeze(row.bounds),
        prior: Object.freeze(row.prior)
      })
    )
  );

/** In the order of θ. */
export const PARAMETERS = freeze({
  D0_ref: {
    symbol: "D₀ʳ",
    unit: "Å²/s^(1+α)",
    default: 1e4,
    bounds: [0, 1e6],
    prior: [1e4, 5e3],
    description:
      "Amplitude of the reference's transport coefficient J = D₀·t^α + D_offset. J counts twice what D of light scattering does, J = 2D. With α = 0 only D₀ + D_offset can be told."
  },
  alpha_ref: {
    symbol: "αʳ",
    unit: "",
    default: 0,
    bounds: [-2, 2],
    prior: [0, 1],
    description:
      "Exponent of the reference's transport coefficient: 0 is plain diffusion, below 0 the motion slows down with time. Strongly correlated with D₀."
  },
  D_offset_ref: {
    symbol: "D_offʳ",
    unit: "Å²/s",
    default: 0,
    bounds: [-1e4, 1e4],
    prior: [0, 1e3],
    description:
      "What the reference's transport coefficient tends to where t^α vanishes. Where J would be negative it counts as none."
  },
  D0_sample: {
    symbol: "D₀ˢ",
    unit: "Å²/s^(1+α)",
    default: 1e4,
    bounds: [0, 1e6],
    prior: [1e4, 5e3],
    description:
      "Amplitude of the sample's transport coefficient. Reference and sample may change places, with x for 1 − x, and the correlation stays."
  },
  alpha_sample: {
    symbol: "αˢ",
    unit: "",
    default: 0,
    bounds: [-2, 2],
    prior: [0, 1],
    description:
      "Exponent of the sample's transport coefficient. Strongly correlated with its amplitude."
  },
  D_offset_sample: {
    symbol: "D_offˢ",
    unit: "Å²/s",
    default: 0,
    bounds: [-1e4, 1e4],
    prior: [0, 1e3],
    description: "What the sample's transport coefficient tends to where t^α vanishes."
  },
  v0: {
    symbol: "v₀",
    unit: "Å/s^(1+β)",
    default: 1e3,
    bounds: [-1e6, 1e6],
    prior: [1e3, 500],
    description:
      "Amplitude of the velocity between the components, v = v₀·t^β + v_offset. The sign of v as a whole cannot be told. With β = 0 only v₀ + v_offset can."
  },
  beta: {
    symbol: "β",
    unit: "",
    default: 0,
    bounds: [-2, 2],
    prior: [0, 1],
    description:
      "Exponent of the velocity: 0 is steady, above 0 accelerating, below 0 slowing down."
  },
  v_offset: {
    symbol: "v_off",
    unit: "Å/s",
    default: 0,
    bounds: [-1e4, 1e4],
    prior: [0, 25],
    description: "What is added to the velocity at all times."
  },
  f0: {
    symbol: "f₀",
    unit: "",
    default: 0.5,
    bounds: [-1, 1],
    prior: [0.5, 0.25],
    description:
      "Amplitude of the sample's fraction x = f₀·exp(f₁·(t − f₂)) + f₃, kept within 0 and 1; below 0 the fraction grows towards f₃. f₀ and f₂ enter as f₀·exp(−f₁·f₂) alone: hold f₂. With f₁ = 0 only f₀ + f₃ can be told."
  },
  f1: {
    symbol: "f₁",
    unit: "1/s",
    default: 0,
    bounds: [-10, 10],
    prior: [0, 1],
    description: "Rate of the sample's fraction: below 0 it decays, above 0 it grows."
  },
  f2: {
    symbol: "f₂",
    unit: "s",
    default: 0,
    bounds: [-1e4, 1e4],
    prior: [0, 100],
    description:
      "Time by which the sample's fraction is shifted. It cannot be told from f₀: fits hold it unless told otherwise."
  },
  f3: {
    symbol: "f₃",
    unit: "",
    default: 0,
    bounds: [0, 1],
    prior: [0, 0.5],
    description: "What the sample's fraction tends to where the exponential vanishes."
  },
  phi0: {
    symbol: "φ₀",
    unit: "°",
    default: 0,
    bounds: [-180, 180],
    prior: [0, 5],
    description:
      "Direction of the flow. φ₀ and φ₀ + 180° cannot be told apart; v2 and xpcsjax have it with the other sign."
  }
});

export const NAMES: readonly HeterodyneName[] = Object.freeze(PARAMETERS.map(({name}) => name));

/** Place of the flow's direction in θ. */
export const PHI0 = 13;

/** A fresh vector of θ; what a record leaves out takes its default. */
export function toTheta(what: string, theta: unknown, name = "theta"): Float64Array {
  if (Array.isArray(theta) || ArrayBuffer.isView(theta)) return fromVector(what, theta, name);
  if (typeof theta !== "object" || theta === null)
    throw new TypeError(
      `${what}: expected ${name} as ${NAMES.length} numbers or a record by name, got ${show(theta)}`
    );
  checkNames(what, `parameter in ${name}`, Object.keys(theta), NAMES);
  return Float64Array.from(PARAMETERS, (parameter) => {
    const value = (theta as Record<string, unknown>)[parameter.name];
    if (value === undefined) return parameter.default;
    if (typeof value !== "number")
      throw new TypeError(
        `${what}: expected ${parameter.name} in ${name} as a number, got ${show(value)}`
      );
    return checkFinite(what, `${parameter.name} in ${name}`, value);
  });
}

function fromVector(what: string, theta: unknown, name: string): Float64Array {
  checkVector(what, name, theta);
  if (theta.length !== NAMES.length)
    throw new RangeError(
      `${what}: expected ${name} with ${NAMES.length} numbers, got ${theta.length}`
    );
  return Float64Array.from(theta, (value, k) => checkFinite(what, `${NAMES[k]} in ${name}`, value));
}

function checkFinite(what: string, name: string, value: number): number {
  if (!Number.isFinite(value))
    throw new RangeError(`${what}: expected ${name} finite, got ${value}`);
  return value;
}

/** θ by name, as results give it. */
export function toRecord(theta: ArrayLike<number>): Record<HeterodyneName, number> {
  return Object.fromEntries(NAMES.map((name, k) => [name, theta[k]])) as Record<
    HeterodyneName,
    number
  >;
}
