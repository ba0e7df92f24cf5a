// The names that every cell can read, made for one notebook. Entries are called once a run of a cell that
// reads the name; some give promises, because a heavy part loads when it is first named and the engine may
// still be starting: the graph awaits them, all but the run's own `invalidation`.
// `width` and `now` are not here: they change by themselves (streamCells.ts).
import {strictMath} from "../../worker/math.ts";
import {digest} from "../../worker/digest.ts";
import type {Engine, Numerics, System} from "../../worker/api.ts";
import type {CellContext} from "../runtime/types.ts";
import {answerForms} from "./answerForms.ts";
import {bindEngine, type BoundEngine} from "./bindEngine.ts";
import type {Controls} from "./controls.ts";
import {makeFileAttachment, type LoadFile} from "./fileAttachment.ts";
import {makeGenerators} from "./generators.ts";
import type {Globals, MarkupTag, Store, TextTag} from "./globals.ts";
import {makeHeadlessInputs} from "./headlessInputs.ts";
import {loadInputs} from "./loadInputs.ts";
import {makeMutable} from "./mutable.ts";
import {makePlaceholderFunction, makePlaceholderLibrary} from "./placeholders.ts";
import {withMemory} from "./plotMemory.ts";
import type {StreamName} from "./streamCells.ts";
import {makeView} from "./view.ts";
import {watchWidth} from "./watchWidth.ts";

/** What a notebook's home gives its cells. */
export interface StdlibParts {
  /** asked for when a cell first names a part of it. */
  engine: () => Engine | Promise<Engine>;
  numerics: Numerics;
  controls: Controls;
  /** the bytes of an attached file; rejects with what is missing. */
  loadFile: LoadFile;
  store: Store;
  /** undefined in Node: elements are placeholders there, and controls keep their first values. */
  document: Document | undefined;
  /** the element as wide as outputs are. */
  column?: () => Element | undefined;
  /** these two load what they need first. */
  loadMarkdown: () => Promise<(text: string) => Node>;
  loadTex: () => Promise<(text: string, isBlock: boolean) => Node>;
}

type Builtins = {
  [K in Exclude<keyof Globals, StreamName>]: (
    context: CellContext
  ) => Globals[K] | Promise<Globals[K]>;
};

/** The parts of the engine that are names by themselves: a new system is one more word, and its line in `Globals`. */
const PARTS = [
  "random",
  "bench",
  "kernels",
  "model",
  "ode",
  "collocation",
  "optimize",
  "tmcmc",
  "prior",
  "mcmc",
  "biofilm",
  "heterodyne",
  "monitor",
  "warmup",
  "memory"
] as const satisfies (keyof Globals & keyof Engine)[];
type Part = (typeof PARTS)[number];

/** Those that are loaded when a cell first names them, or the engine as a whole. */
const SYSTEMS: ReadonlySet<string> = new Set<System>([
  "collocation",
  "optimize",
  "tmcmc",
  "prior",
  "mcmc",
  "biofilm",
  "heterodyne"
]);

