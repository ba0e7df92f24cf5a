// The steps against the golden values of the dossier (3.3), which CVXPY confirmed.
import {describe, expect, it} from "vitest";
import {makeBall} from "../../../worker/heterodyne/robust/ball.ts";
import {takeBoxedStep} from "../../../worker/heterodyne/robust/boxedStep.ts";
import {worstScenario} from "../../../worker/heterodyne/robust/scenarios.ts";
import {minimizeOnSimplex} from "../../../worker/heterodyne/robust/simplex.ts";
import {
  toSizes,
  toSlope,
  toValue,
  type StepModel,
  type WorstCase
} from "../../../worker/heterodyne/robust/squares.ts";

const rows = Array.from({length: 12}, (_, i) => i);
const J = rows.map((i) => [1, Math.cos(0.7 * i), Math.sin(1.1 * i + 0.3)]);
const r = rows.map(
  (i) => 1.5 - 0.4 * Math.cos(0.7 * i) + 0.25 * Math.sin(1.1 * i + 0.3) + 0.05 * Math.cos(3.1 * i)
);
const scenarios = [0, 1, 2, 3].map((s) =>
  rows.map((i) => r[i] + 0.2 * (s - 1.5) * Math.sin(0.9 * i + s))
);

const ridge = [1.4145795622293258, -0.5086567296031509, 0.2440026902521584];

function toModel(sets: number[][], alpha: number, columns = [0, 1, 2]): StepModel {
  const k = columns.length;
  const product = (a: (i: number) => number, b: (i: number) => number): number =>
    rows.reduce((sum, i) => sum + a(i) * b(i), 0);
  const normal = new Float64Array(k * k);
  for (let a = 0; a < k; a++)
    for (let b = 0; b < k; b++)
      normal[a * k + b] = product(
        (i) => J[i][columns[a]],
        (i) => J[i][columns[b]]
      );
  return {
    squares: {
      normal,
      slopes: sets.map((set) =>
        Float64Array.from(columns, (c) =>
          product(
            (i) => J[i][c],
            (i) => set[i]
          )
        )
      ),
      sizes: sets.map((set) =>
        product(
          (i) => set[i],
          (i) => set[i]
        )
      )
    },
    alpha,
    center: new Float64Array(k),
    damping: new Float64Array(k)
  };
}

describe("a ball around the data", () => {
  it("moves the ridge to its fixed point", () => {
    const model = toModel([r], 0.5);
    const ball = makeBall(0.7);
    const {delta, lambda} = ball.step(model);
    const golden = [1.4849224961937877, -0.3812902062370652, 0.23808814363026368];
    golden.forEach((value, i) => expect(delta[i]).toBeCloseTo(value, 11));
    expect(lambda).toBeCloseTo(0.09972955430626713, 11);
    expect(toValue(ball, model, delta, false)).toBeCloseTo(1.9681222517104633, 11);
  });

  it("without doubt is the ridge itself, and without a ridge least squares", () => {
    expect(makeBall(0).step(toModel([r], 0.5)).lambda).toBe(0.5);
    const plain = makeBall(0).step(toModel([r], 0)).delta;
    const doubtful = makeBall(3).step(toModel([r], 0)).delta;
    plain.forEach((value, i) => expect(doubtful[i]).toBeCloseTo(value, 12));
  });

  it("has a slope of zero where the step ends, damped and off centre too", () => {
    const model = {
      ...toModel([r], 0.5),
      center: Float64Array.of(0.3, -1, 2),
      damping: Float64Array.of(0.1, 2, 0.4)
    };
    const step = makeBall(0.7).step(model);
    for (const slope of toSlope(model, step)) expect(Math.abs(slope)).toBeLessThan(1e-12);
  });
});

