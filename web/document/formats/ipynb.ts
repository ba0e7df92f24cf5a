// Jupyter notebooks, nbformat 4.5, as the Deno kernel writes them: https://nbformat.readthedocs.io
import {say} from "../../say.ts";
import {composeText} from "../blocks.ts";
import type {NewCell} from "../blocks.ts";
import {isCellId} from "../infoString.ts";
import {keyOf} from "../ready.ts";
import {MIME_TYPES, findOutputs} from "../snapshot.ts";
import type {MimeBundle, Snapshot} from "../snapshot.ts";
import type {CodeLanguage, Notebook} from "../types.ts";
import {plainFence} from "./imported.ts";
import type {Imported} from "./imported.ts";

type Json = Record<string, unknown>;

const OURS: readonly string[] = ["ts", "js", "as", "wgsl"];
const KERNELS: Readonly<Record<string, CodeLanguage>> = {
  typescript: "ts",
  ts: "ts",
  deno: "ts",
  javascript: "js",
  js: "js"
};

export function toIpynb({text, front, cells}: Notebook, snapshot?: Snapshot): string {
  const written = cells.map((cell) => {
    const source = toLines(cell.source);
    if (cell.kind === "prose") {
      const metadata = cell.hasId ? {cuvette: {id: cell.id}} : {};
      return {cell_type: "markdown", id: cell.id, metadata, source};
    }
    const {language, info} = cell;
    const outputs = findOutputs(snapshot, cell).map(toOutput);
    const base = {cell_type: "code", id: cell.id, metadata: {cuvette: {language, info}}};
    return {...base, execution_count: null, outputs, source};
  });
  const notebook = {
    cells: written,
    metadata: {
      cuvette: {front: front ? text.slice(front.start, front.end) : ""},
      kernelspec: {display_name: "Deno", language: "typescript", name: "deno"},
      language_info: {file_extension: ".ts", mimetype: "text/x.typescript", name: "typescript"}
    },
    nbformat: 4,
    nbformat_minor: 5
  };
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

function toOutput(bundle: MimeBundle): Json {
  const data = Object.entries(bundle).map(([type, text]) => [type, toData(type, text)] as const);
  return {output_type: "display_data", data: Object.fromEntries(data), metadata: {}};
}

function toData(type: string, text: string): unknown {
  if (type.startsWith("image/") && type !== "image/svg+xml") return text;
  return type === "application/json" ? (parse(text) ?? text) : toLines(text);
}

function toLines(text: string): string[] {
  return text === "" ? [] : text.split(/(?<=\n)/);
}

/** Code of other languages stays, as text. */
export function fromIpynb(json: string): Imported {
  const notebook = parse(json);
  if (!isRecord(notebook) || !Array.isArray(notebook.cells))
    throw new RangeError(say("document.notIpynb"));
  const metadata = toRecord(notebook.metadata);
  const language = findLanguage(metadata);
  const outputs = new Map<string, MimeBundle[]>();
  let foreign = 0;
  const cells = notebook.cells.filter(isRecord).flatMap((cell): NewCell[] => {
    const source = toText(cell.source);
    const ours = toRecord(toRecord(cell.metadata).cuvette);
    if (cell.cell_type === "markdown") return [toProse(cell, source, ours)];
    if (cell.cell_type !== "code") return source.trim() ? [plainFence("text", source)] : [];
    const own =
      typeof ours.language === "string" && OURS.includes(ours.language) ? ours.language : undefined;
    const live = own ?? (Object.hasOwn(KERNELS, language) ? KERNELS[language] : undefined);
    if (live === undefined) {
      if (source.trim() === "") return [];
      foreign++;
      return [plainFence(language, source)];
    }
    const bundles = Array.isArray(cell.outputs) ? cell.outputs.flatMap(toBundle) : [];
    if (bundles.length) outputs.set(keyOf(live, source), bundles);
    const info = typeof ours.info === "string" ? ours.info.replace(/[\r\n`]/g, " ") : "";
    return [{language: live as CodeLanguage, source, info}];
  });
  const front = toRecord(metadata.cuvette).front;
  const notes = foreign > 0 ? [say("document.foreignCode", {n: foreign, language})] : [];
  const snapshot: Snapshot = {version: 1, outputs: Object.fromEntries(outputs)};
  const text = composeText(typeof front === "string" ? front : "", cells);
  return {text, notes, snapshot: outputs.size > 0 ? snapshot : undefined};
}

function findLanguage(metadata: Json): string {
  const {language, name} = toRecord(metadata.kernelspec);
  const info = toRecord(metadata.language_info).name;
  const words = [language, info, name].filter((word) => typeof word === "string");
  const found = words.find((word) => word !== "") ?? "python";
  const word = found.toLowerCase().replace(/[^\w+#-]/g, "");
  return word.slice(0, 30) || "text";
}

function toProse(cell: Json, source: string, ours: Json): NewCell {
  let text = source;
  for (const [name, bundle] of Object.entries(toRecord(cell.attachments))) {
    const found = Object.entries(toRecord(bundle)).find(([type]) =>
      /^image\/(png|jpeg|gif|webp)$/.test(type)
    );
    if (found)
      text = text.replaceAll(
        `attachment:${name}`,
        `data:${found[0]};base64,${toText(found[1]).replace(/\s/g, "")}`
      );
  }
  const id = typeof ours.id === "string" && isCellId(ours.id) ? ours.id : undefined;
  return {language: "prose", source: text, id};
}

function toBundle(output: unknown): MimeBundle[] {
  const {data, text} = toRecord(output);
  if (typeof text === "string" || Array.isArray(text)) return [{"text/plain": toText(text)}];
  const given = toRecord(data);
  const forms = MIME_TYPES.filter((type) => Object.hasOwn(given, type)).map((type) => {
    const value = given[type];
    const isText = typeof value === "string" || Array.isArray(value);
    return [
      type,
      isText && type !== "application/json" ? toText(value) : JSON.stringify(value)
    ] as const;
  });
  return forms.length ? [Object.fromEntries(forms)] : [];
}

/** Text may come as one string or as its lines. */
function toText(value: unknown): string {
  const parts: unknown[] = Array.isArray(value) ? value : [value];
  return parts
    .filter((part) => typeof part === "string")
    .join("")
    .replace(/\r\n?/g, "\n");
}

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function toRecord(value: unknown): Json {
  return isRecord(value) ? value : {};
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
