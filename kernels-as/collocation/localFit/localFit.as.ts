import {
  COSINE, EPANECHNIKOV, GAUSSIAN, LEAST_SHARED, LEAST_WEIGHT, LOGISTIC, QUARTIC, ROW, SIGMOID,
  SILVERMAN, SILVERMAN_SCIML, TARGETS, TRIANGULAR, TRICUBE, TRIWEIGHT, UNIFORM, fitScratch,
  innerPower, outerPower
} from "../constants";
import {weightLane} from "../weights.as";
import {findTime, gatherShared, shareSums} from "./shared.as";

/** The sum of both lanes. */
@inline
function fold(lanes: v128): f64 {
  return f64x2.extract_lane(lanes, 0) + f64x2.extract_lane(lanes, 1);
}

/** What the moments alone tell: leverages and conditions. */
function describe(
  own: usize, condition: usize, s0: f64, s1: f64, s2: f64, s3: f64, s4: f64
): void {
  const c00 = s2 * s4 - s3 * s3, c01 = s2 * s3 - s1 * s4, c02 = s1 * s3 - s2 * s2;
  const c11 = s0 * s4 - s2 * s2, c12 = s1 * s2 - s0 * s3, c22 = s0 * s2 - s1 * s1;
  const det = s0 * c00 + s1 * c01 + s2 * c02;
  store<f64>(own, s2 / c22);
  store<f64>(own, c00 / det, 8);
  const a0 = abs(s0), a1 = abs(s1), a2 = abs(s2), a3 = abs(s3), a4 = abs(s4);
  const b01 = abs(c01), b02 = abs(c02), b12 = abs(c12);
  const line = max(a0 + a1, a1 + a2);
  const norm = max(a0 + a1 + a2, max(a1 + a2 + a3, a2 + a3 + a4));
  const adjoint = max(abs(c00) + b01 + b02, max(b01 + abs(c11) + b12, b02 + b12 + abs(c22)));
  store<f64>(condition, abs(c22) / (line * line));
  store<f64>(condition, abs(det) / (norm * adjoint), 8);
}

/** One series: value of the line, value and slope of the parabola. */
function solve(
  fit: usize, inverse: f64, s0: f64, s1: f64, s2: f64, s3: f64, s4: f64, r0: f64, r1: f64, r2: f64
): void {
  const c00 = s2 * s4 - s3 * s3, c01 = s2 * s3 - s1 * s4, c02 = s1 * s3 - s2 * s2;
  const c11 = s0 * s4 - s2 * s2, c12 = s1 * s2 - s0 * s3, c22 = s0 * s2 - s1 * s1;
  const det = s0 * c00 + s1 * c01 + s2 * c02;
  store<f64>(fit, (s2 * r0 - s1 * r1) / c22);
  store<f64>(fit, (r0 * c00 + r1 * c01 + r2 * c02) / det, 8);
  store<f64>(fit, (r0 * c01 + r1 * c11 + r2 * c12) / det * inverse, 16);
}

