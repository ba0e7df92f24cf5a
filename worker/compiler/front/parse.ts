// From text to the tree of one function, with the names that stand around it in the same text.
import {tsPlugin} from "@sveltejs/acorn-typescript";
import {
  Parser,
  tokTypes,
  type Expression,
  type Node,
  type Options,
  type Program,
  type TokenType
} from "acorn";
import {errorAt, type Text} from "./text.ts";

const TypeScriptParser = Parser.extend(tsPlugin());

const PLAIN: Options = {ecmaVersion: "latest", sourceType: "module"};
// the TypeScript plugin fails without locations
const TYPED: Options = {...PLAIN, locations: true};

/** What can only begin a module. */
const MODULE = /^(?:\s|\/\/.*|\/\*[^]*?\*\/)*(?:import|export|const|let|type|interface|enum)\b/;

export type Parsed = Text & ({function: Node} | {program: Program});

/** The parts of acorn's parser that its types keep to themselves. */
type OpenParser = new (
  options: Options,
  source: string,
  start: number
) => {nextToken(): void; parseExpression(): Expression; type: TokenType};

export function parse(source: string, helper?: string): Parsed {
  try {
    return parseAs(source, helper, Parser, PLAIN);
  } catch (plain) {
    if (isTooDeep(plain)) throw new RangeError("the text is nested too deeply");
    try {
      return parseAs(source, helper, TypeScriptParser, TYPED);
    } catch (typed) {
      throw explain({source, shift: 0, helper}, further(plain, typed));
    }
  }
}

function parseAs(
  source: string,
  helper: string | undefined,
  parser: typeof Parser,
  options: Options
): Parsed {
  const text = {source, shift: 0, helper};
  if (MODULE.test(source)) return {...text, program: parser.parse(source, options)};
  const expression = attempt(() => parseWhole(source, parser, options));
  if (expression.tree) return {...text, function: expression.tree};
  const program = attempt(() => parser.parse(source, options));
  if (program.tree && hasFunction(program.tree)) return {...text, program: program.tree};
  const method = attempt(() => parseWhole(`({${source}})`, parser, options));
  const found = method.tree && findMethod(method.tree);
  if (found) return {...text, shift: 2, function: found};
  if (program.tree) return {...text, program: program.tree};
  throw further(expression.error, program.error) as Error;
}

function attempt<T>(work: () => T): {tree?: T; error?: unknown} {
  try {
    return {tree: work()};
  } catch (error) {
    if (error instanceof SyntaxError) return {error};
    throw error;
  }
}

/** The text as one expression. */
function parseWhole(source: string, parser: typeof Parser, options: Options): Expression {
  const open = new (parser as unknown as OpenParser)(options, source, 0);
  open.nextToken();
  const tree = open.parseExpression();
  if (open.type === tokTypes.eof) return tree;
  throw Object.assign(new SyntaxError("Unexpected token"), {
    pos: (open as unknown as Node).start
  });
}

function hasFunction({body}: Program): boolean {
  return body.some(({type}) => type === "FunctionDeclaration" || type.startsWith("Export"));
}

/** `f(x) { … }`, as the text of a method is. */
function findMethod(tree: Expression): Node | undefined {
  const object = tree.type === "ParenthesizedExpression" ? tree.expression : tree;
  if (object.type !== "ObjectExpression" || object.properties.length !== 1) return undefined;
  const [property] = object.properties;
  if (property.type !== "Property" || property.value.type !== "FunctionExpression")
    return undefined;
  return property.value;
}

function isTooDeep(error: unknown): boolean {
  return (
    error instanceof RangeError || (error instanceof SyntaxError && /stack/.test(error.message))
  );
}

function positionOf(error: unknown): number {
  const position = (error as {pos?: unknown}).pos;
  return typeof position === "number" ? position : -1;
}

/** Of two readings the one that got further says better what is wrong. */
function further(one: unknown, other: unknown): unknown {
  return positionOf(other) > positionOf(one) ? other : one;
}

function explain(text: Text, error: unknown): unknown {
  if (!(error instanceof SyntaxError)) return error;
  const start = Math.max(0, positionOf(error));
  const said = error.message.replace(/ \(\d+:\d+\)$/, "");
  const problem =
    start >= text.source.trimEnd().length
      ? "the text ends too early: a bracket or an expression is missing"
      : `${said.charAt(0).toLowerCase()}${said.slice(1)}`;
  return errorAt(text, {start, end: start + 1}, problem);
}
