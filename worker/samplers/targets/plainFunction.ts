// A plain function as text that can be sent, with the names that it takes from outside.
import {show} from "../../check.ts";
import {findFreeNames} from "./freeNames.ts";
import {parseFunction, type Node, type Parsed} from "./parse.ts";
import {printWithPowers} from "./powers.ts";

export interface PlainText {
  /** an expression; powers are the engine's. */
  text: string;
  free: ReadonlySet<string>;
  /** what its parameters are called; none where one is taken apart at once. */
  params: readonly (string | undefined)[];
}

/** `role` says for messages what the function is. */
export function toPlainText(what: string, role: string, f: object): PlainText {
  const refuse = (got: string): never => {
    throw new TypeError(
      `${what}: expected ${role} as a function that can be sent as text, got ${got}`
    );
  };
  const source = Function.prototype.toString.call(f);
  if (/\{\s*\[native code\]\s*\}\s*$/.test(source)) refuse(describeNative(f));
  let parsed: Parsed;
  let text: string;
  try {
    parsed = parseFunction(source);
    text = printWithPowers(parsed.node, parsed.source);
  } catch (error) {
    return refuse(`one whose text cannot be read (${(error as Error).message})`);
  }
  const {node, isMethod} = parsed;
  if (node.type.startsWith("Class")) refuse("a class");
  if (!node.type.includes("Function")) refuse(show(f));
  if (node.async) refuse("an async function: leave async and await out");
  if (node.generator) refuse("a generator");
  const params = (node.params as Node[]).map(nameOf);
  return {text: isMethod ? `function ${text}` : text, free: findFreeNames(node), params};
}

function describeNative(f: object): string {
  const {name} = f as {name: string};
  return name.startsWith("bound ")
    ? "a bound function: pass the function that was bound, and what it was bound to as constants"
    : `a built-in function: wrap it, as in (x) => Math.${name || "sqrt"}(x)`;
}

function nameOf(param: Node): string | undefined {
  const target = (param.type === "AssignmentPattern" ? param.left : param) as Node;
  return target.type === "Identifier" ? (target.name as string) : undefined;
}
