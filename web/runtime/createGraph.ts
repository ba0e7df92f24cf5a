// The dataflow graph of a notebook: cells, joined by the names that they define and read, run when
// what they read is another value, in an order that depends on nothing but the document.
//
// Units are decided one after another, givers first (decide.ts); what is decided is applied here. A
// unit is looked at again whenever something that its decision rested on has changed.
import {Announcer} from "./announcer.ts";
import {applyVerdict} from "./applyVerdict.ts";
import {Breath} from "./breath.ts";
import {toCellError} from "./cellErrors.ts";
import {CellRun, type RunHooks} from "./cellRun.ts";
import {isBusy, isCompiled, makeCellState, makeReport, NONE} from "./cellState.ts";
import type {CellState, Unit} from "./cellState.ts";
import {decide, type Policy} from "./decide.ts";
import {link} from "./link.ts";
import {Pauses} from "./pauses.ts";
import {planRun, takeInputs} from "./planRun.ts";
import {publish, publishNext} from "./publish.ts";
import type {CellInput, Graph, GraphWorld, LogEntry, Variable} from "./types.ts";
import {findAbove, findUsers, isAtWork, isRunning, joinUnits, waitFor} from "./units.ts";

/** Milliseconds for which a stream's next values may overtake readers that have yet to start on the one before. */
const HASTE = 250;

/** A stream that waits until its value was read. */
interface Wait {
  cell: CellState;
  name: string;
  mayOvertake: boolean;
}

export function createGraph(world: GraphWorld): Graph {
  return new Dataflow(world);
}

class Dataflow implements Graph {
  readonly #world: GraphWorld;
  readonly #announcer: Announcer;
  readonly #pauses = new Pauses();
  readonly #breath: Breath;
  readonly #policy: Policy;
  readonly #isSame: Policy["isSame"];
  #cells = new Map<string, CellState>();
  #units: Unit[] = [];
  #unitOf = new Map<CellState, Unit>();
  #isScheduled = false;
  #isClosed = false;
  #whenSettled: (() => void)[] = [];
  #whenRead: (Wait & {resolve: () => void})[] = [];
  /** since when the readers of a stream's cell have been overtaken. */
  readonly #hasteSince = new WeakMap<CellState, number>();

  constructor(world: GraphWorld) {
    this.#world = world;
    this.#announcer = new Announcer(world);
    this.#breath = new Breath(this.#pauses, () => world.frame());
    this.#isSame = (a, b) => world.isSame(a, b);
    const isKnown = (name: string) => world.builtins.has(name) || name in globalThis;
    const brief = (value: unknown) => world.brief(value);
    this.#policy = {isAutorun: true, isSame: this.#isSame, brief, isKnown};
    // enough frames to find the cell below a library's own
    const limits = Error as {stackTraceLimit?: number};
    if (limits.stackTraceLimit !== undefined)
      limits.stackTraceLimit = Math.max(limits.stackTraceLimit, 40);
  }

