// Rows of the benchmark about collocation: windows of 1,000 points, two series, more and more points.
import type {Engine} from "../../worker/client.ts";
import {makeEstimate} from "../../worker/collocation/estimate/estimate.ts";
import type {ModelRow} from "./modelRows.ts";

/** Points in a whole window, however many points there are. */
export const WINDOW = 1000;
/** The last is what NumPy is measured on too; the others show how the time grows. */
const SIZES = [25_000, 50_000, 100_000];

export const COLLOCATION_ROWS: readonly ModelRow[] = SIZES.map((n) => ({
  name: `collocate ${n} points, window ${WINDOW}, two series`,
  n,
  elements: n,
  make: (engine) => Promise.resolve(makeWays(engine, n))
}));

function makeWays(engine: Engine, n: number): Record<string, () => unknown> {
  const {collocate} = makeEstimate(engine);
  const t = Float64Array.from({length: n}, (_, i) => i / (n - 1));
  const data = [t.map((x) => Math.sin(20 * x)), t.map((x) => Math.cos(20 * x))];
  const options = {kernel: "epanechnikov", bandwidth: WINDOW / 2 / (n - 1)} as const;
  return {
    reference: () => collocateByHand(data, t, options.bandwidth),
    "1 thread": () => collocate(data, t, {...options, threads: 1}),
    engine: () => collocate(data, t, options)
  };
}

/** Epanechnikov windows over sorted times, written out: one sweep, every sum over every window. */
export function collocateByHand(
  [x, y]: readonly Float64Array[],
  t: Float64Array,
  bandwidth: number
): Float64Array[] {
  const n = t.length;
  const scale = 1 / (bandwidth * (t[n - 1] - t[0]));
  const [u, v, du, dv] = [0, 1, 2, 3].map(() => new Float64Array(n));
  let first = 0;
  let last = 0;
  for (let i = 0; i < n; i++) {
    const tau = t[i];
    while ((tau - t[first]) * scale > 1) first++;
    while (last < n && (t[last] - tau) * scale <= 1) last++;
    let [s0, s1, s2, s3, s4] = [0, 0, 0, 0, 0];
    let [a0, a1, a2, b0, b1, b2] = [0, 0, 0, 0, 0, 0];
    for (let j = first; j < last; j++) {
      const z = (t[j] - tau) * scale;
      const w = 1 - z * z;
      const wz = w * z;
      const wzz = wz * z;
      s0 += w;
      s1 += wz;
      s2 += wzz;
      s3 += wzz * z;
      s4 += wzz * z * z;
      a0 += w * x[j];
      a1 += wz * x[j];
      a2 += wzz * x[j];
      b0 += w * y[j];
      b1 += wz * y[j];
      b2 += wzz * y[j];
    }
    const line = s0 * s2 - s1 * s1;
    const [c0, c1, c2] = [s2 * s3 - s1 * s4, s0 * s4 - s2 * s2, s1 * s2 - s0 * s3];
    const det = (s0 * (s2 * s4 - s3 * s3) + s1 * c0 + s2 * (s1 * s3 - s2 * s2)) / scale;
    u[i] = (s2 * a0 - s1 * a1) / line;
    v[i] = (s2 * b0 - s1 * b1) / line;
    du[i] = (a0 * c0 + a1 * c1 + a2 * c2) / det;
    dv[i] = (b0 * c0 + b1 * c1 + b2 * c2) / det;
  }
  return [u, v, du, dv];
}
