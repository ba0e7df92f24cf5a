import {describe, expect, it} from "vitest";
import {componentsC2} from "../../../worker/heterodyne/homodyne/components.ts";
import type {ComponentsWish, Course} from "../../../worker/heterodyne/homodyne/componentTypes.ts";
import {equilibrium} from "../../../worker/heterodyne/homodyne/equilibrium.ts";
import {homodyneC2} from "../../../worker/heterodyne/homodyne/c2.ts";
import {makeC2} from "../../../worker/heterodyne/model/c2.ts";
import {SETS} from "../oracle.ts";
import {apart} from "./pairs.ts";

const AT = {q: 0.0054, dt: 0.1, frames: 64, phi: [0, 30, 90]};
const heterodyneC2 = makeC2();

const law = (theta: Float64Array, at: number) => ({
  amplitude: theta[at],
  exponent: theta[at + 1],
  offset: theta[at + 2]
});

/** The two components of the heterodyne model. */
function toPair(theta: Float64Array): ComponentsWish {
  const [f0, f1, f2, f3] = theta.subarray(9, 13);
  const x = (t: number) => Math.min(Math.max(f0 * Math.exp(f1 * (t - f2)) + f3, 0), 1);
  return {
    fractions: [(t) => 1 - x(t), x],
    transport: [law(theta, 0), law(theta, 3)],
    velocity: [0, law(theta, 6)],
    phi0: theta[13]
  };
}

async function expectSame(
  a: Promise<Float64Array[]>,
  b: Promise<Float64Array[]>,
  tolerance: number
) {
  const [first, second] = [await a, await b];
  expect(first.length).toBe(second.length);
  first.forEach((matrix, k) => expect(apart(matrix, second[k])).toBeLessThan(tolerance));
}

describe("components", () => {
  it.each(["exact", "v1", "v2"] as const)("two are the heterodyne model, %s", async (semantics) => {
    for (const theta of Object.values(SETS)) {
      const geometry = {...AT, semantics};
      await expectSame(componentsC2(toPair(theta), geometry), heterodyneC2(theta, geometry), 1e-12);
    }
  });

  it("one is the static model, wherever it moves to", () =>
    expectSame(
      componentsC2({fractions: [0.3], transport: [law(SETS.B, 0)], velocity: [5000]}, AT),
      homodyneC2(SETS.B.slice(0, 3), {...AT, model: "static"}),
      1e-13
    ));

  it("a common velocity and a common factor of the fractions are not seen", () => {
    const pair = toPair(SETS.B);
    const shifted = {
      ...pair,
      fractions: pair.fractions.map(
        (x): Course =>
          (t) =>
            (1 + t) * (x as (t: number) => number)(t)
      ),
      velocity: [300, {...law(SETS.B, 6), offset: 320}]
    };
    return expectSame(componentsC2(shifted, AT), componentsC2(pair, AT), 1e-11);
  });

  it("three, of which two are alike, are two", () => {
    const [J, K] = [law(SETS.B, 0), law(SETS.B, 3)];
    // shares are amplitudes of independent fields: two like ones have a correlation of their own
    const three = componentsC2(
      {fractions: [0.5, 0.3, 0], transport: [J, K, 7], velocity: [0, 900, 50]},
      AT
    );
    const two = componentsC2({fractions: [0.3, 0.5], transport: [K, J], velocity: [900, 0]}, AT);
    return expectSame(three, two, 1e-13);
  });

  it("is the sum over pairs of components", async () => {
    const [x, J, v] = [
      [0.5, 0.2, 0.3],
      [100, 3000, 800],
      [0, 700, 2000]
    ];
    const phi0 = [0, 10, -20];
    const [c] = await componentsC2(
      {fractions: x, transport: J, velocity: v, phi0},
      {...AT, phi: 25}
    );
    const {q} = AT;
    const cos = phi0.map((angle) => Math.cos(((angle - 25) * Math.PI) / 180));
    const norm = x.reduce((sum, share) => sum + share * share, 0) ** 2;
    for (const lag of [0, 1, 7, 63]) {
      const t = lag * AT.dt;
      let sum = 0;
      for (let n = 0; n < 3; n++) {
        for (let m = 0; m < 3; m++) {
          const decay = Math.exp(-0.5 * q * q * (J[n] + J[m]) * t);
          sum += (x[n] * x[m]) ** 2 * decay * Math.cos(q * (v[n] * cos[n] - v[m] * cos[m]) * t);
        }
      }
      expect(Math.abs(c[lag] - sum / norm)).toBeLessThan(1e-13);
    }
  });

  it("functions and numbers of the frames are integrated between the frames", async () => {
    const t = Float64Array.from({length: AT.frames}, (_, k) => (k + 0.5) * AT.dt);
    const J = (t: number) => 2000 + 900 * Math.sin(t);
    const with_ = (transport: Course) => componentsC2({fractions: [1], transport: [transport], velocity: [0]}, AT); // prettier-ignore
    const [smooth] = await with_(J);
    const [sampled] = await with_(t.map(J));
    const rise = (a: number, b: number) => 2000 * (b - a) - 900 * (Math.cos(b) - Math.cos(a));
    const exact = smooth.map((_, k) => {
      const [a, b] = [t[Math.floor(k / AT.frames)], t[k % AT.frames]];
      return Math.exp(-AT.q * AT.q * Math.abs(rise(a, b)));
    });
    expect(apart(smooth, exact)).toBeLessThan(1e-13);
    // trapezoids: an error of dt²/12 of the second derivative
    expect(apart(sampled, exact)).toBeLessThan(1e-4);
    expect(apart(sampled, exact)).toBeGreaterThan(1e-7);
  });

  it("transport below 0 counts as 0, in every way to say it", async () => {
    const sunk = AT.frames - 20;
    const t = Float64Array.from({length: AT.frames}, (_, k) => (k + 0.5) * AT.dt);
    const falling = (t: number) => (t < 20 * AT.dt ? 500 : -9e4);
    const courses: Course[] = [-7, {amplitude: -3, exponent: 0.5}, falling, t.map(falling)];
    for (const course of courses) {
      const [c] = await componentsC2({fractions: [1], transport: [course], velocity: [0]}, AT);
      const last = c[(AT.frames - sunk) * AT.frames + AT.frames - 1];
      expect(Math.abs(last - 1)).toBeLessThan(1e-15);
    }
  });

  it("a velocity turns back, and the path with it", async () => {
    const v = (t: number) => 1000 * Math.cos(t);
    const wish = {fractions: [1, 1], transport: [0, 0], velocity: [0, v]};
    const [c] = await componentsC2(wish, {...AT, phi: 0, frames: 65, dt: Math.PI / 32});
    expect(Math.abs(c[64] - 1)).toBeLessThan(1e-12);
    const rise = 1000 * (Math.sin((32.5 * Math.PI) / 32) - Math.sin((0.5 * Math.PI) / 32));
    expect(Math.abs(c[32] - Math.cos(0.5 * AT.q * rise) ** 2)).toBeLessThan(1e-12);
  });
});