/** One target; one or two series, whose rows lie `y` and `v` bytes beyond the times. Returns S0. */
@inline
function fit(
  shape: i32, two: bool, out: usize, own: usize, condition: usize, sums: usize, more: usize,
  p0: usize, l0: usize, l1: usize, r0: usize, r1: usize, end: usize, y: usize, v: usize,
  target: f64, inverse: f64
): f64 {
  const tau = f64x2.splat(target), scale = f64x2.splat(inverse), zero = f64x2.splat(0);
  let s0 = zero, s1 = zero, s2 = zero, s3 = zero, s4 = zero;
  let f0 = zero, f1 = zero, f2 = zero, g0 = zero, g1 = zero, g2 = zero;
  // the points that are not shared: before, between and after those that are
  for (let part = 0; part < 3; part++) {
    let p = part == 0 ? p0 : part == 1 ? l1 : r1;
    const stop = part == 0 ? l0 : part == 1 ? r0 : end;
    for (; p + 16 <= stop; p += 16) {
      // 1 place in the window, weight, moments of the weights
      const z = f64x2.mul(f64x2.sub(v128.load(p), tau), scale);
      const a0 = weightLane(shape, z), a1 = f64x2.mul(a0, z);
      const a2 = f64x2.mul(a1, z), a3 = f64x2.mul(a2, z), a4 = f64x2.mul(a3, z);
      s0 = f64x2.add(s0, a0), s1 = f64x2.add(s1, a1), s2 = f64x2.add(s2, a2);
      s3 = f64x2.add(s3, a3), s4 = f64x2.add(s4, a4);
      // 2 moments of the series
      const f = v128.load(p + y);
      f0 = f64x2.add(f0, f64x2.mul(f, a0)), f1 = f64x2.add(f1, f64x2.mul(f, a1));
      f2 = f64x2.add(f2, f64x2.mul(f, a2));
      if (two) {
        const g = v128.load(p + v);
        g0 = f64x2.add(g0, f64x2.mul(g, a0)), g1 = f64x2.add(g1, f64x2.mul(g, a1));
        g2 = f64x2.add(g2, f64x2.mul(g, a2));
      }
    }
    if (p < stop) {
      // the last point alone: the other lane has no weight, and adds zeros
      const z = f64x2.mul(f64x2.sub(v128.load64_splat(p), tau), scale);
      const a0 = f64x2.replace_lane(weightLane(shape, z), 1, 0), a1 = f64x2.mul(a0, z);
      const a2 = f64x2.mul(a1, z), a3 = f64x2.mul(a2, z), a4 = f64x2.mul(a3, z);
      s0 = f64x2.add(s0, a0), s1 = f64x2.add(s1, a1), s2 = f64x2.add(s2, a2);
      s3 = f64x2.add(s3, a3), s4 = f64x2.add(s4, a4);
      const f = v128.load64_splat(p + y);
      f0 = f64x2.add(f0, f64x2.mul(f, a0)), f1 = f64x2.add(f1, f64x2.mul(f, a1));
      f2 = f64x2.add(f2, f64x2.mul(f, a2));
      if (two) {
        const g = v128.load64_splat(p + v);
        g0 = f64x2.add(g0, f64x2.mul(g, a0)), g1 = f64x2.add(g1, f64x2.mul(g, a1));
        g2 = f64x2.add(g2, f64x2.mul(g, a2));
      }
    }
  }
  // 3 normal equations
  const m0 = fold(s0) + load<f64>(sums), m1 = fold(s1) + load<f64>(sums, 8);
  const m2 = fold(s2) + load<f64>(sums, 16), m3 = fold(s3) + load<f64>(sums, 24);
  const m4 = fold(s4) + load<f64>(sums, 32);
  describe(own, condition, m0, m1, m2, m3, m4);
  solve(
    out, inverse, m0, m1, m2, m3, m4, fold(f0) + load<f64>(more), fold(f1) + load<f64>(more, 8),
    fold(f2) + load<f64>(more, 16)
  );
  if (two) solve(
    out + 24, inverse, m0, m1, m2, m3, m4, fold(g0) + load<f64>(more, 24),
    fold(g1) + load<f64>(more, 32), fold(g2) + load<f64>(more, 40)
  );
  return m0;
}

/** One target and all series, two at a time: weights are found anew for each two. Returns S0. */
@inline
function fitAll(
  shape: i32, out: usize, own: usize, condition: usize, sums: usize, p: usize, l0: usize,
  l1: usize, r0: usize, r1: usize, end: usize, row: usize, bytes: usize, series: i32, target: f64,
  inverse: f64
): f64 {
  let k = 0, more = sums + 40, s0: f64 = 0;
  for (; k + 2 <= series; k += 2, row += bytes << 1, out += 48, more += 48) {
    s0 = fit(shape, true, out, own, condition, sums, more, p, l0, l1, r0, r1, end, row,
      row + bytes, target, inverse);
  }
  if (k < series) {
    s0 = fit(shape, false, out, own, condition, sums, more, p, l0, l1, r0, r1, end, row, row,
      target, inverse);
  }
  return s0;
}

