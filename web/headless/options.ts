// The command line: what can be asked for, and what is wrong with what was asked.
import {parseArgs} from "node:util";
import type {Numerics} from "../../worker/api.ts";
import {readHeterodyneCommand, type HeterodyneCommand} from "./heterodyneOptions.ts";

export const HELP = `cuvette: notebooks and benchmarks without a page

  cuvette run notebook.md [options]      runs every cell once, prints each named value
    --json                 one JSON object on stdout, and nothing else
    --set name=value       a control's value, as JSON or as text; may be given again
    --timeout 300          seconds; what still runs then is cancelled
    --threads 2            threads of the engine (the machine's cores)
    --numerics fast        fused multiply-adds; the default is strict: the same bits everywhere

  cuvette bench [part of a case's name ...] [options]
    --json                 one JSON object on stdout, and nothing else
    --runs 10              measurements of each way
    --threads 2            threads of the engine (the machine's cores)
    --save baseline.json   keeps the measurements, with the machine and the version
    --against baseline.json
                           compares with what was kept, as multiples of a calibration measured alongside;
                           what seems slower is measured again, twice at most
    --time 0.2             flags what takes 20 % more time
    --memory 0.5           flags what holds 50 % more memory

  cuvette heterodyne [simulate] --config c.json [options]
                           fits two-time correlations as a configuration of heterodyne-analysis says, or
                           simulates them; more by cuvette heterodyne --help

  cuvette --help

A cell that needs a document has status "dom", and what reads from it "blocked"; neither fails the run.
A generator counts as its first value. Messages go to stderr as file:line:column: message.
Exit status: 0; 1 when a cell failed or a benchmark is flagged; 2 when the command could not be understood.

Cells run in a worker thread without \`process\` and \`require\`. That keeps them from doing harm by mistake,
but it is no security boundary: run only notebooks that you would run as programs.
`;

export interface RunCommand {
  kind: "run";
  file: string;
  json: boolean;
  set: Record<string, unknown>;
  /** seconds. */
  timeout: number;
  threads: number | undefined;
  numerics: Numerics;
}

export interface BenchCommand {
  kind: "bench";
  names: string[];
  json: boolean;
  runs: number;
  threads: number | undefined;
  /** where to keep the measurements. */
  save: string | undefined;
  /** a file kept before, to compare with. */
  against: string | undefined;
  /** above what growth a row is flagged: 0.2 is 20 %. */
  limits: {time: number; memory: number};
}

export type Command = RunCommand | BenchCommand | HeterodyneCommand | {kind: "help"};

/** Throws a TypeError or RangeError that says what to write instead. */
export function readCommand(args: readonly string[]): Command {
  // its options are its own
  if (args[0] === "heterodyne") return readHeterodyneCommand(args.slice(1));
  const {values, positionals} = parse(args);
  const [verb, ...rest] = positionals;
  if (values.help || verb === "help" || args.length === 0) return {kind: "help"};
  const threads = toCount("threads", values.threads);
  const json = values.json ?? false;
  if (verb === "bench") return toBench(rest, json, threads, values);
  if (verb !== "run")
    throw new TypeError(`cuvette: expected run or bench, or heterodyne, got ${verb ?? "neither"}`);
  if (rest.length !== 1) throw new TypeError(`cuvette run: expected one file, got ${rest.length}`);
  const {numerics = "strict"} = values;
  if (numerics !== "strict" && numerics !== "fast")
    throw new RangeError(`--numerics: expected strict or fast, got ${numerics}`);
  const timeout = Number(values.timeout ?? 300);
  if (!(timeout > 0))
    throw new RangeError(`--timeout: expected seconds > 0, got ${values.timeout}`);
  const set = Object.fromEntries((values.set ?? []).map(readSetting));
  return {kind: "run", file: rest[0], json, set, timeout, threads, numerics};
}

function toBench(
  names: string[],
  json: boolean,
  threads: number | undefined,
  {runs, save, against, time, memory}: ReturnType<typeof parse>["values"]
): BenchCommand {
  if (against === undefined && (time ?? memory) !== undefined)
    throw new TypeError(`cuvette bench: missing --against for the limit, got ${time ?? memory}`);
  const limits = {time: toFraction("time", time, 0.2), memory: toFraction("memory", memory, 0.5)};
  const count = toCount("runs", runs) ?? 10;
  return {kind: "bench", names, json, runs: count, threads, save, against, limits};
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      help: {type: "boolean", short: "h"},
      json: {type: "boolean"},
      set: {type: "string", multiple: true},
      timeout: {type: "string"},
      threads: {type: "string"},
      numerics: {type: "string"},
      runs: {type: "string"},
      save: {type: "string"},
      against: {type: "string"},
      time: {type: "string"},
      memory: {type: "string"}
    }
  });
}

function toCount(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new RangeError(`--${name}: expected a whole number above 0, got ${text}`);
}

function toFraction(name: string, text: string | undefined, standard: number): number {
  const value = Number(text ?? standard);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new RangeError(`--${name}: expected a fraction above 0, such as ${standard}, got ${text}`);
}

function readSetting(text: string): [string, unknown] {
  const at = text.indexOf("=");
  if (at < 1) throw new TypeError(`--set: expected name=value, got ${text}`);
  const value = text.slice(at + 1);
  try {
    return [text.slice(0, at), JSON.parse(value) as unknown];
  } catch {
    return [text.slice(0, at), value];
  }
}
