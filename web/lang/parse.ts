// One parser for names, references and types. A cell is an expression if it can be read as one.
import {tsPlugin} from "@sveltejs/acorn-typescript";
import {Parser, tokTypes} from "acorn";
import type {Options, TokenType} from "acorn";
import {CellSyntaxError} from "./cell.ts";
import {explain, positionOf} from "./explain.ts";
import type {Node} from "./node.ts";
import {skipTrivia} from "./text.ts";

const TypeScriptParser = Parser.extend(tsPlugin());

const OPTIONS: Options = {
  ecmaVersion: "latest",
  sourceType: "module",
  allowAwaitOutsideFunction: true,
  // the TypeScript plugin fails without
  locations: true
};

/** What can only begin a program: saves the attempt to read an expression. */
const STATEMENT =
  /(?:const|let|var|if|for|while|do|switch|try|throw|export|interface)\b(?!\s*=)|import\s*["'{*\w]/y;

export interface Parsed {
  kind: "expression" | "program";
  /** the expression, or a Program. */
  tree: Node;
}

export function parseCell(source: string, language: "ts" | "js"): Parsed {
  const parser = language === "ts" ? TypeScriptParser : Parser;
  const start = skipTrivia(source, 0);
  STATEMENT.lastIndex = start;
  const attempt = STATEMENT.test(source) ? undefined : attemptExpression(parser, source, start);
  if (attempt?.tree) return {kind: "expression", tree: attempt.tree};
  try {
    const tree = parser.parse(source, OPTIONS) as unknown as Node;
    return {kind: "program", tree};
  } catch (error) {
    const reason = explain(furthest(error, attempt?.error), source);
    throw language === "js" && isTypeScript(source) ? suggestTypes(reason) : reason;
  }
}

function isTypeScript(source: string): boolean {
  try {
    return Boolean(parseCell(source, "ts"));
  } catch {
    return false;
  }
}

function suggestTypes(reason: unknown): unknown {
  if (!(reason instanceof CellSyntaxError)) return reason;
  return new CellSyntaxError("types need a ts cell: this one is js", reason);
}

/** The parts of acorn's parser that its types keep to themselves. */
type OpenParser = new (
  options: Options,
  source: string,
  start: number
) => {nextToken(): void; parseExpression(): unknown; type: TokenType};

function attemptExpression(
  parser: typeof Parser,
  source: string,
  start: number
): {tree?: Node; error?: unknown} {
  if (start >= source.length) return {};
  try {
    const open = new (parser as unknown as OpenParser)(OPTIONS, source, 0);
    open.nextToken();
    const tree = open.parseExpression() as Node;
    const isNamed = /^(?:Function|Class)Expression$/.test(tree.type) && tree.id;
    return isNamed || open.type !== tokTypes.eof ? {} : {tree};
  } catch (error) {
    return {error};
  }
}

/** Of two readings the one that got further says better what is wrong. */
function furthest(program: unknown, expression: unknown): unknown {
  return positionOf(expression) > positionOf(program) ? expression : program;
}
