// What a solve leaves behind: the states at the times asked for, and the steps for values in between.
import type {Blocks} from "./augmented.ts";
import type {Segment} from "./stepper.ts";
import type {OdeSolution} from "./types.ts";

export interface Recorder {
  /** The state at the start, or after an event changed it. */
  begin: (t: number, z: number[]) => void;
  /** What a step gives, up to where it is valid. */
  add: (segment: Segment) => void;
  /** t, u, sensitivities and at, as far as the solve went. */
  finish: () => Pick<OdeSolution, "t" | "u" | "sensitivities" | "at">;
}

export function makeRecorder(
  blocks: Blocks,
  wanted: readonly ("p" | "u0")[],
  times: readonly number[] | undefined,
  dense: boolean,
  direction: number
): Recorder {
  const {n} = blocks.system;
  const saved: number[][] = [];
  const at: number[] = [];
  const segments: Segment[] = [];
  let start = {t: NaN, u: [] as number[]};
  const save = (t: number, z: number[]): void => {
    at.push(t);
    saved.push(z);
  };
  const isDue = (t: number): boolean =>
    times !== undefined && at.length < times.length && (times[at.length] - t) * direction <= 0;

  const valueAt = (t: number): Float64Array => {
    if (!dense) throw new TypeError("ode.solve: unsupported at(t) of a solve with dense: false");
    const end = segments.at(-1)?.to ?? start.t;
    if (!((t - start.t) * direction >= 0 && (t - end) * direction <= 0))
      throw new RangeError(
        `ode.solve: expected t of at(t) within the solve, from ${start.t} to ${end}, got ${t}`
      );
    if (segments.length === 0) return Float64Array.from(start.u);
    let low = 0;
    let high = segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((segments[middle].from - t) * direction <= 0) low = middle;
      else high = middle - 1;
    }
    return Float64Array.from(segments[low].at(t).slice(0, n));
  };

  return {
    begin(t, z) {
      if (Number.isNaN(start.t)) start = {t, u: z.slice(0, n)};
      if (times === undefined) save(t, z.slice());
      while (isDue(t)) save(times![at.length], z.slice());
    },
    add(segment) {
      if (dense) segments.push(segment);
      if (times === undefined) save(segment.to, segment.at(segment.to));
      while (isDue(segment.to)) save(times![at.length], segment.at(times![at.length]));
    },
    finish() {
      const column = (i: number) => Float64Array.from(saved, (z) => z[i]);
      const group = (first: number, count: number) =>
        Array.from({length: count}, (_, k) =>
          Array.from({length: n}, (_unused, i) => column((first + k) * n + i))
        );
      const byP = wanted.includes("p") ? blocks.system.p.length : 0;
      const sensitivities = {
        ...(wanted.includes("p") && {p: group(1, byP)}),
        ...(wanted.includes("u0") && {u0: group(1 + byP, n)})
      };
      return {
        t: Float64Array.from(at),
        u: Array.from({length: n}, (_, i) => column(i)),
        ...(wanted.length > 0 && {sensitivities}),
        at: valueAt
      };
    }
  };
}
