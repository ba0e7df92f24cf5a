// How many points of a program a lane takes at a time. Points are independent, or summed in whole tiles that no two
// lanes share, so no bit depends on it.
import {TILE, type WasmProgram} from "../compiler/wasm/abi.ts";

/** Nanoseconds an addition takes, about, with two points in a vector. */
const NS_PER_COST = 0.35;
/** A unit of work lasts about this long, so that a stop is heard and no lane waits long for the last one. */
const UNIT_NS = 30_000;
/** Shorter units cost more to hand out than they gain. */
const LEAST_NS = 4_000;
/** How many units each lane should find, where that does not make them too short. */
const SHARES = 4;
const MOST = 1 << 24;

/** An even number of points, whole tiles where it is more than one or where tiles are summed. */
export function grainOf(
  {cost, isSum}: Pick<WasmProgram, "cost" | "isSum">,
  n: number,
  threads: number,
  unitNs = UNIT_NS
): number {
  const ns = NS_PER_COST * Math.max(cost, 1);
  const fair = Math.max(n / (SHARES * threads), LEAST_NS / ns);
  const points = Math.min(unitNs / ns, fair, MOST);
  const step = points < TILE && !isSum ? 2 : TILE;
  return Math.max(step, Math.floor(points / step) * step);
}
