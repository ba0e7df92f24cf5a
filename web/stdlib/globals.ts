// Every name that a cell can read without defining it. The doc comments are the user's documentation: the
// editor shows them on hover and the API notebook lists them.
import type * as PlotModule from "@observablehq/plot";
import type {Engine} from "../../worker/api.ts";
import type {Charts} from "./charts/types.ts";
import type {FileAttachment} from "./fileAttachment.ts";
import type {Generators} from "./generators.ts";
import type {Inputs as InputsOf} from "./inputTypes.ts";
import type {Mutable as MutableOf} from "./mutable.ts";

/** A template tag, which may also be called with a text. */
export interface TextTag {
  (strings: TemplateStringsArray, ...values: unknown[]): Node;
  (text: string): Node;
}

/** A template tag for elements; `html.fragment` gives several side by side. */
export interface MarkupTag<E extends Element> {
  (strings: TemplateStringsArray, ...values: unknown[]): E;
  fragment(strings: TemplateStringsArray, ...values: unknown[]): DocumentFragment;
}

/** Values and bytes kept for this notebook. */
export interface Store {
  /** What was kept under a name; undefined when nothing was. */
  get(name: string): Promise<unknown>;
  /** Keeps bytes, or what JSON can hold. */
  set(name: string, value: unknown): Promise<void>;
  /** Forgets a name. */
  delete(name: string): Promise<void>;
}

