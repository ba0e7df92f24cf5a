// A program over points, a tile at a time: in SIMD lanes on this thread, or in plain
// JavaScript where there are none. Both have the same bits, and neither makes anything in a call.
import {outputWidth, TILE} from "../../compiler/wasm/abi.ts";
import type {Items, LocalMemory} from "./localMemory.ts";
import {toWasm, type PointProgram} from "./programs.ts";

export interface Runner {
  /** how many numbers it answers. */
  readonly rows: number;
  /** the tile computed last, as compiler/wasm/abi.ts has it: rows of TILE, or of a program that sums pairs. */
  readonly tile: Float64Array;
  /** Takes the parameters for the next tiles. */
  begin(p: Float64Array): void;
  compute(tile: number): void;
}

/** How many of n items a tile has. */
export function countIn(tile: number, n: number): number {
  return Math.min(TILE, n - tile * TILE);
}

export class LaneRunner implements Runner {
  readonly rows: number;
  tile: Float64Array = new Float64Array(0);
  #uniforms: Float64Array = new Float64Array(0);
  readonly #n: number;
  readonly #run: ReturnType<LocalMemory["instantiate"]>;
  readonly #constants: number;
  readonly #p: number;
  readonly #inputs: number;
  readonly #stride: number;
  readonly #outputs: number;
  readonly #scratch: number;

  constructor(memory: LocalMemory, program: PointProgram, k: number) {
    const {rows} = program;
    const wasm = toWasm(program);
    const block = wasm.fillConstants(program.constants);
    const length = rows * outputWidth(wasm);
    this.rows = rows;
    this.#n = memory.n;
    this.#inputs = memory.inputs;
    this.#stride = wasm.inputRows * TILE * 8;
    this.#constants = memory.reserve(block.byteLength);
    this.#p = memory.reserve(k * 8);
    this.#outputs = memory.reserve(length * 8);
    this.#scratch = memory.reserve(wasm.scratchBytes);
    memory.watch(() => {
      this.tile = memory.view(this.#outputs, length);
      this.#uniforms = memory.view(this.#p, k);
    });
    memory.view(this.#constants, block.length).set(block);
    this.#run = memory.instantiate(wasm);
  }

  begin(p: Float64Array): void {
    this.#uniforms.set(p);
  }

  compute(tile: number): void {
    const inputs = this.#inputs + tile * this.#stride;
    const count = countIn(tile, this.#n);
    this.#run(this.#constants, this.#p, inputs, this.#outputs, this.#scratch, 0, count);
  }
}

export class PlainRunner implements Runner {
  readonly rows: number;
  readonly tile: Float64Array;
  readonly #items: Items;
  readonly #call: ReturnType<PointProgram["piece"]["js"]["bind"]>;
  readonly #point: Float64Array;
  readonly #p: Float64Array;
  readonly #out: Float64Array;
  readonly #isSum: boolean;

  constructor(items: Items, program: PointProgram, k: number) {
    const {piece, constants, rows, isSum} = program;
    this.rows = rows;
    this.tile = new Float64Array(rows * outputWidth(program));
    this.#isSum = isSum;
    this.#items = items;
    this.#call = piece.js.bind(constants);
    this.#point = new Float64Array(items.columns.length);
    this.#p = new Float64Array(k);
    this.#out = new Float64Array(rows);
  }

  begin(p: Float64Array): void {
    this.#p.set(p);
  }

  compute(tile: number): void {
    const {columns, n} = this.#items;
    const point = this.#point;
    const out = this.#out;
    const first = tile * TILE;
    const count = countIn(tile, n);
    if (this.#isSum) this.tile.fill(0);
    for (let i = 0; i < count; i++) {
      for (let k = 0; k < columns.length; k++) point[k] = columns[k][first + i];
      this.#call(point, this.#p, out);
      if (this.#isSum)
        for (let row = 0; row < out.length; row++) this.tile[2 * row + (i & 1)] += out[row];
      else for (let row = 0; row < out.length; row++) this.tile[row * TILE + i] = out[row];
    }
  }
}
