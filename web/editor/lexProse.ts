// Markdown as it is edited: headings, code, TeX, links and `${…}`, whose insides are script. The state is
// the fence that is open, or what a `${…}` leaves open.
import {lexScript} from "./lexScript.ts";
import type {LineLexer} from "./token.ts";

const FENCE = /^\s*(`{3,}|~{3,})/;
const HEADING = /^#{1,6}\s/;
const PIECE =
  /(`+)(?:(?!\1)[^]|\1`+)*\1(?!`)|\$\$[^$]+\$\$|\$(?![\s{$])(?:[^$\\]|\\.)*[^\s$\\]\$(?!\d)|!?\[[^\]]*\]\([^)]*\)|\*\*|\$\{|\\[^]|[^\\$`![*]+|[^]/y;

export const lexProse: LineLexer = (line, state, push) => {
  const fence = FENCE.exec(line)?.[1];
  if (/^(`{3}|~)/.test(state)) {
    if (line !== "") push("string", 0, line.length);
    return fence?.startsWith(state) && line.trim() === fence ? "" : state;
  }
  if (state === "" && fence) {
    push("string", 0, line.length);
    return fence;
  }
  const around = state === "" && HEADING.test(line) ? "keyword" : "plain";
  let at = 0;
  let inside = state;
  while (at < line.length) {
    if (inside !== "") {
      // script up to the brace that closes it: a template's rules are exactly those of `${…}`
      let end = -1;
      let depth = inside.split("`{").length - 1;
      const rest = line.slice(at);
      const next = lexScript(rest, inside, (kind, start, stop) => {
        if (end >= 0) return;
        push(kind, at + start, at + stop);
        if (kind !== "keyword") return;
        const text = rest.slice(start, stop);
        if (text === "${") depth++;
        if (text === "}" && --depth === 0) end = stop;
      });
      inside = end >= 0 ? "" : next;
      at = end >= 0 ? at + end : line.length;
      continue;
    }
    PIECE.lastIndex = at;
    const [text] = PIECE.exec(line)!;
    const end = at + text.length;
    if (text === "${") inside = "`{/";
    const kind =
      text === "${" || text === "**"
        ? "keyword"
        : text[0] === "`" && text.length > 1
          ? "string"
          : text[0] === "$" && text.length > 1
            ? "number"
            : /^!?\[[^]*\)$/.test(text)
              ? "function"
              : around;
    push(kind, at, end);
    at = end;
  }
  return inside;
};
