import {describe, expect, it} from "vitest";
import {makeFit} from "../../../worker/collocation/matching/fit.ts";
import {makeNetwork} from "../../../worker/collocation/matching/network.ts";
import {problem} from "../../../worker/collocation/matching/problem.ts";
import type {NetworkOptions} from "../../../worker/collocation/types.ts";
import {models} from "../../solvers/oneThread.ts";
import spiral from "../../fixtures/matching/spiral.json";
import {cases, compiled, gap, slopesOf} from "./lotkaVolterra.ts";

const network = makeNetwork(models);
const fit = makeFit({
  ...models,
  collocate: () => {
    throw new Error("no raw data here");
  }
});

/** The same written by hand: layer by layer, rows of weights and then biases. */
function apply(layers: readonly number[], x: number[], w: ArrayLike<number>, shapes: ((s: number) => number)[]) {
  let at = 0;
  return layers.slice(1).reduce((values, m, l) => {
    const n = layers[l];
    const next = Array.from({length: m}, (_, i) => {
      let sum = w[at + n * m + i];
      for (let j = 0; j < n; j++) sum += w[at + n * i + j] * values[j];
      return shapes[l](sum);
    });
    at += m * (n + 1);
    return next;
  }, x);
} // prettier-ignore

const SHAPES: Record<string, (s: number) => number> = {
  tanh: Math.tanh,
  softplus: (s) => Math.log(1 + Math.exp(s)),
  sigmoid: (s) => 1 / (1 + Math.exp(-s)),
  relu: (s) => Math.max(0, s),
  cube: (s) => s ** 3,
  exp: Math.exp,
  identity: (s) => s
};

describe("network", () => {
  it.each<NetworkOptions>([
    {},
    {activation: "softplus", output: "tanh"},
    {activation: "sigmoid", output: "exp"},
    {activation: "relu", output: "softplus"},
    {activation: "cube", output: "sigmoid"},
    {activation: "identity"}
  ])("is what its layers say, %o", async (options) => {
    const {activation = "tanh", output = "identity"} = options;
    const net = await network([3, 5, 4, 2], options);
    expect(net.count).toBe(5 * 4 + 4 * 6 + 2 * 5);
    expect(net.layers).toEqual([3, 5, 4, 2]);
    const w = Float64Array.from({length: net.count}, (_, i) => Math.sin(3 * i + 1));
    const x = [0.3, -0.8, 1.4];
    const shapes = [SHAPES[activation], SHAPES[activation], SHAPES[output]];
    expect(gap(net(x, w), apply(net.layers, x, w, shapes))).toBeLessThan(1e-14);
    const J = net.jacobian("w")(x, w);
    const weighted = net.vjp("w")(x, w, [0.7, -2]);
    for (let k = 0; k < net.count; k++) {
      const at = (step: number) => net(x, w.map((v, i) => (i === k ? v + step : v))); // prettier-ignore
      const slope = at(1e-5).map((v, i) => (v - at(-1e-5)[i]) / 2e-5);
      expect(gap(slope, [J[k], J[net.count + k]])).toBeLessThan(1e-8);
      expect(weighted[k]).toBeCloseTo(0.7 * J[k] - 2 * J[net.count + k], 12);
    }
  });

  it.each(["tanh", "softplus", "sigmoid"] as const)("%s neither overflows nor loses its slope", async (output) => {
    const net = await network([1, 1], {output});
    const ends = {tanh: [-1, 0, 1], softplus: [0, Math.log(2), 900], sigmoid: [0, 0.5, 1]}[output];
    const slopes = {tanh: [0, 1, 0], softplus: [0, 0.5, 1], sigmoid: [0, 0.25, 0]}[output];
    [-900, 0, 900].forEach((x, i) => {
      expect(net([x], [1, 0])[0]).toBeCloseTo(ends[i], 14);
      expect(net.jacobian("x")([x], [1, 0])[0]).toBeCloseTo(slopes[i], 14);
      expect(net.vjp("w")([x], [1, 0], [1])[1]).toBeCloseTo(slopes[i], 14);
    });
  }); // prettier-ignore

  it("starts from weights that its seed alone decides", async () => {
    const net = await network([2, 50, 2]);
    const w = net.initial();
    expect(w).toEqual((await network([2, 50, 2], {activation: "relu"})).initial({seed: 1}));
    expect(w).not.toEqual(net.initial({seed: 2}));
    const width = Math.sqrt(6 / 52);
    const matrices = [...w.slice(0, 100), ...w.slice(150, 250)];
    expect(Math.max(...matrices.map(Math.abs))).toBeLessThan(width);
    expect(Math.max(...matrices.map(Math.abs))).toBeGreaterThan(0.95 * width);
    // of 200 uniform draws: the mean within four of its deviations
    const mean = matrices.reduce((sum, v) => sum + v, 0) / 200;
    expect(Math.abs(mean)).toBeLessThan((4 * width) / Math.sqrt(3 * 200));
    expect([...w.slice(100, 150), ...w.slice(250)]).toEqual(new Array(52).fill(0));
    expect(gap(net.initial({scale: 0.5}), w.map((v) => v / 2))).toBe(0); // prettier-ignore
  });

  it.each<[string, () => unknown, RegExp]>([
    ["one layer", () => network([2]), /^RangeError: collocation.network: expected at least two layers/],
    ["half a neuron", () => network([2, 0.5]), /layers\[1\] as an integer from 1/],
    ["no layers", () => network(3 as never), /^TypeError: collocation.network: expected layers/],
    ["an unknown shape", () => network([1, 1], {activation: "sin" as never}), /expected activation as one of/],
    ["exp inside", () => network([1, 1, 1], {activation: "exp" as never}), /expected activation as one of/],
    ["an unknown option", () => network([1, 1], {outputs: "exp"} as never), /unknown option "outputs"/],
    ["too many weights", () => network([10_000, 10_000]), /at most 1000000 weights/]
  ])("%s is refused at the call", (_what, call, message) => {
    let text = "";
    try {
      call();
    } catch (error) {
      text = String(error);
    }
    expect(text).toMatch(message);
  }); // prettier-ignore
});

