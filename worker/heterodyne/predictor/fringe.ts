// The dominant frequency of fringes in a curve along the lags, by a discrete Fourier transform of what a parabola leaves.
import {strictMath} from "../../math.ts";

/** Transform of so many times the curve's length: peaks are found between the frequencies of the curve itself. */
const PADDING = 2;

export interface Fringe {
  /** cycles from one lag to the next; 0 where there is none. */
  frequency: number;
  /** share of the power that is in the peak's main lobe. */
  strength: number;
}

interface Plan {
  bins: number;
  cosines: Float64Array;
  sines: Float64Array;
  window: Float64Array;
  /** orthogonal polynomials of the lags, up to the second degree, each of norm 1. */
  basis: Float64Array[];
}

const plans = new Map<number, Plan>();

function planOf(length: number): Plan {
  let plan = plans.get(length);
  if (!plan) plans.set(length, (plan = makePlan(length)));
  return plan;
}

function makePlan(length: number): Plan {
  const size = PADDING * length;
  const turn = (k: number): number => (2 * Math.PI * k) / size;
  return {
    bins: size / 2,
    cosines: Float64Array.from({length: size}, (_, k) => strictMath.cos(turn(k))),
    sines: Float64Array.from({length: size}, (_, k) => strictMath.sin(turn(k))),
    window: Float64Array.from(
      {length},
      (_, k) => 0.5 - 0.5 * strictMath.cos((2 * Math.PI * (k + 0.5)) / length)
    ),
    basis: makeBasis(length)
  };
}

function makeBasis(length: number): Float64Array[] {
  const basis: Float64Array[] = [];
  for (let degree = 0; degree <= 2; degree++) {
    const next = Float64Array.from({length}, (_, k) => {
      const x = (2 * k + 1) / length - 1;
      return degree === 0 ? 1 : degree === 1 ? x : x * x;
    });
    for (const one of basis) takeOff(next, one);
    const norm = Math.sqrt(next.reduce((sum, x) => sum + x * x, 0));
    basis.push(next.map((x) => x / norm));
  }
  return basis;
}

function takeOff(values: Float64Array, unit: Float64Array): void {
  let share = 0;
  for (let k = 0; k < values.length; k++) share += values[k] * unit[k];
  for (let k = 0; k < values.length; k++) values[k] -= share * unit[k];
}

/** Fewer lags than these hold no frequency. */
const LEAST = 6;

export function findFringe(curve: Float64Array): Fringe {
  const {length} = curve;
  if (length < LEAST) return {frequency: 0, strength: 0};
  const {bins, cosines, sines, window, basis} = planOf(length);
  const size = PADDING * length;
  const rest = curve.slice();
  for (const unit of basis) takeOff(rest, unit);
  for (let k = 0; k < length; k++) rest[k] *= window[k];
  const power = new Float64Array(bins + 1);
  let total = 0;
  for (let f = 1; f <= bins; f++) {
    let real = 0;
    let imaginary = 0;
    for (let k = 0, place = 0; k < length; k++) {
      real += rest[k] * cosines[place];
      imaginary += rest[k] * sines[place];
      place += f;
      if (place >= size) place -= size;
    }
    power[f] = real * real + imaginary * imaginary;
    total += power[f];
  }
  return total > 0 ? describePeak(power, total, size) : {frequency: 0, strength: 0};
}

function describePeak(power: Float64Array, total: number, size: number): Fringe {
  let best = 1;
  for (let f = 2; f < power.length; f++) if (power[f] > power[best]) best = f;
  let lobe = 0;
  for (let f = best - PADDING; f <= best + PADDING; f++)
    if (f > 0 && f < power.length) lobe += power[f];
  return {frequency: (best + offPeak(power, best)) / size, strength: lobe / total};
}

/** Where the parabola through a peak and its neighbours is highest. */
function offPeak(power: Float64Array, best: number): number {
  if (best < 2 || best + 1 >= power.length) return 0;
  const [before, at, after] = [power[best - 1], power[best], power[best + 1]];
  const bend = before - 2 * at + after;
  return bend < 0 ? (0.5 * (before - after)) / bend : 0;
}
