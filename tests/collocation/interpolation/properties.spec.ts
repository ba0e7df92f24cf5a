// What holds for every curve, whatever the data: on random times and values.
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {interpolate} from "../../../worker/collocation/interpolation/interpolate.ts";
import {toKnots} from "../../../worker/collocation/interpolation/knots.ts";
import type {InterpolateOptions} from "../../../worker/collocation/types.ts";
import {errorOf} from "./fixtures.ts";

const splines = [1, 2, 3, 4, 5].map((degree) => ({method: "bspline", degree}) as const);
const through: InterpolateOptions[] = [
  {method: "linear"},
  {method: "quadratic"},
  {method: "cubic"},
  {method: "akima"},
  {method: "makima"},
  ...splines
];
const fits: InterpolateOptions[] = [2, 3, 5].map((degree) => ({
  method: "bspline-fit",
  degree,
  controls: 7
}));
/** Degrees of polynomials that come back; natural ends allow the cubic spline straight lines only. */
const exactDegree = ({method, degree}: InterpolateOptions): number =>
  method === "quadratic" ? 2 : method.startsWith("bspline") ? degree! : 1;

const gaps = fc.array(fc.double({min: 0.2, max: 2, noNaN: true}), {minLength: 9, maxLength: 25});
const heights = fc.array(fc.double({min: -5, max: 5, noNaN: true}), {minLength: 25, maxLength: 25});
const toTimes = (steps: number[]) =>
  steps.map(
    (
      (sum) => (gap) =>
        (sum += gap)
    )(-3)
  );
/** Five times inside each interval between two neighbours of `knots`. */
const inside = (knots: number[]) =>
  knots
    .slice(1)
    .flatMap((to, i) => [0.1, 0.3, 0.5, 0.7, 0.9].map((part) => knots[i] + part * (to - knots[i])));

describe.each([...through, ...fits])("%o", (options) => {
  const isThrough = options.method !== "bspline-fit";

  it("passes through the data, or through their ends", async () => {
    await fc.assert(
      fc.asyncProperty(gaps, heights, async (steps, values) => {
        const t = toTimes(steps);
        const y = values.slice(0, t.length);
        const {u} = await interpolate(y, t, t, options);
        const places = isThrough ? [...t.keys()] : [0, t.length - 1];
        expect(
          errorOf(
            places.map((i) => u[i]),
            places.map((i) => y[i])
          )
        ).toBeLessThan(1e-10);
      }),
      {numRuns: 25}
    );
  });

  it(`gives polynomials of degree ${exactDegree(options)} back, and their slopes`, async () => {
    const degree = exactDegree(options);
    const powers = fc.array(fc.double({min: -1, max: 1, noNaN: true}), {
      minLength: degree + 1,
      maxLength: degree + 1
    });
    await fc.assert(
      fc.asyncProperty(gaps, powers, async (steps, c) => {
        const t = toTimes(steps);
        const half = (t[t.length - 1] - t[0]) / 2;
        const toZ = (x: number) => (x - t[0]) / half - 1;
        const value = (x: number) => c.reduceRight((sum, one) => sum * toZ(x) + one, 0);
        const slope = (x: number) =>
          c.reduceRight((sum, one, k) => (k === 0 ? sum : sum * toZ(x) + k * one), 0) / half;
        const at = inside(t);
        const {u, du} = await interpolate(t.map(value), t, at, options);
        at.forEach((x, k) => {
          expect(Math.abs(u[k] - value(x))).toBeLessThan(1e-9);
          expect(Math.abs(du[k] - slope(x))).toBeLessThan(1e-8);
        });
      }),
      {numRuns: 25}
    );
  });

  it("has the slope of its own values between the points", async () => {
    await fc.assert(
      fc.asyncProperty(gaps, heights, async (steps, values) => {
        const t = toTimes(steps);
        const y = values.slice(0, t.length);
        const h = 1e-3;
        const ends = knotsOf(options, t);
        // a piece must not end between the times of the difference
        const at = inside(t).filter((x) => ends.every((knot) => Math.abs(x - knot) > 5 * h));
        const found = await interpolate(y, t, at, options);
        // the central difference of eighth order
        const times = [1, 2, 3, 4].map((k) => at.flatMap((x) => [x - k * h, x + k * h]));
        const near = await Promise.all(times.map((one) => interpolate(y, t, one, options)));
        const shares = [4 / 5, -1 / 5, 4 / 105, -1 / 280];
        const size = Math.max(1, ...found.u.map(Math.abs), ...found.du.map(Math.abs));
        for (let k = 0; k < at.length; k++) {
          const differences = near.map(({u}) => (u[2 * k + 1] - u[2 * k]) / h);
          const slope = differences.reduce((sum, one, q) => sum + shares[q] * one, 0);
          expect(Math.abs(found.du[k] - slope)).toBeLessThan(1e-9 * size);
        }
      }),
      {numRuns: 25}
    );
  });

  it("moves with shifts and scales of time and data", async () => {
    await fc.assert(
      fc.asyncProperty(
        gaps,
        heights,
        fc.double({min: 0.01, max: 100, noNaN: true}),
        fc.double({min: -50, max: 50, noNaN: true}),
        async (steps, values, scale, shift) => {
          const t = toTimes(steps);
          const y = values.slice(0, t.length);
          const at = inside(t);
          const plain = await interpolate(y, t, at, options);
          const move = (x: number) => scale * x + shift;
          const moved = await interpolate(
            y.map((one) => 3 * one),
            t.map(move),
            at.map(move),
            options
          );
          const size = Math.max(1, ...plain.u.map(Math.abs), ...plain.du.map(Math.abs));
          for (let k = 0; k < at.length; k++) {
            expect(Math.abs(moved.u[k] / 3 - plain.u[k])).toBeLessThan(1e-7 * size);
            expect(Math.abs((moved.du[k] * scale) / 3 - plain.du[k])).toBeLessThan(1e-7 * size);
          }
        }
      ),
      {numRuns: 25}
    );
  });
});

/** Where pieces end. */
function knotsOf({method, degree = 3, controls}: InterpolateOptions, t: number[]): number[] {
  if (!method.startsWith("bspline")) return t;
  return [...toKnots(Float64Array.from(t), degree, controls ?? t.length, "average")];
}
