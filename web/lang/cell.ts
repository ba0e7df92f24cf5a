// What the language room makes of a cell's source: plain data, so that shipped notebooks carry it
// ready-made and readers of them need no parser.
import type {DisposeScope} from "./disposal.ts";

export interface CompileOptions {
  language: "ts" | "js";
  /** strict: `**` becomes the engine's pow, and inexact ways around the cell's `Math` are marked. */
  numerics: "strict" | "fast";
}

/** A name that a cell takes from elsewhere, where it is first read. */
export interface Reference {
  name: string;
  /** in the cell, from 1. */
  line: number;
  column: number;
}

/** Something worth telling the author, at its place. */
export interface Mark {
  kind: "random" | "clock" | "inexact" | "mutation";
  /** as written, such as `Math.random`. */
  what: string;
  line: number;
  column: number;
  length: number;
}

/** A module that a cell imports, as written. */
export interface CellImport {
  specifier: string;
  line: number;
  column: number;
}

export interface CompiledCell {
  /** an expression shows its value, a program only what it displays. */
  kind: "expression" | "program";
  /** the text of the body of `async function (cuvette, ...reads) {…}`; it resolves to a record of `defines`, or, for an expression, to `{value}`. */
  code: string;
  /** what other cells can read, in the order of the source; no name that starts with `_`. */
  defines: string[];
  /** the defined names that are function declarations: cycles through these alone are allowed. */
  functions: string[];
  /** the names of interfaces and types, for the editor only. */
  types: string[];
  /** free names, each once: those that no cell and no builtin gives are the browser's globals. */
  reads: Reference[];
  /** free names that are assigned to: an error if another cell defines them. */
  assigns: Reference[];
  imports: CellImport[];
  marks: Mark[];
  /** line and column in `code` → in the cell, as runs of [codeLine, codeColumn, line, column]; lines and columns from 1. */
  map: number[];
}

/** Misuse of the language, at its place in the cell. */
export class CellSyntaxError extends SyntaxError {
  override name = "SyntaxError";
  readonly line: number;
  readonly column: number;
  readonly length: number;

  constructor(message: string, place: {line: number; column: number; length?: number}) {
    super(message);
    this.line = place.line;
    this.column = place.column;
    this.length = place.length ?? 1;
  }
}

/** What compiled code finds in its first parameter; `support.ts` makes it from what the runtime knows. */
export interface CellSupport {
  /** of loops since the last call of `guard`, which sets it back to 0. */
  passes: number;
  /** called about every thousandth pass of a loop: throws when the cell has held the thread too long. */
  guard(line: number): void;
  /** `a ** b` with the engine's bits. */
  pow(a: unknown, b: unknown): number | bigint;
  /** the target of `object[key] **= …`, evaluated once. */
  member(object: unknown, key: unknown): CellMember;
  /** `names` must be among the module's. */
  import(specifier: string, names?: readonly string[]): Promise<Record<string, unknown>>;
  /** `using` at the top level of a cell: disposed of when the run's values are no longer shown. */
  use<T>(value: T, isAsync?: boolean): T;
  /** `using` within a block. */
  scope(): DisposeScope;
}

export interface CellMember {
  /** sets it to its value to the power of `exponent`. */
  raise(exponent: unknown): number | bigint;
}
