// Observable Plot draws and forgets: nothing in its SVG says what was drawn. This thin layer keeps
// the channels of every mark, as they are after all transforms, by the element that shows them.
import type * as PlotModule from "@observablehq/plot";

type PlotNamespace = typeof PlotModule;
type PlotOptions = PlotModule.PlotOptions;

export interface RememberedChannel {
  /** by Plot's name: x, y1, fill … */
  name: string;
  /** what the author calls it, where that is known. */
  label: string | undefined;
  /** as drawn by `RememberedMark.rows`. */
  values: ArrayLike<unknown>;
}

export interface RememberedMark {
  /** Plot's word for it: line, dot, rect … */
  kind: string;
  channels: RememberedChannel[];
  /** indices into the channels' values, in the order of the data; what was filtered away is missing. */
  rows: number[];
}

export interface PlotMemory {
  title: string;
  subtitle: string;
  caption: string;
  /** the author's own text alternative. */
  ariaLabel: string;
  ariaDescription: string;
  /** by Plot's name: x, y, color …; a label only where the author gave one. */
  scales: Record<string, {type: string; label: string; domain: unknown[]}>;
  marks: RememberedMark[];
}

const memories = new WeakMap<Element, PlotMemory>();

/** What a plot shows; undefined for an element that `withMemory`'s plot did not make. */
export function recallPlot(element: Element): PlotMemory | undefined {
  return memories.get(element);
}

/** Plot's namespace, where `plot()` and `mark.plot()` remember what they draw, and fit the width there is. */
export function withMemory(
  Plot: PlotNamespace,
  findWidth?: () => number | undefined
): PlotNamespace {
  const plot: PlotNamespace["plot"] = (options = {}) =>
    drawAndKeep(Plot, {...options, width: options.width ?? fit(findWidth?.())});
  // marks and lists of marks take their method from here
  Plot.Mark.prototype.plot = function ({marks = [], ...options} = {}) {
    return plot({...options, marks: [...marks, this as PlotModule.Markish]});
  };
  return {...Plot, plot};
}

/** Plot's own width, or less where the column is narrower. */
function fit(width: number | undefined): number {
  return Math.min(PLOT_WIDTH, width || PLOT_WIDTH);
}

const PLOT_WIDTH = 640;

interface MarkState {
  facets?: ArrayLike<number>[];
  channels?: Record<string, {value?: ArrayLike<unknown>; label?: string} | undefined>;
}

function drawAndKeep(Plot: PlotNamespace, options: PlotOptions) {
  const given = ((options.marks ?? []) as unknown[]).flat(Infinity);
  let marks: RememberedMark[] = [];
  // drawn last, when every other mark's channels are final; draws nothing itself
  const witness: PlotModule.RenderFunction = (_index, _scales, _values, _dimensions, context) => {
    const {getMarkState} = context as unknown as {getMarkState: (mark: object) => MarkState};
    try {
      marks = given.filter(isMark).flatMap((mark) => {
        const kept = keepMark(mark.ariaLabel ?? "", getMarkState(mark));
        return kept ? [kept] : [];
      });
    } catch {
      // a plot that cannot be remembered is still a plot
    }
    return null;
  };
  const element = Plot.plot({...options, marks: [...(given as PlotModule.Markish[]), witness]});
  memories.set(element, {
    title: toText(options.title),
    subtitle: toText(options.subtitle),
    caption: toText(options.caption),
    ariaLabel: options.ariaLabel ?? "",
    ariaDescription: options.ariaDescription ?? "",
    scales: keepScales(element, options),
    marks
  });
  return element;
}

function isMark(mark: unknown): mark is {ariaLabel?: string} {
  return typeof mark === "object" && mark !== null && "render" in mark;
}

/** Furniture: says nothing that the scales do not say. */
const FURNITURE = /axis|grid|frame|crosshair|^tip$|^mesh|sphere|graticule/;

function keepMark(kind: string, {channels = {}, facets}: MarkState): RememberedMark | undefined {
  if (!kind || FURNITURE.test(kind)) return undefined;
  const kept = Object.entries(channels).flatMap(([name, channel]) =>
    channel?.value === undefined || channel.value === null
      ? []
      : [{name, label: channel.label, values: channel.value}]
  );
  if (kept.length === 0) return undefined;
  const rows = facets
    ? facets.flatMap((facet) => Array.from(facet))
    : Array.from({length: kept[0].values.length}, (_, i) => i);
  return {kind, channels: kept, rows: facets && facets.length > 1 ? sortedOnce(rows) : rows};
}

/** A mark that is not faceted is drawn in every facet, and still has its rows once. */
function sortedOnce(rows: number[]): number[] {
  return [...new Set(rows)].sort((a, b) => a - b);
}

const SCALES = ["x", "y", "fx", "fy", "color", "r", "opacity", "symbol", "length"] as const;

function keepScales(element: PlotModule.Plot, options: PlotOptions): PlotMemory["scales"] {
  const scales: PlotMemory["scales"] = {};
  for (const name of SCALES) {
    const scale = element.scale(name);
    if (!scale) continue;
    const {type = "", domain} = scale as {type?: string; domain?: unknown};
    scales[name] = {
      type,
      // what Plot gives back of a scale has no label
      label: toText(options[name]?.label),
      domain: domain === undefined || domain === null ? [] : Array.from(domain as Iterable<unknown>)
    };
  }
  return scales;
}

function toText(label: unknown): string {
  if (typeof label === "string") return label;
  if (typeof label === "object" && label !== null && "textContent" in label)
    return typeof label.textContent === "string" ? label.textContent : "";
  return "";
}
