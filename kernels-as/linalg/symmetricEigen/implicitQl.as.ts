// Eigenvalues of a symmetric tridiagonal matrix by the implicit QL iteration with Wilkinson's shift
// (Dubrulle, Martin and Wilkinson 1968), turned round to QR where a block's small end lies below.
import {BIG, NEGLIGIBLE, RESCALE, SWEEPS} from "../constants";

/**
 * Diagonal d and neighbours e, both overwritten: d gets the eigenvalues, unsorted. The rotations
 * go to the rows of z too, so that they end as eigenvectors. `work`: two vectors. False if it
 * gives up.
 */
export function diagonalize(d: usize, e: usize, z: usize, work: usize, n: i32): bool {
  let left = SWEEPS * n;
  let end = n - 1;
  while (end > 0) {
    let start = end;
    while (start > 0 && !negligible(d, e, start - 1)) start--;
    const down = abs(load<f64>(d + (<usize>end << 3))) < abs(load<f64>(d + (<usize>start << 3)));
    let lo = start, hi = end;
    while (lo < hi) {
      // the value at `from` is next; its block ends at `to`
      const from = down ? hi : lo;
      let to = from;
      if (down) while (to > lo && !negligible(d, e, to - 1)) to--;
      else while (to < hi && !negligible(d, e, to)) to++;
      if (to == from) {
        if (down) hi--;
        else lo++;
        continue;
      }
      if (left-- == 0) return false;
      const length = down ? from - to : to - from;
      sweep(d, e, work, from, down ? -1 : 1, length, n);
      rotateRows(z, work, from, down ? -1 : 1, length, n);
    }
    end = start - 1;
  }
  return true;
}

/** Whether e(i) may be taken for zero beside d(i) and d(i + 1). */
function negligible(d: usize, e: usize, i: i32): bool {
  const at = <usize>i << 3;
  const x = load<f64>(e + at);
  return x * x <= NEGLIGIBLE * abs(load<f64>(d + at) * load<f64>(d + at, 8));
}

/** One QL sweep over d(from), d(from ± 1), … `length` steps on; rotation t goes to `work`. */
function sweep(
  d: usize, e: usize, work: usize, from: i32, direction: i32, length: i32, n: i32
): void {
  const step = <usize>(direction << 3);
  const d0 = d + (<usize>from << 3);
  const e0 = e + (<usize>(direction > 0 ? from : from - 1) << 3);
  const sines = work + (<usize>n << 3);
  let p = load<f64>(d0);
  const first = load<f64>(e0);
  let g = (load<f64>(d0 + step) - p) / (2 * first);
  let r = Math.sqrt(g * g + 1);
  g = load<f64>(d0 + <usize>length * step) - p + first / (g < 0 ? g - r : g + r);
  let s: f64 = 1, c: f64 = 1;
  p = 0;
  for (let t = length - 1; t >= 0; t--) {
    const dt = d0 + <usize>t * step, et = e0 + <usize>t * step;
    const f = s * load<f64>(et), b = c * load<f64>(et);
    const scale: f64 = max(abs(f), abs(g)) < 1 / BIG ? RESCALE : 1;
    const fs = f * scale, gs = g * scale;
    r = Math.sqrt(fs * fs + gs * gs);
    if (r == 0) {
      c = 1;
      s = 0;
    } else {
      c = gs / r;
      s = fs / r;
    }
    if (t != length - 1) store<f64>(et + step, r / scale);
    g = load<f64>(dt + step) - p;
    r = (load<f64>(dt) - g) * s + 2 * c * b;
    p = s * r;
    store<f64>(dt + step, g + p);
    g = c * r - b;
    store<f64>(work + (<usize>t << 3), c);
    store<f64>(sines + (<usize>t << 3), s);
  }
  store<f64>(d0, load<f64>(d0) - p);
  store<f64>(e0, g);
}

/** Rows x = t and y = t + 1, counted from `from`, become c·x − s·y and s·x + c·y. */
function rotateRows(z: usize, work: usize, from: i32, direction: i32, length: i32, n: i32): void {
  const row = <usize>n << 3;
  const step = direction > 0 ? row : 0 - row;
  const sines = work + row;
  const top = z + <usize>from * row;
  let j = 0;
  for (; j + 8 <= n; j += 8) {
    let at = top + (<usize>j << 3) + <usize>length * step;
    let k0 = v128.load(at), k1 = v128.load(at, 16), k2 = v128.load(at, 32), k3 = v128.load(at, 48);
    for (let t = <usize>(length - 1) << 3; <isize>t >= 0; t -= 8) {
      const c = v128.load64_splat(work + t), s = v128.load64_splat(sines + t);
      const below = at;
      at -= step;
      let x = v128.load(at);
      v128.store(below, f64x2.add(f64x2.mul(s, x), f64x2.mul(c, k0)));
      k0 = f64x2.sub(f64x2.mul(c, x), f64x2.mul(s, k0));
      x = v128.load(at, 16);
      v128.store(below, f64x2.add(f64x2.mul(s, x), f64x2.mul(c, k1)), 16);
      k1 = f64x2.sub(f64x2.mul(c, x), f64x2.mul(s, k1));
      x = v128.load(at, 32);
      v128.store(below, f64x2.add(f64x2.mul(s, x), f64x2.mul(c, k2)), 32);
      k2 = f64x2.sub(f64x2.mul(c, x), f64x2.mul(s, k2));
      x = v128.load(at, 48);
      v128.store(below, f64x2.add(f64x2.mul(s, x), f64x2.mul(c, k3)), 48);
      k3 = f64x2.sub(f64x2.mul(c, x), f64x2.mul(s, k3));
    }
    v128.store(at, k0);
    v128.store(at, k1, 16);
    v128.store(at, k2, 32);
    v128.store(at, k3, 48);
  }
  for (; j + 2 <= n; j += 2) {
    let at = top + (<usize>j << 3) + <usize>length * step;
    let kept = v128.load(at);
    for (let t = <usize>(length - 1) << 3; <isize>t >= 0; t -= 8) {
      const c = v128.load64_splat(work + t), s = v128.load64_splat(sines + t);
      const x = v128.load(at - step);
      v128.store(at, f64x2.add(f64x2.mul(s, x), f64x2.mul(c, kept)));
      kept = f64x2.sub(f64x2.mul(c, x), f64x2.mul(s, kept));
      at -= step;
    }
    v128.store(at, kept);
  }
  if (j < n) {
    let at = top + (<usize>j << 3) + <usize>length * step;
    let kept = load<f64>(at);
    for (let t = <usize>(length - 1) << 3; <isize>t >= 0; t -= 8) {
      const c = load<f64>(work + t), s = load<f64>(sines + t);
      const x = load<f64>(at - step);
      store<f64>(at, s * x + c * kept);
      kept = c * x - s * kept;
      at -= step;
    }
    store<f64>(at, kept);
  }
}
