// A matrix: small ones as numbers, others as a heat map that is read by pointer or by arrow keys.
import {say} from "../../say.ts";
import type {InspectContext} from "./context.ts";
import {RAMP, toGradient} from "../../stdlib/charts/colorRamp.ts";
import {drawFrame} from "./drawFrame.ts";
import {drawPager} from "./drawPager.ts";
import {fold, freshId, h} from "../../stdlib/element.ts";
import {formatCount, formatNumber, formatShort} from "./formatNumber.ts";
import {makeHeatImage} from "./heatImage.ts";
import type {HeatImage} from "./heatImage.ts";
import type {Matrix} from "./kindOf.ts";
import {canvasFile} from "./pngFile.ts";
import {csvFile, jsonFile, matrixNumbers, matrixTable, npyFile} from "./valueFiles.ts";

const SMALL = 8;
const CELL = 18;
const WIDEST = 480;
const TALLEST = 360;
/** Cells are square unless the matrix is longer than this in one direction. */
const LONGEST_RATIO = 6;

export function drawMatrix(
  context: InspectContext,
  {value, matrix}: {value: unknown; matrix: Matrix}
): HTMLElement {
  const {document} = context;
  const {rows, columns, type} = matrix;
  const files = [
    csvFile(context, () => matrixTable(matrix)),
    jsonFile(context, value),
    npyFile(context, () => matrixNumbers(value, matrix), [rows, columns])
  ];
  const copy = () =>
    Array.from({length: rows}, (_, row) =>
      Array.from({length: columns}, (_, column) => formatNumber(matrix.at(row, column))).join("\t")
    ).join("\n");
  const label = `${type} ${formatCount(rows)} × ${formatCount(columns)}`;
  if (rows <= SMALL && columns <= SMALL) {
    const numbers = drawNumbersOf(document, matrix, 0, rows);
    const box = h(document, "div", {class: "matrix-box", ...scrolled(label)}, numbers);
    return drawFrame(context, {class: "value-matrix", type: [label], tools: {copy, files}}, box);
  }
  const image = makeHeatImage(matrix);
  const canvas = drawImage(document, image);
  files.push(canvasFile(context, canvas));
  const values = fold(document, {
    class: "value-fold",
    summary: [say("inspect.values")],
    content: () => drawPages(document, matrix, label)
  });
  return drawFrame(
    context,
    {class: "value-matrix", type: [label], tools: {copy, files}},
    drawHeatMap(context, {matrix, image, canvas, label}),
    values
  );
}

/** What scrolls must be reachable by keyboard, and have a name. */
function scrolled(label: string) {
  return {tabindex: 0, role: "region", "aria-label": label};
}

function drawImage(document: Document, {width, height, pixels}: HeatImage): HTMLCanvasElement {
  const canvas = h(document, "canvas", {width, height});
  canvas.getContext("2d")?.putImageData(new ImageData(pixels, width, height), 0, 0);
  return canvas;
}

function drawHeatMap(
  {document}: InspectContext,
  parts: {matrix: Matrix; image: HeatImage; canvas: HTMLCanvasElement; label: string}
): HTMLElement {
  const {matrix, image, canvas, label} = parts;
  const {rows, columns, at} = matrix;
  const size = toSize(rows, columns);
  const readout = h(document, "output", {
    class: "readout",
    id: freshId("readout"),
    "data-transient": true
  });
  const hint = say("inspect.heatHint");
  readout.textContent = hint;
  const cursor = h(document, "div", {class: "cursor", "data-transient": true, hidden: true});
  const map = h(
    document,
    "div",
    {
      class: "heat-map",
      role: "application",
      tabindex: 0,
      "aria-roledescription": say("inspect.heatMap"),
      "aria-label": say("inspect.heatLabel", {
        label,
        min: formatShort(image.min),
        max: formatShort(image.max)
      }),
      "aria-describedby": readout.id,
      style: `width: ${size.width}px; aspect-ratio: ${size.width} / ${size.height}`
    },
    canvas,
    cursor
  );
  let place = {row: 0, column: 0};
  const read = (row: number, column: number) => {
    place = {
      row: Math.max(0, Math.min(rows - 1, row)),
      column: Math.max(0, Math.min(columns - 1, column))
    };
    cursor.hidden = false;
    cursor.style.left = `${(100 * place.column) / columns}%`;
    cursor.style.top = `${(100 * place.row) / rows}%`;
    cursor.style.width = `${100 / columns}%`;
    cursor.style.height = `${100 / rows}%`;
    const value = formatNumber(at(place.row, place.column));
    readout.textContent = say("inspect.cell", {row: place.row, column: place.column, value});
  };
  map.addEventListener("pointermove", ({clientX, clientY}) => {
    const box = map.getBoundingClientRect();
    const row = Math.floor(((clientY - box.top) / box.height) * rows);
    read(row, Math.floor(((clientX - box.left) / box.width) * columns));
  });
  map.addEventListener("keydown", (event) => {
    const next = move(event, place, matrix);
    if (!next) return;
    event.preventDefault();
    read(next.row, next.column);
  });
  map.addEventListener("focus", () => {
    if (map.matches(":focus-visible")) read(place.row, place.column);
  });
  const leave = () => {
    if (document.activeElement === map) return;
    cursor.hidden = true;
    readout.textContent = hint;
  };
  map.addEventListener("pointerleave", leave);
  map.addEventListener("blur", leave);
  return h(document, "div", {class: "heat"}, map, drawLegend(document, image), readout);
}

