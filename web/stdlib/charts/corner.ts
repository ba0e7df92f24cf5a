// Samples of several parameters, each alone and in pairs, as one drawing.
import {say} from "../../say.ts";
import {h, svg} from "../element.ts";
import {checkVector} from "./checkShape.ts";
import {write} from "./ticks.ts";
import type {CornerOptions} from "./types.ts";

const WHAT = "charts.corner";
const BINS = 24;
const CELL = 100;
const GAP = 6;
const EDGE = 52;
/** Shades from the densest bins outward, each of half the opacity. */
const LEVELS = [0.05, 0.2, 0.45, 0.7];

interface Axis {
  name: string;
  values: ArrayLike<number>;
  low: number;
  high: number;
  /** 2.5, 16, 50, 84 and 97.5 percent of the samples lie below. */
  quantiles: number[];
}

export function makeCorner(document: Document, findWidth: () => number | undefined) {
  return (
    samples: Readonly<Record<string, ArrayLike<number>>>,
    {truth = {}, bins = BINS}: CornerOptions = {}
  ): HTMLElement => {
    const axes = toAxes(samples);
    const n = axes.length;
    const width = EDGE + n * (CELL + GAP);
    const root = svg(document, "svg", {
      viewBox: `0 0 ${width} ${width}`,
      role: "img",
      "aria-label": say("charts.cornerLabel", {
        count: axes[0].values.length,
        names: axes.map(({name}) => name).join(", ")
      }),
      // few parameters are not blown up, many may shrink
      style: `max-width: ${Math.min(width * 1.4, findWidth() || width * 1.4)}px; width: 100%`
    });
    axes.forEach((down, row) => {
      for (let column = 0; column <= row; column++) {
        const x = EDGE + column * (CELL + GAP);
        const y = row * (CELL + GAP) + GAP;
        const cell = svg(document, "g", {transform: `translate(${x} ${y})`});
        const across = axes[column];
        if (row === column) drawAlone(document, cell, across, bins, truth[across.name]);
        else drawPair(document, cell, {across, down, bins, truth});
        cell.append(svg(document, "rect", {class: "corner-frame", width: CELL, height: CELL}));
        if (row === n - 1) labelBelow(document, cell, across);
        if (column === 0 && row > 0) labelLeft(document, cell, down);
        root.append(cell);
      }
    });
    return h(document, "figure", {class: "corner"}, root);
  };
}

function toAxes(samples: Readonly<Record<string, ArrayLike<number>>>): Axis[] {
  const entries = Object.entries(samples ?? {});
  if (entries.length === 0)
    throw new TypeError(`${WHAT}: expected samples by name, such as {v0: samples[6]}, got none`);
  return entries.map(([name, values]) => {
    checkVector(WHAT, name, values);
    if (values.length !== entries[0][1].length || values.length < 2)
      throw new RangeError(
        `${WHAT}: expected at least 2 samples, as many of each, got ${values.length} of ${name}`
      );
    const sorted = Float64Array.from(values).filter(Number.isFinite).sort();
    const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? NaN;
    const [low, high] = [at(0.002), at(0.998)];
    const room = 0.04 * (high - low) || Math.abs(low) * 0.01 || 1;
    const quantiles = [0.025, 0.16, 0.5, 0.84, 0.975].map(at);
    return {name, values, low: low - room, high: high + room, quantiles};
  });
}

function toPlace({low, high}: Axis, x: number): number {
  return ((x - low) / (high - low)) * CELL;
}

function toBin(axis: Axis, x: number, bins: number): number {
  const bin = Math.floor(((x - axis.low) / (axis.high - axis.low)) * bins);
  return bin >= 0 && bin < bins ? bin : -1;
}

function drawAlone(
  document: Document,
  cell: SVGGElement,
  axis: Axis,
  bins: number,
  truth: number | undefined
): void {
  const counts = new Float64Array(bins);
  for (let i = 0; i < axis.values.length; i++) {
    const bin = toBin(axis, axis.values[i], bins);
    if (bin >= 0) counts[bin]++;
  }
  const most = Math.max(...counts, 1);
  const step = CELL / bins;
  let path = `M0 ${CELL}`;
  counts.forEach((count, k) => {
    const y = CELL - (count / most) * CELL * 0.92;
    path += `L${k * step} ${y}L${(k + 1) * step} ${y}`;
  });
  const [low95, low, median, high, high95] = axis.quantiles;
  const title = say("charts.middle", {
    median: write(median),
    low: write(low),
    high: write(high)
  });
  const line = (x: number, kind: string) =>
    svg(document, "line", {
      class: kind,
      x1: toPlace(axis, x),
      x2: toPlace(axis, x),
      y1: 0,
      y2: CELL
    });
  cell.append(
    svg(document, "path", {class: "corner-bars", d: `${path}L${CELL} ${CELL}Z`}),
    ...[low95, high95].map((x) => line(x, "corner-outer")),
    ...[low, median, high].map((x) => line(x, "corner-inner")),
    svg(document, "title", {}, `${axis.name}: ${title}`)
  );
  if (truth !== undefined) cell.append(line(truth, "corner-truth"));
}

function drawPair(
  document: Document,
  cell: SVGGElement,
  parts: {across: Axis; down: Axis; bins: number; truth: Readonly<Record<string, number>>}
): void {
  const {across, down, bins, truth} = parts;
  const counts = new Float64Array(bins * bins);
  for (let i = 0; i < across.values.length; i++) {
    const x = toBin(across, across.values[i], bins);
    const y = toBin(down, down.values[i], bins);
    if (x >= 0 && y >= 0) counts[y * bins + x]++;
  }
  const most = Math.max(...counts, 1);
  const step = CELL / bins;
  for (const level of LEVELS) {
    let path = "";
    counts.forEach((count, k) => {
      if (count <= level * most) return;
      const x = (k % bins) * step;
      const y = CELL - (Math.floor(k / bins) + 1) * step;
      path += `M${x} ${y}h${step}v${step}h${-step}z`;
    });
    if (path) cell.append(svg(document, "path", {class: "corner-shade", d: path}));
  }
  const [x, y] = [truth[across.name], truth[down.name]];
  if (x === undefined || y === undefined) return;
  const place = {cx: toPlace(across, x), cy: CELL - toPlace(down, y)};
  cell.append(svg(document, "circle", {class: "corner-truth", r: 3.5, ...place}));
}

function labelBelow(document: Document, cell: SVGGElement, axis: Axis): void {
  const text = (x: number, y: number, anchor: string, what: string) =>
    svg(document, "text", {x, y, "text-anchor": anchor}, what);
  const [, low, , high] = axis.quantiles;
  cell.append(
    text(0, CELL + 13, "start", write(low, 3)),
    text(CELL, CELL + 13, "end", write(high, 3)),
    svg(
      document,
      "text",
      {class: "corner-name", x: CELL / 2, y: CELL + 29, "text-anchor": "middle"},
      axis.name
    )
  );
}

function labelLeft(document: Document, cell: SVGGElement, axis: Axis): void {
  const transform = `translate(-10 ${CELL / 2}) rotate(-90)`;
  cell.append(
    svg(document, "text", {class: "corner-name", transform, "text-anchor": "middle"}, axis.name)
  );
}
