// A program as a graph to draw: what each operation takes from which, and how deep it lies.
import {operandsOf, regionsOf, type Op, type Program, type Region, type Value} from "./ir.ts";

export interface GraphNode {
  id: number;
  /** the operation, the element it reads or writes, or the literal. */
  label: string;
  kind: "input" | "constant" | "literal" | "operation" | "loop" | "output";
  /** one more than the deepest node it takes from. */
  depth: number;
  /** how many loops it lies in. */
  level: number;
}

export interface ProgramGraph {
  nodes: GraphNode[];
  /** from a node to one that takes what it gives. */
  links: {source: number; target: number}[];
}

export function toGraph({arrays, body}: Program): ProgramGraph {
  const nodes: GraphNode[] = [];
  const links: ProgramGraph["links"] = [];
  const makers = new Map<Value, number>();
  /** literals that address an element: they show in its name. */
  const places = new Map<Value, number | boolean>();

  const add = (op: Op, level: number, label: string, kind: GraphNode["kind"]): number => {
    const sources = operandsOf(op).flatMap((value) => makers.get(value) ?? []);
    const depth = Math.max(-1, ...sources.map((source) => nodes[source].depth)) + 1;
    const id = nodes.push({id: nodes.length, label, kind, depth, level}) - 1;
    for (const source of sources) links.push({source, target: id});
    return id;
  };
  const nameElement = (array: number, index: Value): string =>
    `${arrays[array].name}[${places.has(index) ? String(places.get(index)) : "·"}]`;

  const visit = (region: Region, level: number): void => {
    for (const op of region.ops) visitOp(op, level);
  };
  const visitOp = (op: Op, level: number): void => {
    switch (op.kind) {
      case "const":
        places.set(op.result, op.value);
        if (typeof op.value === "number" && isUsedAsNumber(op.result))
          makers.set(op.result, add(op, level, String(op.value), "literal"));
        break;
      case "apply":
        makers.set(op.result, add(op, level, op.name, "operation"));
        break;
      case "load": {
        const {role} = arrays[op.array];
        const kind = role === "input" || role === "constant" ? role : "operation";
        makers.set(op.result, add(op, level, nameElement(op.array, op.index), kind));
        break;
      }
      case "store": {
        const kind = arrays[op.array].role === "output" ? "output" : "operation";
        add(op, level, nameElement(op.array, op.index), kind);
        break;
      }
      default: {
        const label = op.kind === "for" ? `for × ${op.trips}` : "while";
        const id = add(op, level, label, "loop");
        for (const {within} of op.carries) makers.set(within, id);
        if (op.kind === "for") makers.set(op.index, id);
        for (const inner of regionsOf(op)) visit(inner, level + 1);
        for (const {next, result} of op.carries) makers.set(result, makers.get(next) ?? id);
      }
    }
  };
  const numbers = findNumbers(body);
  const isUsedAsNumber = (value: Value): boolean => numbers.has(value);
  visit(body, 0);
  return {nodes, links};
}

/** Values that are computed with, rather than only used as addresses. */
function findNumbers(region: Region, found = new Set<Value>()): Set<Value> {
  for (const op of region.ops) {
    if (op.kind === "apply") for (const arg of op.args) found.add(arg);
    if (op.kind === "store") found.add(op.value);
    if (op.kind === "for" || op.kind === "while")
      for (const {start, next} of op.carries) found.add(start).add(next);
    for (const inner of regionsOf(op)) findNumbers(inner, found);
  }
  return found;
}
