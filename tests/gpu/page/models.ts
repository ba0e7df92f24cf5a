// Compiled models on the page's GPU: those that a test sends, and single operations over ranges.
import {Builder} from "../../../worker/compiler/build.ts";
import {OPS, type OpName} from "../../../worker/compiler/ops.ts";
import {emitWgsl} from "../../../worker/compiler/wgsl/emit.ts";
import type {GpuHost} from "../../../worker/device/gpu/gpuHost.ts";
import type {GpuProgram, ProgramCall} from "../../../worker/device/gpu/program.ts";
import {ulp32} from "./measure.ts";
import {toText} from "./text.ts";

/** Numbers as text: JSON has no NaN, no infinities and no −0. */
export interface ModelJob {
  program: GpuProgram;
  constants: string[];
  uniform: string[];
  varying: string[][];
  n: number;
}

export interface ModelResult {
  /** by rows. */
  outputs?: string[][];
  error?: string;
  why?: string;
}

const toNumbers = (texts: readonly string[]) => Float64Array.from(texts, Number);

export async function runModel(host: GpuHost, job: ModelJob): Promise<ModelResult> {
  const {program, constants, uniform, varying, n} = job;
  const call: ProgramCall = {
    constants: toNumbers(constants),
    uniform: toNumbers(uniform),
    varying: varying.map(toNumbers),
    n
  };
  try {
    const {outputs, why} = await host.runProgram(program, call);
    return {why, outputs: outputs.map((row) => Array.from(row, toText))};
  } catch (error) {
    return {error: `${(error as Error).name}: ${(error as Error).message}`};
  }
}

/** A model of one operation. */
export function modelOf(name: OpName) {
  const builder = new Builder(name, 1);
  const args = OPS[name].takes.map((_, k) => {
    const {array} = builder.param(`x${k}`, 1, true);
    return builder.load(array, builder.integer(0));
  });
  builder.output(0, builder.apply(name, ...args));
  return emitWgsl({program: builder.program}, {uniform: []});
}

/** An operation on lists of arguments. */
export async function applyOp(
  host: GpuHost,
  name: OpName,
  args: readonly string[][]
): Promise<string[]> {
  const program = modelOf(name);
  const {outputs} = await host.runProgram(program, {
    constants: program.fillConstants(new Map()),
    uniform: [],
    varying: args[0].map((_, k) => toNumbers(args.map((list) => list[k]))),
    n: args.length
  });
  return Array.from(outputs[0], toText);
}

/** Where an operation's error is measured; the second argument runs through its range in another order. */
export interface OpRange {
  name: OpName;
  unit: "ulp" | "abs";
  from: readonly number[];
  to: readonly number[];
  spacing: "even" | "log";
}

const POINTS = 1 << 16;
/** The fraction of the golden ratio: its multiples fill a range evenly. */
const STRIDE = 0.618033988749895;

/** The largest error, and where. */
export async function measureOp(host: GpuHost, {name, unit, from, to, spacing}: OpRange) {
  const varying = from.map((low, k) => {
    const spread = (t: number) =>
      spacing === "log"
        ? Math.sign(low) * Math.abs(low) ** (1 - t) * Math.abs(to[k]) ** t
        : low + (to[k] - low) * t;
    return Float64Array.from({length: POINTS}, (_, i) =>
      Math.fround(spread(k === 0 ? i / (POINTS - 1) : (i * STRIDE) % 1))
    );
  });
  const program = modelOf(name);
  const constants = program.fillConstants(new Map());
  const {outputs} = await host.runProgram(program, {constants, uniform: [], varying, n: POINTS});
  const exact = OPS[name].evaluate as (...args: number[]) => number;
  let max = 0;
  let at: number[] = [];
  for (let i = 0; i < POINTS; i++) {
    const args = varying.map((row) => row[i]);
    const wanted = exact(...args);
    // Out of the range of normal f32, where a GPU may flush.
    if (Math.abs(wanted) < 2 ** -126 && wanted !== 0) continue;
    const error = Math.abs(outputs[0][i] - wanted) / (unit === "abs" ? 1 : ulp32(wanted));
    if (error > max || Number.isNaN(error)) [max, at] = [error, args];
  }
  return {max, at};
}
