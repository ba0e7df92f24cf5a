// What a cell hands the charts; their doc comments are in ../globals.ts's `Charts`.

/** Square matrices by rows, by the name under which each is shown. */
export type TwoTimeMaps = Readonly<Record<string, ArrayLike<number>>>;

export interface TwoTimeOptions {
  /** time between frames; default 1. */
  dt?: number;
  /** time of the first frame; default 0. */
  first?: number;
  /** unit of the times; default "s". */
  unit?: string;
  /** names of maps with values around zero; default: those whose name begins with "residual" or "difference". */
  signed?: readonly string[];
  /** range of the colours of all others; default: of their values off the diagonal. */
  domain?: readonly [number, number];
  /** range of the signed ones: from minus this to this. */
  limit?: number;
  /** most pixels that a map is wide; default 320. */
  size?: number;
}

export interface TwoTimeFigure extends HTMLElement {
  /** Shows other matrices of the same size, where they are; the zoom stays. */
  update(maps: TwoTimeMaps): void;
}

export interface Curve {
  name: string;
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  /** standard deviation of y: a band, or whiskers of points. */
  error?: ArrayLike<number>;
  /** points instead of a line. */
  points?: boolean;
}

export interface CurvesOptions {
  x?: string;
  y?: string;
  /** axes with logarithms; default none. */
  log?: "x" | "y" | "xy";
  height?: number;
  title?: string;
}

export interface AngleRow {
  phi: number;
  reduced: number;
  contrast?: number;
  offset?: number;
}

export interface CornerOptions {
  /** what is known to be true, by name. */
  truth?: Readonly<Record<string, number>>;
  /** bins a side; default 24. */
  bins?: number;
}

/** What a run says of itself that a trace can show. */
export type TraceSource = AsyncIterable<object> | Iterable<object> | ArrayLike<object>;

export interface TraceOptions {
  /** the number to show; default "chi2". */
  y?: string;
  /** default: a count of what came. */
  x?: string;
  log?: boolean;
  height?: number;
}

export interface Charts {
  /**
   * Two-time maps side by side, with one colour scale and one zoom: drag a rectangle to zoom, double-click for all of it;
   * with the keyboard, arrows move the cross, + and − zoom, 0 shows all.
   * @example charts.twoTime({data: scan.data[0], model: fitted, residual}, {dt: scan.dt})
   */
  twoTime(maps: TwoTimeMaps, options?: TwoTimeOptions): TwoTimeFigure;
  /**
   * Curves with their bands: g2 by angle, J(t), v(t), x(t).
   * @example charts.curves([{name: "30°", x: tau, y: g2, error}], {x: "Lag (s)", y: "g₂", log: "x"})
   */
  curves(curves: readonly Curve[], options?: CurvesOptions): Element;
  /** Reduced χ² by angle. @example charts.angles(fit.angles) */
  angles(rows: readonly AngleRow[], options?: {height?: number}): Element;
  /**
   * Samples of several parameters, each alone and in pairs, with the middle 68 % and 95 % marked.
   * @example charts.corner({v0: samples[6], beta: samples[7]})
   */
  corner(
    samples: Readonly<Record<string, ArrayLike<number>>>,
    options?: CornerOptions
  ): HTMLElement;
  /** A correlation matrix, by rows. @example charts.correlation(fit.correlation, names) */
  correlation(matrix: ArrayLike<number>, names: readonly string[]): Element;
  /**
   * How a run comes along, drawn while it goes.
   * @example const run = heterodyne.fit(scan, {start}); display(charts.trace(run)); const fit = await run;
   */
  trace(run: TraceSource, options?: TraceOptions): HTMLElement;
}
