// The course and the distribution of many numbers, in a picture of fixed size.
import {say} from "../../say.ts";
import {toBand, toPath} from "./decimate.ts";
import type {Envelope} from "./decimate.ts";
import {svg} from "../../stdlib/element.ts";
import {formatCount, formatShort} from "./formatNumber.ts";
import type {Bins, Statistics} from "./statistics.ts";

export const WIDTH = 640;
export const HEIGHT = 56;
const INSET = 2;

const DENSE = 3;
const PEN = {fill: "none", stroke: "currentColor", "vector-effect": "non-scaling-stroke"};

/** A line of few points, a band of many; the same height whatever is in it. */
export function drawCourse(picture: SVGElement, envelope: Envelope, found: Statistics): void {
  const {min, max, count} = found;
  const document = picture.ownerDocument;
  const box = {min, max, width: WIDTH, height: HEIGHT - 2 * INSET};
  const draw = count > DENSE * envelope.low.length ? toBand : toPath;
  const path = Number.isNaN(min) ? "" : draw(envelope, box);
  const zero = min < 0 && max > 0 ? INSET + box.height * (max / (max - min)) : undefined;
  picture.replaceChildren();
  if (zero !== undefined)
    picture.append(
      svg(document, "path", {
        class: "zero",
        stroke: "currentColor",
        "stroke-opacity": 0.2,
        d: `M0,${zero.toFixed(2)}H${WIDTH}`
      })
    );
  picture.append(
    svg(document, "path", {
      ...PEN,
      class: draw === toBand ? "band" : "line",
      d: path,
      transform: `translate(0 ${INSET})`
    })
  );
  const label = Number.isNaN(min)
    ? say("inspect.nothingFinite")
    : say("inspect.courseLabel", {min: formatShort(min), max: formatShort(max)});
  picture.setAttribute("aria-label", label);
}

/** Bars over the same width, each with its range and count. */
export function drawHistogram(picture: SVGElement, {from, to, counts}: Bins): void {
  const document = picture.ownerDocument;
  const most = Math.max(...counts, 1);
  const width = WIDTH / counts.length;
  const step = (to - from) / counts.length;
  const bars = counts.map((count, i) => {
    const height = (HEIGHT * count) / most;
    const range = `${formatShort(from + i * step)} – ${formatShort(from + (i + 1) * step)}`;
    const title = svg(document, "title", {}, `${range}: ${formatCount(count)}`);
    const box = {x: i * width + 0.5, y: HEIGHT - height, width: Math.max(0.5, width - 1), height};
    return svg(document, "rect", {class: "bar", fill: "currentColor", ...box}, title);
  });
  picture.replaceChildren(...bars);
  const peak = counts.indexOf(most);
  picture.setAttribute(
    "aria-label",
    say("inspect.histogramLabel", {
      bins: counts.length,
      from: formatShort(from),
      to: formatShort(to),
      low: formatShort(from + peak * step),
      high: formatShort(from + (peak + 1) * step),
      count: formatCount(Math.max(0, counts[peak] ?? 0))
    })
  );
}
