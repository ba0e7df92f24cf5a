// A function's text with `**` as a call of the engine's power, whose bits are the same everywhere. Functions of
// cells have it that way already.
import {childrenOf, type Node} from "./parse.ts";

/** The node's text. Parts of a power go in brackets: those around them in the text are not part of the tree. */
export function printWithPowers(node: Node, source: string): string {
  const print = (part: unknown): string => printWithPowers(part as Node, source);
  const {operator, left, right} = node;
  if (operator === "**") return `cuvette.pow((${print(left)}), (${print(right)}))`;
  if (operator === "**=") return printRaising(left as Node, print(right), print);
  // {x} has one text for its key and its value
  const parts = node.shorthand ? [node.value as Node] : childrenOf(node);
  let text = "";
  let at = node.start;
  for (const part of parts) {
    text += source.slice(at, part.start) + print(part);
    at = part.end;
  }
  return text + source.slice(at, node.end);
}

/** `a **= b`: what stands on the left is evaluated once. */
function printRaising(target: Node, right: string, print: (part: unknown) => string): string {
  if (target.type !== "MemberExpression")
    return `(${print(target)} = cuvette.pow(${print(target)}, (${right})))`;
  const {object, property, computed} = target as unknown as Record<string, Node>;
  if (property.type === "PrivateIdentifier" || object.type === "Super")
    throw new SyntaxError("**= is too hard here: write a = a ** b");
  const key = computed ? print(property) : JSON.stringify(print(property));
  return `cuvette.member((${print(object)}), (${key})).raise((${right}))`;
}
