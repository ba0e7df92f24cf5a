// Points in SIMD lanes and points in plain JavaScript: one answer, to the last bit.
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {toProblem} from "../../../worker/collocation/matching/problem.ts";
import {models} from "../../solvers/oneThread.ts";
import {gap} from "./lotkaVolterra.ts";

const TERMS = [
  "p[0]*u[0]",
  "p[1]*Math.sin(u[0])",
  "Math.exp(-p[0]*p[0])*t",
  "p[1]/(1 + u[0]*u[0])",
  "Math.tanh(p[0]*u[0] + p[1])",
  "(u[0] > p[0] ? p[1] : u[0])"
];
const number = fc.double({min: -2, max: 2, noNaN: true});
const terms = fc.array(fc.constantFrom(...TERMS), {minLength: 1, maxLength: 3});

/** Data that only look random. */
function makeSlopes(d: number, n: number) {
  const row = (k: number) => Array.from({length: n}, (_, i) => Math.sin(12.9898 * (i + 1) + 7 * k));
  return {
    u: Array.from({length: d}, (_, j) => row(j)),
    du: Array.from({length: d}, (_, j) => row(j + d)),
    t: Array.from({length: n}, (_, i) => i / n)
  };
}

describe("the two ways", () => {
  it.each([1, 2, 3, 7, 511, 512, 513, 1024, 1025, 1537, 8192, 8195, 20_001])(
    "agree at %i points",
    async (n) => {
      const model = await models.compile(
        "(u, p, t) => [Math.exp(p[0]*u[1]) - t*p[1], Math.tanh(u[0])*p[2] + p[0]*p[1]]",
        {u: 2, p: 3, t: 1}
      );
      const slopes = makeSlopes(2, n);
      const p = [0.3, -1.2, 0.8];
      for (const options of [{}, {weights: [0.3, 2]}]) {
        const [a, b] = (["lanes", "plain"] as const).map((way) => {
          const out = new Float64Array(3);
          const matched = toProblem("test", model, slopes, options, way);
          return [matched.sse(p), matched.value(p), matched.sseGradient(p, out), ...out];
        });
        expect(a).toEqual(b);
        expect(a.every(Number.isFinite)).toBe(true);
      }
    }
  );

  it("agree for models made up, whose derivatives are those of differences", async () => {
    await fc.assert(
      fc.asyncProperty(terms, terms, number, number, fc.integer({min: 1, max: 40}), async (f, g, a, b, n) => {
        const text = `(u, p, t) => [${f.join(" + ")}, ${g.join(" - ")} + p[0] - p[1]*u[1]]`;
        const model = await models.compile(text, {u: 2, p: 2, t: 1});
        const slopes = makeSlopes(2, n);
        const p = [a, b];
        const out = new Float64Array(2);
        const other = new Float64Array(2);
        const lanes = toProblem("test", model, slopes);
        const plain = toProblem("test", model, slopes, {}, "plain");
        const sse = lanes.sseGradient(p, out);
        expect(plain.sseGradient(p, other)).toBe(sse);
        expect([...other]).toEqual([...out]);
        expect(plain.sse(p)).toBe(lanes.sse(p));
        expect(Math.abs(lanes.sse(p) - sse)).toBeLessThanOrEqual(1e-13 * sse);
        // a jump between the two points of a difference is no slope
        if ([...f, ...g].some((term) => term.includes("?"))) return;
        const byDifferences = p.map((_, k) => {
          const at = (step: number) => lanes.sse(p.map((x, i) => (i === k ? x + step : x)));
          return (at(1e-5) - at(-1e-5)) / 2e-5;
        });
        expect(gap(out, byDifferences)).toBeLessThan(1e-6 * (1 + sse + Math.abs(out[0]) + Math.abs(out[1])));
      }),
      {numRuns: 25, seed: 7}
    ); // prettier-ignore
  });
});
