import {logLane} from "../../math/log/lane.as";
import {HALF_LOG_TWO_PI} from "./constants";

/** Log-densities of the data under two parameter sets. */
@inline
function pair(mu: v128, sd: v128, data: usize, count: i32): v128 {
  const inverse = f64x2.div(f64x2.splat(1), sd);
  let value = f64x2.splat(0);
  let rest = f64x2.splat(0);
  const stop = data + (<usize>count << 3);
  for (let p = data; p < stop; p += 8) {
    // 1 standardised residual
    const z = f64x2.mul(f64x2.sub(v128.load64_splat(p), mu), inverse);
    // 2 sum of squares, and what its roundings lose
    const x = f64x2.mul(z, z);
    const next = f64x2.add(value, x);
    const seen = f64x2.sub(next, value);
    rest = f64x2.add(
      rest,
      f64x2.add(f64x2.sub(value, f64x2.sub(next, seen)), f64x2.sub(x, seen))
    );
    value = next;
  }
  // 3 quadratic part: where the sum has overflowed, its rest is no number
  const lost = v128.and(rest, f64x2.lt(value, f64x2.splat(Infinity)));
  const quadratic = f64x2.mul(f64x2.splat(-0.5), f64x2.add(value, lost));
  // 4 normalisation
  const norm = f64x2.add(logLane(sd), f64x2.splat(HALF_LOG_TWO_PI));
  return f64x2.sub(quadratic, f64x2.mul(f64x2.splat(<f64>count), norm));
}

export function normalLogDensity(
  logDensity: usize,
  mean: usize,
  sd: usize,
  data: usize,
  count: i32,
  begin: i32,
  end: i32
): void {
  let i = begin;
  for (; i + 2 <= end; i += 2) {
    const at = <usize>i << 3;
    v128.store(logDensity + at, pair(v128.load(mean + at), v128.load(sd + at), data, count));
  }
  if (i < end) {
    const at = <usize>i << 3;
    const last = pair(v128.load64_splat(mean + at), v128.load64_splat(sd + at), data, count);
    v128.store64_lane(logDensity + at, last, 0);
  }
}
