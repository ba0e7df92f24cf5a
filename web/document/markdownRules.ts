// What Cuvette's Markdown has besides: TeX, `${…}`, a few harmless tags, and comments. HTML itself is
// off: any other tag is text.
import type {MarkdownIt, StateBlock, StateInline} from "markdown-it";
import {findExpressionEnd} from "./expressions.ts";

const INLINE_TAG = /<(\/?)(sub|sup|kbd|br|mark|small|abbr)(\s+title="([^"<>]*)")?\s*\/?>/y;
const BLOCK_TAG = /<(\/?)(details|summary|figure|figcaption|aside)(\s+open)?\s*>/g;
/** Failed attempts after which a paragraph is not searched further. */
const PATIENCE = 50;
/** lines */
const LONGEST_MATH = 200;
/** characters, inside a paragraph */
const LONGEST_COMMENT = 5000;

export function addRules(md: MarkdownIt): void {
  md.inline.ruler.after("escape", "dollar", readDollar);
  md.inline.ruler.before("autolink", "tag", readInlineTag);
  const alt = ["paragraph", "reference", "blockquote", "list"];
  md.block.ruler.before("fence", "math", readMathBlock, {alt});
  md.block.ruler.before("fence", "comment", readComment, {alt});
  md.block.ruler.before("fence", "tag", readTagLine, {alt});
}

/** `${expression}`, `$tex$` and `$$tex$$`. */
function readDollar(state: StateInline, silent: boolean): boolean {
  const {src, pos, posMax} = state;
  if (src[pos] !== "$") return false;
  const failures = (state.env.failures ?? new Map()) as Map<string, number>;
  state.env.failures = failures;
  if ((failures.get(src) ?? 0) > PATIENCE) return false;
  const isExpression = src[pos + 1] === "{";
  const isDisplay = src[pos + 1] === "$";
  const from = pos + (isExpression || isDisplay ? 2 : 1);
  const end = isExpression ? findExpressionEnd(src, from) : findTexEnd(src, from, isDisplay);
  const after = end + (isDisplay ? 2 : 1);
  if (end <= from || after > posMax) {
    failures.set(src, (failures.get(src) ?? 0) + 1);
    return false;
  }
  if (!silent) {
    const token = state.push(isExpression ? "expression" : "math", "", 0);
    token.content = src.slice(from, end);
    token.meta = {display: isDisplay};
  }
  state.pos = after;
  return true;
}

function findTexEnd(src: string, from: number, isDisplay: boolean): number {
  if (/[\s$]/.test(src[from] ?? " ") && !isDisplay) return -1;
  for (let i = from; i < src.length; i++) {
    if (src[i] === "\\") i++;
    else if (src[i] === "$") {
      if (isDisplay && src[i + 1] === "$") return i;
      if (!isDisplay && !/\s/.test(src[i - 1]) && !/\d/.test(src[i + 1] ?? "")) return i;
    }
  }
  return -1;
}

function readInlineTag(state: StateInline, silent: boolean): boolean {
  const {src, pos} = state;
  if (src[pos] !== "<") return false;
  if (src.startsWith("<!--", pos)) {
    const end = src.slice(pos + 4, pos + LONGEST_COMMENT).indexOf("-->");
    if (end < 0) return false;
    state.pos = pos + 4 + end + 3;
    return true;
  }
  INLINE_TAG.lastIndex = pos;
  const match = INLINE_TAG.exec(src);
  if (!match) return false;
  const [text, slash, tag, , title] = match;
  if (!silent) pushTag(state, {text, tag, closes: slash !== "", title});
  state.pos += text.length;
  return true;
}

function pushTag(
  state: StateInline | StateBlock,
  {
    text,
    tag,
    closes,
    ...attributes
  }: {text: string; tag: string; closes: boolean; title?: string; open?: string}
): void {
  const token = state.push(closes ? "tag_close" : "tag_open", tag, 0);
  token.content = text;
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) token.attrSet(name, value);
  }
}

function lineOf(state: StateBlock, line: number): string {
  return state.src.slice(state.bMarks[line] + state.tShift[line], state.eMarks[line]);
}

function isIndented(state: StateBlock, line: number): boolean {
  return state.sCount[line] - state.blkIndent >= 4;
}

function readMathBlock(state: StateBlock, start: number, end: number, silent: boolean): boolean {
  const first = lineOf(state, start);
  if (!first.startsWith("$$") || isIndented(state, start)) return false;
  const lines: string[] = [];
  const most = Math.min(end, start + LONGEST_MATH);
  for (let line = start; line < most; line++) {
    const text = (line === start ? first.slice(2) : lineOf(state, line)).trim();
    const isLeft = line > start && state.sCount[line] < state.blkIndent;
    if (isLeft || (line > start && text === "")) return false;
    const at = text.indexOf("$$");
    lines.push(at < 0 ? text : text.slice(0, at));
    if (at < 0) continue;
    if (at !== text.length - 2 || lines.join("").trim() === "") return false;
    if (silent) return true;
    const token = state.push("math", "", 0);
    token.content = lines.join("\n").trim();
    token.meta = {display: true};
    token.map = [start, line + 1];
    state.line = line + 1;
    return true;
  }
  return false;
}

function readComment(state: StateBlock, start: number, end: number, silent: boolean): boolean {
  if (!lineOf(state, start).startsWith("<!--") || isIndented(state, start)) return false;
  if (silent) return true;
  let line = start;
  let from = 4;
  while (line < end && !lineOf(state, line).includes("-->", from)) {
    line++;
    from = 0;
  }
  state.line = Math.min(line + 1, end);
  return true;
}

/** A line that begins with one of the block tags: its tags, and prose between them. */
function readTagLine(state: StateBlock, start: number, _end: number, silent: boolean): boolean {
  const line = lineOf(state, start);
  const tags = line.startsWith("<") ? [...line.slice(0, 2000).matchAll(BLOCK_TAG)] : [];
  if (tags[0]?.index !== 0 || isIndented(state, start)) return false;
  if (silent) return true;
  let at = 0;
  const pushText = (text: string) => {
    if (text.trim() === "") return;
    const token = state.push("inline", "", 0);
    token.content = text.trim();
    token.map = [start, start + 1];
    token.children = [];
  };
  for (const {0: text, 1: slash, 2: tag, 3: open, index} of tags) {
    pushText(line.slice(at, index));
    pushTag(state, {text, tag, closes: slash !== "", open: open && ""});
    at = index + text.length;
  }
  pushText(line.slice(at));
  state.line = start + 1;
  return true;
}
