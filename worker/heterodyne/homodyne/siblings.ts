// The siblings as pair models: E_ij for "static", E_ij·s_ij^m for "laminar".
import {strictMath} from "../../math.ts";
import {makeDecay, makeSmoothedDecay, type Decay} from "./decay.ts";
import {makeIntegrals, type FrameTimes, type Integrals} from "./integrals.ts";
import type {PairModel} from "./pairModel.ts";
import {makeShear, makeSmoothedShear, type Shear} from "./shear.ts";
import type {HomodyneWish} from "./types.ts";

const {PI, cos, sin} = strictMath;
const RADIANS = PI / 180;

/** v2 adds this to squares, in sums that do not know dt yet. */
const SMOOTHING = 1e-6;

/** v2 keeps the field's correlation at least 1e-10; c is its square. */
const LEAST = 1e-20;

export interface SiblingSettings extends FrameTimes, HomodyneWish {
  /** wave vector, 1/Å. */
  readonly q: number;
}

export function makeSibling(settings: SiblingSettings): PairModel {
  const {model, form = "paper", integrals = "exact", frames, dt, q} = settings;
  const isSmoothed = form === "v2";
  const rates = makeIntegrals(form, integrals, settings);
  const decay = isSmoothed
    ? makeSmoothedDecay(frames, q * q, SMOOTHING * dt)
    : makeDecay(frames, q * q);
  const least = isSmoothed ? LEAST : 0;
  if (model === "static") return makeStatic(frames, rates, decay, least);
  const shear = isSmoothed ? makeSmoothedShear(frames, SMOOTHING * dt) : makeShear(frames);
  return makeLaminar(settings, rates, {decay, shear, least});
}

function makeStatic(frames: number, rates: Integrals, decay: Decay, least: number): PairModel {
  const e = new Float64Array(frames);
  const byIntegral = new Float64Array(frames);
  return {
    parameters: 3,
    frames,
    load(theta, withSlopes) {
      rates.fill(theta, withSlopes);
      decay.load(rates.transport.integral);
    },
    turn: () => undefined,
    row(i, into, at) {
      decay.row(i, e);
      for (let k = 0; k < frames - i; k++) into[at + k] = e[k] < least ? least : e[k];
    },
    slopes(i, into) {
      decay.row(i, e, byIntegral);
      for (let k = 0; k < frames - i; k++) if (e[k] < least) byIntegral[k] = 0;
      spread(i, byIntegral, rates.transport.slopes, into, 0);
    }
  };
}

interface Parts {
  decay: Decay;
  shear: Shear;
  least: number;
}

function makeLaminar(settings: SiblingSettings, rates: Integrals, parts: Parts): PairModel {
  const {frames, q, gap = 0, form = "paper"} = settings;
  const {decay, shear, least} = parts;
  const power = form === "paper" ? 2 : 4;
  const size = form === "v2" ? (0.5 * q * gap) / PI : 0.5 * q * gap;
  const [e, eSlope, s, byIntegral, byAngle] = Array.from(
    {length: 5},
    () => new Float64Array(frames)
  );
  let phi0 = 0;
  return {
    parameters: 7,
    frames,
    load(theta, withSlopes) {
      phi0 = theta[6];
      rates.fill(theta, withSlopes);
      decay.load(rates.transport.integral);
      shear.load(rates.shear.integral);
    },
    turn(phi) {
      const angle = (phi0 - phi) * RADIANS;
      shear.turn(size * cos(angle), -size * sin(angle) * RADIANS);
    },
    row(i, into, at) {
      decay.row(i, e);
      shear.row(i, s);
      for (let k = 0; k < frames - i; k++) {
        const square = s[k] * s[k];
        const c = e[k] * (power === 2 ? square : square * square);
        into[at + k] = c < least ? least : c;
      }
    },
    slopes(i, into) {
      decay.row(i, e, eSlope);
      shear.row(i, s, byIntegral, byAngle);
      for (let k = 0; k < frames - i; k++) {
        const square = s[k] * s[k];
        const whole = power === 2 ? square : square * square;
        const inner = power === 2 ? 2 * s[k] : 4 * s[k] * square;
        const isFree = !(e[k] * whole < least);
        eSlope[k] = isFree ? eSlope[k] * whole : 0;
        byIntegral[k] = isFree ? byIntegral[k] * e[k] * inner : 0;
        into[6][k] = isFree ? byAngle[k] * e[k] * inner : 0;
      }
      spread(i, eSlope, rates.transport.slopes, into, 0);
      spread(i, byIntegral, rates.shear.slopes, into, 3);
    }
  };
}

/** A derivative by an integral between two frames becomes those by what the integral is made of. */
function spread(
  i: number,
  byIntegral: Float64Array,
  slopes: readonly Float64Array[],
  into: readonly Float64Array[],
  first: number
): void {
  slopes.forEach((slope, p) => {
    const out = into[first + p];
    const origin = slope[i];
    for (let j = i; j < slope.length; j++) out[j - i] = byIntegral[j - i] * (slope[j] - origin);
  });
}
