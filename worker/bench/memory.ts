// `bench.memory`: what a function leaves behind, run by run, and whether that grows.
import {checkInteger} from "../check.ts";
import type {MemoryAccount} from "../memory/arena.ts";
import {checkFunction, isThenable, wallClock} from "./time.ts";
import {fitTrend, isLeak, LEAK_RULE} from "./trend.ts";
import type {Trend} from "./trend.ts";

export interface MemoryOptions {
  /** runs that are looked at, at least 6; default 12. */
  runs?: number;
  /** runs before, in which caches fill and code is compiled; default 3. */
  warmup?: number;
}

export type MemoryKind = "engine" | "owner" | "heap";

/** One reading of one series: rows as a plot wants them. */
export interface MemoryPoint {
  /** from 1. */
  run: number;
  /** the engine's memory as a whole, one of those that hold it, or the JavaScript heap. */
  kind: MemoryKind;
  name: string;
  /** held after the run. */
  bytes: number;
  /** the most that was seen while it ran, looked at every few milliseconds; at least `bytes`. */
  peak: number;
}

export interface MemorySeries extends Trend {
  kind: MemoryKind;
  name: string;
  /** bytes after each run; `slope` and `standardError` are of these, in bytes a run. */
  bytes: number[];
  /** by `rule`; undefined for the heap where garbage cannot be collected on demand: then it rises by itself. */
  leaks: boolean | undefined;
}

export interface MemoryReport<T = unknown> {
  series: MemorySeries[];
  rows: MemoryPoint[];
  /** whether any series leaks. */
  leaks: boolean;
  /** when a series counts as a leak. */
  rule: string;
  /** which series leak, and what could not be told here. */
  advice: string;
  /** what the last run returned. */
  result: T;
}

/** Where memory is read, replaced in tests. */
export interface MemoryHost {
  /** the engine's account; absent where there is no engine. */
  account?: () => Promise<MemoryAccount>;
  /** bytes of the JavaScript heap, where it can be read. */
  heap: () => number | undefined;
  /** whether `collect` does anything. */
  canCollect: boolean;
  collect: () => void;
  /** resolves when it is time to look again while a run is under way. */
  pause: () => Promise<void>;
}

/** Any rise of exact accounts counts. */
const LEAST: Record<MemoryKind, number> = {engine: 0, owner: 0, heap: 1024};
const LOOK = 5;
const HEAP = "JavaScript heap";

export function makeMemoryHost(account?: () => Promise<MemoryAccount>): MemoryHost {
  return {
    ...(account && {account}),
    heap: readHeap,
    canCollect: typeof (globalThis as {gc?: unknown}).gc === "function",
    collect: wallClock.collect,
    pause: () => new Promise((resolve) => setTimeout(resolve, LOOK))
  };
}

/** Runs `f` again and again, one after the other, and reads what is held after each run. */
export async function memory<T>(
  f: () => T | PromiseLike<T>,
  options: MemoryOptions,
  host: MemoryHost
): Promise<MemoryReport<T>> {
  const {runs = 12, warmup = 3} = options;
  checkFunction("bench.memory", "f", f);
  checkInteger("bench.memory", "runs", runs, 6, 100_000);
  checkInteger("bench.memory", "warmup", warmup, 0, 100_000);
  const ledger: Ledger = {size: warmup + runs, readings: new Map()};
  let result: T;
  for (let at = 0; at < ledger.size; at++) {
    result = await watch(f, host, (key, bytes) => raise(ledger, key, at, bytes));
    for (const [key, bytes] of await read(host)) readingsOf(ledger, key).held[at] = bytes;
  }
  const rows = toPoints(ledger, runs);
  const series = toSeries(rows, host.canCollect);
  const leaking = series.filter(({leaks}) => leaks);
  return {
    series,
    rows,
    leaks: leaking.length > 0,
    rule: LEAK_RULE,
    advice: advise(leaking, host),
    result: result!
  };
}

/** Bytes after each run and the most while it ran; NaN where a run had no such owner. */
interface Readings {
  held: Float64Array;
  peak: Float64Array;
}

/** By key, with room for all runs from the first: what the measurement itself keeps must not look like a leak. */
interface Ledger {
  size: number;
  readings: Map<string, Readings>;
}

function readingsOf({size, readings}: Ledger, key: string): Readings {
  let found = readings.get(key);
  if (!found) {
    found = {held: new Float64Array(size).fill(NaN), peak: new Float64Array(size).fill(NaN)};
    readings.set(key, found);
  }
  return found;
}

