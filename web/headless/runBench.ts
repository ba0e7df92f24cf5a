// The kernels' benchmarks in this process: the TypeScript loop, one thread, all threads.
import {readFile} from "node:fs/promises";
import {CASES, makeKernelCase} from "../../worker/bench/kernelCases.ts";
import {createEngine} from "../../worker/node.ts";
import type {BenchCommand} from "./options.ts";
import {align} from "./table.ts";

export interface BenchResult {
  node: string;
  threads: number;
  cases: {
    name: string;
    /** length of the axis. */
    n: number;
    /** milliseconds, and the reference's time over this way's. */
    ways: Record<string, {median: number; min: number; max: number; cv: number; speedup: number}>;
  }[];
}

/** `dist`: where the built kernels lie; `log` hears of each case as it is done. */
export async function runBench(
  {names, runs, threads}: BenchCommand,
  dist: URL,
  log: (line: string) => void
): Promise<BenchResult> {
  const chosen = CASES.filter(({name}) => names.length === 0 || names.includes(name));
  // a part of a name will do where no kernel has it as its whole name
  const cases =
    chosen.length > 0
      ? chosen
      : CASES.filter(({name}) => names.some((part) => name.includes(part)));
  if (cases.length === 0)
    throw new RangeError(`cuvette bench: expected a kernel's name, got ${names.join(" ")}`);
  const module = new Uint8Array(await readFile(new URL("kernels/strict.wasm", dist)));
  const engine = await createEngine({threads});
  try {
    const result: BenchResult = {node: process.version, threads: engine.info.threads, cases: []};
    for (const spec of cases) {
      const {name, kernel, n, inputs, scalars, reference, wasm} = makeKernelCase(spec, module);
      const onEngine = () => engine.kernels.run(kernel, {inputs, scalars, n});
      const {rows} = await engine.bench.compare(
        {reference, wasm, engine: onEngine},
        {runs, warmup: 2}
      );
      const ways = Object.entries(rows).map(([way, {median, min, max, cv, ratio}]) => [
        way,
        {median, min, max, cv, speedup: 1 / ratio.median}
      ]);
      result.cases.push({name, n, ways: Object.fromEntries(ways) as never});
      log(`${name} (${result.cases.length} of ${cases.length})`);
    }
    return result;
  } finally {
    await engine.close();
  }
}

export function toBenchTable({node, threads, cases}: BenchResult): string {
  const rows = cases.flatMap(({name, n, ways}) =>
    Object.entries(ways).map(([way, {median, cv, speedup}]) => [
      name,
      String(n),
      way,
      `${median.toPrecision(3)} ms`,
      `±${(100 * cv).toFixed(0)} %`,
      `${speedup.toFixed(1)} ×`
    ])
  );
  const head = ["kernel", "n", "way", "median", "spread", "speed"];
  return `Node ${node}, ${threads} threads\n\n${align([head, ...rows])}\n`;
}
