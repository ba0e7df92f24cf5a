// A name that cells share, within one of them: where it stands, and what to change to rename it.
import {analyse} from "./analyse.ts";
import type {Analysis} from "./analyse.ts";
import {CellSyntaxError} from "./cell.ts";
import {parseCell} from "./parse.ts";
import type {Definition, Use} from "./scope.ts";
import {makeLocator} from "./text.ts";

export interface Occurrence {
  kind: "definition" | "read" | "write" | "type";
  /** offsets of the name itself. */
  start: number;
  end: number;
  /** from 1. */
  line: number;
  column: number;
}

export interface TextEdit {
  start: number;
  end: number;
  text: string;
}

/** Where a shared name is defined, read and assigned, in the order of the source; none in a cell that does not parse. */
export function findName(source: string, language: "ts" | "js", name: string): Occurrence[] {
  let analysis: Analysis;
  try {
    analysis = analyse(parseCell(source, language).tree);
  } catch (error) {
    if (error instanceof CellSyntaxError) return [];
    throw error;
  }
  const place = makeLocator(source);
  return findAll(analysis, name).map(({found, kind}) => {
    const {start} = found.node;
    return {kind, start, end: start + name.length, ...place(start)};
  });
}

/** Throws a RangeError if the new name would mean something else, or nothing, somewhere in the cell. */
export function renameName(
  source: string,
  language: "ts" | "js",
  from: string,
  to: string
): TextEdit[] {
  checkName(to);
  const analysis = analyse(parseCell(source, language).tree);
  const all = findAll(analysis, from);
  if (all.length) checkFree(analysis, all, to, source);
  return all.map(({found}) => {
    const {start} = found.node;
    const isImport = "scope" in found ? false : found.kind === "import" || found.kind === "type";
    const prefix = found.isShorthand ? `${from}${isImport ? " as " : ": "}` : "";
    return {start, end: start + from.length, text: `${prefix}${to}`};
  });
}

interface Found {
  found: Definition | Use;
  kind: Occurrence["kind"];
}

const KINDS = {read: "read", both: "write", write: "write", type: "type", query: "type"} as const;

function findAll({top, uses}: Analysis, name: string): Found[] {
  const definitions = [...(top.values.get(name) ?? []), ...(top.types.get(name) ?? [])];
  const nodes = new Set(definitions.map(({node}) => node));
  // a class knows its own name in a scope of its own: it is the node that tells
  const isShared = ({scope, kind}: Use): boolean => {
    const space = kind === "type" ? "types" : "values";
    const known = scope.find(name, space)?.[space].get(name);
    return !known || known.some(({node}) => nodes.has(node));
  };
  const found = new Map<number, Found>();
  for (const use of uses)
    if (use.name === name && isShared(use))
      found.set(use.node.start, {found: use, kind: KINDS[use.kind]});
  for (const definition of definitions)
    found.set(definition.node.start, {found: definition, kind: "definition"});
  return [...found.values()].sort((a, b) => a.found.node.start - b.found.node.start);
}

function checkName(to: string): void {
  try {
    if (!/[\s/;,={[]/.test(to) && parseCell(`const ${to} = 0`, "js")) return;
  } catch {
    // said below
  }
  throw new RangeError(`rename: ${to || "nothing"} cannot be a name`);
}

/** The new name must not be taken where the old one stands, nor mean another cell's here. */
function checkFree(analysis: Analysis, all: Found[], to: string, source: string): void {
  const taken =
    all
      .map(({found}) => ("scope" in found ? found.scope : analysis.top).find(to, "values"))
      .find(Boolean)
      ?.values.get(to)?.[0]?.node ??
    analysis.uses.find(({name, node}) => name === to && analysis.isFree(node))?.node;
  if (!taken) return;
  const {line} = makeLocator(source)(taken.start);
  throw new RangeError(`rename: ${to} already means something in this cell, on line ${line}`);
}
