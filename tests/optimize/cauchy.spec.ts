import {expect, it} from "vitest";
import {makeCauchy} from "../../worker/optimize/cauchy.ts";
import {makeCorrections} from "../../worker/optimize/corrections.ts";

const k = 5;
const wave = (seed: number) => Float64Array.from({length: k}, (_, i) => Math.sin(seed + 1.7 * i));

/** The BFGS matrix by its recursion, from θ·I. */
function recur(pairs: readonly Float64Array[][], theta: number): number[][] {
  let B = Array.from({length: k}, (_, i) =>
    Array.from({length: k}, (_, j) => (i === j ? theta : 0))
  );
  for (const [s, y] of pairs) {
    const Bs = B.map((row) => row.reduce((sum, b, j) => sum + b * s[j], 0));
    const sBs = Bs.reduce((sum, b, i) => sum + b * s[i], 0);
    const sy = y.reduce((sum, yi, i) => sum + yi * s[i], 0);
    B = B.map((row, i) => row.map((b, j) => b - (Bs[i] * Bs[j]) / sBs + (y[i] * y[j]) / sy));
  }
  return B;
}

it.each([1, 2, 3, 4, 5, 6, 7, 8])(
  "the Cauchy point %i is the first minimum along the bent path",
  (seed) => {
    const corrections = makeCorrections(k, 3);
    const pairs = [0, 1, 2, 3].map((n) => {
      const s = wave(seed + n);
      return [s, s.map((si, i) => si * (1 + i) + 0.1 * s[(i + 1) % k])];
    });
    for (const [s, y] of pairs) expect(corrections.add(s, y)).toBe(true);
    const B = recur(pairs.slice(1), corrections.theta);
    const [x, g] = [wave(seed + 20), wave(seed + 30).map((gi) => 9 * gi)];
    const box = {lower: x.map((xi) => xi - 0.7 + xi / 3), upper: x.map((xi) => xi + 0.6 + xi / 4)};
    const cauchy = makeCauchy(box, 3, corrections);
    cauchy.find(x, g, false);

    const along = (t: number) =>
      x.map((xi, i) => Math.min(Math.max(xi - t * g[i], box.lower[i]), box.upper[i]));
    const model = (at: Float64Array) => {
      const d = at.map((value, i) => value - x[i]);
      return d.reduce(
        (sum, di, i) => sum + g[i] * di + 0.5 * di * B[i].reduce((row, b, j) => row + b * d[j], 0),
        0
      );
    };
    let t = 0;
    while (t < 2 && model(along(t + 1e-5)) < model(along(t))) t += 1e-5;
    along(t).forEach((value, i) => expect(Math.abs(cauchy.x[i] - value)).toBeLessThan(3e-4));
    const free = Array.from(cauchy.free.subarray(0, cauchy.freeCount));
    expect(free).toEqual(
      Array.from(x.keys()).filter((i) => cauchy.x[i] > box.lower[i] && cauchy.x[i] < box.upper[i])
    );
  }
);
