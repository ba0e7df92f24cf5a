// What `Inputs` is to a cell: the names and options of Observable's inputs, with their types.
import type {ChosenFile} from "./fileAttachment.ts";

/** An element that holds a value and tells with `input` events that the reader changed it. */
export type InputElement<T> = HTMLElement & {value: T};

/**
 * Choices by label. Overloads name it before the bare values, for a Map is also an iterable of pairs. `const`: a choice
 * among a few words has these words for its type.
 */
export type Labelled<T> = ReadonlyMap<string, T>;

interface Common {
  /** what the control is called; markup is allowed. */
  label?: string | Node;
  disabled?: boolean;
  /** of the control: pixels, or a CSS length. */
  width?: number | string;
}

export interface RangeOptions extends Common {
  /** default: the middle. */
  value?: number;
  /** distance of the values that can be chosen; default: any. */
  step?: number;
  /** how the number is written. */
  format?: (value: number) => string;
  /** position on the slider for a value: `Math.log` for a logarithmic slider. */
  transform?: (value: number) => number;
  /** the inverse of `transform`; found by itself when left out. */
  invert?: (position: number) => number;
  placeholder?: string;
}

export interface TextOptions extends Common {
  value?: string;
  placeholder?: string;
  /** a regular expression that the text must match. */
  pattern?: string;
  required?: boolean;
  minlength?: number;
  maxlength?: number;
  readonly?: boolean;
  spellcheck?: boolean;
  /** texts to suggest. */
  datalist?: Iterable<string>;
  /** the value changes only when a button of this text is pressed. */
  submit?: boolean | string;
}

export interface TextareaOptions extends TextOptions {
  /** lines; default 3. */
  rows?: number;
  monospace?: boolean;
  resize?: boolean;
}

export interface ChoiceOptions<T> extends Omit<Common, "disabled"> {
  /** all of them, or those listed. */
  disabled?: boolean | Iterable<T>;
  /** how a choice is written. */
  format?: (value: T, index: number) => string | Node;
  /** the value of a choice. */
  valueof?: (value: T, index: number) => unknown;
  sort?: boolean | "ascending" | "descending" | ((a: T, b: T) => number);
  unique?: boolean;
}

interface Several<T> {
  /** true, or how many lines show at one time. */
  multiple: true | number;
  value?: readonly T[];
}

export interface DateOptions extends Common {
  value?: Date | string | null;
  min?: Date | string;
  max?: Date | string;
  required?: boolean;
  readonly?: boolean;
  submit?: boolean | string;
}

export interface TableOptions<Row> {
  /** names of the columns to show; default: all. */
  columns?: readonly string[];
  /** the rows selected at first. */
  value?: readonly Row[] | Row;
  /** whether rows can be selected, and several at once. */
  select?: boolean;
  multiple?: boolean;
  /** whether all rows are the value when none is selected; default true. */
  required?: boolean;
  sort?: string;
  reverse?: boolean;
  /** how cells are written, by column. */
  format?: Record<string, (value: never, index: number) => string | Node>;
  align?: Record<string, "left" | "right" | "center">;
  header?: Record<string, string | Node>;
  width?: number | string | Record<string, number | string>;
  maxWidth?: number;
  height?: number;
  maxHeight?: number;
  /** rows that show at one time; default 11.5. */
  rows?: number;
  layout?: "fixed" | "auto";
}

