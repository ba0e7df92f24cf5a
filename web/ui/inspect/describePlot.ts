// A plot in sentences, for readers who do not see it: what kind, of what against what, how many,
// in which range, and how it goes.
import {recallPlot} from "../../stdlib/plotMemory.ts";
import type {PlotMemory} from "../../stdlib/plotMemory.ts";
import {say} from "../../say.ts";
import type {Saying} from "../../say.ts";
import {formatDate} from "./brief.ts";
import {formatCount, formatShort} from "./formatNumber.ts";
import {clean, plotTables} from "./plotTables.ts";
import type {PlotTable} from "./plotTables.ts";
import {gather} from "./statistics.ts";

/** The text alternative of a plot that was drawn with memory. */
export function describePlot(element: Element): string | undefined {
  const memory = recallPlot(element);
  return memory && describeMemory(memory);
}

const MOST_MARKS = 4;
const MOST_SERIES = 6;

export function describeMemory(memory: PlotMemory): string {
  const own = [memory.title, memory.ariaLabel, memory.ariaDescription].filter(Boolean);
  const tables = plotTables(memory);
  const sentences = tables.slice(0, MOST_MARKS).map((table) => describeTable(table, memory));
  if (tables.length > MOST_MARKS)
    sentences.push(say("inspect.moreMarks", {count: tables.length - MOST_MARKS}));
  if (tables.length === 0) sentences.push(nameMarks(memory));
  return [...own.map(endSentence), ...sentences].join(" ");
}

/** What has no columns, such as the outlines of a map. */
function nameMarks({marks}: PlotMemory): string {
  const drawn = marks.filter(({rows}) => rows.length > 0);
  if (drawn.length === 0) return say("inspect.emptyPlot");
  const facts = drawn.map(
    ({kind, rows}) => `${say("inspect.marksOf", {kind})}: ${formatCount(rows.length)}.`
  );
  return facts.slice(0, MOST_MARKS).join(" ");
}

function endSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

const KINDS = {
  line: "inspect.lineChart",
  area: "inspect.areaChart",
  "positive difference": "inspect.areaChart",
  "negative difference": "inspect.areaChart",
  dot: "inspect.scatterPlot",
  bar: "inspect.barChart",
  waffle: "inspect.barChart",
  rect: "inspect.rectangles",
  cell: "inspect.heatMap",
  raster: "inspect.heatMap",
  contour: "inspect.contours",
  density: "inspect.contours"
} satisfies Record<string, Saying>;

function describeTable(table: PlotTable, memory: PlotMemory): string {
  const axis = (name: "x" | "y") => nameAxis(name, table, memory);
  const isHistogram = table.kind === "rect" && isBinned(table) !== undefined;
  const kind = isHistogram
    ? say("inspect.histogramOf")
    : table.kind in KINDS
      ? say(KINDS[table.kind as keyof typeof KINDS])
      : say("inspect.marksOf", {kind: table.kind});
  const what = say("inspect.against", {kind, y: axis("y"), x: axis("x")});
  const unit = /^(bar|waffle)$/.test(table.kind) || isHistogram ? "inspect.bars" : "inspect.points";
  const facts = [say(unit, {count: formatCount(table.length)})];
  for (const name of ["x", "y"] as const) {
    const range = rangeOf(table, name);
    if (range) facts.push(say("inspect.range", {name: axis(name), ...range}));
  }
  const fill = table.channels.has("fill") && rangeOf(table, "fill");
  if (fill) facts.push(say("inspect.colourRange", fill));
  return `${what}: ${facts.join(", ")}.${describeTrend(table)}`;
}

function nameAxis(name: "x" | "y", table: PlotTable, memory: PlotMemory): string {
  const column = indexOf(table, name);
  const label = memory.scales[name]?.label;
  if (label) return clean(label);
  return column === undefined ? name : table.names[column].replace(/ (from|to)$/, "");
}

/** The column that stands for an axis: the value, or the end of an interval. */
function indexOf(table: PlotTable, name: string): number | undefined {
  return table.channels.get(name) ?? table.channels.get(`${name}2`);
}

function rangeOf(table: PlotTable, name: string): {from: string; to: string} | undefined {
  const last = indexOf(table, name);
  if (last === undefined) return undefined;
  const first = table.channels.get(`${name}1`) ?? last;
  const low = gather(numbersOf(table, first));
  const high = gather(numbersOf(table, last));
  if (Number.isNaN(low.min) || Number.isNaN(high.max)) return undefined;
  const write = isDates(table, last) ? (x: number) => formatDate(new Date(x)) : toWords;
  return {from: write(low.min), to: write(high.max)};
}

function toWords(x: number): string {
  return formatShort(x, 4).replace("-", "−");
}

function isDates(table: PlotTable, column: number): boolean {
  return table.cell(0, column) instanceof Date;
}

function numbersOf(table: PlotTable, column: number): number[] {
  return Array.from({length: table.length}, (_, row) => toPlain(table.cell(row, column)));
}

function toPlain(value: unknown): number {
  if (value instanceof Date) return value.getTime();
  return typeof value === "number" || typeof value === "bigint" ? Number(value) : NaN;
}

/** Along which axis a mark of rectangles is binned. */
function isBinned({channels}: PlotTable): "x" | "y" | undefined {
  if (channels.has("x1") && channels.has("x2") && channels.has("y")) return "x";
  if (channels.has("y1") && channels.has("y2") && channels.has("x")) return "y";
  return undefined;
}

