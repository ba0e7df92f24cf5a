// One row of the benchmark: its ways in turn with the calibration.
import type {Engine} from "../../worker/api.ts";
import {makeKernelCase} from "../../worker/bench/kernelCases.ts";
import type {CaseSpec} from "../../worker/bench/kernelCases.ts";
import type {BenchCase, Relative} from "./baseline.ts";
import {makeCalibration} from "./calibration.ts";
import type {EngineCase} from "./engineCases.ts";

export interface MeasureOptions {
  engine: Engine;
  /** the strict kernels. */
  module: Uint8Array<ArrayBuffer>;
  runs: number;
  /** starts an engine of its own; where given, the memory of one call is measured in one. */
  openEngine?: (() => Promise<Engine>) | undefined;
}

/** A kernel's case has no `make`. */
export async function measureCase(
  test: CaseSpec | EngineCase,
  options: MeasureOptions
): Promise<BenchCase> {
  const {name} = test;
  if ("make" in test) {
    const call = await test.make(options.engine);
    const {calibration, ways} = await measureWays({engine: call}, options);
    const memory = await measurePeak(options, async (engine) => (await test.make(engine))());
    return {name, n: test.n, calibration, ...memory, ways};
  }
  const {kernel, n, inputs, scalars, reference, wasm} = makeKernelCase(test, options.module);
  const call = (engine: Engine) => engine.kernels.run(kernel, {inputs, scalars, n});
  const onEngine = () => call(options.engine);
  const {calibration, ways} = await measureWays({reference, wasm, engine: onEngine}, options);
  return {name, n, calibration, ...(await measurePeak(options, call)), ways};
}

async function measureWays(
  functions: Record<string, () => unknown>,
  {engine, runs}: MeasureOptions
): Promise<Pick<BenchCase, "calibration" | "ways">> {
  const calibration = makeCalibration();
  const {rows} = await engine.bench.compare<string>({...functions, calibration}, {runs, warmup: 2});
  const unit = rows.calibration;
  const ways = Object.keys(functions).map((way) => {
    const {median, min, max, cv, ratio, times} = rows[way];
    const relative = toRelative(times.map((ms, i) => ms / unit.times[i]));
    const speed = "reference" in functions ? {speedup: 1 / ratio.median} : {};
    return [way, {median, min, max, cv, ...speed, relative}];
  });
  return {calibration: unit.median, ways: Object.fromEntries(ways) as BenchCase["ways"]};
}

/** In an engine of its own: an engine's peak is of its whole life. */
async function measurePeak(
  {openEngine}: MeasureOptions,
  call: (engine: Engine) => unknown
): Promise<{memory?: number}> {
  if (!openEngine) return {};
  const engine = await openEngine();
  try {
    await call(engine);
    const {peak} = await engine.memory();
    // without SIMD nothing lies in the engine's memory
    return peak > 0 ? {memory: peak} : {};
  } finally {
    await engine.close();
  }
}

/** Median and middle 80 %, each a ratio that was measured. */
export function toRelative(ratios: number[]): Relative {
  const sorted = [...ratios].sort((a, b) => a - b);
  const at = (q: number) => sorted[Math.round(q * (sorted.length - 1))];
  return {median: at(0.5), p10: at(0.1), p90: at(0.9)};
}
