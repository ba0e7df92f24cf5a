// One run of one cell: what it computes, shows and starts, and the end of all that.
import type {CellSupport, CompiledCell} from "../lang/cell.ts";
import {makeSupport} from "../lang/support.ts";
import {makeMeter} from "./meter.ts";
import {makeGuard, type LoopError, type Pauses} from "./pauses.ts";
import type {Program} from "./program.ts";
import {
  follow,
  isOfLatest,
  isRun,
  isStream,
  isThenable,
  type RunLike,
  type Stream
} from "./streams.ts";
import type {CellContext, CellOutput, CellProgress, GraphWorld} from "./types.ts";

export interface RunPlan {
  id: string;
  compiled: CompiledCell;
  program: Program;
  /** what the program's names are bound to; called with the run's context. */
  bind: (context: CellContext) => unknown[];
  /** whether an expression's value is shown without being told to. */
  showsValue: boolean;
  /** seconds. */
  limit: number;
}

/** What a run tells the graph; nothing comes after its end. */
export interface RunHooks {
  onDone(values: Map<string, unknown>): void;
  onFail(error: unknown): void;
  /** a stream's later value. */
  onValue(name: string, value: unknown): void;
  onShow(): void;
  onProgress(progress: CellProgress): void;
  /**
   * resolves when nobody works on the value of this name any more; `mayOvertake`: for a while, where readers have only yet to
   * start.
   */
  whenRead(name: string, mayOvertake: boolean): Promise<void>;
}

interface Shown extends CellOutput {
  value: unknown;
  isReady: boolean;
}

let lastKey = 0;

function makeSignal(): {promise: Promise<void>; resolve: () => void} {
  let resolve = () => {};
  const promise = new Promise<void>((give) => (resolve = give));
  return {promise, resolve};
}

export class CellRun {
  readonly plan: RunPlan;
  readonly startedAt = performance.now();
  /** whether it has streams that go on after the cell is done. */
  isStreaming = false;
  readonly #hooks: RunHooks;
  readonly #world: GraphWorld;
  /** made for who asks: most cells never do. */
  #controller: AbortController | undefined;
  readonly #invalidation = makeSignal();
  readonly #settled = makeSignal();
  readonly #meter = makeMeter();
  readonly #shown: Shown[] = [];
  /** what ends with the run, the last first. */
  readonly #endings: Ending[] = [];
  #isOver = false;
  #cut: LoopError | undefined;

  constructor(plan: RunPlan, world: GraphWorld, hooks: RunHooks) {
    this.plan = plan;
    this.#world = world;
    this.#hooks = hooks;
  }

