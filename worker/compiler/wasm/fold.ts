// From a list of instructions to trees: an instruction stands around those that give it its operands.
import {TYPE_NAMES, VOID, type Code, type FunctionParts} from "./code.ts";
import {ByteReader} from "./bytes.ts";
import type {Instruction} from "./instructionTables.ts";

export interface Tree {
  /** the instruction with its immediates. */
  head: string;
  comment: string;
  children: Tree[];
  pushes: number;
  /** all in one line, where that is short. */
  flat?: string;
}

export interface FoldNames {
  localNames: readonly string[];
  functions: readonly FunctionParts[];
}

/** What is longer is not tried in one line. */
const MOST_FLAT = 100;

/** A list that is being filled: the function's, a block's, or one of the two of an if. */
interface Open {
  trees: Tree[];
  /** the block that it is in. */
  owner?: Tree;
}

export function foldCode(code: Code, names: FoldNames): Tree[] {
  const open: Open[] = [{trees: []}];
  code.instructions.forEach((instruction, at) => {
    const {trees, owner} = open[open.length - 1];
    const {name, immediate} = instruction;
    if (name === "end" || name === "else") {
      open.pop();
      closeList(owner, trees);
      if (name === "else" && owner) open.push(openList(owner, "else"));
      else if (owner) flatten(owner);
      return;
    }
    const first = code.first[at];
    const callee = immediate === "function" ? names.functions[first] : undefined;
    const tree: Tree = {
      head: `${name}${printImmediate(code, at, names)}`,
      comment: (code.comments.get(at) ?? "").replace(/[();\s]+/g, " "),
      children: takeOperands(trees, callee?.params.length ?? instruction.pops),
      pushes: callee?.results.length ?? instruction.pushes
    };
    trees.push(tree);
    if (immediate !== "block") return flatten(tree);
    if (first !== VOID) tree.pushes = 1;
    open.push(name === "if" ? openList(tree, "then") : {trees: [], owner: tree});
  });
  return open[0].trees;
}

/** The last trees, if they are the operands: with anything else among them they stay where they are. */
function takeOperands(trees: Tree[], count: number): Tree[] {
  if (count === 0 || trees.length < count) return [];
  const operands = trees.slice(-count);
  if (operands.some(({pushes}) => pushes !== 1)) return [];
  trees.length -= count;
  return operands;
}

function openList(owner: Tree, head: string): Open {
  const list: Tree = {head, comment: "", children: [], pushes: 0};
  owner.children.push(list);
  return {trees: list.children, owner};
}

function closeList(owner: Tree | undefined, trees: readonly Tree[]): void {
  if (owner === undefined) return;
  const last = owner.children.at(-1);
  if (last?.children === trees) flatten(last);
  else owner.children.push(...trees);
}

function flatten(tree: Tree): void {
  const note = tree.comment === "" ? "" : ` (; ${tree.comment} ;)`;
  let flat = `(${tree.head}${note}`;
  for (const child of tree.children) {
    if (child.flat === undefined || flat.length > MOST_FLAT) return;
    flat += ` ${child.flat}`;
  }
  if (flat.length < MOST_FLAT) tree.flat = `${flat})`;
}

function printImmediate(code: Code, at: number, {localNames, functions}: FoldNames): string {
  const instruction = code.instructions[at];
  const first = code.first[at];
  switch (instruction.immediate) {
    case "none":
      return "";
    case "local":
      return ` ${localNames[first]}`;
    case "function":
      return ` $${functions[first].name}`;
    case "block":
      return first === VOID ? "" : ` (result ${TYPE_NAMES[first]})`;
    case "memory":
    case "memoryLane": {
      const offset = code.second[at] === 0 ? "" : ` offset=${code.second[at]}`;
      return instruction.immediate === "memory" ? offset : `${offset} ${first}`;
    }
    case "raw":
      return ` ${printRaw(instruction, code.payloads[first])}`;
    default:
      return ` ${first}`;
  }
}

function printRaw({name}: Instruction, payload: Uint8Array): string {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.length);
  const words = (count: number) => Array.from({length: count}, (_, k) => hex(view, k));
  switch (name) {
    case "v128.const":
      return `i32x4 ${words(4).join(" ")}`;
    case "i8x16.shuffle":
      return [...payload].join(" ");
    case "f64.const":
      return printFloat(view.getFloat64(0, true));
    case "f32.const":
      return printFloat(view.getFloat32(0, true));
    case "i64.const":
      return String(readI64(payload));
    default:
      return printLabels(payload);
  }
}

function hex(view: DataView, k: number): string {
  return `0x${view
    .getUint32(4 * k, true)
    .toString(16)
    .padStart(8, "0")}`;
}

function printFloat(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (Object.is(value, -0)) return "-0";
  return String(value).replace("Infinity", "inf");
}

function readI64(payload: Uint8Array): bigint {
  let value = 0n;
  payload.forEach((byte, k) => (value |= BigInt(byte & 127) << BigInt(7 * k)));
  return BigInt.asIntN(64, (payload[payload.length - 1] & 64) !== 0 ? value - (1n << BigInt(7 * payload.length)) : value); // prettier-ignore
}

/** The labels of a branch table, with the one for all else at the end; their count is left out. */
function printLabels(payload: Uint8Array): string {
  const reader = new ByteReader(payload);
  const count = reader.unsigned() + 1;
  return Array.from({length: count}, () => reader.unsigned()).join(" ");
}
