// The device of last resort and the oracle: the TypeScript references, on the calling thread, in the same
// blocks as every other device. They are many, so this is loaded when a run first needs one.
import type {Kernel} from "../../kernels-as/kernel.ts";
import {specs} from "../../kernels-as/specs.ts";
import type {Pace} from "../pace.ts";
import {Cancelled, type Ran} from "./device.ts";
import {extent, makeArray, toFields, type AnyArray, type Call, type Outputs} from "./fields.ts";

type Arguments = Record<string, AnyArray | number>;

/** Runs a kernel over its whole axis, on inputs of the spec's element types; throws Cancelled when it `isOver`. */
export async function runReference(call: Call, pace: Pace, isOver: () => boolean): Promise<Ran> {
  const kernel = specs[call.kernel] as unknown as Kernel;
  const {block} = kernel;
  const args: Arguments = {...call.scalars, ...(call.inputs as Record<string, AnyArray>)};
  const outputs: Outputs = {};
  for (const {name, field, role} of toFields(kernel)) {
    if (role === "input") continue;
    const array = makeArray(field.element, extent(field, call.scalars, block, 0, call.n).count);
    if (role === "output") outputs[name] = array;
    args[name] = array;
  }
  const run = kernel.reference as (args: Arguments, begin: number, end: number) => void;
  pace.begin();
  for (let begin = 0; begin < call.n; begin += block) {
    if (pace.isDue()) {
      const progress = {phase: call.kernel, done: begin / block, total: Math.ceil(call.n / block)};
      await pace.rest(() => progress);
    }
    if (isOver()) throw new Cancelled();
    run(args, begin, Math.min(begin + block, call.n));
  }
  return {outputs, elapsed: pace.elapsed()};
}
