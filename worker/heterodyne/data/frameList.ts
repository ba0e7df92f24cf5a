// Frames as people write them.
import {show} from "../../check.ts";

const WHAT = "heterodyne.frameList";
const SEPARATOR = /[\s,;]+/;
/** Hyphens, en and em dashes, and the minus sign. */
const DASH = /\s*[-\u2010-\u2015\u2212]\s*/g;
const ENTRY = /^(\d+)(?:-(\d+))?$/;

/**
 * Of "61, 70-75" the six frames from 70 to 75, both included, and frame 61, counted from 0 as the file counts. `taken`: the first
 * and last frame that were read; only those are given, in order, counted from the first of them.
 */
export function frameList(text: string, taken: readonly [number, number]): number[] {
  if (typeof text !== "string")
    throw new TypeError(`${WHAT}: expected frames as text such as "61, 70-75", got ${show(text)}`);
  const [from, to] = taken;
  const frames = new Set<number>();
  for (const entry of text.replace(DASH, "-").split(SEPARATOR).filter(Boolean)) {
    const [first, last] = toRange(entry);
    for (let k = Math.max(first, from); k <= Math.min(last, to); k++) frames.add(k - from);
  }
  return [...frames].sort((a, b) => a - b);
}

function toRange(entry: string): [number, number] {
  const found = ENTRY.exec(entry);
  if (!found)
    throw new RangeError(
      `${WHAT}: expected frames such as 61 and ranges such as 70-75, got ${show(entry)}`
    );
  const first = Number(found[1]);
  const last = Number(found[2] ?? first);
  if (last < first)
    throw new RangeError(
      `${WHAT}: expected the lower frame of a range first, got ${show(entry)}: write "${last}-${first}"`
    );
  return [first, last];
}
