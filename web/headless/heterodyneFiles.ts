// What `cuvette heterodyne` reads and writes: data, a cache of their frames, and a folder a method.
import {openAsBlob} from "node:fs";
import {mkdir, readFile, stat, writeFile} from "node:fs/promises";
import {basename, dirname, join} from "node:path";
import type {
  Exported,
  HeterodyneDoor,
  HeterodyneSettings,
  Lacking,
  Loaded
} from "./heterodyneDoor.ts";

type Log = (line: string) => void;

/** Wave vectors that differ by a larger part are of different data. */
const SAME_Q = 0.01;

export interface Input {
  scan: Loaded;
  /** the file that was read. */
  path: string;
}

/** The cache where there is one of these frames, else the file that is named; `given`: on the command line. */
export async function readInput(
  door: HeterodyneDoor,
  settings: HeterodyneSettings,
  given: string | undefined,
  log: Log
): Promise<Input> {
  const {files, scan} = settings;
  const cache = given === undefined && settings.cache > 0 ? files.cache : undefined;
  if (cache !== undefined && (await isFile(cache))) {
    const found = await loadFile(door, settings, cache, undefined);
    const frames = scan.frames[1] - scan.frames[0] + 1;
    // its name does not say of which wave vector it is
    const isOther = files.data !== undefined && Math.abs(found.q - scan.q) > SAME_Q * scan.q;
    if (found.frames === frames && !isOther) {
      log(`${cache}: the cache is read`);
      return {scan: found, path: cache};
    }
    const has = isOther
      ? `q of ${found.q}, not ${scan.q}`
      : `${found.frames} frames, not ${frames}`;
    log(`${cache}: ${has}: the cache is left alone`);
  }
  const path = given ?? files.data;
  const from = given === undefined ? "experimental_data.data_file_name" : "--data";
  if (path === undefined)
    throw new TypeError(
      "cuvette heterodyne: expected --data, or experimental_data.data_file_name in the configuration, got neither"
    );
  if (!(await isFile(path)))
    throw new TypeError(
      `cuvette heterodyne: expected a file of correlations, got ${path} (${from}), where there is none`
    );
  const found = await loadFile(door, settings, path, scan.frames);
  if (cache !== undefined && found.format.startsWith("aps"))
    await keep(door, cache, found, settings.cache, log);
  return {scan: found, path};
}

async function loadFile(
  door: HeterodyneDoor,
  settings: HeterodyneSettings,
  path: string,
  frames: readonly [number, number] | undefined,
  phi?: string
): Promise<Loaded> {
  const {scan, memory, files} = settings;
  const file = new File([await openAsBlob(path)], basename(path));
  const {q, dt, semantics, diagonal} = scan;
  const options = {q, dt, semantics, diagonal, memory, ...(frames && {frames})};
  try {
    return await door.load(file, {...options, ...(phi !== undefined && {phi})});
  } catch (error) {
    const {lacks} = error as Partial<Lacking>;
    // a file of these frames alone, as simulations and caches are
    if (frames && lacks === "frames") {
      const whole = await loadFile(door, settings, path, undefined, phi);
      if (whole.frames === frames[1] - frames[0] + 1) return whole;
    }
    // a file that does not say its angles has them in a text beside it
    if (phi === undefined && lacks === "phi" && files.angles !== undefined) {
      const text = await readText(files.angles, "experimental_data.phi_angles_file");
      return loadFile(door, settings, path, frames, text);
    }
    throw inItsWords(error as Error, files.angles);
  }
}

/** What the library calls an option is a key of the configuration here. */
const KEYS: Record<Lacking["lacks"], string> = {
  phi: "experimental_data.phi_angles_file",
  frames: "analyzer_parameters.temporal: start_frame and end_frame, from 1",
  memory: "analyzer_parameters.computational.memory_limit_gb"
};

function inItsWords(error: Error & Partial<Lacking>, angles = "none"): Error {
  const {lacks, message} = error;
  if (lacks === undefined) return error;
  const given = lacks === "phi" ? `: ${angles}` : "";
  return new TypeError(`${message} (${KEYS[lacks]}${given})`, {cause: error});
}

/** `from`: the argument or the key that names the file. */
export async function readText(path: string, from: string): Promise<string> {
  return readFile(path, "utf8").catch((error: unknown) => {
    throw new TypeError(
      `cuvette heterodyne: expected a text that can be read, got ${path} (${from}): ${explain(error)}`
    );
  });
}

/** Made where it is not, so that a fit is not done for nothing. */
export async function makeFolder(path: string, from: string): Promise<void> {
  await mkdir(path, {recursive: true}).catch((error: unknown) => {
    throw new TypeError(
      `cuvette heterodyne: expected a folder that can be written, got ${path} (${from}): ${explain(error)}`
    );
  });
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder",
  EEXIST: "it is a file",
  ENOTDIR: "part of it is a file",
  EACCES: "it is not allowed"
};

function explain(error: unknown): string {
  const {code = "", message} = error as NodeJS.ErrnoException;
  return REASONS[code] ?? message;
}

async function keep(
  door: HeterodyneDoor,
  cache: string,
  scan: Loaded,
  limit: number,
  log: Log
): Promise<void> {
  const bytes = door.save(scan);
  if (bytes.length > limit) {
    log(`${cache}: not written, ${bytes.length} bytes are more than cache_size_limit_mb allows`);
    return;
  }
  await mkdir(dirname(cache), {recursive: true});
  await writeFile(cache, bytes);
  log(`${cache}: the frames are cached`);
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false
  );
}

/** The folder of one method. */
export async function writeResult(folder: string, name: string, exported: Exported): Promise<void> {
  const {json, npz, csv} = exported;
  const rows = json.parameters as {name: string; value: number; error: unknown; unit: string}[];
  const parameters = Object.fromEntries(rows.map(({name, ...row}) => [name, row]));
  await mkdir(folder, {recursive: true});
  await Promise.all([
    writeJson(join(folder, `analysis_results_${name}.json`), json),
    writeJson(join(folder, "parameters.json"), parameters),
    writeFile(join(folder, "fitted_data.npz"), npz),
    ...Object.entries<string>({...csv}).map(([table, text]) =>
      writeFile(join(folder, `${table}.csv`), text)
    )
  ]);
}

export async function writeJson(path: string, value: object): Promise<void> {
  await mkdir(dirname(path), {recursive: true});
  await writeFile(path, `${JSON.stringify(value, null, 2)}\n`);
}
