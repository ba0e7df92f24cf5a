// Compilers differ in what they do to f32 arithmetic, so a GPU must show its results before it may
// answer: the maths, the generator and a sum that only compensation gets right.
import type {Kernel} from "../../../kernels-as/kernel.ts";
import {extent, makeArray, type AnyArray, type Outputs} from "../fields.ts";
import type {GpuCall} from "./submit.ts";

export interface SelfCheck {
  kernel: string;
  passed: boolean;
  /** largest error against the f64 reference, in units of what is accepted. */
  worst: number;
  /** what went wrong, if anything. */
  why: string;
}

export interface SelfTest {
  passed: boolean;
  checks: readonly SelfCheck[];
  ms: number;
}

const INPUTS = 4096;
/** What is checked, where the registry has it, and over which arguments (t runs from 0 to 1). */
const ARGUMENTS: Record<string, ((t: number, i: number) => number) | undefined> = {
  exp: (t) => -87 + 175 * t,
  log: (t, i) => (i + 1) * (i % 2 ? t : 1e-3),
  sin: (t) => -1000 + 2000 * t,
  cos: (t) => -1000 + 2000 * t,
  sincos: (t) => -1000 + 2000 * t,
  // Large terms of which the second half cancels the first: plain f32 would lose thousands.
  sum: (t, i) => (t < 0.5 ? 1 : -1) * (1e6 + (i & 2047)) + t,
  philox: undefined
};

/** Runs the checks on a device; `run` is the bare submission. */
export async function selfTest(
  kernels: Readonly<Record<string, Kernel>>,
  run: (kernel: Kernel, call: GpuCall) => Promise<Outputs>
): Promise<SelfTest> {
  const started = performance.now();
  const checks: SelfCheck[] = [];
  for (const name of Object.keys(ARGUMENTS)) {
    const kernel = kernels[name] as Kernel | undefined;
    if (!kernel?.wgsl) continue;
    const call = toCall(kernel);
    try {
      checks.push(compare(kernel, await run(kernel, call), toReference(kernel, call)));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      checks.push({kernel: name, passed: false, worst: Infinity, why});
    }
  }
  const passed = checks.every((check) => check.passed);
  return {passed, checks, ms: performance.now() - started};
}

/** Arguments that f32 holds exactly, so that only the kernel's own errors count. */
function toCall(kernel: Kernel): GpuCall {
  const {scalars, inputs: examples} = kernel.example;
  const inputs: Record<string, AnyArray> = {};
  for (const [name, field] of Object.entries(kernel.inputs)) {
    const {count} = extent(field, scalars, kernel.block, 0, INPUTS);
    const values = makeArray(field.element, count);
    const chosen = ARGUMENTS[kernel.name];
    for (let i = 0; i < count; i++) {
      const value = chosen ? chosen(i / count, i) : examples[name](i);
      values[i] = field.element === "f64" && !field.paired ? Math.fround(value) : value;
    }
    inputs[name] = values;
  }
  return {inputs, scalars, n: INPUTS};
}

/** The outputs that the f64 reference gives. */
export function toReference(kernel: Kernel, {inputs, scalars, n}: GpuCall): Outputs {
  const outputs: Outputs = {};
  for (const [name, field] of Object.entries(kernel.outputs)) {
    outputs[name] = makeArray(field.element, extent(field, scalars, kernel.block, 0, n).count);
  }
  const args = {...outputs, ...inputs, ...scalars} as Parameters<Kernel["reference"]>[0];
  for (let begin = 0; begin < n; begin += kernel.block) {
    kernel.reference(args, begin, Math.min(begin + kernel.block, n));
  }
  return outputs;
}

/** Holds two results against a spec's GPU tolerance; integers must be equal. */
export function compare(kernel: Kernel, got: Outputs, wanted: Outputs): SelfCheck {
  const {rtol, atol} = kernel.tolerance.gpu ?? {rtol: 0, atol: 0};
  let worst = 0;
  let why = "";
  for (const [name, field] of Object.entries(kernel.outputs)) {
    if (field.scratch) continue;
    const isExact = field.element === "u32" || field.element === "i32";
    for (let i = 0; i < wanted[name].length; i++) {
      const [a, b] = [got[name][i], wanted[name][i]];
      if (Object.is(a, b) || a === b) continue;
      const allowed = isExact ? 0 : atol + rtol * Math.abs(b);
      const error = Math.abs(a - b) / allowed;
      if (error <= worst) continue;
      worst = Number.isNaN(error) ? Infinity : error;
      if (worst > 1) why = `${kernel.name} gives ${name}[${i}] = ${a}, expected ${b}`;
    }
  }
  return {kernel: kernel.name, passed: worst <= 1, worst, why};
}