  /** Runs the cell's code up to its first `await`. */
  start(pauses: Pauses): void {
    const cut = (error: LoopError) => {
      this.#cut ??= error;
      // the next pass of any loop asks again: one around a `try` would else never come to ask
      support.passes = Infinity;
    };
    const guard = makeGuard(pauses, this.plan.limit, cut);
    const support: CellSupport = makeSupport({
      guard,
      pow: (a, b) => this.#world.pow(a, b),
      load: (specifier) => this.#world.load(specifier),
      onInvalidation: (end) => this.#atEnd(end)
    });
    this.#work(support).catch((error: unknown) => {
      if (!this.#isOver) this.#hooks.onFail(this.#cut ?? error);
    });
  }

  async #work(support: CellSupport): Promise<void> {
    const {compiled, program, bind, showsValue} = this.plan;
    const context = this.#makeContext();
    const bound = bind(context);
    // some of what every cell can name loads first; waiting where nothing does would cost a turn
    const mayWait = (value: unknown) => isThenable(value) && value !== context.invalidation;
    if (bound.some(mayWait)) {
      const loaded = bound.map((value) => (mayWait(value) ? value : undefined));
      const values = await Promise.all(loaded);
      bound.forEach((value, i) => mayWait(value) && (bound[i] = values[i]));
      if (this.#isOver) return;
    }
    const found = await program(support, ...bound);
    const values = new Map<string, unknown>();
    const waits: Promise<void>[] = [];
    const names = compiled.kind === "expression" ? ["value"] : compiled.defines;
    for (const name of names) {
      const value = found[name];
      values.set(name, value);
      // shown already, by the call that gave it back
      if (!showsValue && compiled.kind === "expression" && isStream(value)) continue;
      if (isThenable(value) || isStream(value))
        waits.push(this.#settle(name, value).then((settled) => void values.set(name, settled)));
    }
    if (waits.length > 0) await Promise.all(waits);
    if (this.#cut) throw this.#cut;
    if (this.#isOver) return;
    this.#settled.resolve();
    if (compiled.kind === "program") return this.#hooks.onDone(values);
    if (showsValue && !isStream(found.value)) {
      const value = values.get("value");
      if (value !== undefined) this.#show(value);
    }
    this.#hooks.onDone(new Map());
  }

  /** A promise's value, or a stream's first; later ones follow. */
  async #settle(name: string, value: unknown): Promise<unknown> {
    if (isRun(value)) this.#own(value);
    const settled = isThenable(value) ? await value : value;
    if (!isStream(settled)) return settled;
    // the values of an expression have no name: they are its output
    if (this.plan.compiled.kind === "expression") {
      await this.#showStream(settled);
      return undefined;
    }
    return this.#follow(
      settled,
      (next) => this.#hooks.onValue(name, next),
      async () => {
        await this.#settled.promise;
        await Promise.all([this.#world.frame(), this.#hooks.whenRead(name, isOfLatest(settled))]);
      }
    );
  }

  #follow(stream: Stream, take: (value: unknown) => void, ready: () => Promise<unknown>) {
    this.isStreaming = true;
    const fail = (error: unknown) => this.#hooks.onFail(this.#cut ?? error);
    const {first, stop} = follow(stream, {take, fail, ready});
    this.#atEnd(stop);
    return first;
  }

  #makeContext(): CellContext {
    const getSignal = () => this.#getSignal();
    return {
      id: this.plan.id,
      get signal() {
        return getSignal();
      },
      invalidation: this.#invalidation.promise,
      display: (value) => this.#display(value),
      progress: (step) => this.#progress(step)
    };
  }

  #getSignal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      if (this.#isOver) this.#controller.abort();
    }
    return this.#controller.signal;
  }

  #display<T>(value: T): T {
    if (this.#isOver)
      throw new Error(
        "display: expected the cell's present run, got one that is over; end it with `invalidation`"
      );
    if (isRun(value)) this.#own(value);
    if (isStream(value)) {
      this.#showStream(value).catch((error: unknown) => {
        if (!this.#isOver) this.#hooks.onFail(this.#cut ?? error);
      });
    } else if (isThenable(value) && !isRun(value)) {
      const shown = this.#reserve();
      const fill = (settled: unknown) => this.#fill(shown, settled);
      value.then(fill, fill);
    } else this.#show(value);
    return value;
  }

  async #showStream(stream: Stream): Promise<void> {
    const shown = this.#reserve();
    const take = (value: unknown) => this.#fill(shown, value);
    take(await this.#follow(stream, take, () => this.#world.frame()));
  }

  #show(value: unknown): void {
    this.#fill(this.#reserve(), value);
  }

  /** A place among the outputs for what comes later. */
  #reserve(): Shown {
    const shown = {key: ++lastKey, value: undefined, isReady: false};
    this.#shown.push(shown);
    return shown;
  }

  #fill(shown: Shown, value: unknown): void {
    if (this.#isOver) return;
    shown.value = value;
    shown.isReady = true;
    this.#hooks.onShow();
  }

  get hasOutputs(): boolean {
    return this.#shown.some(({isReady}) => isReady);
  }

  outputs(): CellOutput[] {
    return this.#shown.filter(({isReady}) => isReady).map(({key, value}) => ({key, value}));
  }

  /** Has work under way end with this run, and its progress stand for the cell's. */
  #own(run: RunLike): void {
    this.#atEnd(() => run.cancel());
    const iterate = run[Symbol.asyncIterator]?.bind(run);
    if (!iterate) return;
    void (async () => {
      try {
        for await (const step of {[Symbol.asyncIterator]: iterate}) this.#progress(step);
      } catch {
        // a run's failure shows where the run is awaited
      }
    })();
  }

  #progress(step: {phase: string; done: number; total: number}): void {
    if (!this.#isOver) this.#hooks.onProgress(this.#meter(step));
  }

  #atEnd(ending: Ending): void {
    if (this.#isOver) callQuietly(ending);
    else this.#endings.push(ending);
  }

  /** Invalidates the run. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#settled.resolve();
    this.#controller?.abort();
    this.#invalidation.resolve();
    for (const ending of this.#endings.splice(0).reverse()) callQuietly(ending);
  }
}

type Ending = () => void | PromiseLike<void> | undefined;

/** What throws at its end does not keep the rest from ending, and nobody is left to hear it. */
function callQuietly(ending: Ending): void {
  try {
    ending()?.then(undefined, () => undefined);
  } catch {
    // see above
  }
}
