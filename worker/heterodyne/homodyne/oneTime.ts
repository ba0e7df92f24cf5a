// `heterodyne.oneTime`: forms that other programs fit to one-time correlations.
import {checkNames, checkVector, show} from "../../check.ts";
import {pow, strictMath} from "../../math.ts";
import {fresnelShare} from "./fresnel.ts";

const {PI, cos, exp} = strictMath;

/** contrast·e^(−2(τ/time)^stretch) + baseline, as pyXpcsViewer has it. */
export interface SingleDecay {
  contrast: number;
  /** seconds. */
  time: number;
  /** default 1. */
  stretch?: number;
  /** default 1. */
  baseline?: number;
}

/** contrast·[share·e^(−(τ/time)^stretch) + (1 − share)·e^(−(τ/time2)^stretch2)]² + baseline. */
export interface DoubleDecay extends SingleDecay {
  /** of the first decay in the field, 0 to 1. */
  share: number;
  time2: number;
  /** default 1. */
  stretch2?: number;
}

/**
 * contrast·e^(−2·rate·τ)·π²/(16y)·|erf(√(4iy/π))|² + baseline, y = q·v·τ: diffusion in a laminar flow, as pyCHX has it; with
 * `vibration`, times 1 + vibration·cos(2π·frequency·τ).
 */
export interface FlowDecay {
  contrast: number;
  /** Γ = D·q², 1/s. */
  rate: number;
  /** 1/Å and Å/s. */
  q: number;
  v: number;
  /** default 1. */
  baseline?: number;
  /** default 0. */
  vibration?: number;
  /** 1/s; default 0. */
  frequency?: number;
}

type Fields = Readonly<Record<string, number>>;

/** What is left out takes its default; a field without one is needed. */
function toFields(
  what: string,
  given: object,
  defaults: Readonly<Record<string, number | undefined>>,
  tau: ArrayLike<number>
): Fields {
  if (typeof given !== "object" || given === null)
    throw new TypeError(`${what}: expected a record of numbers, got ${show(given)}`);
  checkNames(what, "field", Object.keys(given), Object.keys(defaults));
  checkVector(what, "tau", tau);
  const fields: Record<string, number> = {};
  for (const [name, usual] of Object.entries(defaults)) {
    const value: unknown = (given as Readonly<Record<string, unknown>>)[name] ?? usual;
    if (typeof value !== "number")
      throw new TypeError(`${what}: expected ${name} as a number, got ${show(value)}`);
    const isTime = name.startsWith("time");
    if (!Number.isFinite(value) || (isTime && value <= 0))
      throw new RangeError(
        `${what}: expected ${name} finite${isTime ? " and above 0" : ""}, got ${value}`
      );
    fields[name] = value;
  }
  return fields;
}

const stretched = (lag: number, time: number, stretch: number): number => pow(lag / time, stretch);

export const oneTime = Object.freeze({
  single(form: SingleDecay, tau: ArrayLike<number>): Float64Array {
    const defaults = {contrast: undefined, time: undefined, stretch: 1, baseline: 1};
    const f = toFields("heterodyne.oneTime.single", form, defaults, tau);
    return Float64Array.from(
      tau,
      (lag) => f.contrast * exp(-2 * stretched(lag, f.time, f.stretch)) + f.baseline
    );
  },

  double(form: DoubleDecay, tau: ArrayLike<number>): Float64Array {
    const needed = {contrast: undefined, share: undefined, time: undefined, time2: undefined};
    const defaults = {...needed, stretch: 1, stretch2: 1, baseline: 1};
    const f = toFields("heterodyne.oneTime.double", form, defaults, tau);
    return Float64Array.from(tau, (lag) => {
      const first = f.share * exp(-stretched(lag, f.time, f.stretch));
      const field = first + (1 - f.share) * exp(-stretched(lag, f.time2, f.stretch2));
      return f.contrast * field * field + f.baseline;
    });
  },

  flow(form: FlowDecay, tau: ArrayLike<number>): Float64Array {
    const needed = {contrast: undefined, rate: undefined, q: undefined, v: undefined};
    const defaults = {...needed, baseline: 1, vibration: 0, frequency: 0};
    const f = toFields("heterodyne.oneTime.flow", form, defaults, tau);
    return Float64Array.from(tau, (lag) => {
      // |erf(√(4iy/π))|² is twice the Fresnel integral's square, at x with 2x² = 16y/π²
      const x = Math.sqrt(8 * Math.abs(f.q * f.v * lag)) / PI;
      const decay = f.contrast * exp(-2 * f.rate * lag) * fresnelShare(x);
      return decay * (1 + f.vibration * cos(2 * PI * f.frequency * lag)) + f.baseline;
    });
  }
});
