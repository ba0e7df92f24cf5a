// What the stages of a step add to a state or a tangent.
// Twin: worker/biofilm/solver/adaptive/increments.ts.
import {madd} from "../../lib/simd.as";
import {A21, A31, A32, A41, A42, A43, A51, A52, A53, A54} from "./constants";
import {get} from "../../biofilm/vectors.as";

/**
 * What stage k starts from: the state or a tangent at the beginning, and the weighted increments,
 * which lie m vectors apart.
 */
@inline
export function addIncrements(start: v128, Z: usize, m: i32, k: i32): v128 {
  if (k == 0) return start;
  if (k == 1) return madd(f64x2.splat(A21), get(Z, 0), start);
  if (k == 2) return madd(
    f64x2.splat(A32), get(Z, m), madd(f64x2.splat(A31), get(Z, 0), start));
  if (k == 3) return madd(
    f64x2.splat(A43), get(Z, 2 * m),
    madd(f64x2.splat(A42), get(Z, m), madd(f64x2.splat(A41), get(Z, 0), start)));
  const two = madd(f64x2.splat(A52), get(Z, m), madd(f64x2.splat(A51), get(Z, 0), start));
  return madd(f64x2.splat(A54), get(Z, 3 * m), madd(f64x2.splat(A53), get(Z, 2 * m), two));
}
