// A notebook as data. The text is the truth: printing what was parsed gives the same text, byte for byte.

export type CodeLanguage = "ts" | "js" | "as" | "wgsl";
export type RunMode = "auto" | "always" | "manual" | "once";

/** What the info string of a fence says about its cell; unknown options stay in the text. */
export interface CellOptions {
  /** `run=auto|manual|once` */
  run: RunMode;
  /** `disabled`: does not run, and blocks what reads it. */
  disabled: boolean;
  /** `echo=false`: the code is hidden from readers. */
  echo: boolean;
  /** `fold`: the code is one line until it is opened. */
  fold: boolean;
  /** `limit=10`: seconds a loop may hold the thread. */
  limit: number | undefined;
  /** `height=420`: pixels that its outputs will take, kept free until they are there. */
  height: number | undefined;
  /** `name=kernels`: what an as or wgsl cell's exports are gathered under, besides each by itself. */
  name: string | undefined;
}

interface CellBase {
  /** as given by `#id`, else made up; steady while the notebook is open. */
  id: string;
  /** whether the id stands in the text. */
  hasId: boolean;
  /** without fences, without a line break at its end. */
  source: string;
  /** the text's line where `source` starts, from 1. */
  line: number;
}

export interface ProseCell extends CellBase {
  kind: "prose";
}

export interface CodeCell extends CellBase {
  kind: "code";
  language: CodeLanguage;
  options: CellOptions;
  /** the info string after the language, as written. */
  info: string;
}

export type Cell = ProseCell | CodeCell;

/** A stretch of the text, in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

/** A cell's stretch of the text with its fences or marker, without the line break behind it. */
export interface CellSpan extends Span {
  /** the source alone; equal to `source` but for line breaks. */
  inner: Span;
}

export interface Notebook {
  readonly text: string;
  /** the front matter's YAML, without its fences. */
  readonly front: Span | undefined;
  readonly cells: readonly Cell[];
  /** one for each cell; between them are only blank lines. */
  readonly spans: readonly CellSpan[];
  /** the last number given out as an id. */
  readonly lastId: number;
}

/** What the front matter says; unknown keys stay in the text. */
export interface FrontMatter {
  title: string | undefined;
  description: string | undefined;
  version: string | undefined;
  tags: string[];
  /** hosts that the notebook would like to reach. */
  network: string[];
  /** what the author's run gave, by name. */
  expected: Record<string, string>;
  /** why the front matter cannot be read, if so. */
  problem?: string;
}

/** Prose as a tree of elements, made without parsing any HTML: text, or a tag with attributes and children. */
export type ProseNode =
  string | readonly [tag: string, attributes: Record<string, string>, ...children: ProseNode[]];

/** A prose cell ready to be drawn. */
export interface Prose {
  nodes: ProseNode[];
  /** the `${…}` in it, in order; the tree holds a `span` with `data-inline="0"`, "1" … in their places. */
  inline: {source: string; line: number; column: number}[];
  headings: {level: number; text: string; slug: string}[];
  /** whether there is TeX in it, which needs the maths fonts. */
  tex: boolean;
}
