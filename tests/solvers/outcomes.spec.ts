// How solves end early, how they are steered, and what is refused at the door.
import {describe, expect, it} from "vitest";
import {digest} from "../../worker/digest.ts";
import {solve} from "../../worker/solvers/ode/solve.ts";
import type {OdeModel, OdeOptions} from "../../worker/solvers/ode/types.ts";

const METHODS = ["tsit5", "vern7", "rodas", "bdf", "auto"] as const;

describe("statuses", () => {
  it.each(METHODS)("a solution without bound ends with what there was, by %s", async (method) => {
    const found = await solve((u) => [u[0] * u[0]], {u0: [1], t: [0, 2], method});
    expect(["diverged", "nonfinite"]).toContain(found.status);
    expect(found.t.at(-1)).toBeCloseTo(1, 3);
    expect(Math.max(...found.u[0])).toBeGreaterThan(1e3);
    found.t.forEach((t, k) => {
      if (t < 0.9) expect(Math.abs(found.u[0][k] * (1 - t) - 1)).toBeLessThan(1e-3);
    });
    expect(found.advice.length).toBeGreaterThan(20);
  });

  it.each(METHODS)("a right-hand side that stops being a number is told, by %s", async (method) => {
    const rhs = (u: number[]) => [-1 / Math.sqrt(u[0])];
    const found = await solve(rhs, {u0: [1], t: [0, 2], method});
    expect(["nonfinite", "diverged"]).toContain(found.status);
    expect(found.t.at(-1)).toBeCloseTo(2 / 3, 2);
  });

  it("a right-hand side that never was one is told at once", async () => {
    const found = await solve(() => [NaN], {u0: [1], t: [0, 1]});
    expect(found.status).toBe("nonfinite");
    expect(Array.from(found.t)).toEqual([0]);
    expect(Array.from(found.at(0))).toEqual([1]);
  });

  it("steps may run out", async () => {
    const found = await solve((u) => [u[1], -u[0]], {u0: [1, 0], t: [0, 1e6], maxSteps: 50});
    expect(found.status).toBe("maxSteps");
    expect(found.stats.steps + found.stats.rejected).toBe(50);
    expect(found.t.length).toBe(found.stats.steps + 1);
  });

  it.each(["rodas", "bdf"] as const)(
    "an equation without its unknown is singular, by %s",
    async (method) => {
      const options = {u0: [1, 0], t: [0, 1], mass: [1, 0, 0, 0], method} as const;
      const found = await solve((u) => [-u[0], u[0] - 1], options);
      expect(found.status).toBe("singular");
    }
  );

  it("auto finds out what is stiff, and leaves alone what is not", async () => {
    const stiff = await solve((u, p, t) => [-p[0] * (u[0] - Math.cos(t))], {
      u0: 0,
      p: 1e4,
      t: [0, 9]
    });
    expect(stiff.stats.methods).toEqual(["tsit5", "rodas"]);
    expect(stiff.stats.evaluations).toBeLessThan(5000);
    const plain = await solve((u) => [u[1], -u[0]], {u0: [1, 0], t: [0, 50]});
    expect(plain.stats.methods).toEqual(["tsit5"]);
  });
});

describe("a run", () => {
  const slow: OdeModel = (u) => [u[1], -1e4 * u[0]];
  const long: OdeOptions = {u0: [1, 0], t: [0, 1e5], maxSteps: 1e9, dense: false, saveat: 1e3};

  it("that is cancelled answers with what there is", async () => {
    const run = solve(slow, long);
    setTimeout(() => run.cancel(), 30);
    const found = await run;
    expect(found.status).toBe("cancelled");
    expect(found.stats.steps).toBeGreaterThan(0);
    const early = solve(slow, long);
    early.cancel();
    expect((await early).t.length).toBe(1);
  });

  it("lets others run, and stands still while paused", async () => {
    let calls = 0;
    const run = solve((u) => (calls++, [u[1], -1e4 * u[0]]), long);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(run.status).toBe("running");
    run.pause();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const before = calls;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(calls).toBe(before);
    expect(run.status).toBe("paused");
    run.resume();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(calls).toBeGreaterThan(before);
    run.pause();
    run.cancel();
    expect((await run).status).toBe("cancelled");
  });

  it("reports how far in time it is", async () => {
    const run = solve(slow, long);
    for await (const {phase, done, total} of run) {
      expect(phase).toBe("solve");
      expect(total).toBe(1e5);
      expect(done).toBeGreaterThan(0);
      run.cancel();
    }
    expect((await run).status).toBe("cancelled");
  });

  it("has a result with a digest that does not depend on the clock", async () => {
    const [one, other] = [await solve((u) => [-u[0]], {u0: 1, t: [0, 1]}), await solve((u) => [-u[0]], {u0: 1, t: [0, 1]})]; // prettier-ignore
    expect(digest(one)).toMatch(/^[0-9a-f]{64}$/);
    expect(digest(other)).toBe(digest(one));
  });

  it("fails with the error of a model that throws", async () => {
    let calls = 0;
    const run = solve(
      () => {
        if (calls++ > 3) throw new Error("no more");
        return [1];
      },
      {u0: 0, t: [0, 1]}
    );
    await expect(run).rejects.toThrow("no more");
  });
});

