// That whole numbers, choices and shuffles follow their laws, under fixed seeds; under a fresh one each of
// the 18 bounds would fail with probability P.
import {beforeAll, describe, expect, it} from "vitest";
import {accumulate} from "../../kernels-as/random/choice/reference.ts";
import {toStreamWords} from "../../kernels-as/random/counter.ts";
import {makeDraws} from "../../kernels-as/random/draws.ts";
import {loadKernels} from "./module.ts";
import {drawCompiled} from "./randomDraws.ts";
import {chiSquareDeviate, count, kolmogorov, kolmogorovBound, P, Z} from "./randomStatistics.ts";

const D = kolmogorovBound(P);

describe("integers", () => {
  it.each([2, 6, 1000])("below %i: every number as often", (below) => {
    const n = 1_000_000;
    const counts = count(drawCompiled("integers", 11, 0, {below}, n), below);
    expect(
      Math.abs(
        chiSquareDeviate(
          counts,
          counts.map(() => n / below)
        )
      )
    ).toBeLessThan(Z);
  });

  it("are unbiased where words do not divide evenly", () => {
    // without rejection the residues 0, 1, 2 would come with weights 2, 1, 1
    const n = 300_000;
    const draws = drawCompiled("integers", 12, 0, {below: 3 * 2 ** 30}, n);
    const counts = count(
      draws.map((k) => k % 3),
      3
    );
    expect(
      Math.abs(
        chiSquareDeviate(
          counts,
          counts.map(() => n / 3)
        )
      )
    ).toBeLessThan(Z);
  });

  it("fill the range up to 2⁵³", () => {
    const n = 300_000;
    const below = 3 * 2 ** 51;
    const draws = drawCompiled("integers", 13, 0, {below}, n);
    expect(draws.every((k) => Number.isInteger(k) && k >= 0 && k < below)).toBe(true);
    expect(kolmogorov(draws, (k) => k / below)).toBeLessThan(D);
    const odd = draws.reduce((sum, k) => sum + (k % 2), 0);
    expect(Math.abs(odd - n / 2)).toBeLessThan((Z * Math.sqrt(n)) / 2);
  });

  it("one by one: every number as often, below and beyond 2³²", () => {
    const draws = makeDraws(14, 0, 0);
    const n = 60_000;
    const narrow = count(
      Array.from({length: n}, () => draws.integer(7)),
      7
    );
    expect(
      Math.abs(
        chiSquareDeviate(
          narrow,
          narrow.map(() => n / 7)
        )
      )
    ).toBeLessThan(Z);
    const below = 5 * 2 ** 40;
    const wide = Array.from({length: n}, () => Math.floor(draws.integer(below) / 2 ** 40));
    const counts = count(wide, 5);
    expect(
      Math.abs(
        chiSquareDeviate(
          counts,
          counts.map(() => n / 5)
        )
      )
    ).toBeLessThan(Z);
  });
});

describe("choice and shuffle", () => {
  let wasm: ReturnType<typeof loadKernels>;
  beforeAll(() => {
    wasm = loadKernels("strict", 1024);
  });

  function draw(weights: number[], n: number, seed: number): Float64Array {
    const y = wasm.f64(n);
    const sums = wasm.f64(weights.length);
    sums.set(accumulate(weights));
    const words = Object.values(toStreamWords(seed, 0, "choice"));
    wasm.exports.choice(y.byteOffset, sums.byteOffset, ...words, weights.length, 0, n);
    return y.slice();
  }

  it("choose each index as often as its weight asks, and never one of weight 0", () => {
    const weights = [0, 5, 1, 0, 0, 0.25, 12, 3.75, 0];
    const n = 1_000_000;
    const counts = count(draw(weights, n, 21), weights.length);
    const total = accumulate(weights)[weights.length - 1];
    const positive = weights.flatMap((weight, i) => (weight > 0 ? [i] : []));
    const shares = positive.map((i) => (n * weights[i]) / total);
    expect(
      Math.abs(
        chiSquareDeviate(
          positive.map((i) => counts[i]),
          shares
        )
      )
    ).toBeLessThan(Z);
    weights.forEach((weight, i) => weight > 0 || expect(counts[i]).toBe(0));
  });

  it("choose well among many", () => {
    const weights = Array.from({length: 5000}, (_, i) => 1 + (i % 10));
    const n = 1_000_000;
    const counts = count(draw(weights, n, 22), weights.length);
    const total = accumulate(weights)[weights.length - 1];
    const shares = weights.map((weight) => (n * weight) / total);
    expect(Math.abs(chiSquareDeviate(counts, shares))).toBeLessThan(Z);
  });

  function shuffled(size: number, stream: number): Uint32Array {
    const order = wasm.u32(size);
    wasm.exports.shuffle(
      order.byteOffset,
      ...Object.values(toStreamWords(23, stream, "shuffle")),
      size,
      0,
      1
    );
    return order.slice();
  }

  it("shuffle to permutations", () => {
    for (const size of [1, 2, 3, 5, 100, 4097]) {
      const seen = new Set(shuffled(size, 0));
      expect(seen.size).toBe(size);
      expect(Math.max(...seen)).toBe(size - 1);
    }
  });

  it.each([
    [2, 2],
    [3, 6],
    [4, 24],
    [5, 120]
  ])("shuffle %i things into each of their %i orders equally often", (size, orders) => {
    const n = 24_000;
    const names = new Map<string, number>();
    const found = Array.from({length: n}, (_, stream) => {
      const name = shuffled(size, stream).join();
      if (!names.has(name)) names.set(name, names.size);
      return names.get(name)!;
    });
    expect(names.size).toBe(orders);
    const counts = count(found, orders);
    expect(
      Math.abs(
        chiSquareDeviate(
          counts,
          counts.map(() => n / orders)
        )
      )
    ).toBeLessThan(Z);
  });
});
