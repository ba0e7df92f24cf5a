// A piece of source text with its tree, and where a node of the tree stands in the text.
import {ModelSyntaxError} from "./errors.ts";
import type {Place} from "./place.ts";

export interface Text {
  source: string;
  /** how many characters were put before the source so that it could be parsed. */
  shift: number;
  /** the helper whose text this is; undefined for the model's own. */
  helper?: string;
}

/** The error that says what is wrong at a node, in words that end with where. */
export function errorAt(text: Text, {start, end}: Place, problem: string): ModelSyntaxError {
  const offset = Math.max(0, Math.min(start - text.shift, text.source.length));
  const before = text.source.slice(0, offset);
  const line = before.split("\n").length;
  const column = offset - before.lastIndexOf("\n");
  const where = `line ${line}, column ${column}`;
  const inside = text.helper === undefined ? where : `helper ${text.helper}, ${where}`;
  return new ModelSyntaxError(`model.compile: ${problem} (${inside})`, {
    source: text.source,
    line,
    column,
    offset,
    length: Math.max(1, end - start)
  });
}

/** What a node says, short enough for a message. */
export function show(text: Text, {start, end}: Place): string {
  const said = text.source.slice(start - text.shift, end - text.shift).replace(/\s+/g, " ");
  return said.length > 40 ? `${said.slice(0, 37)}…` : said;
}
