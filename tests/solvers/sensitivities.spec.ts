import {describe, expect, it} from "vitest";
import {solve} from "../../worker/solvers/ode/solve.ts";
import {models} from "./oneThread.ts";
import {problem} from "./problems.ts";

const METHODS = ["tsit5", "vern7", "rodas", "bdf", "auto"] as const;
const tight = {rtol: 1e-9, atol: 1e-11};
const near = (method: string) => (method === "bdf" ? 3e-6 : 1e-7);

const logistic = (u: number[], p: number[], t: number) => [p[0] * u[0] * (1 - u[0] / p[1]) + 0 * t];
/** In closed form, with derivatives by differences far below what is tested. */
const grown = (t: number, [r, k]: number[], u0: number) =>
  k / (1 + (k / u0 - 1) * Math.exp(-r * t));

describe("sensitivities", () => {
  it.each(METHODS)("of exponential decay are the closed form's, by %s", async (method) => {
    const model = await models.compile("(u, p, t) => [-p[0] * u[0]]", {u: 1, p: 1, t: 1});
    const options = {u0: 2, p: 0.7, t: [0, 3], saveat: 0.5, method, ...tight} as const;
    const found = await solve(model, {...options, sensitivities: ["p", "u0"]});
    found.t.forEach((t, k) => {
      const decay = Math.exp(-0.7 * t);
      expect(Math.abs(found.sensitivities!.p![0][0][k] + 2 * t * decay)).toBeLessThan(near(method));
      expect(Math.abs(found.sensitivities!.u0![0][0][k] - decay)).toBeLessThan(near(method));
    });
    expect(found.stats.reproducible).toBe(true);
  });

  it.each(METHODS)(
    "of logistic growth, a nonlinear model with time in it, by %s",
    async (method) => {
      const text = "(u, p, t) => [p[0] * u[0] * (1 - u[0] / p[1]) + 0 * t]";
      const model = await models.compile(text, {u: 1, p: 2, t: 1});
      const [u0, p] = [0.1, [1.2, 3]];
      const options = {u0, p, t: [0, 6], saveat: [1, 3, 6], method, ...tight} as const;
      const found = await solve(model, {...options, sensitivities: ["p", "u0"]});
      const h = 1e-5;
      found.t.forEach((t, k) => {
        const byR = (grown(t, [p[0] + h, p[1]], u0) - grown(t, [p[0] - h, p[1]], u0)) / (2 * h);
        const byK = (grown(t, [p[0], p[1] + h], u0) - grown(t, [p[0], p[1] - h], u0)) / (2 * h);
        const byU = (grown(t, p, u0 + h) - grown(t, p, u0 - h)) / (2 * h);
        expect(Math.abs(found.sensitivities!.p![0][0][k] - byR)).toBeLessThan(10 * near(method));
        expect(Math.abs(found.sensitivities!.p![1][0][k] - byK)).toBeLessThan(10 * near(method));
        expect(Math.abs(found.sensitivities!.u0![0][0][k] - byU)).toBeLessThan(10 * near(method));
      });
    }
  );

  it.each(METHODS)(
    "of a system driven in time, against differences of solves, by %s",
    async (method) => {
      const text =
        "(u, p, t) => [u[1], -p[0] * u[0] * u[0] * u[0] - p[1] * u[1] + p[2] * Math.cos(t)]";
      const model = await models.compile(text, {u: 2, p: 3, t: 1});
      const [u0, p] = [
        [1, 0],
        [1, 0.3, 0.5]
      ];
      const options = {u0, t: [0, 4], saveat: [2, 4], rtol: 1e-10, atol: 1e-12} as const;
      const found = await solve(model, {...options, p, method, sensitivities: "p"});
      for (let j = 0; j < 3; j++) {
        const h = 1e-4;
        const moved = (by: number) => p.map((value, i) => (i === j ? value + by : value));
        const up = await solve(model, {...options, p: moved(h), method: "vern7"});
        const down = await solve(model, {...options, p: moved(-h), method: "vern7"});
        for (let i = 0; i < 2; i++) {
          found.t.forEach((_, k) => {
            const difference = (up.u[i][k] - down.u[i][k]) / (2 * h);
            expect(Math.abs(found.sensitivities!.p![j][i][k] - difference)).toBeLessThan(2e-6);
          });
        }
      }
    }
  );

  it("of a plain function are had by differences of the function, the stiff ones by bdf", async () => {
    const options = {u0: [0.1], p: [1.2, 3], t: [0, 6], saveat: [6]} as const;
    const found = await solve(logistic, {...options, sensitivities: "u0", rtol: 1e-8});
    const h = 1e-5;
    const byU = (grown(6, [1.2, 3], 0.1 + h) - grown(6, [1.2, 3], 0.1 - h)) / (2 * h);
    expect(Math.abs(found.sensitivities!.u0![0][0][0] - byU)).toBeLessThan(1e-5);
    const {rhs, u0, p} = problem("robertson");
    const stiff = await solve(rhs, {
      u0,
      p,
      t: [0, 40],
      sensitivities: "p",
      rtol: 1e-7,
      atol: 1e-12
    });
    expect(stiff.stats.methods.at(-1)).toBe("bdf");
    // published by the CVODES examples: ∂y₁/∂p₁ at t = 40
    expect(stiff.sensitivities!.p![0][0].at(-1)).toBeCloseTo(-4.2475, 3);
  });

  it("of stiff reactions agree between the implicit methods", async () => {
    const {u0, p} = problem("robertson");
    const text = `(u, p) => {
      const a = p[0] * u[0], b = p[1] * u[1] * u[2], c = p[2] * u[1] * u[1];
      return [-a + b, a - b - c, c];
    }`;
    const model = await models.compile(text, {u: 3, p: 3});
    const options = {
      u0,
      p,
      t: [0, 40],
      saveat: [0.4, 40],
      sensitivities: "p",
      rtol: 1e-7,
      atol: 1e-12
    } as const;
    const rodas = await solve(model, {...options, method: "rodas"});
    const bdf = await solve(model, {...options, method: "bdf"});
    expect(rodas.sensitivities!.p![0][0][1]).toBeCloseTo(-4.2475, 3);
    for (let j = 0; j < 3; j++)
      for (let i = 0; i < 3; i++)
        rodas.sensitivities!.p![j][i].forEach((value, k) => {
          const other = bdf.sensitivities!.p![j][i][k];
          expect(Math.abs(value - other)).toBeLessThan(1e-4 * Math.abs(value));
        });
  });
});
