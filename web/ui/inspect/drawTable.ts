// A table: sorted by its headings, a page at a time, each heading with what its column holds.
import {say} from "../../say.ts";
import {brief} from "./brief.ts";
import {summarizeColumn} from "./columnSummary.ts";
import type {ColumnSummary} from "./columnSummary.ts";
import type {InspectContext} from "./context.ts";
import {drawFrame} from "./drawFrame.ts";
import {drawPager} from "./drawPager.ts";
import {h, svg} from "../../stdlib/element.ts";
import {formatCount, formatNumber, formatShort} from "./formatNumber.ts";
import {sortRows} from "./sortRows.ts";
import type {Direction} from "./sortRows.ts";
import {toCsv} from "./toCsv.ts";
import type {Columns} from "./toCsv.ts";
import type {FileOffer} from "./tools.ts";
import {csvFile, jsonFile} from "./valueFiles.ts";

const MOST_COLUMNS = 100;

export function drawTable(
  context: InspectContext,
  options: {
    value: unknown;
    table: Columns;
    whole?: () => Columns;
    files?: FileOffer[];
    label?: string;
  }
): HTMLElement {
  const {value, table, whole = () => table} = options;
  const rows = formatCount(table.length);
  const label = options.label ?? say("inspect.tableOf", {rows, columns: table.names.length});
  const files = options.files ?? [csvFile(context, whole), jsonFile(context, value)];
  const copy = () => toCsv(whole()).text;
  return drawFrame(
    context,
    {class: "value-table", type: [label], tools: {copy, files}},
    ...drawSortable(context, table, label)
  );
}

/** The table itself and its pager. */
export function drawSortable(
  {document, name}: InspectContext,
  table: Columns,
  label: string,
  size = 20
): HTMLElement[] {
  const summaries = table.names.slice(0, MOST_COLUMNS).map((_, i) => summarizeColumn(table, i));
  let order: Uint32Array | undefined;
  let sorted: {column: number; direction: Direction} | undefined;
  const body = h(document, "tbody");
  const pager = drawPager(document, {
    length: table.length,
    size,
    label: say("inspect.rows"),
    sizes: true,
    show({begin, end}) {
      const lines = [];
      for (let row = begin; row < end; row++)
        lines.push(drawRow(document, table, order ? order[row] : row, summaries));
      body.replaceChildren(...lines);
    }
  });
  const headings = summaries.map((summary, column) => {
    const sort = () => {
      sorted = nextSort(sorted, column);
      order = sorted && sortRows(table.length, (row) => table.cell(row, column), sorted.direction);
      headings.forEach((heading, i) => {
        const direction = sorted?.column === i ? sorted.direction : undefined;
        if (direction) heading.setAttribute("aria-sort", direction);
        else heading.removeAttribute("aria-sort");
      });
      pager.first();
    };
    return drawHeading(document, table.names[column], summary, sort);
  });
  const row = h(
    document,
    "tr",
    {},
    h(document, "th", {class: "index", scope: "col"}, "#"),
    ...headings
  );
  if (table.names.length > MOST_COLUMNS)
    row.append(h(document, "td", {}, `… ${table.names.length - MOST_COLUMNS}`));
  const grid = h(document, "table", {class: "rows"}, h(document, "thead", {}, row), body);
  const caption = name ? `${name}, ${label}` : label;
  const box = h(
    document,
    "div",
    {class: "table-box", tabindex: 0, role: "region", "aria-label": caption},
    grid
  );
  pager.refresh();
  return [box, pager.element];
}

/** Up, down, as given. */
function nextSort(
  sorted: {column: number; direction: Direction} | undefined,
  column: number
): {column: number; direction: Direction} | undefined {
  if (sorted?.column !== column) return {column, direction: "ascending"};
  return sorted.direction === "ascending" ? {column, direction: "descending"} : undefined;
}

function drawHeading(
  document: Document,
  name: string,
  {isNumeric, words, bins}: ColumnSummary,
  sort: () => void
): HTMLTableCellElement {
  const button = h(
    document,
    "button",
    {type: "button", onclick: sort, title: say("inspect.sortBy", {name})},
    h(document, "span", {class: "name"}, name),
    h(document, "span", {class: "arrow", "aria-hidden": "true"})
  );
  const heading = h(
    document,
    "th",
    {scope: "col", class: isNumeric ? "numeric" : undefined},
    button
  );
  const summary = h(document, "div", {class: "summary"}, words);
  heading.append(summary);
  if (bins) {
    const most = Math.max(...bins.counts);
    const width = 64 / bins.counts.length;
    const bars = bins.counts.map((count, i) => {
      const height = (14 * count) / most;
      return svg(document, "rect", {x: i * width, y: 14 - height, width: width * 0.86, height});
    });
    const box = {viewBox: "0 0 64 14", width: 64, height: 14, class: "spark", fill: "currentColor"};
    heading.append(svg(document, "svg", {...box, "aria-hidden": "true"}, ...bars));
  }
  return heading;
}

const LONGEST_CELL = 200;

function drawRow(
  document: Document,
  table: Columns,
  row: number,
  summaries: ColumnSummary[]
): HTMLTableRowElement {
  const line = h(document, "tr", {}, h(document, "th", {class: "index", scope: "row"}, row));
  summaries.forEach(({isNumeric}, column) => {
    const value = table.cell(row, column);
    const isNothing = value === null || value === undefined;
    const text = toText(value);
    const cut = text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL)}…` : text;
    const isCut = typeof value === "number" && text !== formatNumber(value);
    const kind = isNothing ? "nothing" : isNumeric ? "numeric" : undefined;
    const title = isCut ? formatNumber(value) : undefined;
    line.append(h(document, "td", {class: kind, title}, cut));
  });
  return line;
}

const DIGITS = 7;

/** Numbers in few digits, for rows that can be compared; all of them are in the copy and the files. */
function toText(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return formatShort(value, DIGITS);
  return value === null || value === undefined ? "–" : brief(value);
}
