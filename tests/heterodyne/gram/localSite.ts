// The Gram program alone: on a memory of the test's own, in WebAssembly or in TypeScript.
import {readFileSync} from "node:fs";
import {PARAMETERS} from "../../../kernels-as/heterodyne/constants.ts";
import type {Entry} from "../../../worker/compiler/wasm/abi.ts";
import {instantiateProgram} from "../../../worker/compiler/wasm/instantiate.ts";
import {Gram, GRAM_PROGRAM} from "../../../worker/heterodyne/gram/gram.ts";
import type {TakenScan} from "../../../worker/heterodyne/takenScan.ts";
import {
  countBlocks,
  packData,
  packedLength,
  packWeights
} from "../../../worker/heterodyne/sums/packing.ts";
import type {Room, Site, SiteProgram, Task, Upload} from "../../../worker/heterodyne/sums/site.ts";
import type {Evaluated, Normal, NormalOptions} from "../../../worker/heterodyne/sums/types.ts";

const WASM = new URL("../../../dist/kernels/heterodyneGram.strict.wasm", import.meta.url);

export type Device = "wasm" | "reference";
/** In which order strips are computed. */
export type Order = "forth" | "back";

export interface LocalOptions {
  device?: Device;
  order?: Order;
  /** whether every task is done later, as a crew does it. */
  isLate?: boolean;
}

export interface LocalGram {
  evaluate(theta: Float64Array, gradient?: boolean): Promise<Evaluated>;
  normal(theta: Float64Array, options?: NormalOptions): Promise<Normal>;
  /** the operations that were run. */
  operations: number[];
}

export async function openGram(
  taken: TakenScan,
  angles: readonly number[] = taken.angles.map((_, a) => a),
  {device = "wasm", order = "forth", isLate = false}: LocalOptions = {}
): Promise<LocalGram> {
  const operations: number[] = [];
  const site = makeSite(device);
  const upload = await pack(taken, site);
  const program = site.program((task, run) => {
    operations.push(task.operation);
    const strips = Array.from({length: task.strips}, (_, strip) => strip);
    if (order === "back") strips.reverse();
    for (const strip of strips) run(strip);
    return isLate ? Promise.resolve() : undefined;
  });
  const gram = await Gram.open({upload, program, taken, angles});
  return {
    evaluate: async (theta, gradient) => gram.evaluate(theta, gradient),
    normal: async (theta, options) => gram.normal(theta, options),
    operations
  };
}

interface LocalSite extends Site {
  program(go: (task: Task, run: (strip: number) => void) => void | Promise<void>): SiteProgram;
}

function makeSite(device: Device): LocalSite {
  const memory = new WebAssembly.Memory({initial: 64, maximum: 65536, shared: true});
  let next = 1 << 20;
  const reserve = (bytes: number): Room => {
    const at = next;
    next += Math.ceil(bytes / 64) * 64;
    if (next > memory.buffer.byteLength)
      memory.grow(Math.ceil(next / 65536) - memory.buffer.byteLength / 65536);
    return {at, bytes};
  };
  const numbers = (at: number, length: number): Float64Array =>
    new Float64Array(memory.buffer, at, length);
  const own = device === "wasm" ? instantiateProgram(readFileSync(WASM), memory) : undefined;
  const entry = (): Entry => own ?? GRAM_PROGRAM.reference(new Float64Array(memory.buffer));
  return {
    device,
    isShared: false,
    isLost: false,
    numbers,
    reserve: (bytes) => Promise.resolve(reserve(bytes)),
    release: () => undefined,
    open: () => Promise.reject(new Error("not of this site")),
    program: (go) => {
      const [task, scratch] = [reserve(16).at, reserve(GRAM_PROGRAM.scratchBytes).at];
      const run = (asked: Task): void | Promise<void> => {
        const compute = entry();
        numbers(task, 2).set([asked.operation, asked.settings]);
        return go(asked, (s) => compute(task, 0, 0, 0, scratch, 512 * s, 512 * (s + 1)));
      };
      const runHere = (asked: Task): void => void run(asked);
      return {run, runHere, cancel() {}, threads: 1, compile: 0, close() {}};
    }
  };
}

async function pack(taken: TakenScan, site: Site): Promise<Upload> {
  const {frames} = taken.grid;
  const write = async (fill: (row: number, into: Float64Array) => void): Promise<number> => {
    const {at} = await site.reserve(8 * packedLength(frames));
    const into = site.numbers(at, packedLength(frames));
    for (let row = 0; row < countBlocks(frames); row++) fill(row, into);
    return at;
  };
  const data: number[] = [];
  const weights: (number | undefined)[] = [];
  for (const angle of taken.angles) {
    const own = angle.weights;
    data.push(await write((row, into) => packData(angle, frames, row, into)));
    weights.push(own && (await write((row, into) => packWeights(own, frames, row, into))));
  }
  return {site, data, weights, rest: taken.angles.map(() => 0)};
}

export const ofAngle = (numbers: Float64Array, a: number): Float64Array =>
  numbers.subarray(a * PARAMETERS, (a + 1) * PARAMETERS);
