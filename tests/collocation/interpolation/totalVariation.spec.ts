// Slopes of least total variation: against a dense solver, against the conditions of a least value, and as a run.
import {describe, expect, it} from "vitest";
import {totalVariation} from "../../../worker/collocation/interpolation/totalVariation.ts";
import type {Progress} from "../../../worker/work.ts";
import {errorOf, flattened} from "./fixtures.ts";

/** Noise without a generator: the same on every machine. */
const noise = (i: number) => (((i * 7919 + 104729) % 1009) / 1009 - 0.5) * 2;
const roof = (n: number, size: number) => {
  const t = Float64Array.from({length: n}, (_, i) => (4 * i) / (n - 1));
  return {t, data: t.map((time, i) => Math.abs(time - 1.5) + size * noise(i))};
};

/**
 * The duals z of the turns that make the misfit's slope by each v_j vanish: z_j = z_{j−1} + (Aᵀ(u − y))_j / alpha. At the
 * least value |z| ≤ 1, z = ±1 where the slope turns, and z ends at 0 as it began; the misfit's sum is 0.
 */
function findDuals(
  t: ArrayLike<number>,
  y: ArrayLike<number>,
  u: ArrayLike<number>,
  alpha: number
) {
  const n = t.length;
  const ahead = new Float64Array(n + 1);
  for (let i = n - 1; i >= 0; i--) ahead[i] = ahead[i + 1] + u[i] - y[i];
  const z = new Float64Array(n);
  for (let j = 0, sum = 0; j < n; j++) {
    if (j > 0) sum += ((t[j] - t[j - 1]) / 2) * ahead[j];
    if (j + 1 < n) sum += ((t[j + 1] - t[j]) / 2) * ahead[j + 1];
    z[j] = sum / alpha;
  }
  return {z, misfit: ahead[0]};
}

describe("the least value", () => {
  it.each(flattened.cases)(
    "is a dense Newton solver's: $options",
    async ({t, data, options, ...expected}) => {
      const {u, du, warnings} = await totalVariation(data, t, options);
      expect(warnings).toEqual([]);
      expect(errorOf(u, expected.u)).toBeLessThan(1e-7);
      expect(errorOf(du, expected.du)).toBeLessThan(1e-6);
      const range = Math.max(...data) - Math.min(...data);
      const corner = (options.epsilon * range) / (t[t.length - 1] - t[0]);
      const misfit = data.reduce((sum, y, i) => sum + (u[i] - y) ** 2, 0) / 2;
      const turns = Array.from(du.subarray(1), (v, i) => Math.sqrt((v - du[i]) ** 2 + corner ** 2));
      const value = misfit + options.alpha * turns.reduce((sum, turn) => sum + turn, 0);
      expect(Math.abs(value / expected.value - 1)).toBeLessThan(1e-11);
    }
  );

  it.each([
    [500, 0.05],
    [2000, 1],
    [10_000, 0.2]
  ])(
    "has its duals between −1 and 1, and at them where the slope turns: %i points, alpha %d",
    async (n, alpha) => {
      const {t, data} = roof(n, 0.05);
      const {u, du, warnings} = await totalVariation(data, t, {alpha});
      expect(warnings).toEqual([]);
      const {z, misfit} = findDuals(t, data, u, alpha);
      expect(Math.abs(misfit)).toBeLessThan(1e-6);
      expect(Math.abs(z[n - 1])).toBeLessThan(1e-5);
      let turns = 0;
      for (let i = 0; i + 1 < n; i++) {
        expect(Math.abs(z[i])).toBeLessThan(1 + 1e-5);
        const w = du[i + 1] - du[i];
        if (Math.abs(w) < 1e-2) continue;
        turns++;
        expect(Math.sign(w) * z[i]).toBeGreaterThan(1 - 1e-3);
      }
      expect(turns).toBeGreaterThan(0);
    }
  );

  it("is found in few steps", async () => {
    const {t, data} = roof(2000, 0.05);
    for (const alpha of [1e-3, 0.1]) {
      const {warnings} = await totalVariation(data, t, {alpha, steps: 45});
      expect(warnings).toEqual([]);
    }
  });

  it("keeps u the trapezoidal integral of du, on uneven times", async () => {
    const {t, data} = flattened.cases[flattened.cases.length - 1];
    const {u, du} = await totalVariation(data, t, {alpha: 0.1});
    for (let i = 1; i < t.length; i++) {
      const area = ((t[i] - t[i - 1]) * (du[i] + du[i - 1])) / 2;
      expect(Math.abs(u[i] - u[i - 1] - area)).toBeLessThan(1e-12);
    }
  });

  it("finds a slope that jumps: two levels, one turn", async () => {
    const {t, data} = roof(401, 0.02);
    const {du} = await totalVariation(data, t, {alpha: 0.5});
    const exact = t.map((time) => (time < 1.5 ? -1 : 1));
    const away = Array.from(t.keys()).filter((i) => Math.abs(t[i] - 1.5) > 0.1);
    for (const i of away) expect(Math.abs(du[i] - exact[i])).toBeLessThan(0.05);
  });

  it("is the straight line of least squares under a heavy weight, the data under a light one", async () => {
    const {t, data} = roof(101, 0.1);
    const heavy = await totalVariation(data, t, {alpha: 1e6});
    const mean = (values: Float64Array) =>
      values.reduce((sum, value) => sum + value, 0) / values.length;
    const [time, level] = [mean(t), mean(data)];
    const product = mean(t.map((x, i) => (x - time) * (data[i] - level)));
    const slope = product / mean(t.map((x) => (x - time) ** 2));
    heavy.du.forEach((value) => expect(Math.abs(value - slope)).toBeLessThan(1e-6));
    const light = await totalVariation(data, t, {alpha: 1e-9});
    expect(errorOf(light.u, data)).toBeLessThan(1e-6);
  });

  it("moves with shifts and scales of data and time", async () => {
    const {t, data} = roof(200, 0.05);
    const plain = await totalVariation(data, t, {alpha: 0.3});
    const moved = await totalVariation(
      data.map((y) => 1e4 * y - 300),
      t.map((time) => time / 50 + 7),
      {alpha: (0.3 * 1e4) / 50}
    );
    expect(
      errorOf(
        moved.u.map((y) => (y + 300) / 1e4),
        plain.u
      )
    ).toBeLessThan(1e-8);
    expect(
      errorOf(
        moved.du.map((v) => v / 5e5),
        plain.du
      )
    ).toBeLessThan(1e-7);
  });

  it("of constant data is the data, without a slope", async () => {
    const {u, du} = await totalVariation([4, 4, 4, 4], [0, 1, 5, 6], {alpha: 1});
    expect(Array.from(u)).toEqual([4, 4, 4, 4]);
    expect(Array.from(du)).toEqual([0, 0, 0, 0]);
  });
});

