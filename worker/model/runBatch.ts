// What a compiled model hands over for many points, and what it gets back: the model room checks and
// sorts the points, worker/model/batch.ts computes them on the threads or the GPU.
import type {Run, Stats} from "../work.ts";
import type {Constants, Program} from "../compiler/ir.ts";
import type {WasmProgram} from "../compiler/wasm/abi.ts";
import type {WgslProgram} from "../compiler/wgsl/abi.ts";
import type {BatchAnswer, BatchOptions} from "./types.ts";

/** One point: the parameters in order, then where the answer goes (always given, also by scalar models). */
export type PointFunction = (args: readonly ArrayLike<number>[], out: Float64Array) => void;

/** How the WASM of a batch is wanted. */
export interface WasmWish {
  /** names of the parameters that are the same for every point. */
  uniform: readonly string[];
  /** fused multiply-adds: only in fast numerics, and only where the machine has them. */
  relaxed: boolean;
  /** sums over the points of each tile, as compiler/wasm/abi.ts has them; default: every point's answer. */
  isSum?: boolean;
}

export interface BatchCall {
  /** the model's name, for messages. */
  name: string;
  /** the optimised program, for those who emit from it (the GPU) or judge its cost. */
  program: Program;
  /** the program as WASM, from a cache; the same `key` stands for the same bytes. */
  wasm: (wish: WasmWish) => WasmProgram;
  /** the program as WGSL, from a cache; `uniform` names the parameters that are the same for every point. */
  wgsl: (uniform: readonly string[]) => WgslProgram;
  /** the one-point function in plain JavaScript: what computes where there is no SIMD, same bits. */
  reference: () => PointFunction;
  /** the data of the program's constant arrays, by array. */
  constants: Constants;
  /** names of all parameters in the function's order, for `reference`. */
  params: readonly {readonly name: string; readonly size: number}[];
  /** how many points there are; 0 is allowed. */
  n: number;
  /** parameters that are the same for every point: their elements. */
  uniform: Readonly<Record<string, Float64Array>>;
  /** the others: a vector of length n for each element. Not to be written to: they may be the caller's own. */
  varying: Readonly<Record<string, readonly Float64Array[]>>;
  /** how many vectors the answer has. */
  outputs: number;
  /** checked by the model room as far as their types go. */
  options: BatchOptions;
  /** milliseconds spent on emitting since the call began, for `stats.compile`; read it after `wasm`. */
  compileMs: () => number;
}

/** Computes a batch; the engine's part of it. */
export type RunBatch = (call: BatchCall) => Run<BatchAnswer>;

/** The answer's vectors with how they were computed, which no digest and no loop over them sees. */
export function toAnswer(vectors: Float64Array[], stats: Stats): BatchAnswer {
  return Object.defineProperty(vectors, "stats", {value: stats}) as BatchAnswer;
}
