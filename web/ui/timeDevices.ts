// The same kernel on each device, in turns, so that a busy moment hits all of them alike.
import type {Engine, KernelName} from "../../worker/api.ts";

export const DEVICES = ["reference", "wasm", "gpu"] as const;
export type DeviceName = (typeof DEVICES)[number];

export interface Timing {
  device: DeviceName;
  /** milliseconds of computing, median. */
  median: number;
  /** how often faster than the reference. */
  ratio: number;
  /** of the result; null where the bits depend on the machine. */
  digest: string | null;
  /** largest relative difference from the reference. */
  difference: number;
  threads: number;
}

export interface Failure {
  device: DeviceName;
  reason: string;
}

export interface Comparison {
  kernel: KernelName;
  n: number;
  timings: Timing[];
  failures: Failure[];
}

const WARM_UPS = 2;
const RUNS = 9;

export async function timeDevices(
  engine: Engine,
  kernel: KernelName,
  n: number,
  {signal, onProgress}: {signal: AbortSignal; onProgress: (done: number, total: number) => void}
): Promise<Comparison> {
  const x = makeArguments(engine, kernel, n);
  const failures: Failure[] = [];
  const times = new Map<DeviceName, number[]>();
  const last = new Map<
    DeviceName,
    {y: ArrayLike<number>; threads: number; reproducible: boolean}
  >();
  let devices: DeviceName[] = [...DEVICES];
  const total = (WARM_UPS + RUNS) * DEVICES.length;

  for (let round = 0; round < WARM_UPS + RUNS; round++) {
    for (const device of devices) {
      signal.throwIfAborted();
      onProgress(round * DEVICES.length + DEVICES.indexOf(device), total);
      try {
        const run = engine.kernels.run(kernel, {inputs: {x}}, {device});
        const stop = () => run.cancel();
        signal.addEventListener("abort", stop, {once: true});
        const {outputs, stats} = await run;
        signal.removeEventListener("abort", stop);
        if (stats.device !== device) throw new Error(stats.why);
        if (round >= WARM_UPS) times.set(device, [...(times.get(device) ?? []), stats.elapsed]);
        const {threads, reproducible} = stats;
        last.set(device, {y: (outputs as {y: ArrayLike<number>}).y, threads, reproducible});
      } catch (error) {
        if (signal.aborted || device === "reference") throw error;
        failures.push({device, reason: error instanceof Error ? error.message : String(error)});
        devices = devices.filter((other) => other !== device);
      }
    }
  }

  const reference = last.get("reference")!.y;
  const base = findMedian(times.get("reference")!);
  const timings = await Promise.all(
    devices.map(async (device): Promise<Timing> => {
      const {y, threads, reproducible} = last.get(device)!;
      const median = findMedian(times.get(device)!);
      const digest = device !== "gpu" && reproducible ? await engine.digest(y) : null;
      return {
        device,
        median,
        ratio: base / median,
        digest,
        difference: findDifference(y, reference),
        threads
      };
    })
  );
  return {kernel, n, timings, failures};
}

/** Arguments from the domain the kernel's own benchmark uses. */
function makeArguments(engine: Engine, kernel: KernelName, n: number): Float64Array {
  const {inputs} = engine.kernels.registry[kernel].example as {
    inputs: Record<string, (i: number) => number>;
  };
  return Float64Array.from({length: n}, (_, i) => inputs.x(i));
}

/** Kernels of one real argument, which is what this comparison can feed. */
export function findUnaryKernels(engine: Engine): KernelName[] {
  const {registry} = engine.kernels;
  return (Object.keys(registry) as KernelName[]).filter((name) => {
    const {inputs, outputs, scalars} = registry[name];
    return (
      [inputs, outputs, scalars].map((fields) => Object.keys(fields).join()).join(";") === "x;y;"
    );
  });
}

function findMedian(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function findDifference(y: ArrayLike<number>, expected: ArrayLike<number>): number {
  let worst = 0;
  for (let i = 0; i < expected.length; i++) {
    const scale = Math.abs(expected[i]);
    if (scale > 0 && Number.isFinite(scale))
      worst = Math.max(worst, Math.abs(y[i] - expected[i]) / scale);
  }
  return worst;
}
