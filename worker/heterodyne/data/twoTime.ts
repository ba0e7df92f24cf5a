// `heterodyne.twoTime`: two-time correlations of the frames of a detector.
import {checkNames, checkVector, show} from "../../check.ts";
import {toGeometry} from "../model/geometry.ts";
import type {Geometry, Scan} from "../types.ts";
import type {Progress, Run} from "../../work.ts";
import {addStrip, STRIP} from "./products.ts";
import {runSliced} from "./sliced.ts";
import {toStack, type Frames, type PixelOptions, type Region, type Stack} from "./stack.ts";

const WHAT = "heterodyne.twoTime";
const OPTIONS = [
  "mask", "regions", "normalize", "q", "dt", "phi", "semantics", "firstFrame"
]; // prettier-ignore

/** With q, dt and phi (one angle a region) the answer is a scan. */
export interface TwoTimeOptions
  extends PixelOptions, Partial<Pick<Geometry, "q" | "dt" | "phi" | "semantics" | "firstFrame">> {
  /**
   * What intensities are divided by before: "none" (default); "pixels": each pixel's own mean over time; or the number of a
   * bin for each pixel: the mean over the pixels of the bin, which smooths what "pixels" takes from speckles themselves.
   */
  normalize?: "none" | "pixels" | ArrayLike<number>;
}

export interface TwoTime {
  frames: number;
  /** one frames×frames matrix a region, by rows: N·ΣI1·I2/(ΣI1·ΣI2) over its N pixels; near 1 + contrast·c2 + … */
  data: Float64Array[];
  /** the regions' numbers, ascending, and how many pixels each has. */
  regions: number[];
  pixels: number[];
  /** frames without intensity in some region: their rows and columns are NaN. */
  badFrames: number[];
}

export type TwoTimeScan = TwoTime & Omit<Scan, "data" | "badFrames">;

export function twoTime(
  frames: Frames,
  options: TwoTimeOptions & Pick<Geometry, "q" | "dt" | "phi">
): Run<TwoTimeScan>;
export function twoTime(frames: Frames, options?: TwoTimeOptions): Run<TwoTime>;
export function twoTime(frames: Frames, options: TwoTimeOptions = {}): Run<TwoTime> {
  if (typeof options !== "object" || options === null)
    throw new TypeError(`${WHAT}: expected options as a record, got ${show(options)}`);
  checkNames(WHAT, "option", Object.keys(options), OPTIONS);
  const stack = toStack(WHAT, frames, options);
  const scan = toScan(stack, options);
  const bins = toBins(stack, options.normalize ?? "none");
  const total = stack.regions.reduce((sum, {pixels}) => sum + pixels.length, 0);
  return runSliced("correlate", total, function* (progress) {
    const scale = bins && (yield* findScale(stack, bins));
    const n = stack.frames;
    const data: Float64Array[] = [];
    const bad = new Set<number>();
    for (const region of stack.regions) {
      const {products, sums} = yield* correlate(stack, region, scale, progress);
      for (let t = 0; t < n; t++) if (sums[t] === 0) bad.add(t);
      normalize(products, sums, region.pixels.length);
      data.push(products);
      yield;
    }
    return {
      ...scan,
      frames: n,
      data,
      regions: stack.regions.map(({number}) => number),
      pixels: stack.regions.map(({pixels}) => pixels.length),
      badFrames: [...bad].sort((a, b) => a - b)
    };
  });
}

/** The geometry, where there is one. */
function toScan(stack: Stack, options: TwoTimeOptions): Partial<Geometry> {
  const {q, dt, phi, semantics, firstFrame} = options;
  if (q === undefined && dt === undefined && phi === undefined) return {};
  const {phi: angles} = toGeometry(WHAT, {q, dt, phi, semantics, firstFrame, frames: stack.frames});
  if (angles.length !== stack.regions.length)
    throw new RangeError(
      `${WHAT}: expected phi of ${stack.regions.length} angles, one a region, got ${angles.length}`
    );
  return {
    q: q!,
    dt: dt!,
    phi: angles,
    ...(semantics && {semantics}),
    ...(firstFrame && {firstFrame})
  };
}

/** The bin of each pixel; undefined: intensities stay as they are. */
function toBins(
  {pixels}: Stack,
  wish: TwoTimeOptions["normalize"] & {}
): ArrayLike<number> | undefined {
  if (wish === "none") return undefined;
  if (wish === "pixels") return Int32Array.from({length: pixels}, (_, p) => p);
  if (typeof wish === "string")
    throw new RangeError(
      `${WHAT}: expected normalize as "none", "pixels" or a bin for each pixel, got ${show(wish)}`
    );
  checkVector(WHAT, "normalize", wish);
  if (wish.length !== pixels)
    throw new RangeError(
      `${WHAT}: expected normalize of ${pixels} pixels, one bin each, got ${wish.length}`
    );
  return wish;
}

/** 1 by the mean intensity of a pixel's bin; 0 where that is 0. */
function* findScale(stack: Stack, bins: ArrayLike<number>): Generator<void, Float64Array> {
  const sums = new Map<number, {sum: number; count: number}>();
  for (const {pixels} of stack.regions) {
    const values = new Float64Array(pixels.length);
    for (let t = 0; t < stack.frames; t++) {
      stack.read(t, pixels, 0, pixels.length, values);
      for (let k = 0; k < pixels.length; k++) {
        const bin = bins[pixels[k]];
        const entry = sums.get(bin);
        if (!entry) sums.set(bin, {sum: values[k], count: 1});
        else {
          entry.sum += values[k];
          entry.count++;
        }
      }
      yield;
    }
  }
  return Float64Array.from({length: stack.pixels}, (_, p) => {
    const entry = sums.get(bins[p]);
    return entry && entry.sum > 0 ? entry.count / entry.sum : 0;
  });
}

function* correlate(
  stack: Stack,
  {number, pixels}: Region,
  scale: Float64Array | undefined,
  progress: Progress
): Generator<void, {products: Float64Array; sums: Float64Array}> {
  const n = stack.frames;
  const products = new Float64Array(n * n);
  const sums = new Float64Array(n);
  const strip = new Float64Array(n * STRIP);
  for (let from = 0; from < pixels.length; from += STRIP) {
    const to = Math.min(from + STRIP, pixels.length);
    for (let t = 0; t < n; t++) {
      const values = strip.subarray(t * STRIP, t * STRIP + to - from);
      stack.read(t, pixels, from, to, values);
      for (let k = 0; k < values.length; k++) {
        if (scale) values[k] *= scale[pixels[from + k]];
        sums[t] += values[k];
      }
      if (!Number.isFinite(sums[t])) refuse(values, t, number, pixels.subarray(from));
    }
    yield* addStrip(strip, to - from, n, products);
    progress.done += to - from;
  }
  return {products, sums};
}

function refuse(values: Float64Array, frame: number, region: number, pixels: Int32Array): never {
  const k = values.findIndex((value) => !Number.isFinite(value));
  throw new RangeError(
    `${WHAT}: expected finite intensities, got ${values[k]} at frame ${frame}, pixel ${pixels[k]} of region ${region}: mask it`
  );
}

/** The lower triangle is what was summed; the upper one becomes its mirror image. */
function normalize(products: Float64Array, sums: Float64Array, pixels: number): void {
  const n = sums.length;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const value = (pixels * products[i * n + j]) / (sums[i] * sums[j]);
      products[i * n + j] = products[j * n + i] = value;
    }
  }
}
