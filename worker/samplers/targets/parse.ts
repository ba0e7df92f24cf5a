// The tree of a plain function's text. Types were taken off before the function existed, so plain JavaScript is
// all there is to read.
import {parseExpressionAt, type Node as Plain} from "acorn";

/** A node of the tree, read by the names of its fields. */
export type Node = Plain & Readonly<Record<string, unknown>>;

export interface Parsed {
  /** the text that the nodes' places count in. */
  source: string;
  /** an arrow, or a function without a name of its own if it was a method. */
  node: Node;
  isMethod: boolean;
}

const OPTIONS = {ecmaVersion: "latest", sourceType: "module"} as const;

/** Throws acorn's SyntaxError for what is neither a function nor a method. */
export function parseFunction(text: string): Parsed {
  try {
    const source = `(${text}\n)`;
    return {
      source,
      node: parseExpressionAt(source, 0, OPTIONS) as unknown as Node,
      isMethod: false
    };
  } catch (error) {
    const source = `({${text}\n})`;
    const method = attempt(() => parseExpressionAt(source, 0, OPTIONS) as unknown as Node);
    const [property] = (method?.properties ?? []) as Node[];
    if (property?.kind !== "init" || !property.method) throw error;
    return {source, node: property.value as Node, isMethod: true};
  }
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}

/** The nodes right below, in the order of the text. */
export function childrenOf(node: Node): Node[] {
  const all = Object.values(node).flatMap((value) =>
    Array.isArray(value) ? (value as unknown[]).filter(isNode) : isNode(value) ? [value] : []
  );
  return all.sort((a, b) => a.start - b.start);
}