export interface Globals {
  /**
   * Shows a value among the cell's outputs and gives it back.
   * @example display(Plot.dot(points, {x: "x", y: "y"}).plot())
   */
  display<T>(value: T): T;
  /**
   * Shows an input and gives its values: other cells that read the name run again when the reader changes it.
   * Its value travels in links under `name`, by default the name that the cell declares.
   * @example const n = view(Inputs.range([1, 100], {step: 1, label: "n"}))
   */
  view<T>(input: EventTarget & {value: T}, name?: string): AsyncGenerator<T, void, undefined>;
  /**
   * Resolves when the cell is about to run again, is stopped or deleted.
   * @example invalidation.then(() => clearInterval(timer))
   */
  invalidation: Promise<void>;
  /**
   * Calls a function when the cell is about to run again, is stopped or deleted.
   * @example onDispose(() => socket.close())
   */
  onDispose(f: () => void): void;
  /**
   * Tells how far a long cell is: the bar under its outputs.
   * @example progress(i, n, "sampling")
   */
  progress(done: number, total: number, phase?: string): void;
  /**
   * Waits for some milliseconds, and no longer than the cell's run lasts.
   * @example await sleep(500)
   */
  sleep(milliseconds: number): Promise<void>;
  /**
   * A value that its cell sets and that other cells see as a plain, changing value.
   * @example const count = Mutable(0); const increment = () => count.value++;
   */
  Mutable<T>(initial: T): MutableOf<T>;
  /**
   * Streams of values: of an input, of anything that can push values, of the time, of an element's width.
   * @example const pointer = Generators.observe((push) => { canvas.onpointermove = push; })
   */
  Generators: Generators;
  /**
   * Width of the notebook's column in CSS pixels; cells that read it run again when it changes.
   * @example Plot.plot({width, marks: [Plot.frame()]})
   */
  width: number;
  /**
   * Milliseconds since 1970, every frame. What depends on it is not reproducible.
   * @example Math.sin(now / 1000)
   */
  now: number;
  /**
   * Observable Plot: charts from layered marks. Loaded when a cell first names it.
   * @example Plot.lineY(values, {stroke: "var(--accent)"}).plot({width, height: 240})
   */
  Plot: typeof PlotModule;
  /**
   * Charts of scattering and sampling: two-time maps with a linked zoom, curves with bands, χ² by angle, corner plots,
   * correlation matrices, the course of a run.
   * @example charts.twoTime({data: scan.data[0], model: c2[0]}, {dt: scan.dt})
   */
  charts: Charts;
  /**
   * Controls: range, select, radio, checkbox, toggle, button, text, number, date, color, file, search, table, form.
   * @example const sigma = view(Inputs.range([0, 2], {label: "σ", step: 0.1, value: 1}))
   */
  Inputs: InputsOf;
  /**
   * An HTML element from a template; values become text, attributes, listeners or children.
   * @example html`<button onclick=${() => f()}>Start</button>`
   */
  html: MarkupTag<HTMLElement>;
  /**
   * An SVG element from a template.
   * @example svg`<circle r=${radius} fill="var(--accent)" />`
   */
  svg: MarkupTag<SVGElement>;
  /**
   * Text in Markdown, with TeX between dollar signs.
   * @example md`The mean is **${mean.toFixed(3)}**.`
   */
  md: TextTag;
  /**
   * A formula in TeX within a line; `tex.block` sets it on a line of its own. Backslashes need no doubling.
   * @example tex`\sigma = ${sigma}`
   */
  tex: TextTag & {block: TextTag};
  /**
   * A file that the reader attached to this notebook, by name.
   * @example const rows = await FileAttachment("data.csv").csv({typed: true})
   */
  FileAttachment(name: string): FileAttachment;
  /**
   * Keeps bytes or JSON by name for this notebook, up to 50 MB; a stranger's notebook forgets them with the tab.
   * @example await store.set("trace", trace); const trace = await store.get("trace");
   */
  store: Store;
  /**
   * The language's Math. With `numerics: "strict"` its functions give the same bits in every browser; `Math.random`
   * never does: draw from `random` instead.
   * @example Math.exp(-x * x / 2)
   */
  Math: Math;
  /**
   * SHA-256 of a value's bits as 64 hex characters; null for what has none, such as a function.
   * @example await digest(samples)
   */
  digest(value: unknown): Promise<string | null>;
  /** The error function, 2/√π·∫₀ˣ exp(−t²) dt. @example erf(0.5) */
  erf(x: number): number;
  /** The complement of the error function, 1 − erf(x), exact where that would cancel. @example erfc(10) */
  erfc(x: number): number;
  /** The logarithm of |Γ(x)|. @example lgamma(10.5) */
  lgamma(x: number): number;
  /** The derivative of the logarithm of Γ(x). @example digamma(1) */
  digamma(x: number): number;
  /**
   * The engine that computes, with all its parts; each is also a name by itself.
   * @example engine.info.threads
   */
  engine: Omit<Engine, "close" | "load">;
  /**
   * Random numbers by seed: the same bits for any number of threads, in every browser and in Node.
   * @example const x = await random.normal(1000, {seed: 7})
   */
  random: Engine["random"];
  /**
   * How long functions take, in milliseconds, with spread.
   * @example await bench.compare({mine: () => f(x), other: () => g(x)})
   */
  bench: Engine["bench"];
  /**
   * The engine's kernels by name, over vectors, on all cores.
   * @example const {outputs} = await kernels.run("exp", {inputs: {x}})
   */
  kernels: Engine["kernels"];
  /**
   * Compiles an ordinary function: called with one point it answers at once, with many on all cores in SIMD, on the GPU
   * if asked; its derivatives are exact. Sizes say how long each parameter is.
   * @example const f = await model.compile((u, p) => [p[0] * u[0] - p[1] * u[0] * u[1], -u[1]], {u: 2, p: 2})
   */
  model: Engine["model"];
  /**
   * Solves differential equations: `solve` one problem, `solveMany` the same one for many parameters or starts.
   * @example const {t, u} = await ode.solve(f, {u0: [1, 2], p: [1.1, 0.4], t: [0, 20], saveat: 0.1})
   */
  ode: Engine["ode"];
  /**
   * Smooths a noisy series and estimates its slope (`collocate`, `interpolate`), matches a model to it (`fit`), refines on the
   * trajectory (`refine`) and says how far to trust the answer (`profile`, `bootstrap`, `bias`).
   * @example const smooth = await collocation.collocate(data, t, {bandwidth: "loo"}); const {p} = await collocation.fit(f, smooth, {start: [1, 1]})
   */
  collocation: Engine["collocation"];
  /**
   * Searches the smallest value of a function (`minimize`) or of a sum of squares (`leastSquares`), within bounds.
   * @example const {x} = await optimize.minimize((x) => (x[0] - 1) ** 2 + x[1] ** 2, {start: [0, 1]})
   */
  optimize: Engine["optimize"];
  /**
   * Samples a posterior, and its evidence, by transitional Markov chain Monte Carlo: a run that shows each stage.
   * The log-likelihood is a plain function, a compiled model or one of the library's.
   * @example const fit = await tmcmc.sample({logLikelihood: (t) => -0.5 * (t[0] - 1) ** 2, prior: {a: prior.uniform(-5, 5)}, particles: 500})
   */
  tmcmc: Engine["tmcmc"];
  /**
   * What is believed before the data: a distribution for each parameter, or a density of one's own.
   * @example const before = prior.independent({rate: prior.lognormal(0, 1), share: prior.beta(2, 2)})
   */
  prior: Engine["prior"];
  /**
   * Other samplers over the same targets (stretch, nuts, tempering), and what tells whether chains agree.
   * @example const chains = await mcmc.nuts({logLikelihood: (t) => -0.5 * t[0] ** 2, prior: {a: prior.normal(0, 3)}})
   */
  mcmc: Engine["mcmc"];
  /**
   * A biofilm of several species: its growth, exact sensitivities, likelihoods, and calibration in three steps.
   * @example const {t, observable} = await biofilm.simulate({model: "M1"})
   */
  biofilm: Engine["biofilm"];
  /**
   * Two-time correlations of scattering by what flows (XPCS): the model (`c2`), χ² (`chi2`), fits with errors (`fit`, `robust`,
   * `profile`, `compare`), files (`load`), frames (`twoTime`, `speckle`), one-time curves (`g2`).
   * @example const fit = await heterodyne.fit(scan, {start: {D0_ref: 2000, v0: 900}}); display(fit.byName)
   */
  heterodyne: Engine["heterodyne"];
  /**
   * Books the time of named pieces of work.
   * @example monitor.time("fit", () => fit(data)); monitor.summary()
   */
  monitor: Engine["monitor"];
  /**
   * Runs every kernel once, so that later calls find them compiled.
   * @example await warmup()
   */
  warmup: Engine["warmup"];
  /**
   * What the engine's memory holds now, in bytes.
   * @example await memory()
   */
  memory: Engine["memory"];
}
