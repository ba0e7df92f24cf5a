// What the parser says, in words that help.
import {CellSyntaxError} from "./cell.ts";
import {findOpen} from "./brackets.ts";
import {makeLocator, skipTrivia} from "./text.ts";

const CLOSERS: Record<string, string> = {"(": ")", "[": "]", "{": "}", "${": "}", "`": "`"};

/** The parser's messages, and what is said instead; `$1` stands for what matched. */
const SENTENCES: [RegExp, string][] = [
  [/^Identifier '(.+)' has already been declared/, "$1 is declared twice in this cell"],
  [
    /^(?:Cannot use|The)(?: keyword)? 'await'/,
    "await works only in async functions: write async before the innermost function around it"
  ],
  [
    /^(?:Cannot use|The)(?: keyword)? 'yield'/,
    "yield works only in generators: write function* for the function around it"
  ],
  [
    /^'return' outside of function/,
    "return works only inside a function: end the cell with an expression, or call display(value)"
  ],
  [
    /^(?:The keyword|Unexpected keyword|Binding|Unexpected use of) '?(\w+)'?/,
    "$1 is a word of the language and cannot be a name"
  ],
  [
    /^'import' and 'export' may only appear at the top level/,
    "import stands at the top level of a cell: inside functions write await import(…)"
  ],
  [/^Unterminated string constant/, "this text has no closing quote on its line"],
  [/^Unterminated template/, "this template has no closing `"],
  [/^Unterminated comment/, "this comment has no closing */"],
  [/^Unterminated regular expression/, "this regular expression has no closing /"],
  [/^Unsyntactic break/, "break works only inside a loop or a switch"],
  [/^Unsyntactic continue/, "continue works only inside a loop"],
  [
    /^Assigning to rvalue|^Invalid left-hand side/,
    "this cannot be assigned to: the left of = is a name, a member or a pattern"
  ],
  [/^Export '(.+)' is not defined/, "names need no export: $1 is not declared in this cell"],
  [/^Duplicate export '(.+)'/, "$1 is exported twice: names need no export"],
  [/^Deleting local variable/, "a name cannot be deleted"],
  [/^using declaration cannot/i, "using is not possible here: write it in a block {…}"],
  [/^'new.target' can only/, "new.target exists only inside a function"],
  [/^'with' in strict mode/, "with is not part of strict JavaScript: name the object"],
  [/octal literal|^Octal/i, "numbers with a leading zero are not allowed: write 0o17 for an octal"],
  [/^Invalid number/, "this number is not valid"],
  [/^Logical expressions and coalesce/, "?? mixed with && or || needs parentheses"],
  [/^Private field '(.+)' must be declared/, "$1 is not declared in a class around it"]
];

export function positionOf(error: unknown): number {
  const position = (error as {pos?: unknown} | undefined)?.pos;
  return typeof position === "number" ? position : -1;
}

/** A parser's error as ours; anything else as it is. */
export function explain(error: unknown, source: string): unknown {
  if (!(error instanceof SyntaxError) || error instanceof CellSyntaxError) return error;
  const offset = positionOf(error);
  if (offset < 0) return error;
  const {message, at, length} = describe(
    error.message.replace(/ \(\d+:\d+\)$/, ""),
    source,
    offset
  );
  const locate = makeLocator(source);
  return new CellSyntaxError(message, {...locate(at), length});
}

interface Description {
  message: string;
  at: number;
  length: number;
}

function describe(said: string, source: string, offset: number): Description {
  const token = /^(?:[\w$]+|=>|\*\*|[=!<>&|?+-]{1,3}|[^\s])/u.exec(source.slice(offset))?.[0] ?? "";
  const here = {at: Math.min(offset, source.length), length: Math.max(1, token.length)};
  const tag = findTag(source, offset);
  if (tag !== undefined)
    return {message: "JSX is not supported: write html`<b>…</b>` instead", at: tag, length: 1};
  if (token === "await") said = "Cannot use keyword 'await'";
  for (const [pattern, sentence] of SENTENCES) {
    const found = pattern.exec(said);
    if (found) return {message: sentence.replace("$1", found[1] ?? ""), ...here};
  }
  if (!/^Unexpected token/.test(said)) return {message: lower(said), ...here};
  return describeUnexpected(token, source, here);
}

function describeUnexpected(
  token: string,
  source: string,
  here: {at: number; length: number}
): Description {
  const constant = /\b(?:const|using)\s+([\w$]+)\s*$/.exec(source.slice(0, here.at));
  if (constant && token !== ":")
    return {message: `${constant[1]} needs a value: const ${constant[1]} = …`, ...here};
  const open = findOpen(source, here.at);
  if (skipTrivia(source, here.at) >= source.length) {
    if (!open) return {message: "the cell ends too early: something is missing here", ...here};
    const {line} = makeLocator(source)(open.at);
    const message = `missing ${CLOSERS[open.text]}: the ${open.text} on line ${line} is never closed`;
    return {message, at: open.at, length: open.text.length};
  }
  if (/^[)\]}]$/.test(token)) {
    const message = open
      ? `unexpected ${token}: ${CLOSERS[open.text]} closes the ${open.text} on line ${makeLocator(source)(open.at).line}, or something is missing before`
      : `unexpected ${token}: nothing is open here`;
    return {message, ...here};
  }
  return {message: `unexpected ${token}`, ...here};
}

/** Where what could not be read began as a tag. */
function findTag(source: string, offset: number): number | undefined {
  const tag = /(?:^|[=(,?:&|>[{]|\breturn)\s*<([A-Za-z][\w.]*)?(?:\s[^<>]*)?(?:\/>|>)/gm;
  for (const found of source.matchAll(tag)) {
    if (found.index > offset) return undefined;
    const isClosed = found[0].endsWith("/>") || source.includes(`</${found[1] ?? ""}`, found.index);
    if (isClosed) return found.index + found[0].indexOf("<");
  }
  return undefined;
}

function lower(said: string): string {
  return said.charAt(0).toLowerCase() + said.slice(1).replace(/\.$/, "");
}
