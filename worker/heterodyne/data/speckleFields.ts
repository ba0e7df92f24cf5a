// Fields of light whose correlations are those of a model: each of its parts forgets and turns as the parameters say.
import {
  ROW_FRACTION, ROW_REFERENCE, ROW_SAMPLE, ROW_VELOCITY
} from "../../../kernels-as/heterodyne/constants.ts"; // prettier-ignore
import {strictMath} from "../../math.ts";
import {makeIntegrals} from "../homodyne/integrals.ts";
import {fillFrames, makeTable, phaseOf} from "../model/frames.ts";
import {makeGrid} from "../model/grid.ts";
import type {Semantics} from "../types.ts";

const {cos, exp, sin} = strictMath;

/** A part of the field: a complex normal number that forgets by `keep` from frame to frame, shown with weight and phase. */
export interface Part {
  /** of the first frame 0: nothing came before. */
  readonly keep: Float64Array;
  /** √(1 − keep²). */
  readonly fresh: Float64Array;
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

export interface FieldTimes {
  q: number;
  dt: number;
  frames: number;
  firstFrame: number;
}

/** Reference and sample: the square of their sum's correlation is the heterodyne model's, by the mean intensities. */
export function heterodyneParts(
  theta: Float64Array,
  phi: number,
  semantics: Semantics,
  {q, ...times}: FieldTimes
): Part[] {
  const grid = makeGrid({semantics, ...times});
  const table = makeTable(grid, false);
  fillFrames(grid, theta, table, false);
  const row = (r: number) =>
    table.numbers.subarray(r * table.stride, r * table.stride + times.frames);
  const x = row(ROW_FRACTION);
  const {factor} = phaseOf(semantics, theta, phi, q);
  const turned = row(ROW_VELOCITY).map((path) => factor * path);
  return [
    makePart(row(ROW_REFERENCE), q, (k) => 1 - x[k], new Float64Array(times.frames)),
    makePart(row(ROW_SAMPLE), q, (k) => x[k], turned)
  ];
}

const DEGREE = Math.PI / 180;
const PHI0 = 6;
/** Layers make sin(MΦ′)/(M·sin Φ′), Φ′ = Φ/M, of sinΦ/Φ: the squares differ by less than 1/(3M²). */
const LEAST_LAYERS = 24;
/** More of them would take their time, and their memory. */
const MOST_LAYERS = 4096;

/** Layers of scatterers across the gap, each carried along with its height: sinc²Φ; one layer where nothing is sheared. */
export function homodyneParts(
  what: string,
  theta: Float64Array,
  phi: number,
  gap: number,
  {q, ...times}: FieldTimes
): Part[] {
  const integrals = makeIntegrals("paper", "exact", times);
  integrals.fill(theta, false);
  const transport = integrals.transport.integral;
  const still = new Float64Array(times.frames);
  if (theta.length <= 3) return [makePart(transport, q, () => 1, still)];
  const factor = q * gap * cos((phi - theta[PHI0]) * DEGREE);
  const turned = integrals.shear.integral.map((strain) => factor * strain);
  const most = turned.reduce((widest, value) => Math.max(widest, Math.abs(value)), 0);
  const layers = Math.max(LEAST_LAYERS, Math.ceil(most / 2));
  if (layers > MOST_LAYERS)
    throw new RangeError(
      `${what}: expected a strain that turns phases by at most ${2 * MOST_LAYERS}, got ${most} at ${phi}°: take fewer frames or a smaller gap`
    );
  const weight = 1 / Math.sqrt(layers);
  return Array.from({length: layers}, (_, m) => {
    const height = (m + 0.5) / layers - 0.5;
    return makePart(transport, q, () => weight, turned.map((value) => height * value)); // prettier-ignore
  });
}

/** Half of the intensity's decay is the field's. */
function makePart(
  integral: Float64Array,
  q: number,
  weight: (frame: number) => number,
  phase: Float64Array
): Part {
  const keep = integral.map((value, k) =>
    k === 0 ? 0 : exp(-0.5 * q * q * Math.max(0, value - integral[k - 1]))
  );
  return {
    keep,
    fresh: keep.map((a) => Math.sqrt((1 - a) * (1 + a))),
    real: phase.map((turn, k) => weight(k) * cos(turn)),
    imaginary: phase.map((turn, k) => weight(k) * sin(turn))
  };
}

/**
 * Adds |field|² of one mode to `intensity`. `normals`: two a part and a frame, of variance 1, so that the field's parts
 * have a mean intensity of 1 each.
 */
export function addMode(
  parts: readonly Part[],
  normals: Float64Array,
  intensity: Float64Array,
  field: {real: Float64Array; imaginary: Float64Array}
): void {
  const frames = intensity.length;
  field.real.fill(0);
  field.imaginary.fill(0);
  parts.forEach(({keep, fresh, real, imaginary}, p) => {
    let re = 0;
    let im = 0;
    let at = 2 * p * frames;
    for (let k = 0; k < frames; k++, at += 2) {
      re = keep[k] * re + fresh[k] * Math.SQRT1_2 * normals[at];
      im = keep[k] * im + fresh[k] * Math.SQRT1_2 * normals[at + 1];
      field.real[k] += re * real[k] - im * imaginary[k];
      field.imaginary[k] += re * imaginary[k] + im * real[k];
    }
  });
  for (let k = 0; k < frames; k++)
    intensity[k] += field.real[k] * field.real[k] + field.imaginary[k] * field.imaginary[k];
}
