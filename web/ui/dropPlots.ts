import {BINS, CURVE, DURATION, REACH, STEPS, curveAt, type Drop} from "./drop.ts";
import type {PlotParts} from "./plotParts.ts";

const MARGINS = {marginTop: 26, marginBottom: 34};
const POSITION = {domain: [-REACH, REACH]};

/** Position over time: some ways, and the band that holds 95 % of them. */
export function drawWays(
  {areaY, axisX, axisY, gridY, line, lineY, plot, ruleY}: PlotParts,
  drop: Drop | undefined,
  width: number,
  height: number
): SVGElement | HTMLElement {
  const marks = [
    gridY({ticks: 5, stroke: "currentColor", strokeOpacity: 0.08}),
    ruleY([0], {stroke: "currentColor", strokeOpacity: 0.25}),
    axisX({label: "time (s)", tickSize: 0, ticks: width > 400 ? 8 : 4}),
    axisY({label: "position (mm)", tickSize: 0, ticks: 5})
  ];
  if (drop) {
    const {ways, expected, params} = drop;
    const times = Float64Array.from({length: STEPS + 1}, (_, i) => (i * DURATION) / STEPS);
    const centre = times.map((t) => params.drift * t);
    const reach = times.map((t) => 1.96 * expected.spread * Math.sqrt(t / DURATION));
    const count = {length: ways.length};
    marks.push(
      areaY(
        {length: times.length},
        {
          x: times,
          y1: centre.map((c, i) => c - reach[i]),
          y2: centre.map((c, i) => c + reach[i]),
          fill: "var(--accent)",
          fillOpacity: 0.12
        }
      ),
      line(count, {
        x: Float64Array.from(ways, (_, i) => times[i % (STEPS + 1)]),
        y: ways,
        z: Uint32Array.from(ways, (_, i) => Math.floor(i / (STEPS + 1))),
        stroke: "var(--accent)",
        strokeWidth: 0.9,
        strokeOpacity: 0.34,
        clip: true
      }),
      lineY(
        {length: times.length},
        {x: times, y: centre, stroke: "currentColor", strokeWidth: 1.6, clip: true}
      )
    );
  }
  return plot({
    width, height, ...MARGINS, marginLeft: 36, marginRight: 10,
    x: {domain: [0, DURATION], insetLeft: 2}, y: POSITION, marks
  }); // prettier-ignore
}

/** Where the walkers end, lying on the same axis of position, and the bell curve. */
export function drawBell(
  {axisX, axisY, gridY, lineX, plot, rectX, ruleX, ruleY}: PlotParts,
  drop: Drop | undefined,
  width: number,
  height: number
): SVGElement | HTMLElement {
  const marks = [
    gridY({ticks: 5, stroke: "currentColor", strokeOpacity: 0.08}),
    ruleY([0], {stroke: "currentColor", strokeOpacity: 0.25}),
    axisX({
      label: "share per mm",
      tickSize: 0,
      ticks: 2,
      tickFormat: (share: number) => (share === 0 ? "" : String(share))
    }),
    axisY({label: null, tickSize: 0, ticks: 5, tickFormat: () => ""})
  ];
  let top = 0.2;
  if (drop) {
    const {shares, density} = drop;
    top = Math.max(0.2, 1.08 * shares.reduce((a, b) => Math.max(a, b), 0));
    const edge = (i: number) => -REACH + (2 * REACH * i) / BINS;
    marks.push(
      rectX(
        {length: BINS},
        {
          x: shares,
          y1: Float64Array.from(shares, (_, i) => edge(i)),
          y2: Float64Array.from(shares, (_, i) => edge(i + 1)),
          fill: "var(--accent)",
          fillOpacity: 0.5,
          insetTop: 0.5
        }
      ),
      lineX(
        {length: CURVE},
        {
          x: density,
          y: Float64Array.from(density, (_, i) => curveAt(i)),
          stroke: "currentColor",
          strokeWidth: 1.6
        }
      )
    );
  }
  marks.push(ruleX([0], {stroke: "currentColor", strokeOpacity: 0.4}));
  return plot({
    width, height, ...MARGINS, marginLeft: 8, marginRight: 10,
    x: {domain: [0, top]}, y: POSITION, marks
  }); // prettier-ignore
}