describe("misuse throws at the call", () => {
  const plain: OdeModel = (u) => [-u[0]];
  const good: OdeOptions = {u0: [1], t: [0, 1]};
  const refuse = (options: Record<string, unknown>, message: string, model: unknown = plain) =>
    expect(() => solve(model as OdeModel, {...good, ...options})).toThrow(message);

  it.each<[Record<string, unknown>, string]>([
    [{u0: undefined}, "ode.solve: missing u0"],
    [{u0: [NaN]}, "ode.solve: expected finite numbers in u0, got NaN at index 0"],
    [{u0: "1"}, 'ode.solve: expected u0 as an array of numbers, got "1"'],
    [{u0: []}, "ode.solve: expected at least one state in u0, got none"],
    [{p: [1, Infinity]}, "ode.solve: expected finite numbers in p, got Infinity at index 1"],
    [{t: [0]}, "ode.solve: expected t as [start, end], got 1 numbers"],
    [{t: [1, 1]}, "ode.solve: expected t to end at another time than 1, got the same"],
    [{t: [0, NaN]}, "ode.solve: expected finite numbers in t, got NaN at index 1"],
    [{saveat: [0, 2]}, "ode.solve: expected saveat within t, from 0 to 1, got 2 at index 1"],
    [{saveat: [0.5, 0.2]}, "ode.solve: expected saveat in the order of the solve, got 0.2 after 0.5"],
    [{saveat: -1}, "ode.solve: expected saveat as times or a step above 0, got -1"],
    [{rtol: 0}, "ode.solve: expected rtol from 1e-14 to below 1, got 0"],
    [{rtol: "a"}, 'ode.solve: expected rtol as a number, got "a"'],
    [{atol: 0}, "ode.solve: expected atol above 0, got 0"],
    [{atol: [1, 1]}, "ode.solve: expected atol as a number or one for each of 1 states, got 2"],
    [{maxSteps: 0}, "ode.solve: expected maxSteps as an integer from 1 to 1000000000, got 0"],
    [{method: "rk4"}, 'ode.solve: expected method as one of "auto", "tsit5", "vern7", "rodas", "bdf", got "rk4"'],
    [{mass: [1, 2]}, "ode.solve: expected mass as 1 rows of 1 numbers, got 2 numbers"],
    [{mass: [1], method: "tsit5"}, 'ode.solve: expected method "rodas" or "bdf" for a problem with mass, got "tsit5"'],
    [{events: {}}, "ode.solve: expected events as an array, got an object"],
    [{events: [{}]}, "ode.solve: expected events[0] as {condition: (u, p, t) => number, …}, got an object"],
    [{events: [{condition: () => 1, direction: 2}]}, "ode.solve: expected events[0].direction as 1, -1 or 0, got 2"],
    [{sensitivities: "q"}, 'ode.solve: expected sensitivities as one of "p", "u0", got "q"'],
    [{sensitivities: "p"}, 'ode.solve: expected p with sensitivities by "p", got none'],
    [{sensitivities: "u0", method: "rodas"}, "ode.solve: expected a compiled model for sensitivities by rodas"],
    [{savat: 1}, 'ode.solve: unknown option "savat" (did you mean saveat?)']
  ])("%o", (options, message) => refuse(options, message)); // prettier-ignore

  it("also of models that answer otherwise than they should", () => {
    refuse({}, "ode.solve: expected model to return 1 numbers, one for each state, got 2", () => [
      1, 2
    ]);
    refuse(
      {},
      "ode.solve: expected model to return an array of numbers, got an object",
      () => ({})
    );
    refuse(
      {},
      "ode.solve: expected model as a compiled model or a function (u, p, t) => number[], got 3",
      3
    );
  });
});
