// Frames of a detector as they are handed over, and the pixels of them that count.
import {checkInteger, checkVector, show} from "../../check.ts";

/** Whole numbers or not, by frames: pixels of the first frame, then those of the second, … */
export interface FrameStack {
  data: ArrayLike<number>;
  /** [frames, pixels] or [frames, rows, columns]. */
  shape: readonly number[];
  /** as in `PixelOptions`, which goes before. */
  regions?: ArrayLike<number>;
}

export type Frames = FrameStack | readonly ArrayLike<number>[];

export interface PixelOptions {
  /** pixels that count: not 0; default all. */
  mask?: ArrayLike<number>;
  /** the region of each pixel, from 1; 0: in none. Default: those that the frames bring, else all pixels are region 1. */
  regions?: ArrayLike<number>;
}

export interface Region {
  readonly number: number;
  /** its pixels, ascending. */
  readonly pixels: Int32Array;
}

export interface Stack {
  readonly frames: number;
  readonly pixels: number;
  readonly regions: readonly Region[];
  /** Copies the values of some pixels over time: `pixels` of them from place `from`, frame by frame. */
  read(frame: number, pixels: Int32Array, from: number, to: number, target: Float64Array): void;
}

const MOST_PIXELS = 0x7fffffff;

export function toStack(what: string, frames: unknown, options: PixelOptions): Stack {
  const {count, pixels, row, regions} = Array.isArray(frames)
    ? fromList(what, frames as unknown[])
    : fromStack(what, frames);
  return {
    frames: count,
    pixels,
    regions: toRegions(what, pixels, {...options, regions: options.regions ?? regions}),
    read(frame, places, from, to, target) {
      const {data, at} = row(frame);
      for (let k = from; k < to; k++) target[k - from] = data[at + places[k]];
    }
  };
}

interface Rows {
  count: number;
  pixels: number;
  row: (frame: number) => {data: ArrayLike<number>; at: number};
  regions?: ArrayLike<number> | undefined;
}

function fromList(what: string, frames: readonly unknown[]): Rows {
  checkInteger(what, "frames.length", frames.length, 2, 1e6);
  frames.forEach((frame, k) => {
    checkVector(what, `frames[${k}]`, frame);
    if (frame.length !== (frames[0] as ArrayLike<number>).length || frame.length === 0)
      throw new RangeError(
        `${what}: expected frames of one size, got ${frame.length} pixels in frames[${k}] and ${(frames[0] as ArrayLike<number>).length} in frames[0]`
      );
  });
  const list = frames as readonly ArrayLike<number>[];
  return {
    count: list.length,
    pixels: list[0].length,
    row: (frame) => ({data: list[frame], at: 0})
  };
}

function fromStack(what: string, frames: unknown): Rows {
  const {data, shape, regions} = (frames ?? {}) as Partial<FrameStack>;
  if (typeof frames !== "object" || data === undefined || shape === undefined)
    throw new TypeError(
      `${what}: expected frames as a list of vectors or as {data, shape: [frames, pixels]}, got ${show(frames)}`
    );
  checkVector(what, "frames.data", data);
  checkVector(what, "frames.shape", shape);
  const [count, ...rest] = Array.from(shape);
  if (rest.length < 1 || rest.length > 2)
    throw new RangeError(
      `${what}: expected frames.shape as [frames, pixels] or [frames, rows, columns], got ${show(shape)}`
    );
  checkInteger(what, "frames.shape[0]", count, 2, 1e6);
  rest.forEach((size, k) => checkInteger(what, `frames.shape[${k + 1}]`, size, 1, MOST_PIXELS));
  const pixels = rest.reduce((product, size) => product * size, 1);
  if (data.length !== count * pixels)
    throw new RangeError(
      `${what}: expected ${count * pixels} numbers in frames.data for ${[count, ...rest].join("×")}, got ${data.length}`
    );
  return {count, pixels, row: (frame) => ({data, at: frame * pixels}), regions};
}

function toRegions(what: string, pixels: number, {mask, regions}: PixelOptions): Region[] {
  for (const [name, list] of Object.entries({mask, regions})) {
    if (list === undefined) continue;
    checkVector(what, name, list);
    if (list.length !== pixels)
      throw new RangeError(`${what}: expected ${name} of ${pixels} pixels, got ${list.length}`);
  }
  const places = new Map<number, number[]>();
  for (let p = 0; p < pixels; p++) {
    const region = regions ? regions[p] : 1;
    if (!(Number.isInteger(region) && region >= 0))
      throw new RangeError(
        `${what}: expected regions as whole numbers from 0, got ${region} at pixel ${p}`
      );
    if (region === 0 || (mask && !mask[p])) continue;
    const list = places.get(region);
    if (list) list.push(p);
    else places.set(region, [p]);
  }
  if (places.size === 0)
    throw new RangeError(`${what}: expected at least one pixel that counts, got none`);
  return [...places]
    .sort(([a], [b]) => a - b)
    .map(([number, list]) => ({number, pixels: Int32Array.from(list)}));
}
