// How the elements of a program's arrays are written, and what a reader is told of them.
import {OUTPUT, type ArrayId, type Program} from "../ir.ts";
import {atom, call, wrap, type Expression} from "./expressions.ts";
import type {Home} from "./layout.ts";
import type {Uses} from "./uses.ts";

/** Levels of expressions that take an operator beside them without parentheses. */
const SUM = 2;
const PRODUCT = 3;

/** A local array's name. */
export function nameOf(program: Program, array: ArrayId): string {
  return `${labelOf(program, array).replace(/\W|^(?=[\d_])/g, "a")}_${array}`;
}

/** The name in the source, fit for a comment. */
export function labelOf({arrays}: Program, array: ArrayId): string {
  return arrays[array].name.replace(/[^\p{L}\p{N}_$.]/gu, "") || "array";
}

/** The element's name in the source, where the text does not say it. */
export function commentOn(program: Program, array: ArrayId, home: Home, at: Expression): string {
  if (home.kind === "own") return "";
  const {isNumber} = program.params.find((param) => param.array === array) ?? {};
  return ` // ${labelOf(program, array)}${isNumber ? "" : `[${at.text}]`}`;
}

/** An array's element, or the rest of it; `name`: of an array that is the thread's own. */
export function writeElement(
  {kind, first, rest}: Home,
  at: Expression,
  isRest: boolean,
  name: string
): string {
  const from = first + (isRest ? rest : 0);
  const known = /^\d+$/.test(at.text) ? Number(at.text) + from : undefined;
  const index = from === 0 ? at : {text: `${wrap(at, SUM)} + ${from}`, level: SUM};
  if (kind === "own" || kind === "constants")
    return `${kind === "own" ? name : kind}[${known ?? index.text}]`;
  if (known === 0) return `${kind}[point]`;
  if (known === 1) return `${kind}[n + point]`;
  const row = known === undefined ? call("u32", index) : atom(`${known}u`);
  return `${kind}[${wrap(row, PRODUCT)} * n + point]`;
}

/** Whether the answer is stored to the last element, without loops and conditions, and never read. */
export function isFilled({body, arrays}: Program, {makers}: Uses): boolean {
  const stored = new Set<unknown>();
  for (const op of body.ops) {
    if (op.kind !== "store" || op.array !== OUTPUT || op.where !== undefined) continue;
    const index = makers[op.index];
    if (index?.kind === "const") stored.add(index.value);
  }
  const isRead = makers.some((op) => op?.kind === "load" && op.array === OUTPUT);
  return !isRead && stored.size === arrays[OUTPUT].size;
}
