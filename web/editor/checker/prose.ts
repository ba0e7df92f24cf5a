import {lexProse} from "../lexProse.ts";
import type {Span} from "./words.ts";

/** Where the `${…}` of a Markdown text are, without their braces. */
export function findInline(source: string): Span[] {
  const spans: Span[] = [];
  let state = "";
  let offset = 0;
  let depth = 0;
  let from = 0;
  for (const line of source.split("\n")) {
    state = lexProse(line, state, (kind, start, end) => {
      if (kind !== "keyword") return;
      const text = line.slice(start, end);
      if (text === "${" && depth++ === 0) from = offset + end;
      if (text === "}" && --depth === 0) spans.push({start: from, end: offset + start});
    });
    offset += line.length + 1;
  }
  return spans;
}

/** The `${…}` of a Markdown text as a program, each at its place: `;(…)` among spaces. */
export function toInlineProgram(source: string): string {
  let program = "";
  for (const {start, end} of findInline(source)) {
    program += blank(source.slice(program.length, start - 2));
    program += `;(${source.slice(start, end)})`;
  }
  return program + blank(source.slice(program.length));
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}
