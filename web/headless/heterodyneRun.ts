// `cuvette heterodyne`: what a configuration of the original asks for, method by method.
import {writeFile} from "node:fs/promises";
import {basename, dirname, join} from "node:path";
import type {
  FitRun,
  FitStatus,
  HeterodyneDoor,
  HeterodyneSettings,
  Loaded,
  RobustRun,
  Semantics
} from "./heterodyneDoor.ts";
import {makeFolder, readInput, readText, writeJson, writeResult} from "./heterodyneFiles.ts";
import type {HeterodyneFitCommand, HeterodyneSimulateCommand} from "./heterodyneOptions.ts";
import {align} from "./table.ts";

/** Milliseconds between two lines of progress. */
const PATIENCE = 1000;

export interface HeterodyneAnswer {
  /** for stdout. */
  text: string;
  isFailure: boolean;
}

type Log = (line: string) => void;

/** One fit, as the summaries have it. */
interface Row {
  kind: "classical" | "robust";
  method: string;
  status: FitStatus;
  chi_squared: number;
  reduced_chi_squared: number;
  noise_reduced_chi_squared: number;
  /** null where there was nothing to write. */
  folder: string | null;
}

interface Planned {
  kind: Row["kind"];
  name: string;
  /** besides the scan. */
  options: {subsample: number};
  start: () => FitRun | RobustRun;
}

const NAMES = {"nelder-mead": "nelder_mead", trust: "trust_region"} as const;

export async function readSettings(
  door: HeterodyneDoor,
  {config, semantics}: {config: string; semantics: string | undefined},
  log: Log
): Promise<HeterodyneSettings> {
  const settings = door.config.read(await readText(config, "--config"));
  for (const warning of settings.warnings) log(warning);
  if (semantics !== undefined) settings.scan.semantics = semantics as Semantics;
  return settings;
}

export async function runHeterodyne(
  command: HeterodyneFitCommand,
  door: HeterodyneDoor,
  log: Log
): Promise<HeterodyneAnswer> {
  const settings = await readSettings(door, command, log);
  const {scan, path} = await readInput(door, settings, command.data, log);
  for (const warning of scan.warnings) log(`${path}: ${warning}`);
  const out = command.out ?? settings.files.results;
  const all = plan(command, settings, scan, door);
  await makeFolder(out, command.out === undefined ? "output_settings.results_directory" : "--out");
  const rows: Row[] = [];
  for (const {kind, name, options, start} of all) {
    const fit = await follow(name, start(), log);
    const folder = join(out, kind, name);
    const inputs = [basename(path), basename(command.config)];
    const settled = {method: name, options, seed: command.seed, inputs};
    // without a single finite value there is nothing to write
    const isKnown = fit.angles.length > 0;
    if (isKnown) await writeResult(folder, name, await door.export(fit, scan, settled));
    else log(`${name}: ${fit.advice}`);
    log(`${name}: ${fit.status}, reduced chi2 ${fit.reduced.toPrecision(6)}`);
    for (const note of fit.notes) log(`${name}: ${note}`);
    rows.push({
      kind,
      method: name,
      status: fit.status,
      chi_squared: fit.chi2,
      reduced_chi_squared: fit.reduced,
      noise_reduced_chi_squared: fit.noiseReduced,
      folder: isKnown ? folder : null
    });
  }
  const summary = await writeSummaries(out, rows, path, command.config);
  const isFailure = !rows.some(({status}) => status === "converged" || status === "maxSteps");
  const text = command.json ? `${JSON.stringify(summary, null, 2)}\n` : toTable(rows, out);
  return {text, isFailure};
}

