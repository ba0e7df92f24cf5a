// `heterodyne.synthesize`: what a measurement of the model would give, with noise, and with the faults of real ones.
import {checkInteger, checkNames, checkOneOf, checkVector, show} from "../../check.ts";
import {makePace, type Pace} from "../../pace.ts";
import type {Random} from "../../random.ts";
import {makeC2} from "../model/c2.ts";
import type {TakenGeometry} from "../model/geometry.ts";
import {toTheta} from "../parameters.ts";
import type {Geometry, HeterodyneTheta, Scan, SynthesizeOptions} from "../types.ts";
import {checkRecord, geometryOf} from "./asked.ts";

const WHAT = "heterodyne.synthesize";
const OPTIONS = ["contrast", "offset", "noise", "noiseLaw", "spike", "badFrames", "jump", "seed"];

export interface SynthesizeHooks {
  random: Pick<Random, "normal">;
}

/** The options of one angle. */
interface Faults {
  contrast: number;
  offset: number;
  noise: number;
  isProportional: boolean;
  spike: number;
  badFrames: readonly number[];
  jump: number;
}

export function makeSynthesize({random}: SynthesizeHooks) {
  const c2 = makeC2();

  /** A scan may be handed over instead of a geometry: what else it says is kept, its data are replaced. */
  return <S extends Geometry>(
    theta: HeterodyneTheta,
    scan: S,
    options: SynthesizeOptions = {}
  ): Promise<S & Scan> => {
    const vector = toTheta(WHAT, theta);
    const geometry = geometryOf(WHAT, scan);
    const {faults, seed} = toFaults(geometry, options);
    return synthesize(vector, scan, geometry, faults, seed);
  };

  async function synthesize<S extends Geometry>(
    theta: Float64Array,
    scan: S,
    geometry: TakenGeometry,
    faults: readonly Faults[],
    seed: number
  ): Promise<S & Scan> {
    const {frames} = geometry;
    const data = await c2(theta, geometry);
    const pace = makePace(() => undefined);
    try {
      for (let a = 0; a < data.length; a++) {
        // One draw for an element and its mirror image: rows of the upper triangle, one after another.
        const draws =
          faults[a].noise > 0
            ? await random.normal((frames * (frames + 1)) / 2, {seed, stream: a})
            : undefined;
        pace.begin();
        await measure(data[a], frames, faults[a], draws, pace);
      }
    } finally {
      pace.close();
    }
    return {...scan, data};
  }
}

/** Replaces the correlation by a measurement of it. */
async function measure(
  matrix: Float64Array,
  frames: number,
  faults: Faults,
  draws: Float64Array | undefined,
  pace: Pace
): Promise<void> {
  const {contrast, offset, noise, isProportional, spike} = faults;
  let k = 0;
  for (let i = 0; i < frames; i++) {
    for (let j = i; j < frames; j++) {
      const value = contrast * matrix[i * frames + j] + offset;
      const deviation = isProportional ? noise * Math.abs(value) : noise;
      const measured = draws ? value + deviation * draws[k++] : value;
      matrix[i * frames + j] = measured;
      matrix[j * frames + i] = measured;
    }
    matrix[i * (frames + 1)] *= spike;
    if (pace.isDue()) await pace.rest(() => ({phase: "noise", done: i, total: frames}));
  }
  for (const bad of faults.badFrames) jumpAt(matrix, frames, bad, faults.jump);
}

function jumpAt(matrix: Float64Array, frames: number, bad: number, jump: number): void {
  for (let i = 0; i < frames; i++) {
    matrix[bad * frames + i] += jump;
    if (i !== bad) matrix[i * frames + bad] += jump;
  }
}

function toFaults(
  {phi, frames}: TakenGeometry,
  options: SynthesizeOptions
): {faults: Faults[]; seed: number} {
  checkRecord(WHAT, "the options", options);
  checkNames(WHAT, "option", Object.keys(options), OPTIONS);
  const {contrast = 0.3, offset = 1, noise = 0.01, noiseLaw = "constant", spike = 1, badFrames = [], jump, seed = 1} = options; // prettier-ignore
  const contrasts = oneAnAngle("contrast", contrast, phi.length);
  const offsets = oneAnAngle("offset", offset, phi.length);
  checkFinite("noise", noise, 0);
  checkOneOf(WHAT, "noiseLaw", noiseLaw, ["constant", "proportional"]);
  checkFinite("spike", spike);
  if (jump !== undefined) checkFinite("jump", jump);
  checkInteger(WHAT, "seed", seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  checkVector(WHAT, "badFrames", badFrames);
  const bad = Array.from(badFrames);
  bad.forEach((frame, k) => checkInteger(WHAT, `badFrames[${k}]`, frame, 0, frames - 1));
  const faults = Array.from(phi, (_, a) => ({
    contrast: contrasts[a],
    offset: offsets[a],
    noise,
    isProportional: noiseLaw === "proportional",
    spike,
    badFrames: [...new Set(bad)],
    jump: jump ?? contrasts[a]
  }));
  return {faults, seed};
}

function oneAnAngle(
  name: string,
  given: number | ArrayLike<number>,
  angles: number
): ArrayLike<number> {
  if (typeof given === "number") {
    checkFinite(name, given);
    return Array.from({length: angles}, () => given);
  }
  checkVector(WHAT, name, given);
  if (given.length !== angles)
    throw new RangeError(
      `${WHAT}: expected ${name} as a number, or one for each of ${angles} angles, got ${show(given)}`
    );
  for (let a = 0; a < angles; a++) checkFinite(`${name}[${a}]`, given[a]);
  return Array.from(given);
}

function checkFinite(name: string, value: unknown, least = -Infinity): void {
  if (typeof value !== "number")
    throw new TypeError(`${WHAT}: expected ${name} as a number, got ${show(value)}`);
  if (!Number.isFinite(value) || value < least)
    throw new RangeError(
      `${WHAT}: expected ${name} as a finite number${least === 0 ? " from 0" : ""}, got ${value}`
    );
}
