// What a block's windows have in common, summed once: moments about the block's middle of the
// points that all windows hold before all targets (first lane) and after them (second lane).
// Twin: shared.ts.
import {ROW, binomial, innerPower, outerPower} from "../constants";

/** The first time in [from, to) that is at least `value`; with `after`, that is more. */
export function findTime(from: usize, to: usize, value: f64, after: bool): usize {
  let low: usize = 0, high = (to - from) >> 3;
  while (low < high) {
    const middle = (low + high) >> 1, t = load<f64>(from + (middle << 3));
    if (t < value || (after && t == value)) low = middle + 1;
    else high = middle;
  }
  return from + (low << 3);
}

/** Σ f z^q over times in [p, stop) for four powers from `power` on, each to its row at `out`. */
@inline
function gatherFour(
  series: bool, out: usize, p: usize, stop: usize, row: usize, power: i32, tau: v128, scale: v128
): void {
  const one = f64x2.splat(1), zero = f64x2.splat(0);
  let m0 = zero, m1 = zero, m2 = zero, m3 = zero;
  for (; p < stop; p += 16) {
    const isPair = p + 16 <= stop;
    const t = isPair ? v128.load(p) : v128.load64_splat(p);
    const z = f64x2.mul(f64x2.sub(t, tau), scale), z2 = f64x2.mul(z, z), z4 = f64x2.mul(z2, z2);
    let a = one;
    if (series) a = isPair ? v128.load(p + row) : v128.load64_splat(p + row);
    if (!isPair) a = f64x2.replace_lane(a, 1, 0);
    for (let k = 0; k < power; k += 4) a = f64x2.mul(a, z4);
    m0 = f64x2.add(m0, a), a = f64x2.mul(a, z);
    m1 = f64x2.add(m1, a), a = f64x2.mul(a, z);
    m2 = f64x2.add(m2, a), m3 = f64x2.add(m3, f64x2.mul(a, z));
  }
  store<f64>(out, f64x2.extract_lane(m0, 0) + f64x2.extract_lane(m0, 1));
  store<f64>(out, f64x2.extract_lane(m1, 0) + f64x2.extract_lane(m1, 1), 16);
  store<f64>(out, f64x2.extract_lane(m2, 0) + f64x2.extract_lane(m2, 1), 32);
  store<f64>(out, f64x2.extract_lane(m3, 0) + f64x2.extract_lane(m3, 1), 48);
}

/** Moments of the weights and of each series over [left, leftEnd) and [right, rightEnd). */
export function gatherShared(
  moments: usize, left: usize, leftEnd: usize, right: usize, rightEnd: usize, row: usize,
  bytes: usize, series: i32, degree: i32, middle: f64, inverse: f64
): void {
  const tau = f64x2.splat(middle), scale = f64x2.splat(inverse);
  for (let power = 0; power <= degree + 4; power += 4) {
    const at = moments + (<usize>power << 4);
    gatherFour(false, at, left, leftEnd, 0, power, tau, scale);
    gatherFour(false, at + 8, right, rightEnd, 0, power, tau, scale);
  }
  for (let k = 0; k < series; k++, row += bytes) {
    moments += ROW << 3;
    for (let power = 0; power <= degree + 2; power += 4) {
      const at = moments + (<usize>power << 4);
      gatherFour(true, at, left, leftEnd, row, power, tau, scale);
      gatherFour(true, at + 8, right, rightEnd, row, power, tau, scale);
    }
  }
}

/** Moments to the power `top` about a point `shift` further back, by Pascal's triangle. */
@inline
function moveMoments(to: usize, from: usize, top: i32, shift: v128): void {
  memory.copy(to, from, <usize>(top + 1) << 4);
  const last = to + (<usize>top << 4);
  for (let stop = to; stop < last; stop += 16) {
    for (let p = last; p > stop; p -= 16) {
      v128.store(p, f64x2.add(v128.load(p), f64x2.mul(shift, v128.load(p - 16))));
    }
  }
}

/** Σ K z^q for q < `count` from the moments: on either side the kernel is a polynomial. */
@inline
function weighMoments(out: usize, moments: usize, count: i32, a: i32, b: i32): void {
  for (let q = 0; q < count; q++) {
    let p = moments + (<usize>q << 4), sum = v128.load(p);
    for (let k = 1; k <= b; k++) {
      p += <usize>a << 4;
      const c = binomial(b, k), sign = ((a * k) & 1) == 0 ? c : -c;
      const factor = f64x2.replace_lane(f64x2.splat(c), 0, sign);
      sum = f64x2.add(sum, f64x2.mul(factor, v128.load(p)));
    }
    store<f64>(out + (<usize>q << 3), f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1));
  }
}

/** What the shared points add to the sums of one target: S0 to S4, then R0 to R2 of each series. */
export function shareSums(
  out: usize, room: usize, moments: usize, series: i32, shape: i32, offset: f64
): void {
  const a = innerPower(shape), b = outerPower(shape), degree = a * b;
  const shift = f64x2.splat(offset);
  moveMoments(room, moments, degree + 4, shift);
  weighMoments(out, room, 5, a, b);
  out += 40;
  for (let k = 0; k < series; k++, out += 24) {
    moments += ROW << 3;
    moveMoments(room, moments, degree + 2, shift);
    weighMoments(out, room, 3, a, b);
  }
}