/** Controls for a notebook. Show one and read its value with `view`: `const n = view(Inputs.range([0, 10]))`. */
export interface Inputs {
  /** A slider with a number field: `Inputs.range([0, 1], {label: "rate", step: 0.01, value: 0.3})`. */
  range(extent?: readonly [min: number, max: number], options?: RangeOptions): InputElement<number>;
  /** A number field: `Inputs.number([0, Infinity], {label: "count", step: 1, value: 5})`. */
  number(options?: RangeOptions): InputElement<number>;
  number(
    extent?: readonly [min: number, max: number],
    options?: RangeOptions
  ): InputElement<number>;
  /** A menu: `Inputs.select(["a", "b"], {label: "kernel"})`; with `multiple: true` the value is an array. */
  select<T>(choices: Labelled<T>, options: ChoiceOptions<T> & Several<T>): InputElement<T[]>;
  select<const T>(choices: Iterable<T>, options: ChoiceOptions<T> & Several<T>): InputElement<T[]>;
  select<T>(choices: Labelled<T>, options?: ChoiceOptions<T> & {value?: T}): InputElement<T>;
  select<const T>(choices: Iterable<T>, options?: ChoiceOptions<T> & {value?: T}): InputElement<T>;
  /** One of a few: `Inputs.radio(["linear", "log"], {label: "scale", value: "linear"})`. */
  radio<T>(choices: Labelled<T>, options?: ChoiceOptions<T> & {value?: T}): InputElement<T>;
  radio<const T>(choices: Iterable<T>, options?: ChoiceOptions<T> & {value?: T}): InputElement<T>;
  /** Any of a few: `Inputs.checkbox(["grid", "legend"], {label: "show", value: ["grid"]})`. */
  checkbox<T>(
    choices: Labelled<T>,
    options?: ChoiceOptions<T> & {value?: readonly T[]}
  ): InputElement<T[]>;
  checkbox<const T>(
    choices: Iterable<T>,
    options?: ChoiceOptions<T> & {value?: readonly T[]}
  ): InputElement<T[]>;
  /** On or off: `Inputs.toggle({label: "log scale", value: true})`; `values: [on, off]` names the two. */
  toggle<T = boolean>(options?: Common & {value?: T; values?: readonly [T, T]}): InputElement<T>;
  /** A button that counts its presses: `Inputs.button("draw again")`. Several: `Inputs.button([["+1", (n) => n + 1], …], {value: 0})`. */
  button(
    content?: string | Node,
    options?: Common & {value?: number; reduce?: (value: number) => number}
  ): InputElement<number>;
  button<T>(
    buttons: Iterable<readonly [string | Node, ((value: T) => T)?]>,
    options?: Omit<Common, "disabled"> & {
      value?: T;
      required?: boolean;
      disabled?: boolean | Iterable<string | Node>;
    }
  ): InputElement<T>;
  /** A line of text: `Inputs.text({label: "name", placeholder: "anyone"})`. */
  text(options?: TextOptions): InputElement<string>;
  email(options?: TextOptions): InputElement<string>;
  tel(options?: TextOptions): InputElement<string>;
  url(options?: TextOptions): InputElement<string>;
  /** Never kept or shared. */
  password(options?: TextOptions): InputElement<string>;
  /** Lines of text: `Inputs.textarea({label: "model", rows: 6, monospace: true})`. */
  textarea(options?: TextareaOptions): InputElement<string>;
  /** A colour as `#rrggbb`: `Inputs.color({label: "fill", value: "#0b6d76"})`. */
  color(options?: Common & {value?: string; datalist?: Iterable<string>}): InputElement<string>;
  /** A day, as a Date at midnight UTC. */
  date(options?: DateOptions): InputElement<Date | null>;
  /** A day and a time, in the reader's time zone. */
  datetime(options?: DateOptions): InputElement<Date | null>;
  /**
   * A file of the reader's: `Inputs.file({label: "data", accept: ".csv"})`, then `await file.csv({typed: true})`; it is
   * read here and sent nowhere.
   */
  file(
    options: Common & {accept?: string; required?: boolean; multiple: true}
  ): InputElement<ChosenFile[]>;
  file(options?: Common & {accept?: string; required?: boolean}): InputElement<ChosenFile | null>;
  /** Several inputs as one, by name or in order: `Inputs.form({a: Inputs.range(), b: Inputs.toggle()})`. */
  form<T extends Record<string, unknown>>(
    inputs: {[K in keyof T]: InputElement<T[K]>},
    options?: {template?: (inputs: {[K in keyof T]: InputElement<T[K]>}) => HTMLElement}
  ): InputElement<T>;
  form<T>(
    inputs: readonly InputElement<T>[],
    options?: {template?: (inputs: readonly InputElement<T>[]) => HTMLElement}
  ): InputElement<T[]>;
  /** The items in which every word of the query starts some word: `Inputs.search(rows, {placeholder: "city"})`. */
  search<T>(
    data: Iterable<T>,
    options?: Common & {
      query?: string;
      placeholder?: string;
      columns?: readonly string[];
      filter?: (query: string) => (item: T) => boolean;
      format?: (count: number) => string;
      required?: boolean;
    }
  ): InputElement<T[]> & {query: string};
  /** Rows that sort by a click on a column and can be selected: `Inputs.table(rows, {sort: "year"})`. */
  table<Row>(
    rows: Iterable<Row> | Promise<Iterable<Row>>,
    options?: TableOptions<Row>
  ): InputElement<Row[]>;
  /** An input without looks, to `bind` others to: `Inputs.input(3)`. */
  input<T>(value: T): EventTarget & {value: T};
  /** Keeps two inputs at one value; gives the first back. */
  bind<T extends EventTarget>(target: T, source: EventTarget, invalidation?: Promise<unknown>): T;
}
