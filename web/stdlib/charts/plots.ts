// Charts that are Plot's: curves with bands, χ² by angle, a correlation matrix.
import type * as PlotModule from "@observablehq/plot";
import {say} from "../../say.ts";
import {checkVector} from "./checkShape.ts";
import {SIGNED_RAMP} from "./colorRamp.ts";
import {write} from "./ticks.ts";
import type {AngleRow, Curve, CurvesOptions} from "./types.ts";

type PlotNamespace = typeof PlotModule;

/** Plot writes 0.1 as "100m" there, which beside seconds reads as a unit. */
const LOG = {type: "log", tickFormat: "~g"} as const;

export function drawCurves(
  Plot: PlotNamespace,
  curves: readonly Curve[],
  {x, y, log = undefined, height = 260, title}: CurvesOptions
): Element {
  const what = "charts.curves";
  const rows = curves.flatMap((curve) => {
    const xs = checkVector(what, `x of ${curve.name}`, curve.x);
    const ys = checkVector(what, `y of ${curve.name}`, curve.y);
    if (xs.length !== ys.length)
      throw new RangeError(
        `${what}: expected x and y of one length in ${curve.name}, got ${xs.length} and ${ys.length}`
      );
    return Array.from(xs, (at, i) => {
      const half = curve.error?.[i] ?? 0;
      const [low, high] = [ys[i] - half, ys[i] + half];
      return {name: curve.name, x: at, y: ys[i], low, high, isPoint: Boolean(curve.points)};
    }).filter((row) => (!log?.includes("x") || row.x > 0) && (!log?.includes("y") || row.low > 0));
  });
  const lines = rows.filter(({isPoint}) => !isPoint);
  const points = rows.filter(({isPoint}) => isPoint);
  const hasBands = curves.some(({error, points: are}) => error && !are);
  const hasWhiskers = curves.some(({error, points: are}) => error && are);
  const colour = curves.length > 1 ? "name" : () => curves[0]?.name;
  return Plot.plot({
    height,
    // room for numbers such as 10,000 and −0.0005
    marginLeft: 56,
    ...(title ? {title} : {}),
    x: {label: x ?? null, ...(log?.includes("x") ? LOG : {})},
    y: {label: y ?? null, grid: true, ...(log?.includes("y") ? LOG : {})},
    color: {legend: curves.length > 1, domain: curves.map(({name}) => name)},
    marks: [
      hasBands
        ? Plot.areaY(lines, {
            x: "x",
            y1: "low",
            y2: "high",
            fill: colour,
            z: "name",
            fillOpacity: 0.2
          })
        : [],
      hasWhiskers
        ? Plot.ruleX(points, {x: "x", y1: "low", y2: "high", stroke: colour, strokeOpacity: 0.5})
        : [],
      points.length > 0 ? Plot.dot(points, {x: "x", y: "y", fill: colour, r: 2}) : [],
      lines.length > 0
        ? Plot.lineY(lines, {x: "x", y: "y", stroke: colour, z: "name", strokeWidth: 1.8})
        : []
    ]
  });
}

export function drawAngles(
  Plot: PlotNamespace,
  rows: readonly AngleRow[],
  {height = 200}: {height?: number}
): Element {
  if (!Array.isArray(rows) || rows.length === 0)
    throw new TypeError("charts.angles: expected rows with phi and reduced, got none");
  return Plot.plot({
    height,
    x: {label: say("charts.angle"), inset: 20},
    y: {label: say("charts.reduced"), grid: true, zero: true},
    marks: [
      Plot.ruleY([0]),
      Plot.ruleX(rows, {x: "phi", y: "reduced", stroke: "var(--accent)", strokeWidth: 3}),
      Plot.dot(rows, {x: "phi", y: "reduced", fill: "var(--accent)", r: 5, tip: true})
    ]
  });
}

export function drawCorrelation(
  Plot: PlotNamespace,
  matrix: ArrayLike<number>,
  names: readonly string[]
): Element {
  const n = names.length;
  if (checkVector("charts.correlation", "matrix", matrix).length !== n * n)
    throw new RangeError(
      `charts.correlation: expected ${n}×${n} numbers for ${n} names, got ${matrix.length}`
    );
  const rows = names.flatMap((row, i) =>
    names.map((column, j) => ({row, column, value: matrix[i * n + j]}))
  );
  const step = (k: number) =>
    `rgb(${Array.from(SIGNED_RAMP.subarray(3 * k, 3 * k + 3)).join(", ")})`;
  const isTight = n > 8;
  return Plot.plot({
    height: 40 + Math.max(220, 34 * n),
    marginLeft: 110,
    marginTop: 80,
    x: {axis: "top", label: null, domain: names, tickRotate: -45},
    y: {label: null, domain: names},
    color: {
      type: "linear",
      domain: [-1, 0, 1],
      range: [step(20), step(128), step(235)],
      label: say("charts.correlation"),
      legend: true,
      // room for the numbers at its ends
      ...{width: 270, marginLeft: 15, marginRight: 15}
    },
    marks: [
      Plot.cell(rows, {x: "column", y: "row", fill: "value", inset: 0.5, tip: true}),
      Plot.text(rows, {
        x: "column",
        y: "row",
        text: ({value}: {value: number}) =>
          Number.isFinite(value) ? write(Number(value.toFixed(isTight ? 1 : 2))) : "",
        fill: ({value}: {value: number}) => (Math.abs(value) > 0.7 ? "white" : "#17202a"),
        fontSize: isTight ? 9 : 11
      })
    ]
  });
}
