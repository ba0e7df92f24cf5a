import {createSignal, untrack, type Accessor} from "solid-js";
import type {CellOutput, CellReport} from "../../runtime/types.ts";

/** What the graph says of each cell, one signal a cell, so that a busy one redraws alone. */
export interface CellSignals {
  report(id: string): CellReport | undefined;
  outputs(id: string): readonly CellOutput[];
  setReport(report: CellReport): void;
  setOutputs(id: string, outputs: readonly CellOutput[]): void;
  /** a report without following it: for what is drawn of all cells together, with `count`. */
  peek(id: string): CellReport | undefined;
  /** changes a moment after any report: many reports in a row count once. */
  count: Accessor<number>;
}

/** Sums over all cells follow their reports after this many milliseconds. */
const PAUSE = 30;

export function createCellSignals(): CellSignals {
  const reports = new Map<string, ReturnType<typeof createSignal<CellReport | undefined>>>();
  const outputs = new Map<string, ReturnType<typeof createSignal<readonly CellOutput[]>>>();
  const [count, setCount] = createSignal(0);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const reportOf = (id: string) => {
    const known = reports.get(id);
    if (known) return known;
    const made = createSignal<CellReport>();
    reports.set(id, made);
    return made;
  };
  const outputsOf = (id: string) => {
    const known = outputs.get(id);
    if (known) return known;
    const made = createSignal<readonly CellOutput[]>([]);
    outputs.set(id, made);
    return made;
  };

  return {
    report: (id) => reportOf(id)[0](),
    outputs: (id) => outputsOf(id)[0](),
    peek: (id) => untrack(() => reportOf(id)[0]()),
    setReport(report) {
      reportOf(report.id)[1](report);
      timer ??= setTimeout(() => {
        timer = undefined;
        setCount((n) => n + 1);
      }, PAUSE);
    },
    setOutputs(id, shown) {
      outputsOf(id)[1](shown);
    },
    count
  };
}
