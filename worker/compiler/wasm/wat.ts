// Functions as WebAssembly text: expressions nested where the stack allows, and notes on what is read and
// written.
import type {Program} from "../ir.ts";
import {TILE} from "./abi.ts";
import {F64, I32, I64, TYPE_NAMES, V128, type FunctionParts, type ValueType} from "./code.ts";
import {LEAST_PAGES, MOST_PAGES} from "./encode.ts";
import type {Layout} from "./layout.ts";
import {foldCode, type Tree} from "./fold.ts";

/** Columns that a line may have. */
const WIDTH = 100;

export function printModule(
  program: Program,
  layout: Layout,
  functions: readonly FunctionParts[]
): string {
  const lines = [
    ...describe(program, layout).map((line) => `;; ${line.replace(/\s+/g, " ")}`),
    "(module",
    `  (import "env" "memory" (memory ${LEAST_PAGES} ${MOST_PAGES} shared))`
  ];
  functions.forEach((parts, k) => lines.push(...printFunction(parts, functions, k === 0)));
  return `${lines.join("\n")})\n`;
}

function describe({name, params, arrays}: Program, layout: Layout): string[] {
  const list = (names: readonly string[]) => {
    const parts = params.filter((param) => names.includes(param.name));
    return parts.map((param) => `${param.name}[${param.size}]`).join(" ") || "none";
  };
  const [{name: answer, size}] = arrays;
  return [
    `${name}: two points at a time`,
    `uniforms, the same for every point: ${list(layout.uniform)}`,
    `inputs, tiles of ${layout.inputRows} rows of ${TILE} points: ${list(layout.varying)}`,
    `outputs, ${layout.sums ? "the sums over the points of a tile, two of a row" : `tiles of ${size} rows`}: ${answer}[${size}]`
  ];
}

function printFunction(
  parts: FunctionParts,
  functions: readonly FunctionParts[],
  isEntry: boolean
): string[] {
  const {name, params, results, locals, code} = parts;
  const localNames = [...params, ...locals].map((type, local) => nameLocal(parts, type, local));
  const declare = (word: string, from: number) => (type: ValueType, k: number) =>
    ` (${word} ${localNames[from + k]} ${TYPE_NAMES[type]})`;
  const head = [
    ...(isEntry ? [` (export "${name}")`] : []),
    ...params.map(declare("param", 0)),
    ...results.map((type) => ` (result ${TYPE_NAMES[type]})`)
  ];
  const trees = foldCode(code, {localNames, functions});
  return [
    ...wrap(`  (func $${name}`, head),
    ...wrap("   ", locals.map(declare("local", params.length))),
    ...trees.flatMap((tree) => printTree(tree, 4))
  ].map((line, k, all) => (k === all.length - 1 ? `${line})` : line));
}

function nameLocal({localNames}: FunctionParts, type: ValueType, local: number): string {
  return `$${localNames[local] ?? `${LETTERS[type] ?? "f"}${local}`}`;
}

const LETTERS: Readonly<Record<ValueType, string>> = {
  [V128]: "v",
  [I32]: "i",
  [I64]: "l",
  [F64]: "d"
};

/** Declarations, as many on a line as there is room for. */
function wrap(start: string, items: readonly string[]): string[] {
  const lines = [start];
  for (const item of items) {
    if (lines[lines.length - 1].length + item.length <= WIDTH) lines[lines.length - 1] += item;
    else lines.push(`   ${item}`);
  }
  return items.length > 0 ? lines : [];
}

function printTree(tree: Tree, indent: number): string[] {
  const space = " ".repeat(indent);
  const note = tree.comment === "" ? "" : ` (; ${tree.comment} ;)`;
  if (tree.flat !== undefined && tree.flat.length + indent <= WIDTH)
    return [`${space}${tree.flat}`];
  const lines = [`${space}(${tree.head}${note}`];
  for (const child of tree.children) lines.push(...printTree(child, indent + 2));
  lines[lines.length - 1] += ")";
  return lines;
}
