// Files from the reader's disk: notebooks in any format that web/document reads, backups, and tables.
import {importAll, isBackup, type ImportReport} from "../store/importAll.ts";
import {readZip} from "../store/readZip.ts";
import type {NotebookStore} from "../store/types.ts";
import {startWithCsv} from "./starters.ts";

export interface ImportResult extends ImportReport {
  /** what could not be carried over from another format. */
  notes: {name: string; note: string}[];
}

const PLAIN = ["md", "markdown", "txt"];
const CONVERTED = ["ipynb", "html", "htm"];
const TABLES = ["csv", "tsv"];
/** For file pickers. */
export const IMPORTED_TYPES = ["zip", ...PLAIN, ...CONVERTED, ...TABLES]
  .map((extension) => `.${extension}`)
  .join();

const LARGEST = 512 * 1024 * 1024;

export async function importFiles(
  store: NotebookStore,
  files: readonly Pick<File, "name" | "size" | "arrayBuffer">[]
): Promise<ImportResult> {
  const result: ImportResult = {added: [], both: [], same: [], failed: [], notes: []};
  for (const file of files) {
    try {
      if (file.size > LARGEST)
        throw new RangeError(`too large, at most ${LARGEST / 2 ** 20} MB are read`);
      await importFile(store, file.name, new Uint8Array(await file.arrayBuffer()), result);
    } catch (error) {
      if ((error as Error).name === "QuotaExceededError") throw error;
      result.failed.push({name: file.name, problem: (error as Error).message});
    }
  }
  return result;
}

async function importFile(
  store: NotebookStore,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  result: ImportResult
): Promise<void> {
  const extension = /\.(\w+)$/.exec(name)?.[1].toLowerCase() ?? "";
  if (extension === "zip") {
    const inside = readZip(bytes);
    if (!isBackup(inside)) return importFolder(store, inside, result);
    const report = await importAll(store, bytes);
    for (const key of ["added", "both", "same"] as const) result[key].push(...report[key]);
    result.failed.push(...report.failed);
    return;
  }
  if (TABLES.includes(extension)) {
    const {id, title} = await store.create({text: startWithCsv(name), origin: {kind: "own"}});
    await store.attach(id, name, bytes.buffer);
    result.added.push(title);
    return;
  }
  const {text, notes} = await toNotebookText(name, extension, decode(bytes));
  const {title} = await store.create({text, origin: {kind: "file", address: name}});
  result.added.push(title);
  result.notes.push(...notes.map((note) => ({name, note})));
}

/** A zip that somebody made of a folder: its notebooks. */
async function importFolder(
  store: NotebookStore,
  files: Record<string, Uint8Array>,
  result: ImportResult
): Promise<void> {
  for (const [path, bytes] of Object.entries(files)) {
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (!/\.(md|markdown|ipynb|html)$/i.test(name) || name.startsWith(".")) continue;
    try {
      await importFile(store, name, bytes.slice(), result);
    } catch (error) {
      if ((error as Error).name === "QuotaExceededError") throw error;
      result.failed.push({name: path, problem: (error as Error).message});
    }
  }
}

/** The readers of other formats are loaded when there is something for them to read. */
async function toNotebookText(
  name: string,
  extension: string,
  text: string
): Promise<{text: string; notes: string[]}> {
  if (PLAIN.includes(extension)) return {text, notes: []};
  if (!CONVERTED.includes(extension))
    throw new TypeError(`unknown kind of file, got .${extension}`);
  const {fromFile} = await import("../../document/formats/fromFile.ts");
  return fromFile(name, text);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", {fatal: true, ignoreBOM: true}).decode(bytes);
  } catch {
    throw new TypeError("expected text in UTF-8");
  }
}
