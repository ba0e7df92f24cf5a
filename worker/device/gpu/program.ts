// A compiled model over many points: what a kernel's spec says of its arrays, the program's layout says here.
import {each, scratch, whole, type Field} from "../../../kernels-as/kernel.ts";
import type {GpuLayout} from "../../../kernels-as/layout.ts";
import type {WgslProgram} from "../../compiler/wgsl/abi.ts";
import type {Twin} from "./pipelines.ts";
import type {GpuCall, Submitted} from "./submit.ts";

/** What the GPU needs to know of a program. */
export type GpuProgram = Omit<WgslProgram, "fillConstants">;

export interface ProgramCall {
  /** what the program's `fillConstants` made. */
  constants: ArrayLike<number>;
  /** the numbers of the uniform parameters, one after the other. */
  uniform: ArrayLike<number>;
  /** the rows of the varying parameters: vectors of n. */
  varying: readonly ArrayLike<number>[];
  /** how many points. */
  n: number;
}

export interface ProgramOutputs {
  /** the rows of the answer. */
  outputs: Float64Array[];
  /** time on the GPU without transfers, where the adapter measures it. */
  gpuMs?: number;
  /** bytes sent up and read back. */
  bytes: number;
}

/** Additions that one dispatch may cost: a driver gives a page up that computes for seconds on end. */
const MOST_WORK = 2e10;
/** Points of a workgroup. */
const GROUP = 64;

/** Throws unless the arrays are what the program asks for. */
export function checkProgramCall(
  program: GpuProgram,
  {constants, uniform, varying, n}: ProgramCall
) {
  const at = `gpu.run ${program.name}`;
  if (!Number.isSafeInteger(n) || n < 0 || n > 0x7fffffff)
    throw new RangeError(`${at}: n must be a whole number below 2^31, got ${n}`);
  const check = (what: string, length: number, wanted: number) => {
    if (length !== wanted)
      throw new RangeError(`${at}: ${what} must have ${wanted} elements, got ${length}`);
  };
  check("constants", constants.length, program.constantCount);
  check("uniform", uniform.length, program.uniformCount);
  check("varying", varying.length, program.inputRows);
  varying.forEach(({length}, row) => check(`varying[${row}]`, length, n));
}

export function programTwin(program: GpuProgram): Twin {
  const {name, key, source, inputRows, scratchRows, constantCount, uniformCount} = program;
  const slot = (slotName: string, field: Field, isOutput: boolean) => ({
    name: slotName,
    field,
    isOutput,
    element: "f32" as const
  });
  const layout: GpuLayout = {
    slots: [
      slot("answer", each("f32", "", answerRows(program)), true),
      slot("inputs", each("f32", "", inputRows), false),
      slot("constants", whole("f32", "", constantCount + uniformCount), false),
      slot("scratch", {...scratch("f32", "", scratchRows), along: "each"}, true)
    ],
    params: [
      {name: "begin", type: "u32"},
      {name: "end", type: "u32"}
    ]
  };
  return {name, key, wgsl: source, layout, block: 1};
}

function answerRows({outputRows, isPaired}: GpuProgram): number {
  return isPaired ? 2 * outputRows : outputRows;
}

/** Runs the points in as many parts as the arrays' limit in bytes, and the driver's patience, ask for. */
export async function runParts(
  program: GpuProgram,
  call: ProgramCall,
  limit: number,
  run: (part: GpuCall) => Promise<Submitted>
): Promise<ProgramOutputs> {
  const {n} = call;
  const outputs = Array.from({length: program.outputRows}, () => new Float64Array(n));
  const constants = new Float32Array(program.constantCount + program.uniformCount);
  constants.set(call.constants);
  constants.set(call.uniform, program.constantCount);
  const result: ProgramOutputs = {outputs, bytes: 0};
  const points = toPartSize(program, limit);
  for (let from = 0; from < n; from += points) {
    const count = Math.min(points, n - from);
    const inputs = gather(call.varying, from, count);
    const part = await run({inputs: {inputs, constants}, scalars: {}, n: count});
    spread(part.outputs.answer, outputs, from, count, program.isPaired);
    result.bytes += part.bytes;
    if (part.gpuMs !== undefined) result.gpuMs = (result.gpuMs ?? 0) + part.gpuMs;
  }
  return result;
}

function toPartSize(program: GpuProgram, limit: number): number {
  const rows = Math.max(answerRows(program), program.inputRows, program.scratchRows, 1);
  const points = Math.min(limit / (4 * rows), MOST_WORK / Math.max(program.cost, 1));
  return Math.max(Math.floor(points / GROUP), 1) * GROUP;
}

function gather(rows: readonly ArrayLike<number>[], from: number, count: number): Float32Array {
  const block = new Float32Array(rows.length * count);
  rows.forEach((row, r) => {
    // A view copies many times faster than a loop does.
    const part =
      row instanceof Float64Array || row instanceof Float32Array
        ? row.subarray(from, from + count)
        : (Array.prototype.slice.call(row, from, from + count) as number[]);
    block.set(part, r * count);
  });
  return block;
}

/** The rows of a part; where rests follow, each number is the sum of both. */
function spread(
  block: ArrayLike<number>,
  rows: readonly Float64Array[],
  from: number,
  count: number,
  isPaired: boolean
): void {
  const rests = rows.length * count;
  rows.forEach((row, r) => {
    for (let i = 0; i < count; i++) {
      const value = block[r * count + i];
      // The rest of what is no finite number means nothing.
      const rest = isPaired && Number.isFinite(value) ? block[rests + r * count + i] : 0;
      row[from + i] = rest === 0 ? value : value + rest;
    }
  });
}
