// The force of a parameter on a stage's tangents. Twin: worker/biofilm/solver/adaptive/tangents.ts.
import {madd} from "../../lib/simd.as";
import {get, set} from "../../biofilm/vectors.as";
import {FEED, LIVING, POISON, TOLL} from "./room.as";

/** What the parameter itself does: a_ij, or b_i where j is −1. */
@inline
export function addForce(stage: usize, change: usize, n: i32, i: i32, j: i32): void {
  const own = get(change, n + i);
  if (j < 0) {
    set(change, i, f64x2.add(get(change, i), get(stage, POISON * n + i)));
    set(change, n + i, f64x2.sub(own, get(stage, TOLL * n + i)));
    return;
  }
  set(change, n + i, madd(get(stage, FEED * n + i), get(stage, LIVING * n + j), own));
  if (i == j) return;
  const other = get(change, n + j);
  set(change, n + j, madd(get(stage, FEED * n + j), get(stage, LIVING * n + i), other));
}
