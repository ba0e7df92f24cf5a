// Solves against SciPy's, closed forms and matrix exponentials, at several tolerances.
import {describe, expect, it} from "vitest";
import {solve} from "../../worker/solvers/ode/solve.ts";
import type {OdeMethod} from "../../worker/solvers/ode/types.ts";
import {errorOf, linear, problem, problems, rightHandSides} from "./problems.ts";

const ALL = ["tsit5", "vern7", "rodas", "bdf", "auto"] as const;
const IMPLICIT = ["rodas", "bdf", "auto"] as const;
/** Global errors over rtol; the multistep method's are larger, as its local ones add up over many steps. */
const most = (method: OdeMethod) => (method === "bdf" ? 400 : 50);

const cases = problems.flatMap(({name, stiff}) =>
  (stiff ? IMPLICIT : ALL).map((method) => [name, method] as const)
);

describe("textbook problems come out as accurate as asked for", () => {
  it.each(cases.filter(([name]) => name !== "lorenz"))("%s by %s", async (name, method) => {
    const {rhs, u0, p, t, u, stiff} = problem(name);
    const size = u.map((row) => Math.max(...row.map(Math.abs)));
    for (const rtol of stiff ? [1e-6] : [1e-5, 1e-7]) {
      const atol = size.map((value) => value * rtol * 1e-2);
      const span = [t[0], t.at(-1)] as const;
      const found = await solve(rhs, {u0, p, t: span, saveat: t, rtol, atol, method});
      expect(found.status).toBe("converged");
      expect(Array.from(found.t)).toEqual(t);
      expect(errorOf(found.u, u) / rtol).toBeLessThan(most(method));
    }
  });

  it.each(["tsit5", "vern7", "rodas"] as const)(
    "lorenz by %s, with chaos's own growth",
    async (method) => {
      const {rhs, u0, p, t, u} = problem("lorenz");
      const found = await solve(rhs, {u0, p, t: [0, 5], saveat: t, rtol: 1e-9, atol: 1e-9, method});
      expect(errorOf(found.u, u)).toBeLessThan(1e-5);
    }
  );
});

describe("closed forms", () => {
  it.each(ALL)("exponential decay, at every step and between them, by %s", async (method) => {
    const found = await solve((u, p) => [-p[0] * u[0]], {u0: 3, p: 0.7, t: [1, 6], method});
    const exactly = (t: number) => 3 * Math.exp(-0.7 * (t - 1));
    found.t.forEach((t, k) => expect(Math.abs(found.u[0][k] - exactly(t))).toBeLessThan(1e-4));
    for (let t = 1; t <= 6; t += 0.37)
      expect(Math.abs(found.at(t)[0] - exactly(t))).toBeLessThan(1e-4);
  });

  it.each(ALL)("logistic growth by %s", async (method) => {
    const options = {u0: [0.01], t: [0, 12], saveat: 1.5, rtol: 1e-7, method} as const;
    const found = await solve((u) => [u[0] * (1 - u[0])], options);
    expect(found.t.length).toBe(9);
    found.t.forEach((t, k) =>
      expect(Math.abs(found.u[0][k] - 1 / (1 + 99 * Math.exp(-t)))).toBeLessThan(1e-5)
    );
  });

  it.each(linear.flatMap((_, k) => ALL.map((method) => [k, method] as const)))(
    "random linear system %i by %s is the matrix exponential",
    async (k, method) => {
      const {u0, p, t, u} = linear[k];
      const n = u0.length;
      const rhs = (x: number[], a: number[]) =>
        x.map((_, i) => x.reduce((sum, value, j) => sum + a[i * n + j] * value, 0));
      const found = await solve(rhs, {u0, p, t: [0, 2], saveat: t, rtol: 1e-7, atol: 1e-9, method});
      expect(errorOf(found.u, u)).toBeLessThan(method === "bdf" ? 2e-5 : 2e-6);
    }
  );

  it("a Kepler orbit keeps its energy and comes back", async () => {
    const rhs = ([x, y, vx, vy]: number[]) => {
      const r = Math.hypot(x, y);
      return [vx, vy, -x / r ** 3, -y / r ** 3];
    };
    const [e, periods] = [0.6, 3];
    const u0 = [1 - e, 0, 0, Math.sqrt((1 + e) / (1 - e))];
    const t = [0, periods * 2 * Math.PI] as const;
    const found = await solve(rhs, {u0, t, rtol: 1e-11, atol: 1e-12, method: "vern7"});
    const energy = (k: number) => {
      const [x, y, vx, vy] = found.u.map((row) => row[k]);
      return (vx * vx + vy * vy) / 2 - 1 / Math.hypot(x, y);
    };
    found.t.forEach((_, k) => expect(Math.abs(energy(k) + 0.5)).toBeLessThan(1e-8));
    found.u.forEach((row, i) => expect(Math.abs(row.at(-1) - u0[i])).toBeLessThan(1e-7));
  });
});