function toSize(rows: number, columns: number): {width: number; height: number} {
  const across = Math.min(columns, rows * LONGEST_RATIO);
  const down = Math.min(rows, columns * LONGEST_RATIO);
  const cell = Math.min(CELL, WIDEST / across, TALLEST / down);
  return {width: Math.round(across * cell), height: Math.round(down * cell)};
}

const FAR = 10;

function move(
  {key, shiftKey, ctrlKey}: KeyboardEvent,
  {row, column}: {row: number; column: number},
  {rows, columns}: Matrix
): {row: number; column: number} | undefined {
  const by = shiftKey ? FAR : 1;
  switch (key) {
    case "ArrowLeft":
      return {row, column: column - by};
    case "ArrowRight":
      return {row, column: column + by};
    case "ArrowUp":
      return {row: row - by, column};
    case "ArrowDown":
      return {row: row + by, column};
    case "Home":
      return {row: ctrlKey ? 0 : row, column: 0};
    case "End":
      return {row: ctrlKey ? rows - 1 : row, column: columns - 1};
    default:
      return undefined;
  }
}

function drawLegend(document: Document, {min, max, block, read}: HeatImage): HTMLElement {
  const ramp = h(document, "span", {
    class: "ramp",
    style: `display: inline-block; width: 128px; height: 8px; background: ${toGradient(RAMP)}`
  });
  const legend = h(document, "div", {class: "legend"}, formatShort(min), ramp, formatShort(max));
  if (block[0] * block[1] > 1) {
    const [rows, columns] = block;
    const count = read[0] * read[1];
    const isWhole = count === rows * columns;
    const text = say(isWhole ? "inspect.averaged" : "inspect.averagedSome", {rows, columns, count});
    legend.append(h(document, "span", {class: "averaged"}, text));
  }
  return legend;
}

const MOST_COLUMNS = 50;

/** Rows begin … end as numbers. */
function drawNumbersOf(
  document: Document,
  {columns, at}: Matrix,
  begin: number,
  end: number
): HTMLTableElement {
  const shown = Math.min(columns, MOST_COLUMNS);
  const table = h(document, "table", {class: "matrix"});
  const head = h(document, "tr", {}, h(document, "td"));
  for (let column = 0; column < shown; column++)
    head.append(h(document, "th", {scope: "col"}, column));
  table.append(h(document, "thead", {}, head));
  const body = h(document, "tbody");
  for (let row = begin; row < end; row++) {
    const line = h(document, "tr", {}, h(document, "th", {scope: "row"}, row));
    for (let column = 0; column < shown; column++)
      line.append(h(document, "td", {}, formatNumber(at(row, column))));
    if (columns > shown) line.append(h(document, "td", {}, "…"));
    body.append(line);
  }
  table.append(body);
  return table;
}

function drawPages(document: Document, matrix: Matrix, label: string): Node[] {
  const box = h(document, "div", {class: "matrix-box", ...scrolled(label)});
  const pager = drawPager(document, {
    length: matrix.rows,
    size: 20,
    label: say("inspect.rows"),
    show: ({begin, end}) => box.replaceChildren(drawNumbersOf(document, matrix, begin, end))
  });
  pager.refresh();
  return [box, pager.element];
}
