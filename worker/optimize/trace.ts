// The trace of a search: as many rows as there are pixels to draw them on, however many steps it made.
import type {TraceRow} from "./types.ts";

const MOST = 2000;

export interface Trace<Row> {
  add: (row: Row) => void;
  /** Evenly spaced rows, with the first and the last. */
  rows: () => Row[];
}

export function makeTrace<Row = TraceRow>(): Trace<Row> {
  let kept: Row[] = [];
  let stride = 1;
  let count = 0;
  let last: Row | undefined;
  return {
    add(row) {
      last = row;
      if (count++ % stride !== 0) return;
      kept.push(row);
      if (kept.length < MOST) return;
      kept = kept.filter((_, i) => i % 2 === 0);
      stride *= 2;
    },
    rows: () => (last === undefined || kept.at(-1) === last ? kept.slice() : [...kept, last])
  };
}
