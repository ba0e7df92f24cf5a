// What a plot's marks show, as tables: one column for each channel that carries data.
import type {PlotMemory, RememberedMark} from "../../stdlib/plotMemory.ts";
import type {Columns} from "./toCsv.ts";

export interface PlotTable extends Columns {
  /** Plot's word for the mark: line, dot, rect … */
  kind: string;
  /** by channel: x, y, x1, y2, fill …, as rows of `cell`. */
  channels: Map<string, number>;
}

/** Names of channels that say where or what a datum is, in the order of the columns. */
const SHOWN = "fx fy z x x1 x2 y y1 y2 fill stroke r length angle symbol text".split(" ");

/** Every mark's data, the most telling mark first; rules and labels only where there is nothing else. */
export function plotTables(memory: PlotMemory): PlotTable[] {
  const tables = memory.marks
    .map((mark) => toTable(mark, memory))
    .filter((table) => table.names.length > 0 && table.length > 0);
  const telling = tables.filter(({kind}) => !/^(rule|text|tick|image)$/.test(kind));
  return telling.length > 0 ? telling : tables;
}

function toTable({kind, channels, rows}: RememberedMark, memory: PlotMemory): PlotTable {
  const all = SHOWN.flatMap((name) => channels.find((channel) => channel.name === name) ?? []);
  const isShown = (name: string) => all.some((channel) => channel.name === name);
  // z is what fill or stroke show
  const isTold = memory.scales.color && (isShown("fill") || isShown("stroke"));
  const found = isTold ? all.filter(({name}) => name !== "z") : all;
  const has = (name: string) => found.some((channel) => channel.name === name);
  const columns = found.flatMap((channel, index) => {
    const {name, values} = channel;
    // the same list twice tells nothing more
    const isPlace = /^f?[xy][12]?$/.test(name);
    const before = found.slice(0, index);
    if (!isPlace && before.some((earlier) => isSame(earlier.values, values, rows))) return [];
    const scale = /^f?[xy]/.exec(name)?.[0] ?? (name === "r" ? "r" : "color");
    const isColour = name === "fill" || name === "stroke";
    if (isColour && !memory.scales.color) return [];
    const scaled = memory.scales[scale]?.label;
    const label = clean(scaled || (channel.label ?? name.replace(/^([xy])[12]$/, "$1")));
    const at = (row: number) => values[rows[row]];
    if (/^[xy]1$/.test(name) && isAll(values, rows, 0) && has(`${name[0]}2`)) return [];
    const isAlone = isAll(channels.find((c) => c.name === `${name[0]}1`)?.values ?? [], rows, 0);
    const suffix = !/^[xy][12]$/.test(name) || (name[1] === "2" && isAlone) ? "" : name[1];
    return [{name: suffix || !/^[xy]2$/.test(name) ? name : name[0], label, suffix, at}];
  });
  const span: Record<string, string> = {"1": " from", "2": " to"};
  const names = columns.map(({label, suffix}) => label + (span[suffix] ?? ""));
  return {
    kind,
    names: names.map((name, i) =>
      names.indexOf(name) === i ? name : `${name} (${columns[i].name})`
    ),
    length: rows.length,
    channels: new Map(columns.map(({name}, i) => [name, i])),
    cell: (row, column) => columns[column].at(row)
  };
}

const LOOKED_AT = 2000;

function isSame(a: ArrayLike<unknown>, b: ArrayLike<unknown>, rows: number[]): boolean {
  return a === b || rows.slice(0, LOOKED_AT).every((row) => Object.is(a[row], b[row]));
}

function isAll(values: ArrayLike<unknown>, rows: number[], wanted: unknown): boolean {
  return values.length > 0 && rows.slice(0, LOOKED_AT).every((row) => values[row] === wanted);
}

/** Without Plot's arrows. */
export function clean(label: string): string {
  return label.replace(/^\s*[←↑→↓]\s*|\s*[←↑→↓]\s*$/g, "");
}