function plan(
  command: HeterodyneFitCommand,
  settings: HeterodyneSettings,
  scan: Loaded,
  door: HeterodyneDoor
): Planned[] {
  const {start, active, bounds, angles, classical, robust, threads} = settings;
  const {seed} = command;
  const shared = {start, active, bounds, seed, ...(angles && {angles}), ...(threads && {threads})};
  const sizes = {frames: scan.frames, angles: scan.data.length, subsample: command.subsample};
  const planned: Planned[] = [];
  if (command.method !== "robust")
    for (const method of classical.methods) {
      const {every: subsample} = door.config.plan(settings, {...sizes, kind: "classical"});
      const options = {...shared, ...classical.options[method], subsample};
      const name = NAMES[method];
      planned.push({kind: "classical", name, options, start: () => door.fit(scan, options)});
    }
  if (command.method !== "classical")
    for (const method of robust.methods) {
      const own = robust.options[method];
      const {scenarios = 0} = own;
      const wish = {...sizes, kind: "robust", scenarios} as const;
      const {every: subsample} = door.config.plan(settings, wish);
      const memory = method === "scenario" ? {memory: settings.memory} : {};
      const options = {...shared, ...own, ...memory, subsample};
      planned.push({
        kind: "robust",
        name: method,
        options,
        start: () => door.robust(scan, options)
      });
    }
  if (planned.length === 0)
    throw new RangeError(
      `cuvette heterodyne: expected a method, got a configuration without any for --method ${command.method}`
    );
  return planned;
}

/** To its end, with a line of progress now and then. */
async function follow<T extends FitRun | RobustRun>(
  name: string,
  run: T,
  log: Log
): Promise<Awaited<T>> {
  let told = performance.now();
  const tell = async (): Promise<void> => {
    for await (const {phase, done, total} of run) {
      if (performance.now() - told < PATIENCE) continue;
      told = performance.now();
      log(`${name}: ${phase} ${done} of ${total}`);
    }
  };
  const telling = tell().catch(() => undefined);
  try {
    return await (run as unknown as PromiseLike<Awaited<T>>);
  } finally {
    await telling;
  }
}

async function writeSummaries(
  out: string,
  rows: readonly Row[],
  data: string,
  config: string
): Promise<object> {
  for (const kind of ["classical", "robust"] as const) {
    const own = rows.filter((row) => row.kind === kind);
    if (own.length === 0) continue;
    await writeJson(join(out, kind, `all_${kind}_methods_summary.json`), {
      best: findBest(own),
      methods: own
    });
  }
  const summary = {config, data, best: findBest(rows), methods: rows};
  await writeJson(join(out, "heterodyne_analysis_results.json"), summary);
  return summary;
}

/** The lowest chi2, as the original has it: by the noise, as methods may have sigmas of their own. */
function findBest(rows: readonly Row[]): string | null {
  const usable = rows.filter((row) => Number.isFinite(row.noise_reduced_chi_squared));
  const best = usable.reduce<Row | undefined>(
    (one, other) =>
      one && one.noise_reduced_chi_squared <= other.noise_reduced_chi_squared ? one : other,
    undefined
  );
  return best?.method ?? null;
}

function toTable(rows: readonly Row[], out: string): string {
  const head = ["method", "status", "reduced chi2", "by noise"];
  const body = rows.map((row) => [
    `${row.kind}/${row.method}`,
    row.status,
    row.reduced_chi_squared.toPrecision(6),
    row.noise_reduced_chi_squared.toPrecision(6)
  ]);
  return `${align([head, ...body])}\n\nbest: ${findBest(rows) ?? "none"}; results in ${out}\n`;
}

/** A measurement that the configuration's parameters would give. */
export async function simulateHeterodyne(
  command: HeterodyneSimulateCommand,
  door: HeterodyneDoor,
  log: Log
): Promise<HeterodyneAnswer> {
  const {start, scan} = await readSettings(door, command, log);
  const {phi, contrast, offset, noise, seed, out} = command;
  const [first, last] = scan.frames;
  const geometry = {
    q: scan.q,
    dt: scan.dt,
    frames: last - first + 1,
    phi,
    semantics: scan.semantics,
    ...(scan.semantics !== "v1" && {firstFrame: first})
  };
  const made = await door.synthesize(start, geometry, {contrast, offset, noise, seed});
  await makeFolder(dirname(out), "--out");
  await writeFile(out, door.save(made));
  const text = `${out}: ${phi.length} angles, ${geometry.frames} frames\n`;
  return {text, isFailure: false};
}