describe("the worst of several scenarios", () => {
  it("has the golden step and weights", () => {
    const model = toModel(scenarios, 0.5);
    const {delta, weights} = worstScenario.step(model);
    // CVXPY's step is good to 6e-8; where one scenario decides it is that one's ridge, solved by NumPy
    const golden = [1.4145795680158, -0.5086568097603, 0.2440027483131];
    golden.forEach((value, i) => expect(Math.abs(delta[i] - value)).toBeLessThan(1e-7));
    ridge.forEach((value, i) => expect(delta[i]).toBeCloseTo(value, 12));
    expect([...weights]).toEqual([0, 0, 0, 1]);
    expect(toValue(worstScenario, model, delta, false)).toBeCloseTo(1.540499362989142, 11);
    const sizes = [0.359207, 0.185625, 0.293204, 0.380847];
    toSizes(model.squares, delta).forEach((size, s) => expect(size).toBeCloseTo(sizes[s], 6));
  });

  it("closes the gap to its dual where several scenarios decide", () => {
    // opposite changes of the same size: neither can be the worst alone
    const sets = [-1, -0.4, 0.2, 1, 1].map((f, s) =>
      rows.map((i) => r[i] + f * Math.cos(0.5 * i) + 0.3 * Math.sin(i * (s + 1)))
    );
    const model = toModel(sets, 0.2);
    const step = worstScenario.step(model);
    expect([...step.weights].filter((w) => w > 0).length).toBeGreaterThan(1);
    const sizes = toSizes(model.squares, step.delta);
    const weighted = step.weights.reduce((sum, w, s) => sum + w * sizes[s], 0);
    expect(weighted).toBeCloseTo(Math.max(...sizes), 10);
    for (const slope of toSlope(model, step)) expect(Math.abs(slope)).toBeLessThan(1e-10);
  });

  it("meets the same scenario twice without dividing by zero", () => {
    const model = toModel([scenarios[3], scenarios[0], scenarios[3], scenarios[3]], 0.5);
    const {delta, weights} = worstScenario.step(model);
    expect(delta[0]).toBeCloseTo(ridge[0], 12);
    expect(weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 14);
  });
});

describe("the smallest sum on the simplex", () => {
  it("meets the conditions of optimality for 200 points in 5 dimensions", () => {
    const points = Array.from({length: 200}, (_, s) =>
      Float64Array.from(
        {length: 5},
        (_, i) => Math.sin(7.3 * s + 2.1 * i * i + i) + (i === 0 ? 2 : 0)
      )
    );
    const c = points.map((_, s) => 3 * Math.cos(1.7 * s * s));
    const {weights, point, value} = minimizeOnSimplex(points, c);
    expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
    expect(weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 13);
    const slopes = points.map((h, s) => 2 * h.reduce((sum, x, i) => sum + x * point[i], 0) - c[s]);
    const level = Math.min(...slopes);
    slopes.forEach((slope, s) => {
      if (weights[s] > 0) expect(slope).toBeCloseTo(level, 10);
    });
    // the dual value of a simplex: the level and ‖point‖² say it too
    expect(value).toBeCloseTo(level - point.reduce((sum, x) => sum + x * x, 0), 10);
    expect(weights.filter((w) => w > 0).length).toBeLessThanOrEqual(6);
  });
});

describe("a step in a box", () => {
  const worst: [string, WorstCase, number[][]][] = [
    ["ball", makeBall(0.7), [r]],
    ["scenarios", worstScenario, scenarios]
  ];
  it.each(worst)("of a %s ends where no unknown that may move has a slope", (_, way, sets) => {
    const model = {...toModel(sets, 0.5), damping: Float64Array.of(0.2, 0.2, 0.2)};
    const low = Float64Array.of(-1, -0.1, -1);
    const high = Float64Array.of(1, 1, 0.9);
    const step = takeBoxedStep(way, model, {low, high});
    const slope = toSlope(model, step);
    step.delta.forEach((value, i) => {
      expect(value).toBeGreaterThanOrEqual(low[i]);
      expect(value).toBeLessThanOrEqual(high[i]);
      if (value === low[i]) expect(slope[i]).toBeGreaterThan(0);
      else if (value === high[i]) expect(slope[i]).toBeLessThan(0);
      else expect(Math.abs(slope[i])).toBeLessThan(1e-9);
    });
    // both bounds hold: 1.4 and −0.4 lie outside
    expect(step.delta[0]).toBe(1);
    expect(step.delta[1]).toBe(-0.1);
  });
});