describe("DAEs by a mass matrix", () => {
  const {u0, p, t, u} = problem("robertson");
  const kinetic = rightHandSides.robertson;
  const conserved = (x: number[], q: number[]) => [
    ...kinetic(x, q, 0).slice(0, 2),
    x[0] + x[1] + x[2] - 1
  ];

  it.each(IMPLICIT)(
    "Robertson's reactions with conservation as an equation, by %s",
    async (method) => {
      const mass = [[1, 0, 0], [0, 1, 0], [0, 0, 0]]; // prettier-ignore
      const options = {
        u0,
        p,
        t: [0, t.at(-1)],
        saveat: t,
        rtol: 1e-6,
        atol: 1e-11,
        method,
        mass
      } as const;
      const found = await solve(conserved, options);
      expect(found.status).toBe("converged");
      expect(errorOf(found.u, u)).toBeLessThan(most(method) * 1e-6);
      found.t.forEach((_, k) =>
        expect(Math.abs(found.u[0][k] + found.u[1][k] + found.u[2][k] - 1)).toBeLessThan(1e-9)
      );
    }
  );

  it.each(IMPLICIT)("a mass matrix that is not diagonal, by %s", async (method) => {
    // M·u' = −u with M = [[2, 1], [1, 2]]: modes decay by 1/3 and 1
    const options = {u0: [2, 0], t: [0, 3], mass: [2, 1, 1, 2], method, saveat: [1, 3]} as const;
    const found = await solve((x) => [-x[0], -x[1]], options);
    found.t.forEach((time, k) => {
      const [slow, fast] = [Math.exp(-time / 3), Math.exp(-time)];
      expect(Math.abs(found.u[0][k] - slow - fast)).toBeLessThan(2e-4);
      expect(Math.abs(found.u[1][k] - slow + fast)).toBeLessThan(2e-4);
    });
  });
});

describe("times", () => {
  it.each(ALL)("go backwards by %s", async (method) => {
    const options = {u0: [1], t: [0, -2], saveat: [0, -0.5, -2], method} as const;
    const found = await solve((u, _p, t) => [u[0] * t], options);
    expect(Array.from(found.t)).toEqual([0, -0.5, -2]);
    found.t.forEach((t, k) =>
      expect(Math.abs(found.u[0][k] / Math.exp((t * t) / 2) - 1)).toBeLessThan(3e-4)
    );
  });

  it("of saveat do not change the steps", async () => {
    const {rhs, u0, p} = problem("lotkaVolterra");
    const many = await solve(rhs, {u0, p, t: [0, 10], saveat: 0.01});
    const few = await solve(rhs, {u0, p, t: [0, 10], saveat: [10]});
    expect(many.t.length).toBe(1001);
    expect(few.stats.steps).toBe(many.stats.steps);
    expect(few.u[0][0]).toBe(many.u[0][1000]);
    expect(few.at(3.21)).toEqual(many.at(3.21));
  });

  it("given as a step include the start, and the end even off the grid", async () => {
    const found = await solve(() => [1], {u0: 0, t: [0, 1], saveat: 0.3});
    expect(Array.from(found.t)).toEqual(
      [0, 0.3, 0.6, 0.9, 1].map((t) => expect.closeTo(t, 12) as number)
    );
    expect(Array.from(found.u[0])).toEqual(
      Array.from(found.t, (t) => expect.closeTo(t, 9) as number)
    );
  });
});
