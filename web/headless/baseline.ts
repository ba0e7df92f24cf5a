// The file that `cuvette bench --save` writes and `--against` reads. It may come from anywhere: what is not needed may be
// missing, what is not known is passed over, and what is wrong is said with its place.
import type {Machine} from "./machine.ts";

export const FORMAT = "cuvette bench";
const FORMAT_VERSION = 1;
/** A run over all cases takes about 60 KB. */
const MOST_CHARACTERS = 4e6;
const MOST_CASES = 10_000;

/** Times in multiples of the calibration's in the same round. */
export interface Relative {
  median: number;
  /** the middle 80 % of the rounds. */
  p10: number;
  p90: number;
}

export interface BenchWay {
  /** milliseconds, and their coefficient of variation. */
  median: number;
  min: number;
  max: number;
  cv: number;
  /** the reference's time over this way's, where there is a reference. */
  speedup?: number;
  relative: Relative;
}

export interface BenchCase {
  name: string;
  /** length of the axis. */
  n: number;
  /** milliseconds of the calibration, measured in turn with the ways. */
  calibration: number;
  /** the most bytes that a new engine's memory held during one call; measured for baselines only. */
  memory?: number;
  ways: Record<string, BenchWay>;
}

export interface BenchResult {
  format: typeof FORMAT;
  formatVersion: number;
  /** of the library. */
  version: string;
  /** of Node. */
  node: string;
  threads: number;
  machine: Machine;
  cases: BenchCase[];
}

/** What a comparison needs of a file. */
export interface Baseline {
  version: string;
  threads: number | undefined;
  machine: Machine | undefined;
  cases: {name: string; n: number; memory: number | undefined; ways: Map<string, number>}[];
}

export function makeResult(found: Omit<BenchResult, "format" | "formatVersion">): BenchResult {
  return {format: FORMAT, formatVersion: FORMAT_VERSION, ...found};
}

/** Reads a file's text; `file` names it in messages. */
export function readBaseline(text: string, file: string): Baseline {
  const at = `cuvette bench: ${file}`;
  if (text.length > MOST_CHARACTERS)
    throw new RangeError(
      `${at}: expected at most ${MOST_CHARACTERS} characters, got ${text.length}`
    );
  const whole = toRecord(parse(text, at), at, "an object");
  if (whole.format !== FORMAT)
    throw new TypeError(
      `${at}: expected format ${JSON.stringify(FORMAT)}, got ${show(whole.format)}`
    );
  const {formatVersion} = whole;
  if (typeof formatVersion !== "number" || !(formatVersion >= 1))
    throw new TypeError(`${at}: expected formatVersion as a number, got ${show(formatVersion)}`);
  if (formatVersion > FORMAT_VERSION)
    throw new RangeError(
      `${at}: unsupported formatVersion, got ${formatVersion}: written by a newer cuvette`
    );
  const {cases} = whole;
  if (!Array.isArray(cases) || cases.length > MOST_CASES)
    throw new TypeError(`${at}: expected cases as an array, got ${show(cases)}`);
  return {
    version: typeof whole.version === "string" ? toPlain(whole.version) : "unknown",
    threads: typeof whole.threads === "number" ? whole.threads : undefined,
    machine: readMachine(whole.machine),
    cases: cases.map((item, i) => readCase(item, `${at}: cases[${i}]`))
  };
}

function parse(text: string, at: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new SyntaxError(`${at}: invalid JSON, ${toPlain((error as Error).message)}`);
  }
}

function readCase(item: unknown, at: string): Baseline["cases"][number] {
  const {name, n, memory, ways} = toRecord(item, at, "an object");
  if (typeof name !== "string") throw new TypeError(`${at}: expected name, got ${show(name)}`);
  const entries = Object.entries(toRecord(ways, `${at}.ways`, "an object"));
  return {
    name: toPlain(name),
    n: toPositive(n, `${at}.n`),
    memory: memory === undefined ? undefined : toPositive(memory, `${at}.memory`),
    ways: new Map(
      entries.map(([way, value]) => {
        const place = `${at}.ways[${show(way)}].relative`;
        const {relative} = toRecord(value, place, "an object");
        const {median} = toRecord(relative, place, "an object");
        return [toPlain(way), toPositive(median, `${place}.median`)];
      })
    )
  };
}

/** Half a description is none: the comparison then says that the machine is unknown. */
function readMachine(value: unknown): Machine | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const {cpu, platform, arch, cores, memory, node} = value as Record<string, unknown>;
  const words = [cpu, platform, arch];
  const numbers = [cores, memory, node];
  if (!words.every((word) => typeof word === "string")) return undefined;
  if (!numbers.every((number) => typeof number === "number")) return undefined;
  const [cpuName, platformName, archName] = words.map(toPlain);
  const [coreCount, bytes, major] = numbers;
  return {
    cpu: cpuName,
    platform: platformName,
    arch: archName,
    cores: coreCount,
    memory: bytes,
    node: major
  };
}

function toRecord(value: unknown, at: string, what: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new TypeError(`${at}: expected ${what}, got ${show(value)}`);
}

function toPositive(value: unknown, at: string): number {
  if (typeof value === "number" && value > 0 && Number.isFinite(value)) return value;
  throw new TypeError(`${at}: expected a number above 0, got ${show(value)}`);
}

function show(value: unknown): string {
  if (Array.isArray(value)) return `an array of length ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  return typeof value === "string" ? JSON.stringify(toPlain(value)) : String(value);
}

/** Short and without what would steer a terminal. */
function toPlain(text: string): string {
  return text.slice(0, 80).replace(/\p{C}/gu, "�");
}
