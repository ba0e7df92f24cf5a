// Sine and cosine of half turns, for reflections: off the common path, so loops and splats will do.
import {constant, madd} from "./simd.as";
import {HALF_TURN_COSINE, HALF_TURN_SINE, TWO52} from "./halfTurnTables";

/** a less the nearest whole number; 0 where a ≥ 2^52 (whole anyway) or NaN. Needs a ≥ 0. */
@inline
export function halfTurnFraction(a: v128): v128 {
  const whole = f64x2.splat(TWO52);
  const f = f64x2.sub(a, f64x2.sub(f64x2.add(a, whole), whole));
  return v128.and(f, f64x2.lt(a, whole));
}

/** sin(πf)/π for |f| ≤ ½ */
@inline
export function halfTurnSine(f: v128): v128 {
  return f64x2.mul(f, series(HALF_TURN_SINE, f64x2.mul(f, f)));
}

/** cos πf for |f| ≤ ½ */
@inline
export function halfTurnCosine(f: v128): v128 {
  return series(HALF_TURN_COSINE, f64x2.mul(f, f));
}

function series(table: StaticArray<f64>, v: v128): v128 {
  let p = constant(table, 8);
  for (let j = 7; j >= 0; j--) p = madd(p, v, constant(table, j));
  return p;
}
