// A backup back into the store. It may come from anyone: everything is checked, nothing in it is trusted,
// and nothing that is there is overwritten.
import {say} from "../../say.ts";
import {BACKUP, INDEX, type Backup, type BackupEntry} from "./exportAll.ts";
import {newId} from "./newRecord.ts";
import {parseValue} from "./valueJson.ts";
import {readZip} from "./readZip.ts";
import type {KeptNotebook, NotebookRecord, NotebookStore, Origin, Version} from "./types.ts";

export interface ImportReport {
  /** titles of what is new here. */
  added: string[];
  /** titles of which both the one here and the imported one are kept. */
  both: string[];
  /** titles of which the very same text is here already. */
  same: string[];
  /** what could not be read, and why. */
  failed: {name: string; problem: string}[];
}

const KINDS: readonly Version["kind"][] = ["burst", "opened", "named", "restored", "merged"];
const ID = /^[a-z0-9]{8,40}$/;
const LONGEST_TEXT = 16 * 1024 * 1024;

type Files = Record<string, Uint8Array>;

export function isBackup(files: Files): boolean {
  return INDEX in files;
}

export async function importAll(store: NotebookStore, bytes: Uint8Array): Promise<ImportReport> {
  const files = readZip(bytes);
  const report: ImportReport = {added: [], both: [], same: [], failed: []};
  for (const [i, entry] of readIndex(files).entries()) {
    try {
      await addEntry(store, toNotebook(files, entry), report);
    } catch (error) {
      // without room the rest would fail alike
      if ((error as Error).name === "QuotaExceededError") throw error;
      const name = entry?.record?.title;
      report.failed.push({
        name: typeof name === "string" ? name : String(i + 1),
        problem: (error as Error).message
      });
    }
  }
  return report;
}

async function addEntry(store: NotebookStore, notebook: KeptNotebook, report: ImportReport) {
  const {record, versions} = notebook;
  const here = await store.get(record.id);
  if (here) {
    const text = versions[versions.length - 1].text;
    if ((await store.readText(record.id)) === text) return void report.same.push(record.title);
    await store.place({...notebook, record: {...record, id: newId()}});
    report.both.push(record.title);
  } else {
    await store.place(notebook);
    report.added.push(record.title);
  }
}

function readIndex(files: Files): BackupEntry[] {
  if (!isBackup(files)) throw new RangeError(`importAll: expected a backup, got no ${INDEX}`);
  let index: Partial<Backup>;
  try {
    index = JSON.parse(new TextDecoder().decode(files[INDEX])) as Partial<Backup>;
  } catch (cause) {
    throw new RangeError(`importAll: ${INDEX} is damaged`, {cause});
  }
  if (index?.format !== BACKUP.format || !Array.isArray(index.notebooks))
    throw new RangeError(`importAll: expected a backup, got another ${INDEX}`);
  if (index.version !== BACKUP.version)
    throw new RangeError(
      `importAll: unsupported version of the backup, got ${String(index.version)}`
    );
  return index.notebooks;
}

function toNotebook(files: Files, entry: BackupEntry): KeptNotebook {
  const read = (path: unknown): Uint8Array => {
    if (typeof path !== "string" || !Object.hasOwn(files, path))
      throw new RangeError(`missing ${String(path)} in the zip`);
    return files[path];
  };
  const readText = (path: unknown) => {
    const bytes = read(path);
    if (bytes.length > LONGEST_TEXT) throw new RangeError(`${String(path)} is too long`);
    return new TextDecoder("utf-8", {ignoreBOM: true}).decode(bytes);
  };
  const text = readText(entry.file);
  const versions = toList(entry.versions)
    .map(({n, at, kind, label, file}) => ({
      n: toCount(n),
      at: toCount(at),
      kind: KINDS.find((known) => known === kind) ?? "burst",
      label: toText(label, 200),
      bytes: read(file).length,
      text: readText(file)
    }))
    .sort((a, b) => a.n - b.n)
    .filter(({n}, i, all) => i === 0 || n !== all[i - 1].n);
  const record = toRecord(entry.record, text);
  const last = versions.at(-1);
  // the file beside the index is what a person may have edited
  if (last?.text !== text) {
    const {bytes, edited: at} = record;
    versions.push({n: (last?.n ?? 0) + 1, at, kind: "opened", label: "", bytes, text});
  }
  return {
    record,
    versions,
    values: toList(entry.values).map(({name, file}) => ({
      name: toText(name, 1000),
      value: parseValue(readText(file))
    })),
    attachments: toList(entry.attachments).map(({name, file}) => ({
      name: toText(name, 1000),
      // of its own: the unpacked file may be a window on a larger buffer
      bytes: read(file).slice().buffer
    }))
  };
}

/** What a stranger's record may say; whom to trust is never among it. */
function toRecord(from: Partial<NotebookRecord> | undefined, text: string): NotebookRecord {
  const {id, base, trashed, controls} = from ?? {};
  const isBase = typeof base?.hash === "string" && typeof base.text === "string";
  return {
    id: typeof id === "string" && ID.test(id) ? id : newId(),
    title: toText(from?.title, 300) || say("library.untitled"),
    description: toText(from?.description, 2000),
    tags: toList(from?.tags).map((tag) => toText(tag, 100)),
    origin: toOrigin(from?.origin),
    base: isBase ? {hash: base.hash, text: base.text} : undefined,
    adopted: false,
    hosts: [],
    controls: typeof controls === "object" && controls !== null ? {...controls} : {},
    created: toCount(from?.created),
    edited: toCount(from?.edited),
    opened: toCount(from?.opened),
    trashed: trashed === undefined ? undefined : toCount(trashed),
    changed: isBase && base.text !== text,
    bytes: new TextEncoder().encode(text).length
  };
}

function toOrigin(from: unknown): Origin {
  const {kind, name, address} = (from ?? {}) as Record<string, unknown>;
  if (kind === "shipped" && typeof name === "string") return {kind, name: name.slice(0, 300)};
  if (kind === "link" || kind === "url" || kind === "git" || kind === "file") {
    if (typeof address === "string") return {kind, address};
  }
  return {kind: "own"};
}

function toList<T>(list: readonly T[] | undefined): readonly T[] {
  return Array.isArray(list) ? (list as readonly T[]) : [];
}

function toText(text: unknown, longest: number): string {
  return typeof text === "string" ? text.slice(0, longest) : "";
}

function toCount(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? Math.floor(value) : 0;
}
