// A program to WASM: bytes for the machine, text for people, both of the same instructions.
import {OUTPUT, type Model} from "../ir.ts";
import {verify} from "../verify.ts";
import type {WasmProgram} from "./abi.ts";
import type {FunctionParts} from "./code.ts";
import {costOf} from "./cost.ts";
import {encodeModule} from "./encode.ts";
import {writeFunction} from "./function.ts";
import {hashBytes} from "./hash.ts";
import {LaneLinker, readLanes} from "./lanes.ts";
import {layOut, type Layout} from "./layout.ts";
import {splitOnce} from "./once.ts";
import {printModule} from "./wat.ts";

export interface WasmOptions {
  /** names of the parameters that are the same for every point. */
  uniform: readonly string[];
  /** fast numerics: products are fused with sums; `kernels` are the relaxed ones. */
  relaxed?: boolean;
  /** sums of the answers over the points of a tile, instead of the answers. */
  isSum?: boolean;
  /** the compiled kernels, whose functions the program uses. */
  kernels: Uint8Array;
}

/** The first function of the module is the program's. */
const FIRST_LANE = 1;

export function emitWasm(model: Model, options: WasmOptions): WasmProgram {
  const {program} = model;
  const {functions, layout} = write(model, options);
  const bytes = encodeModule(functions);
  return {
    bytes,
    key: hashBytes(bytes),
    uniform: layout.uniform,
    varying: layout.varying,
    inputRows: layout.inputRows,
    outputRows: program.arrays[OUTPUT].size,
    isSum: layout.sums !== undefined,
    scratchBytes: layout.scratchBytes,
    cost: costOf(splitOnce(program, layout.places).perPoint),
    fillConstants: (constants) => layout.constants.fill(constants, program)
  };
}

/** The same program as text. */
export function printWat(model: Model, options: WasmOptions): string {
  const {functions, layout} = write(model, options);
  return printModule(model.program, layout, functions);
}

function write(
  {program}: Model,
  {uniform, relaxed = false, isSum = false, kernels}: WasmOptions
): {functions: FunctionParts[]; layout: Layout} {
  verify(program);
  const layout = layOut(program, uniform, isSum);
  const linker = new LaneLinker(readLanes(kernels), FIRST_LANE);
  const run = writeFunction(program, layout, {linker, relaxed});
  return {functions: [run, ...linker.functions()], layout};
}
