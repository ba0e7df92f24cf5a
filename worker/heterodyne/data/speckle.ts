// `heterodyne.speckle`: frames of a detector whose correlations are known, to test everything that comes after.
import {makeDraws} from "../../../kernels-as/random/draws.ts";
import {toStreamWords} from "../../../kernels-as/random/counter.ts";
import {normal} from "../../../kernels-as/random/normal/reference.ts";
import {checkInteger, checkNames, checkOneOf, show} from "../../check.ts";
import {checkPositive} from "../../samplers/priors/checkNumbers.ts";
import type {Run} from "../../work.ts";
import {toHomodyneTheta} from "../homodyne/parameters.ts";
import type {HomodyneTheta} from "../homodyne/types.ts";
import {toGeometry, type TakenGeometry} from "../model/geometry.ts";
import {toTheta} from "../parameters.ts";
import type {Geometry, HeterodyneTheta, Semantics} from "../types.ts";
import {drawPoisson} from "./poisson.ts";
import {runSliced} from "./sliced.ts";
import {addMode, heterodyneParts, homodyneParts, type Part} from "./speckleFields.ts";
import type {FrameStack} from "./stack.ts";

const WHAT = "heterodyne.speckle";
const MODELS = ["heterodyne", "static", "laminar"] as const;
/** Far from the streams that a reader will name. */
const NORMALS = 0x100000000000;
const COUNTS = 0x200000000000;
const MOST_SPECKLES = 1e7;
/** What fits 16 bits whatever the intensity does. */
const MOST_COUNTS = 1000;
const MOST_COUNT = 65535;
/** Numbers of one answer: 4 GiB. */
const MOST_NUMBERS = 1 << 30;

export interface SpeckleOptions extends Geometry {
  /** pixels an angle, each a speckle of its own. */
  speckles: number;
  /** independent fields whose intensities a pixel averages: the contrast is 1 by it. Default 1. */
  modes?: number;
  /** mean photons of a pixel and frame where all scattering is of one kind; default: intensities as they are. */
  counts?: number;
  seed?: number;
  /** default "heterodyne"; "static" and "laminar" (with `gap`, Å) take the siblings' parameters, in the paper's form. */
  model?: (typeof MODELS)[number];
  gap?: number;
}

/** A stack with everything that `twoTime` needs to make a scan of it. */
export interface Speckles extends FrameStack {
  data: Float32Array | Uint16Array;
  shape: [number, number];
  /** 1 for the pixels of the first angle, 2 for those of the second, … */
  regions: Int32Array;
  q: number;
  dt: number;
  phi: Float64Array;
  semantics: Semantics;
  firstFrame: number;
}

/** 1 + c2/modes is what the frames' intensities correlate to, in expectation; "laminar" within 6e-4/modes of it. */
export function speckle(
  theta: HeterodyneTheta | HomodyneTheta,
  options: SpeckleOptions
): Run<Speckles> {
  const asked = toAsked(theta, options);
  const {geometry, speckles, modes, counts, seed} = asked;
  const {frames, phi} = geometry;
  const pixels = speckles * phi.length;
  return runSliced("speckle", pixels, function* (progress) {
    const data = counts ? new Uint16Array(frames * pixels) : new Float32Array(frames * pixels);
    const intensity = new Float64Array(frames);
    const field = {real: new Float64Array(frames), imaginary: new Float64Array(frames)};
    for (let a = 0; a < phi.length; a++) {
      const parts = asked.partsOf(phi[a]);
      const normals = new Float64Array(2 * parts.length * frames);
      for (let s = 0; s < speckles; s++) {
        const pixel = a * speckles + s;
        intensity.fill(0);
        for (let mode = 0; mode < modes; mode++) {
          const words = toStreamWords(seed, NORMALS + pixel * modes + mode, "normal");
          normal({y: normals, mean: 0, sd: 1, ...words}, 0, normals.length);
          addMode(parts, normals, intensity, field);
        }
        const draws = counts ? makeDraws(seed, COUNTS, pixel) : undefined;
        for (let t = 0; t < frames; t++) {
          const value = intensity[t] / modes;
          data[t * pixels + pixel] = draws
            ? Math.min(drawPoisson(draws, counts! * value), MOST_COUNT)
            : value;
        }
        progress.done = pixel + 1;
        yield;
      }
    }
    return {
      data,
      shape: [frames, pixels],
      regions: Int32Array.from({length: pixels}, (_, p) => 1 + Math.floor(p / speckles)),
      q: geometry.q,
      dt: geometry.dt,
      phi: geometry.phi,
      semantics: geometry.semantics,
      firstFrame: geometry.firstFrame
    };
  });
}

interface Asked {
  geometry: TakenGeometry;
  speckles: number;
  modes: number;
  counts: number | undefined;
  seed: number;
  partsOf: (phi: number) => Part[];
}

function toAsked(theta: HeterodyneTheta | HomodyneTheta, options: unknown): Asked {
  if (typeof options !== "object" || options === null)
    throw new TypeError(`${WHAT}: expected options as a record, got ${show(options)}`);
  checkNames(WHAT, "option", Object.keys(options), [
    "q", "dt", "frames", "phi", "semantics", "firstFrame", "speckles", "modes", "counts", "seed", "model", "gap"
  ]); // prettier-ignore
  const {
    speckles,
    modes = 1,
    counts,
    seed = 1,
    model = "heterodyne",
    gap,
    ...rest
  } = options as SpeckleOptions;
  const geometry = toGeometry(WHAT, rest);
  checkInteger(WHAT, "speckles", speckles, 1, MOST_SPECKLES);
  checkInteger(WHAT, "modes", modes, 1, 1000);
  checkInteger(WHAT, "seed", seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  checkOneOf(WHAT, "model", model, MODELS);
  if (counts !== undefined) {
    checkPositive(WHAT, "counts", counts);
    if (counts > MOST_COUNTS)
      throw new RangeError(`${WHAT}: expected counts of at most ${MOST_COUNTS}, got ${counts}`);
  }
  const numbers = geometry.frames * speckles * geometry.phi.length;
  if (numbers > MOST_NUMBERS)
    throw new RangeError(
      `${WHAT}: expected at most ${MOST_NUMBERS} intensities, got ${geometry.frames} frames of ${speckles * geometry.phi.length} pixels: ${numbers}`
    );
  const {q, dt, frames, semantics, firstFrame} = geometry;
  const times = {q, dt, frames, firstFrame};
  const common = {geometry, speckles, modes, counts, seed};
  if (model === "heterodyne") {
    if (gap !== undefined)
      throw new RangeError(`${WHAT}: expected no gap of a heterodyne model, got ${show(gap)}`);
    const point = toTheta(WHAT, theta);
    return {...common, partsOf: (phi) => heterodyneParts(point, phi, semantics, times)};
  }
  if (semantics !== "exact")
    throw new RangeError(
      `${WHAT}: expected semantics "exact" of a ${model} model, got ${show(semantics)}`
    );
  if (model === "laminar") checkPositive(WHAT, "gap", gap);
  const point = toHomodyneTheta(WHAT, model, theta);
  return {...common, partsOf: (phi) => homodyneParts(WHAT, point, phi, gap ?? 0, times)};
}
