// Compiled programs without shared memory: each lane is sent whole tiles of the points and sends the tiles
// of the answer back.
import {outputWidth, TILE} from "../compiler/wasm/abi.ts";
import {grainOf} from "../pool/grain.ts";
import type {Wishes} from "../pool/wishes.ts";
import type {JobSignal} from "./device.ts";
import {shareOut, type RangeLane} from "./lanes.ts";
import type {ProgramTask} from "./programLane.ts";
import {
  Installed, nameProblem, type Layout, type ProgramDevice, type ProgramJob, type ProgramRan, type ProgramSpec
} from "./programs.ts"; // prettier-ignore

/** A stretch lasts about this long, in nanoseconds: a stop is heard between two of them. */
const STRETCH_NS = 8_000_000;
/** Bytes a stretch carries at most. */
const STRETCH_BYTES = 1 << 20;

export class CopyingPrograms implements ProgramDevice {
  readonly threads: number;
  readonly #lanes: readonly RangeLane[];
  readonly #wishes: Wishes;
  readonly #limit: number;
  readonly #installed = new Installed<ProgramSpec>();

  constructor(lanes: readonly RangeLane[], wishes: Wishes, limit: number) {
    this.threads = lanes.length;
    this.#lanes = lanes;
    this.#wishes = wishes;
    this.#limit = limit;
  }

  install(id: number, spec: ProgramSpec): void {
    this.#installed.add(id, spec);
  }

  forget(id: number): void {
    this.#installed.remove(id);
  }

  async run(
    {program, label, n, layout, image}: ProgramJob,
    signal: JobSignal
  ): Promise<ProgramRan> {
    const spec = this.#installed.find(program);
    const {inputRows, outputRows} = spec;
    if (layout.bytes > this.#limit) {
      throw new RangeError(
        `arena.allocate: out of memory, requested ${layout.bytes} bytes, limit ${this.#limit} bytes`
      );
    }
    const {constants, uniforms, inputs} = cutImage(image!, layout);
    const task: ProgramTask = {id: program, spec, constants, uniforms};
    const outputs = new Float64Array((layout.bytes - layout.outputs) / 8);
    const step = stretchOf(spec, n, signal.threads);
    const total = Math.ceil(n / step);
    const began = performance.now();
    const sharing = {lanes: this.#lanes, wishes: this.#wishes, signal, total};
    const compute = async (lane: RangeLane, k: number): Promise<void> => {
      const begin = k * step;
      const end = Math.min(begin + step, n);
      const from = Math.floor(begin / TILE);
      const to = Math.ceil(end / TILE);
      const part = await lane.compute(task, {
        inputs: inputs.slice(from * TILE * inputRows, to * TILE * inputRows),
        begin: begin - from * TILE,
        end: end - from * TILE
      });
      if (step >= TILE) outputs.set(part, from * outputWidth(spec) * outputRows);
      else copyPoints(part, outputs.subarray(from * TILE * outputRows), begin % TILE, end - begin);
    };
    await shareOut(sharing, compute).catch((error: unknown) => {
      throw nameProblem(label, error);
    });
    return {outputs, elapsed: performance.now() - began, compile: 0};
  }
}

function cutImage(image: Float64Array<ArrayBuffer>, layout: Layout) {
  const cut = (from: number, to: number) => image.subarray(from / 8, to / 8);
  return {
    constants: cut(layout.constants, layout.uniforms),
    uniforms: cut(layout.uniforms, layout.inputs),
    inputs: cut(layout.inputs, layout.outputs)
  };
}

/** How many points a lane is sent at a time: whole tiles, or an even part of one that never crosses its end. */
function stretchOf(spec: ProgramSpec, n: number, threads: number): number {
  const {inputRows, outputRows} = spec;
  const points = grainOf(spec, n, threads, STRETCH_NS);
  const tiles = Math.floor(
    STRETCH_BYTES / (8 * (TILE * inputRows + outputWidth(spec) * outputRows))
  );
  const step = Math.min(points, Math.max(1, tiles) * TILE);
  if (step >= TILE) return step;
  for (let part = TILE / 2; ; part /= 2) if (part <= step) return part;
}

/** Copies some points of a tile, row by row. */
function copyPoints(from: Float64Array, to: Float64Array, begin: number, count: number): void {
  for (let at = begin; at < from.length; at += TILE) to.set(from.subarray(at, at + count), at);
}
