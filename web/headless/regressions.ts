// What a benchmark and a baseline say about each other.
//
// Times are compared as multiples of the calibration, which was measured in turn with each row: a machine that is slower
// at everything, now or in general, leaves them alone. So a baseline from another machine can be used; but machines differ
// in more than one speed, and the table says where the baseline is from.
import type {Baseline, BenchCase, BenchResult} from "./baseline.ts";
import {isSameMachine} from "./machine.ts";
import {align} from "./table.ts";

export interface Limits {
  /** more of the time than this is flagged; 0.2 is 20 %. */
  time: number;
  /** the same for memory. */
  memory: number;
}

/** "new" and "gone" are in only one of the two; they fail nothing. */
export type Flag = "slower" | "quicker" | "larger" | "smaller" | "new" | "gone" | "";

export interface Change {
  name: string;
  /** "memory" is bytes; the other ways are times in multiples of the calibration. */
  way: string;
  before?: number;
  now?: number;
  /** now over before, less 1. */
  change?: number;
  flag: Flag;
}

export interface Comparison {
  /** whether anything is slower or larger than the limits allow. */
  isRegression: boolean;
  changes: Change[];
  /** what else to know about the two, a sentence each. */
  notes: string[];
}

/** `isWhole`: every case was to be measured, so that one that is missing is gone. */
export function compareWith(
  baseline: Baseline,
  result: BenchResult,
  limits: Limits,
  isWhole: boolean
): Comparison {
  const before = new Map(baseline.cases.map((one) => [keyOf(one), one]));
  const changes: Change[] = [];
  for (const now of result.cases) {
    const old = before.get(keyOf(now));
    before.delete(keyOf(now));
    for (const [way, {relative}] of Object.entries(now.ways))
      changes.push(toChange(now.name, way, old?.ways.get(way), relative.median, limits));
    if (now.memory !== undefined)
      changes.push(toChange(now.name, MEMORY, old?.memory, now.memory, limits));
  }
  if (isWhole)
    for (const {name, ways} of before.values())
      for (const [way, median] of ways) changes.push({name, way, before: median, flag: "gone"});
  return {isRegression: changes.some(isWorse), changes, notes: describe(baseline, result)};
}

/**
 * Measures again what looks slower, at most twice, and keeps the better of each way: what was slow because of something
 * else on the machine is not slow again.
 */
export async function confirm(
  baseline: Baseline,
  result: BenchResult,
  limits: Limits,
  measure: (name: string) => Promise<BenchCase>
): Promise<BenchResult> {
  let cases = result.cases;
  for (let round = 0; round < 2; round++) {
    const {changes} = compareWith(baseline, {...result, cases}, limits, false);
    const slow = new Set(changes.filter(({flag}) => flag === "slower").map(({name}) => name));
    const next: BenchCase[] = [];
    for (const one of cases)
      next.push(slow.has(one.name) ? keepBetter(one, await measure(one.name)) : one);
    cases = next;
  }
  return {...result, cases};
}

const MEMORY = "memory";

/** The same row at another length is another row. */
function keyOf({name, n}: {name: string; n: number}): string {
  return `${n} ${name}`;
}

function isWorse({flag}: Change): boolean {
  return flag === "slower" || flag === "larger";
}

function toChange(
  name: string,
  way: string,
  before: number | undefined,
  now: number,
  limits: Limits
): Change {
  if (before === undefined) return {name, way, now, flag: "new"};
  const change = now / before - 1;
  const isMemory = way === MEMORY;
  const limit = isMemory ? limits.memory : limits.time;
  let flag: Flag = "";
  if (change > limit) flag = isMemory ? "larger" : "slower";
  // the way back over the same distance: 20 % more is undone by 17 % less
  else if (before / now - 1 > limit) flag = isMemory ? "smaller" : "quicker";
  return {name, way, before, now, change, flag};
}

function keepBetter(a: BenchCase, b: BenchCase): BenchCase {
  const ways = Object.entries(a.ways).map(([way, first]) => {
    const second = b.ways[way] ?? first;
    return [way, second.relative.median < first.relative.median ? second : first];
  });
  return {...a, ways: Object.fromEntries(ways) as BenchCase["ways"]};
}

function describe({machine, threads, version}: Baseline, result: BenchResult): string[] {
  const notes: string[] = [`the baseline is of version ${version}, this is ${result.version}`];
  if (!machine) notes.push("the baseline does not say on which machine it was measured");
  else if (!isSameMachine(machine, result.machine))
    notes.push(
      `the baseline is from another machine (${machine.cpu}, ${machine.cores} cores, Node ${machine.node}): ` +
        "times are compared as multiples of the calibration, and a wider --time may be wise"
    );
  if (threads !== undefined && threads !== result.threads)
    notes.push(`the baseline used ${threads} threads, this used ${result.threads}`);
  return notes;
}

/** The changes as a table: all that are flagged, and every time. */
export function toChangeTable({changes, notes}: Comparison, limits: Limits): string {
  const rows = changes.map(({name, way, before, now, change, flag}) => {
    const show = way === MEMORY ? showBytes : showTime;
    return [
      name,
      way,
      before === undefined ? "" : show(before),
      now === undefined ? "" : show(now),
      change === undefined ? "" : showPercent(change),
      flag
    ];
  });
  const head = ["case", "way", "before", "now", "change", ""];
  const worse = changes.filter(isWorse).length;
  const verdict =
    worse === 0
      ? "nothing is slower or larger"
      : `${worse} of ${changes.length} rows are slower or larger`;
  const limit = `limits: time ${showPercent(limits.time)}, memory ${showPercent(limits.memory)}`;
  const said = notes.map((note) => `${note}\n`).join("");
  return `${align([head, ...rows])}\n\n${said}${verdict} (${limit})\n`;
}

function showTime(value: number): string {
  return `${value.toPrecision(3)} c`;
}

function showBytes(value: number): string {
  return `${(value / 1024).toFixed(0)} KB`;
}

function showPercent(change: number): string {
  const percent = Math.round(100 * change);
  return `${percent > 0 ? "+" : ""}${percent} %`;
}
