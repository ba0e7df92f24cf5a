import {describe, expect, it} from "vitest";
import {findRoot} from "../../worker/solvers/ode/events.ts";
import {solve} from "../../worker/solvers/ode/solve.ts";

const METHODS = ["tsit5", "vern7", "rodas", "bdf", "auto"] as const;
const oscillator = (u: number[]) => [u[1], -u[0]];
const tight = {rtol: 1e-10, atol: 1e-12};

describe("events", () => {
  it.each(METHODS)("are found where a cosine crosses zero, by %s", async (method) => {
    const events = [{condition: (u: number[]) => u[0]}];
    const found = await solve(oscillator, {u0: [1, 0], t: [0, 10], events, method, ...tight});
    expect(found.events.length).toBe(3);
    found.events.forEach(({t, u, index}, k) => {
      expect(index).toBe(0);
      expect(Math.abs(t - (k + 0.5) * Math.PI)).toBeLessThan(method === "bdf" ? 1e-7 : 1e-8);
      expect(Math.abs(u[0])).toBeLessThan(1e-11);
    });
  });

  it("count in one direction only, if asked for", async () => {
    const events = [
      {condition: (u: number[]) => u[0], direction: 1 as const},
      {condition: (u: number[]) => u[0], direction: -1 as const}
    ];
    const found = await solve(oscillator, {u0: [1, 0], t: [0, 10], events, ...tight});
    expect(found.events.map(({index}) => index)).toEqual([1, 0, 1]);
  });

  it("at the start do not count, and time may go backwards", async () => {
    const events = [{condition: (u: number[]) => u[1]}];
    const found = await solve(oscillator, {u0: [1, 0], t: [0, -7], events, ...tight});
    expect(found.events.map(({t}) => t)).toEqual([
      expect.closeTo(-Math.PI, 9),
      expect.closeTo(-2 * Math.PI, 9)
    ]);
  });

  it("that are terminal end the solve where they are", async () => {
    const events = [{condition: (u: number[]) => u[0] - 0.5, terminal: true}];
    const options = {u0: [1], t: [0, 10], saveat: 0.25, events, ...tight} as const;
    const found = await solve((u) => [-u[0]], options);
    expect(found.status).toBe("converged");
    expect(found.events[0].t).toBeCloseTo(Math.LN2, 9);
    expect(Array.from(found.t)).toEqual([0, 0.25, 0.5]);
    expect(found.at(found.events[0].t)[0]).toBeCloseTo(0.5, 9);
    expect(() => found.at(1)).toThrow("ode.solve: expected t of at(t) within the solve");
  });

  it.each(METHODS)("bounce a ball, by %s", async (method) => {
    const [g, keep] = [9.81, 0.8];
    const events = [
      {
        condition: (u: number[]) => u[0],
        direction: -1 as const,
        affect: (u: number[]) => [0, -keep * u[1]]
      }
    ];
    const options = {u0: [1, 0], t: [0, 2], events, method, ...tight} as const;
    const found = await solve((u) => [u[1], -g], options);
    const first = Math.sqrt(2 / g);
    const bounces = [first, first * (1 + 2 * keep), first * (1 + 2 * keep + 2 * keep * keep)];
    expect(found.events.map(({t}) => t)).toEqual(
      bounces.filter((t) => t < 2).map((t) => expect.closeTo(t, 7) as number)
    );
    const [at, speed] = [1, g * first * keep];
    expect(found.at(at)[0]).toBeCloseTo(speed * (at - first) - (g * (at - first) ** 2) / 2, 6);
    expect(Math.min(...found.u[0])).toBeGreaterThan(-1e-9);
  });

  it("of several conditions come in time's order", async () => {
    const events = [0.9, 0.3, 0.6].map((level) => ({condition: (u: number[]) => u[0] - level}));
    const found = await solve(() => [1], {u0: [0], t: [0, 1], events});
    expect(found.events.map(({index}) => index)).toEqual([1, 2, 0]);
    expect(found.events.map(({t}) => t)).toEqual(
      [0.3, 0.6, 0.9].map((t) => expect.closeTo(t, 12) as number)
    );
  });
});

describe("findRoot", () => {
  it.each([
    ["a line", (t: number) => t - 0.3, 0.3],
    ["a steep one", (t: number) => Math.expm1(40 * (t - 0.9)), 0.9],
    ["a flat one", (t: number) => (t - 0.7) ** 5, 0.7],
    ["a jump", (t: number) => (t < 0.123 ? -1 : 1), 0.123]
  ])("brackets the root of %s, on its far side", (_name, condition, root) => {
    let calls = 0;
    const counted = (t: number) => {
      calls++;
      return condition(t);
    };
    const t = findRoot(counted, 0, 1, 1);
    expect(t).toBeCloseTo(root, 12);
    expect(condition(t)).toBeGreaterThan(0);
    expect(calls).toBeLessThanOrEqual(48);
  });

  it("works in falling time and with falling conditions", () => {
    expect(findRoot((t) => t + 0.4, 0, -1, -1)).toBeCloseTo(-0.4, 12);
    expect(findRoot((t) => 0.4 - t, 0, 1, -1)).toBeCloseTo(0.4, 12);
  });
});
