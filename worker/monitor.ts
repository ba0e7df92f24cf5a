// engine.monitor: how often and how long named pieces of work ran, and how much of that was their own.
import {checkInteger, checkOneOf} from "./check.ts";
import {endWith, NO_PROBE} from "./spans.ts";
import type {Component, Probe, Span} from "./spans.ts";

export interface MonitorRow {
  name: string;
  calls: number;
  /** milliseconds, all calls together; a call within a call of the same name is not counted again. */
  total: number;
  mean: number;
  max: number;
}

export interface HotSpot {
  name: string;
  component: Component;
  calls: number;
  /** milliseconds on the clock; a call within a call of the same name is not counted again. */
  total: number;
  /** milliseconds of `total` during which nothing within was open. */
  self: number;
  /** `self` as a part of the self times of all rows asked for, also of those below the top. */
  share: number;
}

export interface HotSpotOptions {
  /** whose rows; default "all". */
  component?: Component | "all";
  /** at most this many rows; default 30. */
  top?: number;
}

export interface Monitor {
  /**
   * Runs `f`, which may be async, and books its time under `name`. What `f` times before its first `await` counts as a
   * piece of it; after that, `f` has to say so: `monitor.time("all", async (within) => { …; within.begin("part") … })`.
   */
  time<T>(name: string, f: (within: Probe) => T): T;
  /** What was booked by `time`, most time first. */
  summary(): MonitorRow[];
  /** Where the time went: what has ended of `time` and of the engine's own spans, most self time first. */
  hotSpots(options?: HotSpotOptions): HotSpot[];
  /** Whether the engine's own spans are booked, as they are from the start; `time` always books. */
  record(on: boolean): void;
  reset(): void;
  /** For a part of the engine: where it says what it is doing. */
  probe(component: Component): Probe;
}

const COMPONENTS: readonly Component[] = ["solver", "tmcmc", "hierarchical", "heterodyne", "own"];

export function makeMonitor(clock: () => number = () => performance.now()): Monitor {
  const book = makeBook();
  let isOn = true;
  /** the span of the `time` whose function is running at this very moment; never kept over an `await`. */
  let current: OpenSpan | undefined;

  const open = (name: string, component: Component, parent: OpenSpan | undefined): OpenSpan =>
    new OpenSpan(book, clock, book.find(name, component), parent);
  return {
    time(name, f) {
      const span = open(name, "own", current);
      const before = current;
      current = span;
      let result;
      try {
        result = f(span);
      } catch (error) {
        span.end();
        throw error;
      } finally {
        current = before;
      }
      return endWith(span, result);
    },
    summary: () =>
      book
        .list("own")
        .map(({name, calls, total, spent, max}) => ({name, calls, total, mean: spent / calls, max}))
        .sort((a, b) => b.total - a.total),
    hotSpots(options = {}) {
      const {component = "all", top = 30} = options;
      checkOneOf("monitor.hotSpots", "component", component, ["all", ...COMPONENTS]);
      checkInteger("monitor.hotSpots", "top", top, 1, 10_000);
      return toHotSpots(book.list(component)).slice(0, top);
    },
    record(on) {
      isOn = on;
    },
    reset: () => book.clear(),
    probe: (own) => ({
      begin: (name, component = own) => (isOn ? open(name, component, current) : NO_PROBE)
    })
  };
}

interface Row {
  readonly name: string;
  readonly component: Component;
  calls: number;
  total: number;
  self: number;
  /** like `total`, but with calls within calls of the same name. */
  spent: number;
  max: number;
}

interface Book {
  find(name: string, component: Component): Row;
  list(component: Component | "all"): Row[];
  clear(): void;
}

function makeBook(): Book {
  const rows = new Map(COMPONENTS.map((component) => [component, new Map<string, Row>()]));
  return {
    find(name, component) {
      const own = rows.get(component)!;
      let row = own.get(name);
      if (!row) {
        row = {name, component, calls: 0, total: 0, self: 0, spent: 0, max: 0};
        own.set(name, row);
      }
      return row;
    },
    // a row is made when its first span begins, and says nothing until one ends
    list: (component) =>
      [...rows]
        .filter(([key]) => component === "all" || key === component)
        .flatMap(([, own]) => [...own.values()].filter(({calls}) => calls > 0)),
    clear() {
      for (const own of rows.values()) own.clear();
    }
  };
}

/**
 * Self time is the time during which no piece within was open: counted by the clock, not by adding the pieces up, for
 * pieces that run side by side would add up to more than there is.
 */
class OpenSpan implements Span {
  readonly #book: Book;
  readonly #clock: () => number;
  readonly #row: Row;
  readonly #parent: OpenSpan | undefined;
  readonly #began: number;
  #isOpen = true;
  /** how many pieces within are open, since when at least one is, and how long one was before that. */
  #inside = 0;
  #since = 0;
  #covered = 0;

  constructor(book: Book, clock: () => number, row: Row, parent: OpenSpan | undefined) {
    this.#book = book;
    this.#clock = clock;
    this.#row = row;
    this.#parent = parent;
    this.#began = clock();
    if (parent) parent.#enter(this.#began);
  }

  begin(name: string, component: Component = this.#row.component): Span {
    return new OpenSpan(this.#book, this.#clock, this.#book.find(name, component), this);
  }

  end(): void {
    if (!this.#isOpen) return;
    const now = this.#clock();
    if (this.#inside > 0) this.#covered += now - this.#since;
    this.#isOpen = false;
    const row = this.#row;
    const ms = now - this.#began;
    row.calls++;
    row.spent += ms;
    row.self += ms - this.#covered;
    row.max = Math.max(row.max, ms);
    if (!this.#isWithinItself()) row.total += ms;
    if (this.#parent) this.#parent.#leave(now);
  }

  #enter(now: number): void {
    if (this.#inside++ === 0) this.#since = now;
  }

  /** A piece may end after what it lies in: then all of the rest was already counted as covered. */
  #leave(now: number): void {
    if (--this.#inside === 0 && this.#isOpen) this.#covered += now - this.#since;
  }

  #isWithinItself(): boolean {
    for (let at = this.#parent; at; at = at.#parent) if (at.#row === this.#row) return true;
    return false;
  }
}

function toHotSpots(rows: readonly Row[]): HotSpot[] {
  const all = rows.reduce((sum, {self}) => sum + self, 0);
  return rows
    .map(({name, component, calls, total, self}) => ({
      name,
      component,
      calls,
      total,
      self,
      share: all > 0 ? self / all : 0
    }))
    .sort((a, b) => b.self - a.self || b.total - a.total || (a.name < b.name ? -1 : 1));
}
