// Everything in one zip: notebooks as plain files that any editor reads, beside them what only Cuvette needs.
import {strToU8, zipSync, type Zippable} from "fflate";
import {printValue} from "./valueJson.ts";
import type {KeptNotebook, NotebookStore} from "./types.ts";

/** Of the layout; a later one would be refused by name. */
export const BACKUP = {format: "cuvette-backup", version: 1} as const;
export const INDEX = "cuvette.json";

/** A notebook in the index: its record, and where its parts are in the zip. */
export interface BackupEntry {
  record: KeptNotebook["record"];
  /** the newest text. */
  file: string;
  versions: {n: number; at: number; kind: string; label: string; file: string}[];
  values: {name: string; file: string}[];
  attachments: {name: string; file: string}[];
}

export interface Backup {
  format: string;
  version: number;
  /** ISO date. */
  made: string;
  notebooks: BackupEntry[];
}

export async function exportAll(store: NotebookStore): Promise<Blob> {
  const files: Zippable = {};
  const index: Backup = {...BACKUP, made: new Date().toISOString(), notebooks: []};
  for (const {id} of await store.list()) {
    index.notebooks.push(addNotebook(files, await store.take(id), await store.readText(id)));
  }
  files[INDEX] = strToU8(JSON.stringify(index, null, 1));
  return new Blob([zipSync(files, {level: 6})], {
    type: "application/zip"
  });
}

function addNotebook(files: Zippable, whole: KeptNotebook, text: string): BackupEntry {
  const {record, versions, values, attachments} = whole;
  const add = (path: string, bytes: Uint8Array) => {
    files[path] = bytes;
    return path;
  };
  return {
    record,
    file: add(`notebooks/${toFileName(record.title)}-${record.id}.md`, strToU8(text)),
    versions: versions.map(({n, at, kind, label, text}) => ({
      ...{n, at, kind, label},
      file: add(`versions/${record.id}/${n}.md`, strToU8(text))
    })),
    values: values.map(({name, value}, i) => ({
      name,
      file: add(`values/${record.id}/${i}.json`, strToU8(printValue(value)))
    })),
    attachments: attachments.map(({name, bytes}, i) => ({
      name,
      file: add(`files/${record.id}/${i}-${toFileName(name, "file")}`, new Uint8Array(bytes))
    }))
  };
}

/** A short name that every file system takes. */
export function toFileName(title: string, fallback = "notebook"): string {
  const plain = title
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}.]+/gu, "-")
    .replace(/^[-.]+|[-.]+$/g, "");
  return plain.toLowerCase().slice(0, 60) || fallback;
}