function fitShape(
  shape: i32, out: usize, own: usize, condition: usize, sums: usize, p: usize, l0: usize,
  l1: usize, r0: usize, r1: usize, end: usize, row: usize, bytes: usize, series: i32, t: f64,
  inverse: f64
): f64 {
  switch (shape) {
    case EPANECHNIKOV:
      return fitAll(EPANECHNIKOV, out, own, condition, sums, p, l0, l1, r0, r1, end, row, bytes,
        series, t, inverse);
    case UNIFORM:
      return fitAll(UNIFORM, out, own, condition, sums, p, l0, l1, r0, r1, end, row, bytes,
        series, t, inverse);
    case TRIANGULAR:
      return fitAll(TRIANGULAR, out, own, condition, sums, p, l0, l1, r0, r1, end, row, bytes,
        series, t, inverse);
    case QUARTIC:
      return fitAll(QUARTIC, out, own, condition, sums, p, l0, l1, r0, r1, end, row, bytes,
        series, t, inverse);
    case TRIWEIGHT:
      return fitAll(TRIWEIGHT, out, own, condition, sums, p, l0, l1, r0, r1, end, row, bytes,
        series, t, inverse);
    case TRICUBE:
      return fitAll(TRICUBE, out, own, condition, sums, p, l0, l1, r0, r1, end, row, bytes,
        series, t, inverse);
    case GAUSSIAN:
      return fitAll(GAUSSIAN, out, own, condition, sums, p, l0, l1, r0, r1, end, row, bytes,
        series, t, inverse);
    case COSINE:
      return fitAll(COSINE, out, own, condition, sums, p, l0, l1, r0, r1, end, row, bytes,
        series, t, inverse);
    case LOGISTIC:
      return fitAll(LOGISTIC, out, own, condition, sums, p, l0, l1, r0, r1, end, row, bytes,
        series, t, inverse);
    case SIGMOID:
      return fitAll(SIGMOID, out, own, condition, sums, p, l0, l1, r0, r1, end, row, bytes,
        series, t, inverse);
    case SILVERMAN:
      return fitAll(SILVERMAN, out, own, condition, sums, p, l0, l1, r0, r1, end, row, bytes,
        series, t, inverse);
    default:
      return fitAll(SILVERMAN_SCIML, out, own, condition, sums, p, l0, l1, r0, r1, end, row, bytes,
        series, t, inverse);
  }
}

@inline
function timeAt(times: usize, index: usize, i: usize): usize {
  return times + (<usize>load<i32>(index + (i << 2)) << 3);
}

export function localFit(
  fits: usize, own: usize, condition: usize, scratch: usize, target: usize, first: usize,
  last: usize, times: usize, data: usize, count: i32, series: i32, inverse: f64, shape: i32,
  begin: i32, end: i32
): void {
  const row = data - times, bytes = <usize>count << 3;
  const moments = scratch + <usize>(begin / TARGETS) * (<usize>fitScratch(series) << 3);
  const room = moments + <usize>(ROW * (series + 1)) * 8, sums = room + (ROW << 3);
  const sumBytes = <usize>(5 + 3 * series) << 3;
  // 1 what all windows hold
  let l0 = times, r1 = times + bytes, low = Infinity, high = -Infinity;
  for (let i = <usize>begin; i < <usize>end; i++) {
    const t = load<f64>(target + (i << 3));
    l0 = max(l0, timeAt(times, first, i)), r1 = min(r1, timeAt(times, last, i));
    low = min(low, t), high = max(high, t);
  }
  // 2 of that, what lies before all targets, and what after
  let shares = innerPower(shape) > 0 && l0 < r1, l1 = l0, r0 = l0;
  const middle = low + (high - low) * 0.5, degree = innerPower(shape) * outerPower(shape);
  if (shares) {
    l1 = findTime(l0, r1, low, false), r0 = findTime(l1, r1, high, true);
    shares = <i32>((l1 - l0 + (r1 - r0)) >> 3) >= LEAST_SHARED;
  }
  if (shares) {
    gatherShared(moments, l0, l1, r0, r1, row, bytes, series, degree, middle, inverse);
  }
  for (let i = <usize>begin; i < <usize>end; i++) {
    const out = fits + i * 24 * <usize>series, o = own + (i << 4), c = condition + (i << 4);
    const p = timeAt(times, first, i), stop = timeAt(times, last, i);
    const t = load<f64>(target + (i << 3));
    if (shares) {
      shareSums(sums, room, moments, series, shape, (middle - t) * inverse);
      const s0 = fitShape(
        shape, out, o, c, sums, p, l0, l1, r0, r1, stop, row, bytes, series, t, inverse);
      if (s0 > LEAST_WEIGHT * <f64>((stop - p) >> 3)) continue;
    }
    memory.fill(sums, 0, sumBytes);
    fitShape(
      shape, out, o, c, sums, p, stop, stop, stop, stop, stop, row, bytes, series, t, inverse);
  }
}
