// `heterodyne.load`: what is asked is checked here and now; the file is opened, its arrangement found, and only the frames and
// angles that are wanted are read.
import {Cancelled} from "../../device/device.ts";
import {makePace, type Pace} from "../../pace.ts";
import {RunHandle} from "../../run.ts";
import type {Progress, Run} from "../../work.ts";
import {APS_KEYS, findAps, readApsLayout} from "./apsLayouts.ts";
import {isHdf5, openHdf5} from "./hdf5File.ts";
import {Lacking} from "./lacking.ts";
import type {Layout, StoredMatrix} from "./layout.ts";
import {toLoadAsked, type LoadAsked} from "./loadAsked.ts";
import {openNpy} from "./npyFile.ts";
import {isNpy} from "./npyHeader.ts";
import {findNumpy, NUMPY_KEYS, readNumpyLayout} from "./numpyLayouts.ts";
import {openNpz} from "./npzFile.ts";
import {listOf, select} from "./select.ts";
import {toSource, type Readable, type Source} from "./source.ts";
import type {Beat, Stored, StoredArray, Window} from "./stored.ts";
import type {Loaded, LoadOptions} from "./types.ts";
import {validate} from "./validate.ts";
import {isZip} from "./zipDirectory.ts";

const WHAT = "heterodyne.load";
/** As many as the model takes. */
const MOST_FRAMES = 10_000;

/** `heterodyne.load(file, options)`. */
export function load(file: Readable, options: LoadOptions = {}): Run<Loaded> {
  const open = toSource(WHAT, file);
  const asked = toLoadAsked(WHAT, options);
  const pace = makePace((progress) => handle.report(progress));
  const work = async (): Promise<Loaded> => {
    handle.started();
    try {
      pace.begin();
      return await read(await open(), asked, pace);
    } finally {
      pace.close();
    }
  };
  const handle: RunHandle<Loaded> = new RunHandle(Promise.resolve().then(work), pace.steering);
  return handle;
}

async function read(source: Source, asked: LoadAsked, pace: Pace): Promise<Loaded> {
  const stored = await openStored(source);
  try {
    const layout = await findLayout(stored, source, asked);
    const window = toWindow(layout, asked);
    const chosen = select(WHAT, layout.format, layout.matrices, asked);
    const side = window.last - window.first + 1;
    checkMemory(side, chosen.matrices.length, asked.memory);
    const progress: Progress = {phase: "read", done: 0, total: chosen.matrices.length};
    const beat: Beat = async () => {
      if (pace.isDue()) await pace.rest(() => progress);
      if (pace.isCancelled) throw new Cancelled();
    };
    const data = await readAll(chosen.matrices, window, beat, progress);
    const warnings = [...layout.warnings, ...findUnheard(layout, asked), ...chosen.warnings];
    const masks: (Uint8Array | undefined)[] = [];
    for (const [k, matrix] of data.entries()) {
      const name = `the matrix at ${chosen.matrices[k].phi}°`;
      const place = {what: WHAT, name, frames: side, first: window.first};
      const {diagonal} = asked;
      const steps = validate(place, matrix, {isHalf: layout.isHalf, diagonal});
      let step = steps.next();
      for (; !step.done; step = steps.next()) await beat();
      const found = step.value;
      masks.push(found.mask);
      warnings.push(...found.warnings);
      await beat();
    }
    const {dt, firstFrame} = toTimes(layout, asked, warnings);
    return {
      q: chosen.q,
      dt,
      frames: side,
      phi: Float64Array.from(chosen.matrices, ({phi}) => phi),
      data,
      ...(firstFrame + window.first > 0 && {firstFrame: firstFrame + window.first}),
      ...(asked.semantics && {semantics: asked.semantics}),
      ...(asked.diagonal && {diagonal: asked.diagonal}),
      ...(masks.some(Boolean) && {mask: masks.map((mask) => mask ?? allOf(side))}),
      format: layout.format,
      source: {
        name: source.name,
        bytes: source.size,
        keys: layout.keys,
        frames: layout.frames,
        taken: [window.first, window.last]
      },
      warnings,
      available: {
        q: listOf(layout.matrices.map(({q}) => q)),
        phi: listOf(layout.matrices.map(({phi}) => phi))
      }
    };
  } finally {
    stored.close();
  }
}

