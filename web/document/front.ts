// The front matter: YAML between two lines of hyphens. What is not known here, comments too, stays as
// it is written. Kept apart from parsing, so that only those who need it load a reader of YAML.
import {isMap, isScalar, isSeq, parseDocument, stringify} from "yaml";
import type {Document, Node, Pair} from "yaml";
import {findEol} from "./blocks.ts";
import {reparseWith} from "./parse.ts";
import type {FrontMatter, Notebook} from "./types.ts";

export type FrontValue = string | number | boolean | string[] | Record<string, string> | undefined;

const LONGEST = 100_000;

export function readFront(notebook: Notebook): FrontMatter {
  const document = parseFront(frontText(notebook));
  const map = document && isMap(document.contents) ? document.contents : undefined;
  const get = (key: string) => map?.get(key, true) as unknown;
  const front: FrontMatter = {
    title: toText(get("title")),
    description: toText(get("description")),
    version: toText(get("version")),
    tags: toList(get("tags")),
    network: toList(get("network")),
    expected: toRecord(get("expected"))
  };
  const [error] = document?.errors ?? [];
  if (error) front.problem = error.message.split("\n")[0];
  return front;
}

/** The YAML as written, or "". */
export function frontText({text, front}: Notebook): string {
  return front ? text.slice(front.start, front.end) : "";
}

function parseFront(yaml: string): Document | undefined {
  if (yaml.length > LONGEST) return undefined;
  return parseDocument(yaml.replace(/\r\n?/g, "\n"), {
    schema: "core",
    logLevel: "silent",
    uniqueKeys: false
  });
}

/** A scalar as written, so that `version: 1.10` keeps its last digit. */
function toText(node: unknown): string | undefined {
  if (!isScalar(node) || node.value === null) return undefined;
  const text = typeof node.value === "string" ? node.value : (node.source ?? "");
  return text.trim() === "" ? undefined : text.trim();
}

function toList(node: unknown): string[] {
  const items = isSeq(node) ? node.items.map(toText) : (toText(node)?.split(/[\s,]+/) ?? []);
  return items.filter((item) => item !== undefined && item !== "" && item !== "none") as string[];
}

function toRecord(node: unknown): Record<string, string> {
  if (!isMap(node)) return {};
  const pairs = node.items.flatMap(({key, value}) => {
    const [name, text] = [toText(key), toText(value)];
    return name === undefined || text === undefined ? [] : [[name, text] as const];
  });
  return Object.fromEntries(pairs);
}

/** Writes one key and leaves every other byte of the front matter; undefined takes the key out. */
export function setFront(notebook: Notebook, key: string, value: FrontValue): Notebook {
  const {text, front, cells} = notebook;
  const eol = findEol(text);
  const yaml = frontText(notebook).replace(/\r\n?/g, "\n");
  const changed = writeKey(yaml, key, value);
  if (changed === yaml) return notebook;
  const lines = changed.replaceAll("\n", eol);
  const bom = text.startsWith("\ufeff") ? "\ufeff" : "";
  const rest = text.slice(bom.length);
  let next: string;
  if (front) next = text.slice(0, front.start) + lines + text.slice(front.end);
  else next = `${bom}---${eol}${lines}---${eol}${rest === "" ? "" : eol}${rest}`;
  return reparseWith(
    notebook,
    next,
    cells.map(({id}) => id)
  );
}

function writeKey(yaml: string, key: string, value: FrontValue): string {
  const entry = value === undefined ? "" : stringify({[key]: value}, {lineWidth: 0});
  const document = parseFront(yaml);
  if (!document || document.errors.length) {
    throw new RangeError("notebook.setFront: the front matter cannot be read, mend it first");
  }
  const {contents} = document;
  if (contents !== null && !isMap(contents)) {
    throw new RangeError("notebook.setFront: expected keys and values in the front matter");
  }
  if (contents?.flow) {
    if (value === undefined) document.delete(key);
    else document.set(key, value);
    return document.toString({lineWidth: 0});
  }
  const pairs = contents?.items ?? [];
  const at = pairs.findIndex((pair) => toText(pair.key) === key);
  if (at < 0)
    return entry === "" ? yaml : yaml + (yaml === "" || yaml.endsWith("\n") ? "" : "\n") + entry;
  const start = (pairs[at].key as Node).range?.[0] ?? 0;
  const end = findPairEnd(yaml, pairs[at]);
  return yaml.slice(0, start) + entry + yaml.slice(end);
}

/** Behind the last line that belongs to a pair. */
function findPairEnd(yaml: string, {key, value}: Pair): number {
  const end = (value as Node | null)?.range?.[1] ?? (key as Node).range?.[1] ?? 0;
  if (end > 0 && yaml[end - 1] === "\n") return end;
  const found = yaml.indexOf("\n", end);
  return found < 0 ? yaml.length : found + 1;
}