describe("equilibrium", () => {
  it("is the model with constant diffusion, velocity and fraction", async () => {
    const [D_ref, D_sample, v, x] = [30, 200, 1500, 0.35];
    const X = (x * x) / (x * x + (1 - x) * (1 - x));
    const theta = [0, 0, 6 * D_ref, 0, 0, 6 * D_sample, 0, 0, v, 0, 0, 0, x, 0];
    const tau = Float64Array.from({length: AT.frames}, (_, k) => k * AT.dt);
    for (const phi of AT.phi) {
      const [c] = await heterodyneC2(theta, {...AT, phi});
      const g = equilibrium({D_ref, D_sample, v, X, q: AT.q, phi}, tau);
      expect(apart(c.subarray(0, AT.frames), g)).toBeLessThan(1e-13);
      const last = c.subarray(10 * AT.frames + 10, 11 * AT.frames);
      expect(apart(last, g.subarray(0, last.length))).toBeLessThan(1e-12);
    }
  });

  it("refuses what has no meaning", () => {
    const wish = {D_ref: 1, D_sample: 1, v: 1, X: 0.5, q: 0.01};
    const refused = (change: object) => () => equilibrium({...wish, ...change}, [0]);
    expect(refused({X: 1.5})).toThrow(
      "heterodyne.equilibrium: expected X finite from 0 to 1, got 1.5"
    );
    expect(refused({D_ref: -1})).toThrow("expected D_ref finite, at least 0, got -1");
    expect(refused({v: "1"})).toThrow('expected v as a number, got "1"');
  });
});

describe("refusals", () => {
  const wish = {fractions: [1, 1], transport: [1, 2], velocity: [0, 0]};
  const cases: [string, Partial<ComponentsWish>][] = [
    ["expected transport of 2 components, as many as fractions, got 1", {transport: [1]}],
    ["expected fractions as a list with one entry a component, got 0.5", {fractions: 0.5 as unknown as number[]}],
    ["expected velocity[1] with one number for each of 64 frames, got 3 (a power law is {amplitude, exponent, offset})", {velocity: [0, [1, 2, 3]]}],
    ['unknown field of transport[0] "amplitud" (did you mean amplitude?)', {transport: [{amplitud: 1} as unknown as Course, 1]}],
    ["expected fractions[1] at least 0, got -1", {fractions: [1, -1]}],
    ["expected a component with a fraction above 0, got none", {fractions: [0, 0]}],
    ["expected velocity[0] to return a finite number, got NaN", {velocity: [() => NaN, 0]}],
    ["expected phi0 as a number or one for each of 2 components, got 3", {phi0: [1, 2, 3]}]
  ]; // prettier-ignore
  it.each(cases)("%s", (message, change) =>
    expect(() => componentsC2({...wish, ...change}, AT)).toThrow(message)
  );
});
