// Both axes of a map as SVG around it.
import {svg} from "../element.ts";
import {makeTicks, write} from "./ticks.ts";
import type {Window} from "./paint.ts";

/** Pixels left of a map and below it. */
export const LEFT = 46;
export const BELOW = 38;
const TICK = 4;

export interface Axes {
  size: number;
  dt: number;
  first: number;
  unit: string;
}

export function drawAxes(document: Document, window: Window, axes: Axes): SVGSVGElement {
  const {size, dt, first, unit} = axes;
  const toTime = (frame: number) => first + dt * frame;
  const root = svg(document, "svg", {
    class: "two-time-axes",
    viewBox: `0 0 ${LEFT + size} ${size + BELOW}`,
    "aria-hidden": "true"
  });
  const text = (x: number, y: number, anchor: string, what: string, extra = {}) =>
    svg(document, "text", {x, y, "text-anchor": anchor, ...extra}, what);
  const count = Math.max(2, Math.round(size / 70));
  const along = ([begin, end]: readonly [number, number]) => {
    const [low, high] = [toTime(begin), toTime(end)];
    return makeTicks(low, high, count).map((tick) => ({
      tick,
      place: ((tick - low) / (high - low)) * size
    }));
  };
  for (const {tick, place} of along(window.x)) {
    const x = LEFT + place;
    root.append(
      svg(document, "line", {x1: x, x2: x, y1: size, y2: size + TICK}),
      // nothing stands beyond the map's edge, where it would be cut off
      text(x, size + 15, place > size - 8 ? "end" : "middle", write(tick))
    );
  }
  for (const {tick, place} of along(window.y)) {
    const y = size - place;
    root.append(
      svg(document, "line", {x1: LEFT - TICK, x2: LEFT, y1: y, y2: y}),
      text(LEFT - 7, y + 3.5, "end", write(tick))
    );
  }
  root.append(
    text(LEFT + size / 2, size + 31, "middle", `t₁ (${unit})`),
    text(0, 0, "middle", `t₂ (${unit})`, {
      transform: `translate(11 ${size / 2}) rotate(-90)`
    })
  );
  return root;
}
