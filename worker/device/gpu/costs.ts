// What a trip to this GPU costs, measured once: the fixed price of a call and the price of a byte.
import type {Kernel} from "../../../kernels-as/kernel.ts";
import type {GpuCall, Submitted} from "./submit.ts";

export interface GpuCosts {
  /** milliseconds from a call with next to no data to its answer. */
  launchMs: number;
  /** nanoseconds a byte costs, up or down, narrowing included. */
  nsPerByte: number;
  /** nanoseconds of GPU time per index of a light kernel. */
  nsPerIndex: number;
}

const PROBE = "exp";
/** Additions that it counts for in the table of worker/compiler/ops.ts. */
const PROBE_COST = 12;
const FEW = 64;
const MANY = 1 << 18;
const REPEATS = 5;

/** Undefined where the registry lacks the kernel that is timed. */
export async function measureCosts(
  kernels: Readonly<Record<string, Kernel>>,
  run: (kernel: Kernel, call: GpuCall) => Promise<Submitted>
): Promise<GpuCosts | undefined> {
  const kernel = kernels[PROBE] as Kernel | undefined;
  if (!kernel?.wgsl) return undefined;
  const [input] = Object.keys(kernel.inputs);
  const time = async (n: number) => {
    const call = {inputs: {[input]: new Float64Array(n).fill(1)}, scalars: {}, n};
    const times: number[] = [];
    let best: Submitted = await run(kernel, call);
    for (let k = 0; k < REPEATS; k++) {
      const started = performance.now();
      best = await run(kernel, call);
      times.push(performance.now() - started);
    }
    times.sort((a, b) => a - b);
    return {ms: times[REPEATS >> 1], gpuMs: best.gpuMs ?? 0, bytes: best.bytes};
  };
  const few = await time(FEW);
  const many = await time(MANY);
  const extra = Math.max(many.ms - few.ms, 0);
  const computing = Math.min(Math.max(many.gpuMs - few.gpuMs, 0), extra);
  return {
    launchMs: few.ms,
    nsPerByte: ((extra - computing) * 1e6) / (many.bytes - few.bytes),
    nsPerIndex: (computing * 1e6) / (MANY - FEW)
  };
}

/** What a trip with a program costs that has not run here yet, judged by the kernel that was timed. */
export function toTrip(costs: GpuCosts, {cost}: {cost: number}): GpuCosts {
  return {...costs, nsPerIndex: (costs.nsPerIndex * cost) / PROBE_COST};
}
