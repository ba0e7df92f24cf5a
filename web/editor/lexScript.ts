// TypeScript, JavaScript and AssemblyScript, line by line. The state is a stack of what is open, one
// character each: * comment, ` template, { brace inside a template's ${…}, " or ' a string that goes on;
// then / where a slash would start a regular expression, else a full stop.
import type {LineLexer, TokenKind} from "./token.ts";

const words = (text: string) => new Set(text.split(" "));

const KEYWORDS = words(
  "await break case catch class const continue debugger default delete do else enum export extends " +
    "finally for function if import in instanceof let new return static super switch this throw try " +
    "typeof var void while with yield"
);
/** Names in their own right, keywords only before what a keyword can stand before. */
const CONTEXTUAL = words(
  "abstract accessor as asserts async declare from get implements infer interface is keyof namespace " +
    "of override private protected public readonly satisfies set type unique using"
);
const TYPES = words(
  "any bigint boolean never number object string symbol unknown " +
    "bool f32 f64 i8 i16 i32 i64 isize u8 u16 u32 u64 usize v128"
);
/** After these a slash divides, as after numbers. */
const VALUES = words("this super true false null undefined NaN Infinity");

const SPACE = /\s+/y;
const NUMBER =
  /0[xX][\da-fA-F_]+n?|0[bB][01_]+n?|0[oO][0-7_]+n?|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?n?/y;
const NAME = /[@#]?[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/uy;
const TWICE = /\+\+|--/y;
const REGEXP = /\/(?![*/])(?:[^\\/[]|\\.|\[(?:[^\\\]]|\\.)*\])+\/[a-z]*/y;
const COMMENT_END = /[^]*?\*\//y;
const TEMPLATE_PART = /(?:[^\\`$]|\\[^]|\\$|\$(?!\{))+/y;
const STRING_REST = {'"': /(?:[^\\"]|\\[^])*("|\\$|)/y, "'": /(?:[^\\']|\\[^])*('|\\$|)/y};
const BEFORE_KEYWORD = /\s+[\p{ID_Start}$_"'{[*<\d]|\s*$/uy;
const CALL = /\s*(?:\?\.)?\(/y;

/** Where a pattern that starts at a place ends; -1 if it does not fit there. */
function reach(pattern: RegExp, line: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(line) ? pattern.lastIndex : -1;
}

export const lexScript: LineLexer = (line, state, push) => {
  let slash = state === "" || state.endsWith("/");
  let stack = state.slice(0, -1);
  let at = 0;
  let isMember = false;

  const add = (kind: TokenKind, end: number) => {
    push(kind, at, end);
    at = end;
  };
  const close = () => (stack = stack.slice(0, -1));
  /** Up to the quote or the line's end; a backslash there keeps the string open. */
  const addString = (quote: '"' | "'", from: number) => {
    add("string", reach(STRING_REST[quote], line, from));
    slash = false;
  };
  const addName = (end: number) => {
    const word = line.slice(at, end);
    const wasMember = isMember;
    isMember = slash = false;
    if (word[0] === "@") return add("attribute", end);
    if (!wasMember) {
      const isKeyword =
        KEYWORDS.has(word) ||
        (CONTEXTUAL.has(word) && (word === "async" || reach(BEFORE_KEYWORD, line, end) >= 0));
      slash = isKeyword && !VALUES.has(word);
      if (isKeyword) return add("keyword", end);
      if (VALUES.has(word)) return add("number", end);
    }
    const isType = /^[A-Z][^]*[a-z]/.test(word);
    const isCalled = !isType && reach(CALL, line, end) >= 0;
    if (isType || (!wasMember && !isCalled && TYPES.has(word))) return add("type", end);
    add(isCalled ? "function" : "plain", end);
  };
  const addSign = (sign: string) => {
    const regexp = sign === "/" && slash ? reach(REGEXP, line, at) : -1;
    if (regexp >= 0) {
      slash = false;
      return add("regexp", regexp);
    }
    // `i++ / 2` divides as `i / 2` does
    const twice = reach(TWICE, line, at);
    if (twice >= 0) return add("plain", twice);
    const ends = sign === "}" && stack !== "";
    if (ends) close();
    else if (sign === "{" && stack !== "") stack += "{";
    slash = !/[)\]}]/.test(sign);
    isMember = sign === ".";
    add(ends && stack.endsWith("`") ? "keyword" : "plain", at + 1);
  };

  while (at < line.length) {
    const mode = stack.at(-1);
    const sign = line[at];
    if (mode === "*") {
      const end = reach(COMMENT_END, line, at);
      if (end >= 0) close();
      add("comment", end >= 0 ? end : line.length);
    } else if (mode === '"' || mode === "'") {
      addString(mode, at);
      if (at < line.length || !isOpen(line)) close();
    } else if (mode === "`") {
      const end = reach(TEMPLATE_PART, line, at);
      if (end >= 0) add("string", end);
      else if (sign === "`") {
        add("string", at + 1);
        close();
        slash = false;
      } else {
        add("keyword", at + 2);
        stack += "{";
        slash = true;
      }
    } else if (sign === " " || sign === "\t") add("plain", reach(SPACE, line, at));
    else if (sign === "/" && line[at + 1] === "/") add("comment", line.length);
    else if (sign === "/" && line[at + 1] === "*") {
      stack += "*";
      add("comment", at + 2);
    } else if (sign === '"' || sign === "'") {
      addString(sign, at + 1);
      if (at === line.length && isOpen(line)) stack += sign;
    } else if (sign === "`") {
      stack += "`";
      add("string", at + 1);
    } else {
      const name = reach(NAME, line, at);
      const number = name < 0 ? reach(NUMBER, line, at) : -1;
      if (name >= 0) addName(name);
      else if (number >= 0) {
        add("number", number);
        isMember = slash = false;
      } else addSign(sign);
    }
  }
  if (line === "" && /["']$/.test(stack)) close();
  return stack + (slash ? "/" : ".");
};

/** Whether a string goes on in the next line. */
function isOpen(line: string): boolean {
  return /(?<!\\)(\\\\)*\\$/.test(line);
}
