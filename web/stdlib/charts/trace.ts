// How a run comes along: a line that grows while it goes.
import type * as PlotModule from "@observablehq/plot";
import {say} from "../../say.ts";
import {h} from "../element.ts";
import type {TraceOptions, TraceSource} from "./types.ts";

interface Row {
  x: number;
  y: number;
}

/** Redrawn at most this often, in milliseconds. */
const PAUSE = 100;

export function drawTrace(
  Plot: typeof PlotModule,
  document: Document,
  source: TraceSource,
  {y = "chi2", x, log = false, height = 180}: TraceOptions = {}
): HTMLElement {
  const rows: Row[] = [];
  const note = h(document, "p", {class: "trace-empty"}, say("charts.nothing"));
  const box = h(document, "figure", {class: "trace"}, note);
  let drawn = 0;
  const add = (item: object) => {
    const numbers = item as Record<string, unknown>;
    const value = Number(numbers[y]);
    if (Number.isFinite(value) && (!log || value > 0))
      rows.push({x: x ? Number(numbers[x]) : rows.length, y: value});
  };
  const draw = () => {
    if (rows.length === 0) return;
    box.replaceChildren(
      Plot.plot({
        height,
        // sums of squares have many digits
        marginLeft: 60,
        x: {label: x ?? say("charts.step")},
        y: {label: y, grid: true, ...(log ? {type: "log"} : {})},
        marks: [
          Plot.lineY(rows, {x: "x", y: "y", stroke: "var(--accent)", strokeWidth: 2}),
          Plot.dot(rows.slice(-1), {x: "x", y: "y", fill: "var(--accent)", r: 4})
        ]
      })
    );
  };
  const follow = async (items: AsyncIterable<object>) => {
    try {
      for await (const item of items) {
        add(item);
        const now = performance.now();
        if (now - drawn < PAUSE) continue;
        drawn = now;
        draw();
      }
    } catch {
      // what became of the run shows where it is awaited
    }
    draw();
  };
  if (Symbol.asyncIterator in source) void follow(source);
  else {
    for (const item of Array.from(source)) add(item);
    draw();
  }
  return box;
}
