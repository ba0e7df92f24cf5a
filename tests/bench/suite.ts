import {compare} from "../../worker/bench/compare.ts";
import {wallClock} from "../../worker/bench/time.ts";
import {CASES, makeKernelCase} from "../../worker/bench/kernelCases.ts";
import {describeTimes, findQuantile} from "../../worker/bench/statistics.ts";
import type {CaseSpec} from "../../worker/bench/kernelCases.ts";
import type {Engine} from "../../worker/client.ts";
import {COLLOCATION_ROWS} from "./collocationRows.ts";
import {HETERODYNE_FIT_ROWS} from "./heterodyneFitRows.ts";
import {HETERODYNE_ROWS} from "./heterodyneRows.ts";
import {MATCHING_ROWS} from "./matchingRows.ts";
import {MODEL_ROWS, type ModelRow} from "./modelRows.ts";
import {findPeers} from "./peers.ts";
import type {HomeReport, Row, Way} from "./report.ts";
import {SAMPLER_ROWS} from "./samplerRows.ts";

export interface SuiteOptions {
  home: string;
  version: string;
  engine: Engine;
  /** the strict kernels. */
  module: Uint8Array<ArrayBuffer>;
  /** parts of kernel names; all kernels when empty. */
  only: string[];
  runs: number;
  /** bytes of the host's heap, where it tells. */
  heap?: () => number;
  log: (line: string) => void;
}

/** Measures every kernel in every way there is in this home, interleaved row by row. */
export async function runSuite(options: SuiteOptions): Promise<HomeReport> {
  const {home, version, engine, only, log} = options;
  const {threads, shared} = engine.info;
  await engine.warmup();
  const cases = CASES.filter(({name}) => isWanted(name, only));
  const models = [
    ...MODEL_ROWS,
    ...COLLOCATION_ROWS,
    ...MATCHING_ROWS,
    ...SAMPLER_ROWS,
    ...HETERODYNE_ROWS,
    ...HETERODYNE_FIT_ROWS
  ].filter(({name, isLong}) => isWanted(name, only) && !(isLong && only.length === 0));
  const rows: Row[] = [];
  const total = cases.length + models.length;
  const keep = (row: Row) => log(`${home}: ${row.name} (${rows.push(row)} of ${total})`);
  for (const test of cases) keep(await measureKernel(test, options));
  for (const row of models) keep(await measureModel(row, options));
  const {hot, parked} = await engine.bench.handOff();
  const cancelled = await measureCancels(engine);
  const {peak, capacity} = await engine.memory();
  return {
    home,
    version,
    threads,
    shared,
    rows,
    handOff: {
      ...summarise("hot", hot),
      ...summarise("parked", parked),
      ...summarise("from a cancel to the next answer", cancelled)
    },
    memory: {
      "engine peak": peak,
      "engine capacity": capacity,
      ...(options.heap && {heap: options.heap()})
    }
  };
}

/** Microseconds from telling a long run to stop until another run has been answered. */
async function measureCancels({kernels}: Engine): Promise<number[]> {
  const {scalars} = (await kernels.specs()).gamma.example;
  const times: number[] = [];
  for (let k = 0; k < 9; k++) {
    const long = kernels.run("gamma", {inputs: {}, scalars, n: 1 << 22});
    await new Promise((resolve) => setTimeout(resolve, 25 + k));
    const began = performance.now();
    long.cancel();
    await long.catch(() => undefined);
    await kernels.run("sqrt", {inputs: {x: [4]}});
    times.push((performance.now() - began) * 1000);
  }
  return times;
}

function isWanted(name: string, only: string[]): boolean {
  return only.length === 0 || only.some((part) => name.includes(part));
}

async function measureKernel(spec: CaseSpec, options: SuiteOptions): Promise<Row> {
  const {engine, module, runs} = options;
  const test = makeKernelCase(spec, module);
  const call = {inputs: test.inputs, scalars: test.scalars, n: test.n};
  const ways = await measureWays(
    {runs, warmup: 2},
    {
      reference: test.reference,
      wasm: test.wasm,
      engine: () => engine.kernels.run(test.kernel, call),
      ...(await findPeers(test))
    }
  );
  return {name: test.name, n: test.n, elements: test.elements, ways};
}

async function measureModel(row: ModelRow, {engine, module, runs}: SuiteOptions): Promise<Row> {
  const {isLong = false, calls = 1} = row;
  // what is called in a row has its code compiled at leisure first
  const plan = {runs: isLong ? 1 : runs, warmup: isLong ? 0 : 2 * calls, calls};
  const ways = await measureWays(plan, await row.make(engine, module));
  return {name: row.name, n: row.n, elements: row.elements, ways};
}

async function measureWays(
  plan: {runs: number; warmup: number; calls?: number},
  functions: Record<string, () => unknown>
): Promise<Record<string, Way>> {
  // a forced collection throws code away, which the first call of a row would wait for: some milliseconds
  const stopwatch = (plan.calls ?? 1) > 1 ? {...wallClock, collect: () => undefined} : wallClock;
  const {rows} = await compare(functions, plan, stopwatch);
  const ways = Object.entries(rows).map(([way, {times, median, ratio}]): [string, Way] => {
    const sorted = [...times].sort((a, b) => a - b);
    const spread = {p10: findQuantile(sorted, 0.1), p90: findQuantile(sorted, 0.9)};
    return [way, {median, ...spread, ratio}];
  });
  return Object.fromEntries(ways);
}

function summarise(kind: string, microseconds: number[]): HomeReport["handOff"] {
  if (microseconds.length === 0) return {};
  const {median, p95} = describeTimes(microseconds);
  return {[kind]: {median, p95}};
}
