// Where the matrices of a scan are in a file, and what the file says of them.
import {Lacking} from "./lacking.ts";
import type {StoredArray} from "./stored.ts";
import type {DataFormat} from "./types.ts";

export interface StoredMatrix {
  readonly array: StoredArray;
  /** of the first axis; 0 of a single matrix. */
  readonly place: number;
  /** 1/Å; NaN where the file does not say. */
  readonly q: number;
  /** degrees; NaN where the file does not say. */
  readonly phi: number;
}

export interface Layout {
  readonly format: DataFormat;
  readonly frames: number;
  readonly matrices: readonly StoredMatrix[];
  /** only one triangle is kept. */
  readonly isHalf: boolean;
  readonly dt: number | undefined;
  readonly firstFrame: number;
  readonly keys: readonly string[];
  readonly warnings: readonly string[];
}

/** What the caller adds to files that do not say it themselves. */
export interface Beside {
  readonly phi: Float64Array | undefined;
  readonly wavevectors: Float64Array | undefined;
}

export interface Times {
  readonly dt: number | undefined;
  readonly firstFrame: number;
}

/** How far steps of time may differ, by their size. */
const SAME_STEP = 1e-4;
/** Two times in single precision are off by no more than this part of the later one. */
const SINGLE = 1 / 8388608;

/** Square matrices, alone or several in one array. */
export function toFrames(what: string, {key, shape}: StoredArray): number {
  const isMatrix = shape.length === 2 || shape.length === 3;
  if (!isMatrix || shape[shape.length - 1] !== shape[shape.length - 2])
    throw new RangeError(
      `${what}: expected ${key} as frames×frames or angles×frames×frames, got ${shape.join("×") || "one number"}`
    );
  const frames = shape[shape.length - 1];
  if (frames < 2 || shape[0] === 0)
    throw new RangeError(`${what}: expected ${key} of at least 2 frames, got ${shape.join("×")}`);
  return frames;
}

/** One number a matrix, from as many or from one for all. */
export function spread(
  what: string,
  name: string,
  values: ArrayLike<number> | undefined,
  count: number
): Float64Array {
  if (values === undefined) return new Float64Array(count).fill(NaN);
  if (values.length !== count && values.length !== 1) {
    const told = `${what}: expected ${name} of ${count} numbers, one a matrix, or of 1, got ${values.length}`;
    throw name === "phi" ? new Lacking("phi", told) : new RangeError(told);
  }
  const all = Float64Array.from({length: count}, (_, k) => values[values.length === 1 ? 0 : k]);
  const wrong = all.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0)
    throw new RangeError(
      `${what}: expected finite numbers in ${name}, got ${all[wrong]} at index ${wrong}`
    );
  return all;
}

/** The interval of frames, from a list of times or from a mesh of them. */
export function readTimes(
  what: string,
  key: string,
  shape: readonly number[],
  values: Float64Array,
  frames: number
): Times {
  const isMesh = shape.length === 2 && shape[0] === shape[1];
  if (shape.length !== 1 && !isMesh)
    throw new RangeError(`${what}: expected ${key} as a list of times, got ${shape.join("×")}`);
  const side = shape[0];
  if (side !== frames)
    throw new RangeError(`${what}: expected ${key} of ${frames} times, one a frame, got ${side}`);
  // of a mesh the times run along one of the two axes
  const step = isMesh && values[1] === values[0] ? side : 1;
  const t = Float64Array.from({length: side}, (_, k) => values[k * step]);
  const dt = (t[side - 1] - t[0]) / (side - 1);
  const back = t.findIndex((value, k) => k > 0 && !(value > t[k - 1]));
  if (back >= 0)
    throw new RangeError(
      `${what}: expected ${key} to increase, got ${t[back]} after ${t[back - 1]} at index ${back}`
    );
  // long after its beginning a measurement's times are coarse in single precision
  const rounding = t.every((value) => Math.fround(value) === value) ? SINGLE : 0;
  const uneven = t.findIndex(
    (value, k) =>
      k > 0 && Math.abs(value - t[k - 1] - dt) > SAME_STEP * dt + rounding * Math.abs(value)
  );
  if (uneven >= 0)
    throw new RangeError(
      `${what}: expected ${key} in even steps of ${dt}, got ${t[uneven] - t[uneven - 1]} at index ${uneven}: correlations of uneven frames are not analysed`
    );
  return {dt, firstFrame: Math.max(0, Math.round(t[0] / dt))};
}