function raise(ledger: Ledger, key: string, at: number, bytes: number): void {
  const {peak} = readingsOf(ledger, key);
  if (!(peak[at] >= bytes)) peak[at] = bytes;
}

/** Runs once; while work is under way the engine's account is looked at now and then. */
async function watch<T>(
  f: () => T | PromiseLike<T>,
  host: MemoryHost,
  onPeak: (key: string, bytes: number) => void
): Promise<T> {
  const returned = f();
  if (!isThenable(returned)) return returned;
  let isOver = false;
  const work = Promise.resolve(returned).finally(() => (isOver = true));
  // whatever it rejects with is thrown below; until then it is no unhandled rejection
  const settled = work.then(
    () => undefined,
    () => undefined
  );
  while (!isOver) {
    await Promise.race([settled, host.pause()]);
    if (isOver || !host.account) continue;
    for (const [key, bytes] of toKeys(await host.account())) onPeak(key, bytes);
  }
  return work;
}

async function read(host: MemoryHost): Promise<Map<string, number>> {
  host.collect();
  const heap = host.heap();
  const held = host.account ? toKeys(await host.account()) : new Map<string, number>();
  if (heap !== undefined) held.set(toKey("heap", HEAP), heap);
  return held;
}

/** Bytes by series; a job's number is left out: the next job is another reading of the same. */
function toKeys({live, byOwner}: MemoryAccount): Map<string, number> {
  const keys = new Map([[toKey("engine", "engine"), live]]);
  for (const [owner, bytes] of Object.entries(byOwner)) {
    const key = toKey("owner", owner.replace(/ \d+$/, ""));
    keys.set(key, (keys.get(key) ?? 0) + bytes);
  }
  return keys;
}

const toKey = (kind: MemoryKind, name: string): string => `${kind} ${name}`;

/** Of the last `runs`. Every series has a reading for every run: who is not in an account holds nothing. */
function toPoints({size, readings}: Ledger, runs: number): MemoryPoint[] {
  const first = size - runs;
  return [...readings.keys()].sort().flatMap((key) => {
    const at = key.indexOf(" ");
    const kind = key.slice(0, at) as MemoryKind;
    const name = key.slice(at + 1);
    const {held, peak} = readings.get(key)!;
    const isThere = (bytes: number): boolean => !Number.isNaN(bytes);
    if (![...held.slice(first), ...peak.slice(first)].some(isThere)) return [];
    return Array.from({length: runs}, (_, i) => {
      const bytes = held[first + i] || 0;
      return {run: i + 1, kind, name, bytes, peak: Math.max(bytes, peak[first + i] || 0)};
    });
  });
}

function toSeries(points: readonly MemoryPoint[], canCollect: boolean): MemorySeries[] {
  const groups = new Map<string, MemoryPoint[]>();
  for (const point of points) {
    const key = toKey(point.kind, point.name);
    groups.set(key, [...(groups.get(key) ?? []), point]);
  }
  return [...groups.values()].map((group) => {
    const [{kind, name}] = group;
    const bytes = group.map((point) => point.bytes);
    const trend = fitTrend(bytes);
    const leaks = kind === "heap" && !canCollect ? undefined : isLeak(bytes, trend, LEAST[kind]);
    return {kind, name, bytes, ...trend, leaks};
  });
}

function advise(leaking: readonly MemorySeries[], host: MemoryHost): string {
  const said = leaking.map(
    ({name, slope, standardError}) =>
      `${name} grows by ${Math.round(slope)} ± ${Math.round(standardError)} bytes a run`
  );
  const unknown =
    host.heap() === undefined
      ? "the JavaScript heap cannot be read here"
      : host.canCollect
        ? undefined
        : "garbage cannot be collected on demand here, so the heap's rise says nothing";
  return [said.length > 0 ? said.join("; ") : "nothing grows", unknown].filter(Boolean).join("; ");
}

interface HeapHost {
  /** Chromium, on a page. */
  performance?: {memory?: {usedJSHeapSize: number}};
  /** Node. */
  process?: {memoryUsage?: () => {heapUsed: number; external: number}};
}

function readHeap(): number | undefined {
  const {performance, process} = globalThis as HeapHost;
  const usage = process?.memoryUsage?.();
  // arrays' bytes lie outside of V8's own heap
  if (usage) return usage.heapUsed + usage.external;
  return performance?.memory?.usedJSHeapSize;
}
