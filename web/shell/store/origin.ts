import type {Origin} from "./types.ts";

/** Whether two texts come from the same place; on a Git host, at whatever commit. */
export function isSameSource(a: Origin, b: Origin): boolean {
  if (a.kind === "own" || b.kind === "own" || a.kind !== b.kind) return false;
  return toSource(a) === toSource(b);
}

function toSource(origin: Exclude<Origin, {kind: "own"}>): string {
  if (origin.kind === "shipped") return origin.name;
  return origin.kind === "git" ? origin.address.replace(/@[^/]*/, "") : origin.address;
}
