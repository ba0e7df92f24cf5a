// engine.kernels: one kernel over its axis, on whichever device.
import * as Comlink from "comlink";
import {registry, type KernelName} from "../kernels-as/registry.ts";
import type {
  DeviceWish, KernelCall, KernelOptions, KernelResult, Kernels, Run, Stats
} from "./api.ts"; // prettier-ignore
import {runWhereBest} from "./bestRun.ts";
import {toCall} from "./call.ts";
import {checkInteger, checkOneOf} from "./check.ts";
import type {KernelJob} from "./coordinator.ts";
import {choose, type Capabilities, type Choice} from "./device/choose.ts";
import {CostBook} from "./device/costBook.ts";
import {bytesPerIndex, findKernel, type Call, type Outputs} from "./device/fields.ts";
import type {GpuStatus} from "./device/gpu/gpuHost.ts";
import {cut} from "./device/range.ts";
import {MAX_LANES} from "./pool/control.ts";
import {makeReferenceRuns} from "./referenceRuns.ts";
import type {Session} from "./session.ts";

const WHAT = "kernels.run";
const WISHES: readonly DeviceWish[] = ["auto", "wasm", "gpu", "reference"];

export function makeKernels(session: Session): Kernels {
  const {numerics} = session.options;
  const {simd} = session.spec.features;
  const book = new CostBook();
  const runByReference = makeReferenceRuns(session);

  const pick = (
    call: Call,
    device: DeviceWish,
    gpu: Capabilities["gpu"],
    costs?: GpuStatus["costs"]
  ) => {
    const {kernel, n} = call;
    const hasTwin = findKernel(kernel).hasTwin === true;
    const wish = {kernel, device, numerics, hasTwin, n, bytes: bytesOfCall(call)};
    return choose(wish, {simd, gpu}, book.costsOf(kernel, costs));
  };

  const runOnCpu = <N extends KernelName>(
    call: Call,
    choice: Choice,
    threads?: number
  ): Run<KernelResult<N>> => {
    // One copy, made now: it is transferred, where posting the caller's own arrays would copy twice,
    // and plain arrays number by number.
    const inputs = cut(call.kernel, call.inputs, call.scalars, 0, call.n);
    if (choice.device === "reference") {
      return runByReference(WHAT, {...call, inputs}, ({outputs, elapsed}) =>
        toResult<N>(call, outputs, {
          ...choice,
          threads: 1,
          evaluations: call.n,
          elapsed,
          compile: 0
        })
      );
    }
    const buffers = Object.values(inputs).map((array) => array.buffer as ArrayBuffer);
    return session.submit(WHAT, async (door, slot) => {
      const began = performance.now();
      const job: KernelJob = {...call, inputs, threads};
      const {outputs, stats} = await door.submit(slot, Comlink.transfer(job, buffers));
      // What `choose` weighs is the whole way there and back, on this side as on the GPU's.
      const ms = performance.now() - began;
      if (threads === undefined) book.recordWasm({kernel: call.kernel, n: call.n, ms});
      const {why, reproducible} = choice;
      return toResult<N>(call, outputs, {...stats, why, reproducible});
    });
  };

  const runOnGpu = async <N extends KernelName>(
    call: Call,
    choice: Choice,
    costs: GpuStatus["costs"]
  ): Promise<KernelResult<N>> => {
    const {kernel, n} = call;
    const began = performance.now();
    const {outputs, gpuMs, why} = await (await session.gpu!).run(kernel, call);
    const elapsed = performance.now() - began;
    if (costs) book.recordGpu({kernel, n, ms: elapsed}, costs, bytesOfCall(call), gpuMs);
    return toResult<N>(call, outputs, {
      device: "gpu",
      why: `${choice.why}; ${why}`,
      threads: 1,
      evaluations: call.n,
      elapsed,
      compile: 0,
      reproducible: false
    });
  };

  return {
    registry,
    specs: async () => (await import("../kernels-as/specs.ts")).specs,
    run<N extends KernelName>(
      name: N,
      given: KernelCall<N>,
      {device = "auto", threads}: KernelOptions = {}
    ): Run<KernelResult<N>> {
      const call = toCall(WHAT, name, given);
      checkOneOf(WHAT, "device", device, WISHES);
      if (threads !== undefined) checkInteger(WHAT, "threads", threads, 1, MAX_LANES);
      const mayUseGpu = device === "gpu" || (device === "auto" && numerics === "fast");
      if (mayUseGpu && session.hasGpu) {
        return runWhereBest(session, ({available, why, costs}) => {
          const choice = pick(call, device, {available, why}, costs);
          return choice.device === "gpu"
            ? runOnGpu<N>(call, choice, costs)
            : runOnCpu<N>(call, choice, threads);
        });
      }
      const gpu = {available: false, why: "this home has no WebGPU"};
      return runOnCpu(call, pick(call, device, gpu), threads);
    }
  };
}

/** Bytes that would cross to the GPU and back. */
function bytesOfCall({kernel, n, scalars}: Call): number {
  return n * bytesPerIndex(kernel, scalars);
}

function toResult<N extends KernelName>(
  call: Call,
  outputs: Outputs,
  stats: Stats
): KernelResult<N> {
  const value = findKernel(call.kernel).combine?.(outputs, call.n, call.scalars);
  return {outputs, value, stats} as unknown as KernelResult<N>;
}
