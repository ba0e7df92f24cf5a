// Means and covariances without cancellation, the same for any assignment of blocks.
import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {COVARIANCE_BLOCK} from "../../kernels-as/reduce/constants.ts";
import {meanCovariance} from "../../kernels-as/reduce/meanCovariance/spec.ts";
import {makeUniform} from "./linalgMatrices.ts";
import {makeRun, runReference, toBits} from "./specRun.ts";

interface Case {
  about: string;
  d: number;
  x: number[];
  mean: number[];
  covariance: number[];
}

const path = new URL("../fixtures/reduce/cases.json", import.meta.url);
const cases = (JSON.parse(readFileSync(path, "utf8")) as {meanCovariance: Case[]}).meanCovariance;

const forwards = makeRun("strict");
const backwards = makeRun("strict", true);

function moments(x: ArrayLike<number>, d: number) {
  const n = x.length / d;
  const partials = forwards(meanCovariance, {x}, {d}, n);
  const expected = toBits(runReference(meanCovariance, {x}, {d}, n));
  expect(toBits(partials)).toEqual(expected);
  expect(toBits(backwards(meanCovariance, {x}, {d}, n))).toEqual(expected);
  return meanCovariance.combine(partials as never, n, {d});
}

/** n observations of d series about `offset`. */
function observe(n: number, d: number, offset: number, seed = 1): Float64Array {
  const uniform = makeUniform(seed);
  return Float64Array.from(
    {length: n * d},
    () => offset + Math.round(uniform() * 2 ** 20) / 2 ** 20
  );
}

/** Exact sums of whole multiples of 2⁻²⁰, so that only the last division rounds. */
function exactCovariance(x: Float64Array, d: number, offset: number, a: number, b: number): number {
  const n = BigInt(x.length / d);
  let sa = 0n;
  let sb = 0n;
  let sab = 0n;
  for (let i = 0; i < x.length; i += d) {
    const u = BigInt((x[i + a] - offset) * 2 ** 20);
    const v = BigInt((x[i + b] - offset) * 2 ** 20);
    sa += u;
    sb += v;
    sab += u * v;
  }
  return Number(n * sab - sa * sb) / Number(n * (n - 1n)) / 2 ** 40;
}

describe("meanCovariance", () => {
  it.each(cases)("agrees with exact rationals: $about", ({d, x, mean, covariance}) => {
    const answer = moments(x, d);
    mean.forEach((m, i) => {
      const size = Math.hypot(m, Math.sqrt(covariance[i * (d + 1)]));
      expect(Math.abs(answer.mean[i] - m)).toBeLessThanOrEqual(2 ** -52 * size);
    });
    covariance.forEach((c, k) => {
      const size = Math.sqrt(
        covariance[Math.floor(k / d) * (d + 1)] * covariance[(k % d) * (d + 1)]
      );
      expect(Math.abs(answer.covariance[k] - c)).toBeLessThanOrEqual(16 * 2 ** -52 * size);
    });
  });

  it.each([
    [2, 1],
    [33, 2],
    [1023, 3],
    [1024, 4],
    [1025, 5],
    [5000, 7],
    [3000, 17]
  ])("does not cancel under an offset of a billion, %i observations of %i series", (n, d) => {
    const x = observe(n, d, 1e9, n);
    const {mean, covariance} = moments(x, d);
    for (let a = 0; a < d; a++) {
      expect(Math.abs(mean[a] - 1e9)).toBeLessThan(1);
      for (let b = 0; b < d; b++) {
        const exact = exactCovariance(x, d, 1e9, a, b);
        expect(Math.abs(covariance[a * d + b] - exact)).toBeLessThan(1e-14);
        expect(covariance[a * d + b]).toBe(covariance[b * d + a]);
      }
    }
  });

  it("is zero for series that do not vary", () => {
    const {mean, covariance} = moments(new Float64Array(3 * COVARIANCE_BLOCK + 2).fill(0.1), 2);
    expect([...mean]).toEqual([0.1, 0.1]);
    expect(Math.max(...covariance)).toBeLessThan(1e-30);
  });

  it("keeps NaN and infinities to their own series", () => {
    for (const n of [4, COVARIANCE_BLOCK + 3, 3 * COVARIANCE_BLOCK]) {
      for (const at of [0, 2, n - 1]) {
        for (const [bad, expected] of [
          [NaN, NaN],
          [Infinity, Infinity],
          [-Infinity, -Infinity]
        ]) {
          const x = observe(n, 3, 0);
          x[at * 3 + 1] = bad;
          const {mean, covariance} = moments(x, 3);
          expect(mean[1]).toBe(expected);
          expect([1, 3, 4, 5, 7].map((k) => covariance[k])).toEqual([NaN, NaN, NaN, NaN, NaN]);
          expect([0, 2, 6, 8].every((k) => Number.isFinite(covariance[k]))).toBe(true);
          expect(Number.isFinite(mean[0] + mean[2])).toBe(true);
        }
        const x = observe(n, 1, 0);
        x[at] = Infinity;
        x[(at + 1) % n] = -Infinity;
        expect(moments(x, 1).mean[0]).toBe(NaN);
      }
    }
  });

  it("has no answer for nothing, and no covariance for one observation", () => {
    expect(moments([], 2).mean).toEqual(Float64Array.of(NaN, NaN));
    const {mean, covariance} = moments([3, 4], 2);
    expect(mean).toEqual(Float64Array.of(3, 4));
    expect(covariance.every(Number.isNaN)).toBe(true);
  });
});