/** A beamline's file says by itself where its matrices belong. */
function findUnheard({format}: Layout, asked: LoadAsked): string[] {
  if (!format.startsWith("aps")) return [];
  return (["phi", "wavevectors"] as const)
    .filter((name) => asked[name] !== undefined)
    .map((name) => `${name}: the file's own numbers count, not those given`);
}

async function openStored(source: Source): Promise<Stored> {
  const begin = await source.read(0, Math.min(16, source.size));
  if (isZip(begin)) return openNpz(WHAT, source);
  if (isNpy(begin)) return openNpy(WHAT, source);
  if (isHdf5(begin)) return openHdf5(WHAT, source);
  const found = source.size === 0 ? "an empty file" : `one that begins with ${showBytes(begin)}`;
  throw new TypeError(
    `${WHAT}: expected ${source.name} as a NumPy .npz or .npy file or an HDF5 file, got ${found}`
  );
}

function showBytes(bytes: Uint8Array): string {
  const isText = bytes.every((byte) => (byte >= 32 && byte < 127) || byte === 10 || byte === 13);
  if (isText) return JSON.stringify(new TextDecoder().decode(bytes));
  return `bytes ${Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join(" ")}`;
}

async function findLayout(stored: Stored, source: Source, asked: LoadAsked): Promise<Layout> {
  const aps = await findAps(stored, asked.format);
  if (aps) return readApsLayout(WHAT, stored, aps);
  const numpy = stored.kind === "hdf5" ? undefined : findNumpy(stored, asked.format);
  if (numpy) return readNumpyLayout(WHAT, stored, numpy, asked);
  const found = stored.keys.slice(0, 24).join(", ") || "nothing";
  throw new RangeError(
    `${WHAT}: expected ${asked.format ? `the arrays of format ${JSON.stringify(asked.format)}` : "two-time correlations"} in ${source.name}, ` +
      `got ${found}; understood are ${stored.kind === "hdf5" ? APS_KEYS : NUMPY_KEYS}`
  );
}

function toWindow({frames}: Layout, asked: LoadAsked): Window {
  const [first, last] = asked.frames ?? [0, frames - 1];
  if (last >= frames)
    throw new Lacking(
      "frames",
      `${WHAT}: expected frames from 0 to ${frames - 1}, which the file has, got [${first}, ${last}]`
    );
  if (last - first + 1 > MOST_FRAMES)
    throw new RangeError(
      `${WHAT}: expected at most ${MOST_FRAMES} frames, got ${last - first + 1}: choose frames: [first, last]`
    );
  return {first, last};
}

function checkMemory(side: number, count: number, memory: number): void {
  const bytes = count * side * side * Float64Array.BYTES_PER_ELEMENT;
  if (bytes > memory)
    throw new Lacking(
      "memory",
      `${WHAT}: expected matrices of at most ${memory} bytes, got ${count} of ${side}×${side}, ${bytes} bytes: choose frames or angles, or raise memory`
    );
}

/** Matrices of one array are read in one pass. */
async function readAll(
  matrices: readonly StoredMatrix[],
  window: Window,
  beat: Beat,
  progress: Progress
): Promise<Float64Array[]> {
  const places = new Map<StoredArray, number[]>();
  for (const {array, place} of matrices) {
    const list = places.get(array) ?? [];
    list.push(place);
    places.set(array, list);
  }
  const data: Float64Array[] = [];
  for (const [array, list] of places) {
    data.push(...(await array.readMatrices(list, window, beat)));
    progress.done = data.length;
  }
  return data;
}

function toTimes(
  layout: Layout,
  asked: LoadAsked,
  warnings: string[]
): {dt: number; firstFrame: number} {
  const dt = asked.dt ?? layout.dt;
  if (dt === undefined)
    throw new RangeError(
      `${WHAT}: the file does not say its times: give dt, in seconds between frames`
    );
  if (layout.dt !== undefined && Math.abs(dt - layout.dt) > 1e-6 * dt)
    warnings.push(`dt: ${dt} counts, the file says ${layout.dt}`);
  return {dt, firstFrame: asked.firstFrame ?? layout.firstFrame};
}

function allOf(side: number): Uint8Array {
  return new Uint8Array(side * side).fill(1);
}