export function makeBuiltins(
  parts: StdlibParts
): ReadonlyMap<string, (context: CellContext) => unknown> {
  const {document} = parts;
  if (document) answerForms(document);

  const generators = Object.freeze(makeGenerators(document && parts.column));
  const attach = makeFileAttachment(parts.loadFile, document);
  const math = parts.numerics === "strict" ? STRICT_MATH : Math;
  const store = Object.freeze({...parts.store});
  const inputs = once(document ? loadInputs : makeHeadlessInputs);
  const findWidth = watchWidth(() => parts.column?.());
  const plot = once(async () => withMemory(await import("@observablehq/plot"), findWidth));
  const elements = once(() => import("htl"));
  const special = once(async () => (await import("../../worker/math/special.ts")).special);

  const early = makeOnceARun(async (context) => bindEngine(await parts.engine(), context));
  const whole = makeOnceARun(async (context) => {
    const engine = await parts.engine();
    await engine.load(undefined, store);
    return Object.freeze({...bindEngine(engine, context), ...(await early(context))});
  });
  const toPart = <P extends Part>(name: P): ((context: CellContext) => Promise<BoundEngine[P]>) => {
    if (!SYSTEMS.has(name)) return async (context) => (await early(context))[name];
    return makeOnceARun(async (context) => {
      const engine = await parts.engine();
      await engine.load([name as System], store);
      return bindEngine(engine, context)[name];
    });
  };

  const builtins: Builtins = {
    display: (context) => (value) => context.display(value),
    view: (context) => makeView(parts.controls, context),
    invalidation: (context) => context.invalidation,
    onDispose: (context) => (f) => dispose(context, f),
    progress:
      (context) =>
      (done, total, phase = "") =>
        context.progress({phase, done, total}),
    sleep: (context) => (milliseconds) => sleep(milliseconds, context.signal),
    Mutable: () => makeMutable,
    Generators: () => generators,
    Plot: document ? plot : () => makePlaceholderLibrary("Plot") as Globals["Plot"],
    charts: document
      ? once(async () => {
          const [{makeCharts}, Plot] = await Promise.all([import("./charts/charts.ts"), plot()]);
          return makeCharts(document, Plot, findWidth);
        })
      : () => makePlaceholderLibrary("charts") as Globals["charts"],
    Inputs: inputs,
    html: document
      ? async () => (await elements()).html as unknown as MarkupTag<HTMLElement>
      : () => makePlaceholderFunction("html") as unknown as MarkupTag<HTMLElement>,
    svg: document
      ? async () => (await elements()).svg as unknown as MarkupTag<SVGElement>
      : () => makePlaceholderFunction("svg") as unknown as MarkupTag<SVGElement>,
    md: document
      ? async () => makeTag(await parts.loadMarkdown())
      : () => makePlaceholderFunction("md") as unknown as TextTag,
    tex: document
      ? async () => makeTex(await parts.loadTex())
      : () => makePlaceholderFunction("tex") as unknown as Globals["tex"],
    FileAttachment: () => attach,
    store: () => store,
    Math: () => math,
    digest: () => (value) => Promise.resolve(digest(value)),
    erf: async () => (await special()).erf,
    erfc: async () => (await special()).erfc,
    lgamma: async () => (await special()).lgamma,
    digamma: async () => (await special()).digamma,
    engine: whole,
    ...(Object.fromEntries(PARTS.map((name) => [name, toPart(name)])) as Pick<Builtins, Part>)
  };
  return new Map(Object.entries(builtins));
}

/** Made when a run of a cell first asks. */
function makeOnceARun<T>(make: (context: CellContext) => Promise<T>) {
  const made = new WeakMap<CellContext, Promise<T>>();
  return (context: CellContext): Promise<T> => {
    const promise = made.get(context) ?? make(context);
    made.set(context, promise);
    return promise;
  };
}

const STRICT_MATH = Object.freeze({...strictMath, random: () => Math.random()}) as unknown as Math;

function dispose({signal}: CellContext, f: () => void): void {
  if (typeof f !== "function")
    throw new TypeError(`onDispose: expected a function, got ${typeof f}`);
  if (signal.aborted) f();
  else signal.addEventListener("abort", () => f(), {once: true});
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (typeof milliseconds !== "number" || !(milliseconds >= 0))
    throw new RangeError(`sleep: expected milliseconds ≥ 0, got ${String(milliseconds)}`);
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal.addEventListener("abort", stop, {once: true});
  });
}

/** Template tags take backslashes as written, as TeX needs them. */
function makeTag(render: (text: string) => Node): TextTag {
  return (strings: TemplateStringsArray | string, ...values: unknown[]) =>
    render(typeof strings === "string" ? strings : String.raw(strings, ...values));
}

function makeTex(render: (text: string, isBlock: boolean) => Node): Globals["tex"] {
  const inline = makeTag((text) => render(text, false));
  return Object.assign(inline, {block: makeTag((text) => render(text, true))});
}

/** Asks once; a failed load is tried again. */
function once<T>(load: () => T | Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    if (loading) return loading;
    const made = Promise.resolve(load());
    made.catch(() => (loading = undefined));
    return (loading = made);
  };
}