describe("a neural right-hand side", () => {
  it("learns the tutorial's spiral", async () => {
    const net = await network([2, 50, 2]);
    const rhs = await models.compile(
      "(u, p) => net([u[0]*u[0]*u[0], u[1]*u[1]*u[1]], p)",
      {u: 2, p: net.count},
      {helpers: {net}}
    );
    const start = net.initial();
    const before = problem(rhs, spiral).value(start);
    const found = await fit(rhs, spiral, {start, steps: 3000, ftol: 0, gtol: 1e-8});
    expect(found.optimizer).toBe("lbfgs");
    expect(found.linear).toBe(false);
    expect(before).toBeGreaterThan(20);
    expect(found.loss).toBeLessThan(0.05);
    expect(problem(rhs, spiral).value(found.p)).toBe(found.loss);
  });

  it("on many points is left without a covariance, which would take longer than the fit", async () => {
    const net = await network([2, 50, 2]);
    const rhs = await models.compile("(u, p) => net(u, p)", {u: 2, p: net.count}, {helpers: {net}});
    const row = Float64Array.from({length: 4100}, (_, i) => Math.sin(i));
    const slopes = {u: [row, row], du: [row, row], t: row};
    const options = {start: net.initial(), optimizer: "adam", steps: 2} as const;
    const {covariance, errors, advice, loss} = await fit(rhs, slopes, options);
    expect(covariance).toHaveLength(net.count ** 2);
    expect([...covariance, ...errors].every(Number.isNaN)).toBe(true);
    expect(advice).toMatch(/The covariance was left out/);
    expect(loss).toBeGreaterThan(0);
  });

  it("may stand behind the parameters", async () => {
    const net = await network([2, 4]);
    const map = await models.compile("(w) => net([1, 0.5], w)", {w: net.count}, {helpers: {net}});
    const slopes = slopesOf(cases[0]);
    const found = await fit(compiled, slopes, {start: net.initial(), map, optimizer: "lbfgs", ftol: 0, gtol: 1e-8}); // prettier-ignore
    expect(found.unknowns).toHaveLength(12);
    expect(gap(found.p, cases[0].p)).toBeLessThan(1e-5);
    const squares = await fit(compiled, slopes, {start: net.initial(), map, optimizer: "lm"});
    expect(gap(squares.p, cases[0].p)).toBeLessThan(1e-5);
    const softly = await fit(compiled, slopes, {start: net.initial(), map, positive: "softplus"});
    expect(gap(softly.p, cases[0].p)).toBeLessThan(1e-4);
  });
});