function describeTrend(table: PlotTable): string {
  if (/^(line|area)$/.test(table.kind)) return describeSeries(table);
  if (table.kind === "dot") return describeCloud(table);
  if (/^(bar|rect|waffle)$/.test(table.kind)) return describeBars(table);
  return "";
}

function describeSeries(table: PlotTable): string {
  const x = indexOf(table, "x");
  const y = indexOf(table, "y");
  if (y === undefined) return "";
  const by = ["z", "stroke", "fill"].find((name) => table.channels.has(name));
  const keys = ["fx", "fy", by].flatMap((name) => table.channels.get(name ?? "") ?? []);
  let series = new Map<string, number[]>();
  const nameOf = (row: number) => keys.map((key) => toCell(table.cell(row, key))).join(", ");
  for (let row = 0; row < table.length; row++) {
    const name = nameOf(row);
    if (Number.isNaN(toPlain(table.cell(row, y)))) continue;
    if (!series.has(name)) series.set(name, []);
    series.get(name)!.push(row);
  }
  // a colour that runs along the line makes no series
  if (series.size > table.length / 3) series = new Map([["", [...series.values()].flat()]]);
  const told = [...series].slice(0, MOST_SERIES).map(([name, rows]) => {
    const way = describeWay(table, rows, x, y);
    return series.size > 1 ? ` ${name}: ${way}.` : ` ${capitalize(way)}.`;
  });
  const more = series.size - MOST_SERIES;
  const head = series.size > 1 ? ` ${say("inspect.series", {count: series.size})}` : "";
  return head + told.join("") + (more > 0 ? ` ${say("inspect.moreSeries", {count: more})}` : "");
}

/** From where to where, and the peak or trough where it is neither end. */
function describeWay(table: PlotTable, rows: number[], x: number | undefined, y: number): string {
  const value = (row: number) => toPlain(table.cell(row, y));
  const place = (row: number) => (x === undefined ? String(row) : toCell(table.cell(row, x)));
  const first = rows[0];
  const last = rows[rows.length - 1];
  let low = first;
  let high = first;
  for (const row of rows) {
    if (value(row) < value(low)) low = row;
    if (value(row) > value(high)) high = row;
  }
  const change = value(last) - value(first);
  const swing = value(high) - value(low);
  const isFlat = Math.abs(change) <= 0.02 * swing;
  // a wave does not fall because it happens to end lower
  const isTrend = Math.abs(change) > 0.5 * swing;
  const verb = isFlat
    ? "inspect.level"
    : !isTrend
      ? "inspect.goes"
      : change > 0
        ? "inspect.rises"
        : "inspect.falls";
  const facts = [say(verb, {from: toWords(value(first)), to: toWords(value(last))})];
  if (value(high) > Math.max(value(first), value(last)))
    facts.push(say("inspect.highest", {value: toWords(value(high)), at: place(high)}));
  if (value(low) < Math.min(value(first), value(last)))
    facts.push(say("inspect.lowest", {value: toWords(value(low)), at: place(low)}));
  return facts.join("; ");
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function toCell(value: unknown): string {
  if (value instanceof Date) return formatDate(value);
  return typeof value === "number" ? toWords(value) : String(value);
}

/** Pearson's correlation, in a word and a number. */
function describeCloud(table: PlotTable): string {
  const [x, y] = [indexOf(table, "x"), indexOf(table, "y")];
  if (x === undefined || y === undefined || table.length < 3) return "";
  const r = correlate(numbersOf(table, x), numbersOf(table, y));
  if (Number.isNaN(r)) return "";
  const strength = Math.abs(r);
  const key =
    strength < 0.2
      ? "inspect.noTrend"
      : r > 0
        ? strength < 0.7
          ? "inspect.weakRise"
          : "inspect.strongRise"
        : strength < 0.7
          ? "inspect.weakFall"
          : "inspect.strongFall";
  return ` ${say(key, {r: r.toFixed(2).replace("-", "−")})}`;
}

export function correlate(x: number[], y: number[]): number {
  const pairs = x.map((_, i) => i).filter((i) => Number.isFinite(x[i]) && Number.isFinite(y[i]));
  const a = gather(pairs.map((i) => x[i]));
  const b = gather(pairs.map((i) => y[i]));
  const sum = pairs.reduce((s, i) => s + (x[i] - a.mean) * (y[i] - b.mean), 0);
  return sum / ((pairs.length - 1) * a.sd * b.sd);
}

function describeBars(table: PlotTable): string {
  const along = isBinned(table) ?? (isNumeric(table, "y") ? "x" : "y");
  const size = indexOf(table, along === "x" ? "y" : "x");
  const place = indexOf(table, along);
  if (size === undefined || place === undefined || table.length < 2) return "";
  const sizes = numbersOf(table, size);
  const {min, max} = gather(sizes);
  if (Number.isNaN(min)) return "";
  const start = table.channels.get(`${along}1`);
  const name = (row: number) =>
    start === undefined || start === place
      ? toCell(table.cell(row, place))
      : `${toCell(table.cell(row, start))} – ${toCell(table.cell(row, place))}`;
  const facts = [say("inspect.highest", {value: toWords(max), at: name(sizes.indexOf(max))})];
  if (min < max)
    facts.push(say("inspect.lowest", {value: toWords(min), at: name(sizes.indexOf(min))}));
  return ` ${capitalize(facts.join("; "))}.`;
}

function isNumeric(table: PlotTable, name: string): boolean {
  const column = indexOf(table, name);
  return column !== undefined && !Number.isNaN(toPlain(table.cell(0, column)));
}