describe("the run", () => {
  it("says where its steps did not suffice, and for which series", async () => {
    const {t, data} = roof(300, 0.05);
    const short = await totalVariation([data, data.map(() => 1)], t, {alpha: 0.1, steps: 3});
    expect(short.warnings).toEqual([
      "data[0]: not converged after 3 steps: the slope may still move; allow more steps or a larger epsilon"
    ]);
    expect(short.u.map((row) => row.length)).toEqual([300, 300]);
  });

  it("gives each of several series what it gives it alone, sorted with a warning", async () => {
    const {t, data} = roof(150, 0.05);
    const mirrored = data.map((y) => -y);
    const alone = await totalVariation(data, t, {alpha: 0.2});
    const both = await totalVariation(
      [mirrored.slice().reverse(), data.slice().reverse()],
      t.slice().reverse(),
      {alpha: 0.2}
    );
    expect(both.warnings).toEqual(["the times were not in order: they were sorted"]);
    expect(both.t).toEqual(t);
    expect(both.u[1]).toEqual(alone.u);
    expect(both.du[1]).toEqual(alone.du);
    expect(
      errorOf(
        both.du[0],
        alone.du.map((v) => -v)
      )
    ).toBeLessThan(1e-9);
  });

  it("reports progress that never falls, and ends done", async () => {
    const {t, data} = roof(100_000, 0.05);
    const run = totalVariation([data, data], t, {alpha: 0.2, steps: 12});
    const seen: Progress[] = [];
    for await (const item of run) seen.push(item);
    await run;
    expect(run.status).toBe("done");
    expect(seen.length).toBeGreaterThan(0);
    seen.forEach((item, k) => {
      expect(item).toMatchObject({phase: "total variation", total: 24});
      expect(item.done).toBeGreaterThanOrEqual(k > 0 ? seen[k - 1].done : 0);
    });
  });

  it("stops when it is cancelled", async () => {
    const {t, data} = roof(100_000, 0.05);
    const run = totalVariation(data, t, {alpha: 0.2});
    setTimeout(() => run.cancel(), 20);
    await expect(run).rejects.toMatchObject({name: "AbortError"});
    expect(run.status).toBe("cancelled");
  });

  it("is the same bits each time, paused between or not", async () => {
    const {t, data} = roof(20_000, 0.05);
    const plain = await totalVariation(data, t, {alpha: 0.2, steps: 10});
    const run = totalVariation(data, t, {alpha: 0.2, steps: 10});
    run.pause();
    setTimeout(() => run.resume(), 10);
    expect((await run).du).toEqual(plain.du);
  });
});

describe("misuse is refused at the call", () => {
  const t = [0, 1, 2, 3];
  it.each<[string, () => unknown, ErrorConstructor, string]>([
    [
      "no alpha",
      () => totalVariation(t, t, {} as never),
      TypeError,
      "missing alpha: the weight of the slope's total variation"
    ],
    [
      "alpha of 0",
      () => totalVariation(t, t, {alpha: 0}),
      RangeError,
      "expected alpha above 0 and finite, got 0"
    ],
    [
      "alpha that is no number",
      () => totalVariation(t, t, {alpha: "1" as never}),
      TypeError,
      'expected alpha as a number, got "1"'
    ],
    [
      "epsilon of 0",
      () => totalVariation(t, t, {alpha: 1, epsilon: 0}),
      RangeError,
      "expected epsilon above 0 and finite, got 0"
    ],
    [
      "no steps",
      () => totalVariation(t, t, {alpha: 1, steps: 0}),
      RangeError,
      "expected steps as an integer from 1 to 100000, got 0"
    ],
    [
      "two points",
      () => totalVariation([1, 2], [0, 1], {alpha: 1}),
      RangeError,
      "expected at least 3 points for a slope that may vary, got 2"
    ],
    [
      "a time twice",
      () => totalVariation(t, [0, 1, 1, 2], {alpha: 1}),
      RangeError,
      "expected distinct times, got 1 more than once: average the values at equal times, or smooth with collocation.collocate"
    ],
    [
      "no options",
      () => totalVariation(t, t, undefined as never),
      TypeError,
      "expected options as an object, got undefined"
    ]
  ])("%s", (_name, call, Kind, message) => {
    expect(call).toThrow(new Kind(`collocation.totalVariation: ${message}`));
    expect(call).toThrow(Kind);
  });
});
