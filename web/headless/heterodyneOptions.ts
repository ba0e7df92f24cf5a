// The arguments of `cuvette heterodyne`, in the original's words where it has them.
import {parseArgs} from "node:util";
import type {Numerics} from "../../worker/api.ts";

export const HETERODYNE_HELP = `cuvette heterodyne: two-time correlations fitted as a configuration says

  cuvette heterodyne [--config heterodyne_config.json] [options]
    --method classical     classical (the default), robust, or all
    --data file            .npz, .npy or HDF5, in place of the one that the configuration names
    --out folder           where results go, in place of the one that the configuration names
    --semantics exact      exact, v1, v2 or xpcsjax; the default is v1, or what the configuration says
    --subsample            leaves frames out as the configuration says; all of them count otherwise
    --seed 1               of scenarios
    --json                 one JSON object on stdout, and nothing else

  cuvette heterodyne simulate [--config heterodyne_config.json] [options]
    --out file.npz         what is written (simulated_c2.npz)
    --phi-angles 0,45,90   degrees (0,36,72,108,144)
    --contrast 1 --offset 0 --noise 0 --seed 1
    --semantics exact

  both:
    --threads 2            threads of the engine (the machine's cores); the configuration's are the most a fit takes
    --numerics fast        fused multiply-adds; the default is strict: the same bits everywhere

Reads the configuration of the original (heterodyne-analysis): what it says and what is not done is told by its path on stderr.
A folder a method: classical/nelder_mead, classical/trust_region (for Gurobi), robust/wasserstein, robust/scenario,
robust/ellipsoidal, with analysis_results_*.json, parameters.json, fitted_data.npz, parameters.csv, angles.csv and g2.csv;
above them heterodyne_analysis_results.json and a summary of each kind. Nothing in them depends on the clock.
Where frames of an HDF5 file are cached (cache_file_path, cache_size_limit_mb) they are read from there the next time.
Exit status: 0; 1 when no fit came to an end; 2 when the command, the configuration or the data could not be understood.
`;

export interface HeterodyneFitCommand {
  kind: "heterodyne";
  verb: "fit";
  config: string;
  method: "classical" | "robust" | "all";
  data: string | undefined;
  out: string | undefined;
  semantics: string | undefined;
  subsample: boolean;
  seed: number;
  json: boolean;
  threads: number | undefined;
  numerics: Numerics;
}

export interface HeterodyneSimulateCommand {
  kind: "heterodyne";
  verb: "simulate";
  config: string;
  out: string;
  phi: number[];
  contrast: number;
  offset: number;
  noise: number;
  semantics: string | undefined;
  seed: number;
  threads: number | undefined;
  numerics: Numerics;
}

export type HeterodyneCommand =
  HeterodyneFitCommand | HeterodyneSimulateCommand | {kind: "heterodyne"; verb: "help"};

const OF_FIT = ["method", "data", "subsample", "json"] as const;
const OF_SIMULATE = ["phi-angles", "contrast", "offset", "noise"] as const;

/** What follows `heterodyne`. Throws a TypeError or RangeError that says what to write instead. */
export function readHeterodyneCommand(args: readonly string[]): HeterodyneCommand {
  const {values, positionals} = parse(args);
  const [verb = "fit", ...rest] = positionals;
  if (values.help || verb === "help") return {kind: "heterodyne", verb: "help"};
  if (verb !== "fit" && verb !== "simulate")
    throw new TypeError(`cuvette heterodyne: expected simulate or options, got ${verb}`);
  if (rest.length > 0)
    throw new TypeError(`cuvette heterodyne: expected options after ${verb}, got ${rest[0]}`);
  for (const name of verb === "fit" ? OF_SIMULATE : OF_FIT)
    if (values[name] !== undefined)
      throw new TypeError(`cuvette heterodyne ${verb}: unsupported --${name}, see --help`);
  const shared = {
    kind: "heterodyne" as const,
    config: values.config ?? "heterodyne_config.json",
    semantics: toChoice("semantics", values.semantics, ["exact", "v1", "v2", "xpcsjax"]),
    seed: toNumber("seed", values.seed, 1, WHOLE),
    threads:
      values.threads === undefined ? undefined : toNumber("threads", values.threads, 1, COUNT),
    numerics: toChoice("numerics", values.numerics, ["strict", "fast"]) ?? "strict"
  };
  const out = values.out ?? values["output-dir"];
  if (verb === "simulate") {
    return {
      ...shared,
      verb,
      out: out ?? "simulated_c2.npz",
      phi: (values["phi-angles"] ?? "0,36,72,108,144")
        .split(",")
        .map((text) => toNumber("phi-angles", text.trim(), NaN, FINITE)),
      contrast: toNumber("contrast", values.contrast, 1, FINITE),
      offset: toNumber("offset", values.offset, 0, FINITE),
      noise: toNumber("noise", values.noise, 0, SIZE)
    };
  }
  return {
    ...shared,
    verb,
    method: toChoice("method", values.method, ["classical", "robust", "all"]) ?? "classical",
    data: values.data,
    out,
    subsample: values.subsample ?? false,
    json: values.json ?? false
  };
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      help: {type: "boolean", short: "h"},
      config: {type: "string"},
      method: {type: "string"},
      data: {type: "string"},
      out: {type: "string"},
      "output-dir": {type: "string"},
      semantics: {type: "string"},
      subsample: {type: "boolean"},
      seed: {type: "string"},
      json: {type: "boolean"},
      "phi-angles": {type: "string"},
      contrast: {type: "string"},
      offset: {type: "string"},
      noise: {type: "string"},
      threads: {type: "string"},
      numerics: {type: "string"}
    }
  });
}

/** Which numbers an option takes. */
interface Kind {
  words: string;
  has: (value: number) => boolean;
}

const FINITE: Kind = {words: "a number", has: Number.isFinite};
const SIZE: Kind = {words: "a number from 0 up", has: (x) => x >= 0 && x < Infinity};
const WHOLE: Kind = {words: "a whole number", has: Number.isSafeInteger};
const COUNT: Kind = {words: "a whole number from 1 up", has: (x) => Number.isInteger(x) && x > 0};

function toNumber(name: string, text: string | undefined, standard: number, kind: Kind): number {
  // an empty text would be 0
  const value = text === undefined ? standard : text.trim() === "" ? NaN : Number(text);
  if (kind.has(value)) return value;
  throw new RangeError(`--${name}: expected ${kind.words}, got ${JSON.stringify(text)}`);
}

function toChoice<T extends string>(
  name: string,
  text: string | undefined,
  allowed: readonly T[]
): T | undefined {
  if (text === undefined || allowed.includes(text as T)) return text as T | undefined;
  throw new RangeError(`--${name}: expected one of ${allowed.join(", ")}, got ${text}`);
}
