// What the editor asks of the type checker's worker, in plain data. Offsets count UTF-16 units in a
// cell's source.
import type {EditorLanguage} from "../types.ts";

export interface CheckedCell {
  id: string;
  language: EditorLanguage;
  source: string;
  defines: readonly string[];
}

export interface Span {
  start: number;
  end: number;
}

export interface Edit extends Span {
  text: string;
}

export interface Problem extends Span {
  severity: "error" | "warning" | "info";
  message: string;
}

export interface Completion {
  name: string;
  /** the compiler's word for what it is: function, const, method … */
  kind: string;
  sort: string;
  /** what to write instead of the name. */
  insert?: string;
  replace?: Span;
  deprecated: boolean;
}

/** A name with its type and its documentation, as Markdown. */
export interface Description {
  signature: string;
  docs: string;
}

export interface Hover extends Span, Description {}

export interface Signature {
  label: string;
  docs: string;
  parameters: {label: string; docs: string}[];
}

export interface SignatureHelp {
  signatures: Signature[];
  active: number;
  argument: number;
}

export interface CellPlace {
  id: string;
  offset: number;
}

export interface CellEdits {
  id: string;
  edits: Edit[];
}

/** The checker; across the worker's border every answer is a promise. */
export interface Checker {
  setCells(cells: readonly CheckedCell[]): void;
  /** One cell's text, between two calls of `setCells`. */
  setSource(id: string, source: string): void;
  diagnose(id: string): Problem[];
  complete(id: string, offset: number): Completion[];
  describe(id: string, offset: number, name: string): Description | undefined;
  hover(id: string, offset: number): Hover | undefined;
  signatures(id: string, offset: number): SignatureHelp | undefined;
  define(id: string, offset: number): CellPlace | undefined;
  /** the name at a place that can be renamed. */
  findName(id: string, offset: number): Span | undefined;
  /** every place of a name, in all cells; undefined where nothing can be renamed. */
  rename(id: string, offset: number, name: string): CellEdits[] | undefined;
  format(id: string): Edit[];
}

/** What the worker offers; nothing but `open` before it was called. */
export interface CheckerDoor extends Checker {
  /** takes the declarations of everything that cells can name, by path. */
  open(declarations: Record<string, string>): void;
}

/** The worker's first word. */
export const READY = "cuvette: types";
