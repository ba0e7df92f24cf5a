// What cells showed when they last ran, as static data: the sidecar `name.outputs.json` beside a text.
// The text never holds outputs; whoever has only the text loses nothing but time.
import {say} from "../say.ts";
import type {Cell} from "./types.ts";
import {keyOf} from "./ready.ts";

/** One output in several forms, by MIME type: text, or base64 for pictures made of pixels. */
export type MimeBundle = Record<string, string>;

export interface Snapshot {
  version: 1;
  /** by a cell's id if the text gives one, else by `keyOf(language, source)`; inline expressions by `keyOf("ts", source)`. */
  outputs: Record<string, MimeBundle[]>;
}

/** The forms that are kept, best first. */
export const MIME_TYPES = [
  "image/svg+xml",
  "image/png",
  "image/jpeg",
  "text/html",
  "text/markdown",
  "application/json",
  "text/plain"
] as const;
const LARGEST = 64 * 1024 * 1024;
const MOST_OUTPUTS = 200;

export function snapshotKey(cell: Cell): string {
  return cell.hasId ? cell.id : keyOf(cell.kind === "code" ? cell.language : "md", cell.source);
}

/** Outputs of a cell: by its id, or by what is written in it. */
export function findOutputs(snapshot: Snapshot | undefined, cell: Cell): MimeBundle[] {
  const outputs = snapshot?.outputs ?? {};
  const keys = [snapshotKey(cell), keyOf(cell.kind === "code" ? cell.language : "md", cell.source)];
  const key = keys.find((key) => Object.hasOwn(outputs, key));
  return key === undefined ? [] : outputs[key];
}

export function writeSnapshot({outputs}: Snapshot): string {
  return `${JSON.stringify({version: 1, outputs}, null, 1)}\n`;
}

/** Reads a sidecar, whoever wrote it; a RangeError says in a sentence what is wrong. */
export function readSnapshot(text: string): Snapshot {
  const given = text.length <= LARGEST ? parse(text) : undefined;
  if (!isRecord(given) || !isRecord(given.outputs))
    throw new RangeError(say("document.notSnapshot"));
  if (given.version !== 1) throw new RangeError(say("document.snapshotTooNew"));
  const entries = Object.entries(given.outputs)
    .filter(([key, list]) => /^[\w.:-]{1,100}$/.test(key) && Array.isArray(list))
    .map(
      ([key, list]) => [key, (list as unknown[]).slice(0, MOST_OUTPUTS).flatMap(toBundle)] as const
    );
  return {version: 1, outputs: Object.fromEntries(entries)};
}

function toBundle(given: unknown): MimeBundle[] {
  if (!isRecord(given)) return [];
  const forms = MIME_TYPES.filter((type) => typeof given[type] === "string");
  return forms.length
    ? [Object.fromEntries(forms.map((type) => [type, given[type] as string]))]
    : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
