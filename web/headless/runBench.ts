// The benchmarks in this process: every kernel as the TypeScript loop, on one thread and on all, and whole calls.
import {readFile, writeFile} from "node:fs/promises";
import {CASES} from "../../worker/bench/kernelCases.ts";
import type {CaseSpec} from "../../worker/bench/kernelCases.ts";
import {createEngine} from "../../worker/node.ts";
import {makeResult, readBaseline} from "./baseline.ts";
import type {BenchCase, BenchResult} from "./baseline.ts";
import {ENGINE_CASES} from "./engineCases.ts";
import type {EngineCase} from "./engineCases.ts";
import {describeMachine} from "./machine.ts";
import {measureCase} from "./measureCase.ts";
import type {BenchCommand} from "./options.ts";
import {compareWith, confirm, toChangeTable} from "./regressions.ts";
import {align} from "./table.ts";

export interface BenchAnswer {
  /** for stdout. */
  text: string;
  isRegression: boolean;
}

type Case = CaseSpec | EngineCase;
type Log = (line: string) => void;

/** Measures, and compares and saves where that is asked for. A baseline that cannot be read is said before any work. */
export async function runBench(command: BenchCommand, dist: URL, log: Log): Promise<BenchAnswer> {
  const {against, save, json, limits, names} = command;
  const cases = choose(names);
  const baseline = against && readBaseline(await readFile(against, "utf8"), against);
  const measured = await withMeasure(command, dist, async (measure, found) => {
    for (const test of cases) {
      found.cases.push(await measure(test));
      log(`${test.name} (${found.cases.length} of ${cases.length})`);
    }
    if (!baseline) return found;
    return confirm(baseline, found, limits, (name) => {
      log(`${name} again`);
      return measure(cases.find((test) => test.name === name)!);
    });
  });
  if (save) await writeFile(save, toText(measured));
  if (!baseline)
    return {text: json ? toText(measured) : toBenchTable(measured), isRegression: false};
  const comparison = compareWith(baseline, measured, limits, names.length === 0);
  const text = json
    ? toText({...measured, comparison})
    : `${toBenchTable(measured)}\n${toChangeTable(comparison, limits)}`;
  return {text, isRegression: comparison.isRegression};
}

function choose(names: readonly string[]): Case[] {
  const all: Case[] = [...CASES, ...ENGINE_CASES];
  const chosen = all.filter(({name}) => names.length === 0 || names.includes(name));
  // a part of a name will do where nothing has it as its whole name
  const cases =
    chosen.length > 0 ? chosen : all.filter(({name}) => names.some((part) => name.includes(part)));
  if (cases.length === 0)
    throw new RangeError(`cuvette bench: expected a kernel's name, got ${names.join(" ")}`);
  return cases;
}

/** An engine for as long as `work` takes. */
async function withMeasure<T>(
  {runs, threads, save, against}: BenchCommand,
  dist: URL,
  work: (measure: (test: Case) => Promise<BenchCase>, empty: BenchResult) => Promise<T>
): Promise<T> {
  const module = new Uint8Array(await readFile(new URL("kernels/strict.wasm", dist)));
  const engine = await createEngine({threads});
  // memory is compared, not shown: nobody waits for more engines otherwise
  const openEngine = save || against ? () => createEngine({threads}) : undefined;
  const empty = makeResult({
    version: engine.info.version,
    node: process.version,
    threads: engine.info.threads,
    machine: describeMachine(),
    cases: []
  });
  try {
    return await work((test) => measureCase(test, {engine, module, runs, openEngine}), empty);
  } finally {
    await engine.close();
  }
}

function toText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

export function toBenchTable({node, threads, cases}: BenchResult): string {
  const rows = cases.flatMap(({name, n, ways}) =>
    Object.entries(ways).map(([way, {median, cv, speedup}]) => [
      name,
      String(n),
      way,
      `${median.toPrecision(3)} ms`,
      `±${(100 * cv).toFixed(0)} %`,
      speedup === undefined ? "" : `${speedup.toFixed(1)} ×`
    ])
  );
  const head = ["case", "n", "way", "median", "spread", "speed"];
  return `Node ${node}, ${threads} threads\n\n${align([head, ...rows])}\n`;
}
