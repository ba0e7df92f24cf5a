// What goes wrong: errors for people, and signals by which one part of the front tells another to try
// differently.
import type {Place} from "./place.ts";
import type {ArrayValue} from "./values.ts";

interface Where {
  /** the text given. */
  source: string;
  line: number;
  column: number;
  offset: number;
  length: number;
}

/** Something that a model's text must not say; lines and columns count from 1, in the text given. */
export class ModelSyntaxError extends SyntaxError {
  override name = "SyntaxError";
  readonly source: string;
  readonly line: number;
  readonly column: number;
  readonly offset: number;
  readonly length: number;

  constructor(message: string, {source, line, column, offset, length}: Where) {
    super(message);
    this.source = source;
    this.line = line;
    this.column = column;
    this.offset = offset;
    this.length = length;
  }
}

/** Not possible while a loop stays a loop, perhaps when it is written out. */
export class NeedsUnroll extends Error {
  readonly reason: ModelSyntaxError;

  constructor(reason: ModelSyntaxError) {
    super(reason.message);
    this.reason = reason;
  }
}

/** An array of values must be in memory before the branch or loop begins. */
export class NeedsMemory extends Error {
  readonly list: ArrayValue;
  readonly place: Place;
  readonly isWritten: boolean;

  constructor(list: ArrayValue, place: Place, isWritten: boolean) {
    super("an array must be in memory");
    this.list = list;
    this.place = place;
    this.isWritten = isWritten;
  }
}

/** More was written than an attempt allows. */
export class TooMuch extends Error {}

/** A table was taken for one that never changes, and does: everything begins anew. */
export class NotFixed extends Error {
  readonly site: object;

  constructor(site: object) {
    super("a table changes");
    this.site = site;
  }
}
