// The scalar twin of implicitQl.as.ts: eigenvalues of a symmetric tridiagonal matrix.
import {BIG, NEGLIGIBLE, RESCALE, SWEEPS} from "../constants.ts";

/** d gets the eigenvalues, unsorted; the rows of z turn along. False if it gives up. */
export function diagonalize(d: Float64Array, e: Float64Array, z: Float64Array, n: number): boolean {
  const negligible = (i: number) => e[i] * e[i] <= NEGLIGIBLE * Math.abs(d[i] * d[i + 1]);
  let left = SWEEPS * n;
  let end = n - 1;
  while (end > 0) {
    let start = end;
    while (start > 0 && !negligible(start - 1)) start--;
    const down = Math.abs(d[end]) < Math.abs(d[start]);
    let lo = start;
    let hi = end;
    while (lo < hi) {
      // the value at `from` is next; its block ends at `to`
      const from = down ? hi : lo;
      let to = from;
      if (down) while (to > lo && !negligible(to - 1)) to--;
      else while (to < hi && !negligible(to)) to++;
      if (to === from) {
        if (down) hi--;
        else lo++;
        continue;
      }
      if (left-- === 0) return false;
      sweep(d, e, z, n, from, down ? -1 : 1, Math.abs(from - to));
    }
    end = start - 1;
  }
  return true;
}

/** One QL sweep over d(from), d(from ± 1), … `length` steps on. */
function sweep(
  d: Float64Array,
  e: Float64Array,
  z: Float64Array,
  n: number,
  from: number,
  direction: number,
  length: number
): void {
  const first = direction > 0 ? from : from - 1;
  let p = d[from];
  let g = (d[from + direction] - p) / (2 * e[first]);
  let r = Math.sqrt(g * g + 1);
  g = d[from + length * direction] - p + e[first] / (g < 0 ? g - r : g + r);
  let s = 1;
  let c = 1;
  p = 0;
  for (let t = length - 1; t >= 0; t--) {
    const i = from + t * direction;
    const at = first + t * direction;
    const f = s * e[at];
    const b = c * e[at];
    const scale = Math.max(Math.abs(f), Math.abs(g)) < 1 / BIG ? RESCALE : 1;
    const fs = f * scale;
    const gs = g * scale;
    r = Math.sqrt(fs * fs + gs * gs);
    c = r === 0 ? 1 : gs / r;
    s = r === 0 ? 0 : fs / r;
    if (t !== length - 1) e[at + direction] = r / scale;
    g = d[i + direction] - p;
    r = (d[i] - g) * s + 2 * c * b;
    p = s * r;
    d[i + direction] = g + p;
    g = c * r - b;
    rotate(z, i * n, (i + direction) * n, c, s, n);
  }
  d[from] -= p;
  e[first] = g;
}

function rotate(
  z: Float64Array,
  upper: number,
  lower: number,
  c: number,
  s: number,
  n: number
): void {
  for (let j = 0; j < n; j++) {
    const x = z[upper + j];
    const y = z[lower + j];
    z[lower + j] = s * x + c * y;
    z[upper + j] = c * x - s * y;
  }
}
