// Changes to a source, collected while its tree is walked and applied once, with the way back from
// the new text to the old. Ranges that are replaced do not overlap.
import {makeLocator, toBlank} from "./text.ts";
import type {Place} from "./text.ts";

/** What is put at one offset, in this order: ends of what stands before it, beginnings, replacements. */
const CLOSE = 0;
const OPEN = 1;
const REPLACE = 2;

interface Edit {
  start: number;
  end: number;
  rank: number;
  order: number;
  text: string;
  /** as long as what it replaces, line by line. */
  isBlank: boolean;
}

export class Edits {
  readonly source: string;
  readonly place: (offset: number) => Place;
  readonly #edits: Edit[] = [];
  readonly #blankEnds = new Set<number>();

  constructor(source: string) {
    this.source = source;
    this.place = makeLocator(source);
  }

  /** Puts text before what begins at `offset`; of two, the outer one is to come first. */
  open(offset: number, text: string): void {
    const isGlued = /[\w$]/.test(this.source[offset - 1] ?? "") && /^\w/.test(text);
    this.#add(offset, offset, OPEN, isGlued ? ` ${text}` : text);
  }

  /** Puts text after what ends at `offset`; of two, the inner one is to come first. */
  close(offset: number, text: string): void {
    this.#add(offset, offset, CLOSE, text);
  }

  replace(start: number, end: number, text: string): void {
    this.#add(start, end, REPLACE, text);
  }

  /** Erases a range without moving anything; `first` stands in place of its first characters. */
  blank(start: number, end: number, first = ""): void {
    if (end <= start) return;
    const text = first + toBlank(this.source.slice(start + first.length, end));
    this.#blankEnds.add(end);
    this.#add(start, end, REPLACE, text, true);
  }

  /** Whether an erased range ends here. */
  isBlankBefore(offset: number): boolean {
    return this.#blankEnds.has(offset);
  }

  /** The new text, and runs of [line, column, line before, column before], all from 1. */
  apply(head: readonly HeadPiece[], tail: string): {code: string; map: number[]} {
    const {source} = this;
    const edits = this.#edits.sort(
      (a, b) => a.start - b.start || a.rank - b.rank || a.order - b.order
    );
    const writer = new Writer();
    for (const piece of head) {
      if (piece.from) writer.mark(piece.from);
      writer.write(piece.text);
      // all of the piece speaks for one place
      if (piece.from) writer.mark(piece.from);
    }
    let cursor = 0;
    let isMoved = true;
    const copy = (end: number): void => {
      if (isMoved) writer.mark(this.place(cursor));
      isMoved = false;
      writer.write(source.slice(cursor, end));
    };
    for (const edit of edits) {
      if (edit.start > cursor) copy(edit.start);
      if (edit.isBlank && isMoved) writer.mark(this.place(edit.start));
      isMoved = !edit.isBlank;
      writer.write(edit.text);
      cursor = edit.end;
    }
    copy(source.length);
    writer.write(tail);
    return {code: writer.code, map: writer.map};
  }

  #add(start: number, end: number, rank: number, text: string, isBlank = false): void {
    this.#edits.push({start, end, rank, order: this.#edits.length, text, isBlank});
  }
}

/** Text before the source; `from` is the place it speaks for. */
export interface HeadPiece {
  text: string;
  from?: Place;
}

class Writer {
  code = "";
  readonly map: number[] = [];
  #line = 1;
  #column = 1;

  mark({line, column}: Place): void {
    this.map.push(this.#line, this.#column, line, column);
  }

  write(text: string): void {
    this.code += text;
    let start = 0;
    for (const found of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) {
      start = found.index + found[0].length;
      this.#line++;
      this.#column = 1;
    }
    this.#column += text.length - start;
  }
}