  setCells(inputs: readonly CellInput[]): void {
    const before = this.#cells;
    this.#cells = new Map(
      inputs.map((input) => [input.id, before.get(input.id) ?? makeCellState(input)])
    );
    if (this.#cells.size < inputs.length)
      throw new RangeError("graph.setCells: expected each id once, got a cell twice");
    for (const input of inputs) {
      const cell = this.#cells.get(input.id)!;
      if (cell.input.key !== input.key) {
        cell.bound.clear();
        cell.halted = undefined;
      }
      cell.input = input;
      if (isCompiled(input.compiled)) cell.compiled = input.compiled;
    }
    for (const [id, cell] of before) {
      if (this.#cells.has(id)) continue;
      this.#announcer.forget(cell);
      this.#drop(cell);
    }
    this.#link();
  }

  #link(): void {
    const {byId, units} = link(
      [...this.#cells.values()].map(({input, compiled}) => ({
        id: input.id,
        compiled,
        isBroken: !isCompiled(input.compiled),
        isDisabled: input.disabled
      }))
    );
    for (const [id, cell] of this.#cells) {
      cell.link = byId.get(id)!;
      for (const name of cell.link.from.keys()) cell.bound.add(name);
      this.#announcer.touch(cell);
    }
    this.#units = joinUnits(units, this.#cells);
    this.#unitOf = new Map(this.#units.flatMap((unit) => unit.cells.map((cell) => [cell, unit])));
    this.#schedule();
  }

  run(which: readonly string[] | "stale" | "all"): void {
    for (const unit of this.#units) {
      for (const cell of unit.cells) {
        if (which === "all" || (which !== "stale" && which.includes(cell.input.id)))
          cell.ask = "run";
        else if (which === "stale") cell.ask = "need";
        else continue;
        cell.halted = undefined;
        unit.isDirty = true;
      }
    }
    if (typeof which !== "string") {
      const asked = this.#units.filter(({cells}) => cells.some(({ask}) => ask === "run"));
      for (const unit of findAbove(asked)) {
        for (const cell of unit.cells) cell.ask ??= "need";
        unit.isDirty = true;
      }
    }
    this.#schedule();
  }

  stop(id?: string): void {
    for (const unit of this.#units) {
      const isWaiting = unit.isDirty || unit.isPending;
      for (const cell of unit.cells) {
        if (id !== undefined && cell.input.id !== id) continue;
        if (cell.outcome === "running") {
          cell.forecast = Math.max(cell.forecast ?? 0, this.#cancel(cell));
        } else if (cell.run?.isStreaming) {
          this.#cancel(cell);
          cell.outcome = "ok";
        }
        cell.ask = undefined;
        if (isWaiting) cell.halted = {slots: undefined};
        unit.isDirty = true;
      }
    }
    this.#schedule();
  }

  /** Ends a run before its time; gives the milliseconds that it had. */
  #cancel(cell: CellState): number {
    const after = performance.now() - cell.run!.startedAt;
    cell.run!.end();
    cell.run = undefined;
    cell.outcome = "cancelled";
    cell.stoppedAfter = after;
    this.#log(cell, "cancelled", after);
    return after;
  }

  setAutorun(allowed: boolean): void {
    this.#policy.isAutorun = allowed;
    for (const unit of this.#units) unit.isDirty = true;
    this.#schedule();
  }

  report(id: string) {
    const cell = this.#cells.get(id);
    return cell && makeReport(cell);
  }

  outputs(id: string) {
    return this.#cells.get(id)?.outputs ?? [];
  }

  variables(): Variable[] {
    return [...this.#cells.values()].flatMap((cell) =>
      (cell.compiled?.defines ?? []).flatMap((name) => {
        const slot = cell.slots.get(name);
        return slot ? [{name, value: slot.value, cell: cell.input.id, at: slot.at}] : [];
      })
    );
  }

  settled(): Promise<void> {
    return new Promise((resolve) => {
      this.#whenSettled.push(resolve);
      this.#schedule();
    });
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const cell of this.#cells.values()) this.#drop(cell);
    for (const resolve of this.#whenSettled.splice(0)) resolve();
    this.#pauses.close();
  }

  /** Ends what a cell has under way, without a word: it is gone, or may start anew later. */
  #drop(cell: CellState): void {
    const {run} = cell;
    cell.run = undefined;
    if (cell.outcome === "running") {
      cell.outcome = "none";
      cell.ran = undefined;
    }
    run?.end();
  }

  #schedule(): void {
    if (this.#isScheduled || this.#isClosed) return;
    this.#isScheduled = true;
    queueMicrotask(() => this.#advance());
  }

  /** Decides units, givers first, until one starts to run; goes on when that one has had its chance to end. */
  #advance(): void {
    this.#isScheduled = false;
    if (this.#isClosed) return;
    for (const unit of this.#units) {
      if (!unit.isDirty) continue;
      if (this.#breath.isDue()) {
        this.#advanceAfter(this.#breath.take());
        break;
      }
      unit.isDirty = false;
      if (!this.#apply(unit)) continue;
      this.#advanceAfter(waitFor(unit));
      break;
    }
    this.#announcer.flush();
    this.#resolve();
  }

  #advanceAfter(moment: Promise<void>): void {
    this.#isScheduled = true;
    void moment.then(() => this.#advance());
  }

  /** Whether the unit's cells were started. */
  #apply(unit: Unit): boolean {
    const before = unit.cells.map(toStanding);
    const verdict = decide(unit, this.#policy);
    if (verdict.to === "block")
      unit.cells.forEach((cell) => cell.outcome === "running" && this.#drop(cell));
    applyVerdict(unit, verdict);
    const runs = verdict.to === "run" ? unit.cells.map((cell) => this.#prepare(unit, cell)) : [];
    for (const cell of unit.cells) this.#announcer.touch(cell);
    if (unit.cells.some((cell, i) => toStanding(cell) !== before[i]))
      for (const reader of unit.readers) reader.isDirty = true;
    if (runs.length === 0) return false;
    // a cell that never comes to rest is known by then
    this.#announcer.flush();
    for (const run of runs) run();
    return true;
  }

  /** Takes the cell's inputs; calling what is given back starts its code. */
  #prepare(unit: Unit, cell: CellState): () => void {
    const old = cell.run;
    const {id, key} = cell.input;
    cell.ran = {key, seen: takeInputs(unit, cell)};
    const isCurrent = () => cell.run === run;
    const hooks = this.#makeHooks(cell, isCurrent);
    let run: CellRun | undefined = undefined;
    try {
      run = new CellRun(planRun(unit, cell, this.#world), this.#world, hooks);
    } catch (error) {
      // text that is no function: compiled by other means than ours
      return () => this.#fail(cell, error);
    } finally {
      cell.run = run;
      old?.end();
    }
    this.#log(cell, "run", 0);
    cell.runs++;
    return () => {
      if (isCurrent() && this.#cells.get(id) === cell) run.start(this.#pauses);
    };
  }

  #makeHooks(cell: CellState, isCurrent: () => boolean): RunHooks {
    return {
      onDone: (values) => isCurrent() && this.#finish(cell, values),
      onFail: (error) => isCurrent() && this.#fail(cell, error),
      onValue: (name, value) => {
        if (!isCurrent() || !publishNext(cell, name, value, this.#isSame)) return;
        for (const reader of this.#unitOf.get(cell)?.readers ?? []) reader.isDirty = true;
        this.#announcer.touch(cell);
        this.#breath.oweFrame();
        this.#schedule();
      },
      onShow: () => isCurrent() && this.#show(cell),
      onProgress: (progress) => {
        if (!isCurrent()) return;
        cell.progress = progress;
        this.#touch(cell);
      },
      whenRead: (name, mayOvertake) =>
        new Promise((resolve) => {
          this.#whenRead.push({cell, name, mayOvertake, resolve});
          this.#schedule();
        })
    };
  }

  #finish(cell: CellState, values: Map<string, unknown>): void {
    const isChanged = publish(cell, values, this.#isSame);
    this.#end(cell, "ok");
    cell.forecast = cell.elapsed;
    const isAgain = cell.runs > 1 && values.size > 0 && !isChanged;
    this.#log(cell, isAgain ? "unchanged" : "ok", cell.elapsed);
    if (!cell.run?.hasOutputs) this.#show(cell);
  }

  #fail(cell: CellState, error: unknown): void {
    cell.error = toCellError(error, cell.input.id, this.#cells);
    cell.slots.clear();
    const isLate = cell.outcome === "ok";
    this.#end(cell, "error");
    if (!isLate) cell.forecast = Math.max(cell.forecast ?? 0, cell.elapsed);
    this.#log(cell, "error", cell.elapsed, `${cell.error.name}: ${cell.error.message}`);
    if (!cell.run?.hasOutputs) this.#show(cell);
    const {run} = cell;
    cell.run = undefined;
    run?.end();
  }

  #end(cell: CellState, outcome: "ok" | "error"): void {
    if (cell.outcome === "running" && cell.run)
      cell.elapsed = performance.now() - cell.run.startedAt;
    cell.outcome = outcome;
    cell.progress = undefined;
    const unit = this.#unitOf.get(cell);
    if (unit) unit.isDirty = true;
    this.#touch(cell);
  }

  #show(cell: CellState): void {
    if (cell.run) this.#announcer.show(cell, cell.run);
    this.#schedule();
  }

  #touch(cell: CellState): void {
    this.#announcer.touch(cell);
    this.#schedule();
  }

  /** Answers those who wait for rest. */
  #resolve(): void {
    const waiting = this.#whenRead;
    this.#whenRead = [];
    for (const wait of waiting) {
      if (this.#mayGoOn(wait)) wait.resolve();
      else this.#whenRead.push(wait);
    }
    if (this.#isScheduled) return;
    if (this.#units.some((unit) => unit.isDirty || isBusy(unit))) return;
    this.#breath.rest();
    for (const resolve of this.#whenSettled.splice(0)) resolve();
  }

  /** Whether the readers of the last value are done, or may be overtaken; remembers since when they are. */
  #mayGoOn({cell, name, mayOvertake}: Wait): boolean {
    const unit = this.#unitOf.get(cell);
    const users = unit ? [...findUsers(unit, cell, name)] : [];
    if (!users.some(isAtWork)) {
      this.#hasteSince.delete(cell);
      return true;
    }
    if (!mayOvertake || users.some(isRunning)) return false;
    const now = performance.now();
    const since = this.#hasteSince.get(cell) ?? now;
    this.#hasteSince.set(cell, since);
    return now - since < HASTE;
  }

  #log(cell: CellState, event: LogEntry["event"], elapsed: number, message = ""): void {
    this.#announcer.log({at: performance.now(), cell: cell.input.id, event, elapsed, message});
  }
}

/** What readers of a cell decide by, besides its values. */
function toStanding({standing, reason}: CellState): string {
  return reason === NONE ? standing : `${standing} ${JSON.stringify(reason)}`;
}
