// Compiled models as samplers' targets.
import {describe, expect, it} from "vitest";
import type {Ensemble} from "../../../worker/programs/ensemble.ts";
import {expectSame, makePoints, makeTargets, MODES, pointAt, valuesOf} from "./makeTargets.ts";

declare const y: readonly number[];

/** A normal likelihood with a mean and a spread, and a third that bends it. */
const bent = (theta: readonly number[]) => {
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    const r = (y[i] - theta[0] * Math.exp(-theta[2] * i)) / theta[1];
    sum -= 0.5 * r * r + Math.log(theta[1]);
  }
  return sum;
};
const constants = {y: [1.5, 1.1, 0.4, 0.9, 0.2]};

describe.each(MODES)("a compiled log-likelihood $name", ({options, change}) => {
  it("has the model's bits for any number of threads, points and order", async () => {
    const {openFor, compile} = await makeTargets({...options, threads: 3}, change);
    const model = await compile(bent, {theta: 3}, {constants});
    const theta = makePoints(3, 301);
    const expected = valuesOf((point) => model(point), theta);
    for (const threads of [1, 2, 3, undefined]) {
      const evaluator = await openFor(model, 3, {threads});
      expect(evaluator.msPerPoint).toBe(NaN);
      const values = new Float64Array(301);
      for (let round = 0; round < 3; round++) {
        await evaluator.evaluate(theta, values.fill(0));
        expectSame(values, expected);
      }
      await evaluator.evaluate(
        theta.map((row) => row.toReversed()),
        values
      );
      expectSame(values.reverse(), expected);
      const few = values.subarray(0, 7).fill(0);
      await evaluator.evaluate(theta.map((row) => row.subarray(0, 7)), few); // prettier-ignore
      expectSame(few, expected.subarray(0, 7));
      expect(evaluator.msPerPoint).toBeGreaterThan(0);
      expect(evaluator.describe()).toMatchObject({reproducible: true});
      expect(evaluator.describe().threads).toBeLessThanOrEqual(threads ?? 3);
      evaluator.close();
    }
  });

  it("has derivatives, also by several parameters", async () => {
    const {openFor, compile} = await makeTargets({...options, threads: 2}, change);
    const model = await compile(
      (u: readonly number[], sd: number, k: number) =>
        -0.5 * ((u[0] - u[1] * u[1]) / sd) ** 2 - Math.log(sd) + Math.sin(k * u[1]),
      {u: 2, sd: 1, k: 1}
    );
    const f = ([a, b, sd, k]: ArrayLike<number> & Iterable<number>) => model([a, b], sd, k);
    const evaluator = await openFor(model, 4, {gradient: true});
    expect(evaluator).toMatchObject({hasGradient: true, dimension: 4});
    const theta = makePoints(4, 40);
    const values = new Float64Array(40);
    const gradient = theta.map(() => new Float64Array(40));
    await evaluator.evaluate(theta, values, gradient);
    const expected = valuesOf(f, theta);
    expectSame(values, expected);
    await evaluator.evaluate(theta, values.fill(0));
    expectSame(values, expected);
    for (const i of [0, 13, 39])
      for (let k = 0; k < 4; k++) {
        const step = 1e-5;
        const [above, below] = [step, -step].map((shift) => {
          const point = pointAt(theta, i);
          point[k] += shift;
          return f(point);
        });
        const slope = (above - below) / (2 * step);
        expect(gradient[k][i]).toBeCloseTo(slope, 3 - Math.log10(1 + Math.abs(slope)));
      }
  });

  it("gives −∞ and NaN as they are", async () => {
    const {openFor} = await makeTargets({...options, threads: 2}, change);
    const evaluator = await openFor(([a]: readonly number[]) => Math.log(a), 1);
    const values = new Float64Array(3);
    await evaluator.evaluate([Float64Array.of(0, -1, 1)], values);
    expect([...values]).toEqual([-Infinity, NaN, 0]);
  });

  it("stops at a cancel and works on afterwards", async () => {
    const {openFor, session} = await makeTargets({...options, threads: 2}, change);
    const slow = ([a]: readonly number[]) => {
      let sum = 0;
      for (let i = 0; i < 300_000; i++) sum = 0.5 * sum + Math.sqrt(a + i);
      return sum;
    };
    const evaluator = await openFor(slow, 1);
    const values = new Float64Array(512);
    const theta = makePoints(1, 512);
    const asked = [1, 2].map(() => evaluator.evaluate(theta, values));
    setTimeout(() => evaluator.cancel(), 30);
    for (const one of asked) await expect(one).rejects.toMatchObject({name: "AbortError"});
    const few = values.subarray(0, 2);
    await evaluator.evaluate([theta[0].subarray(0, 2)], few);
    expectSame(few, valuesOf(([a]) => slow([a]), [theta[0].subarray(0, 2)])); // prettier-ignore
    evaluator.close();
    await expect(evaluator.evaluate(theta, values)).rejects.toThrow(/closed evaluator/);
    session.programs.desk.releaseIdle();
    const memory = await session.ask((door) => door.memory());
    expect(memory.byOwner.reserved).toBe(undefined);
  });
});

describe("one thread", () => {
  /** A crew whose batches take as long as is said, by threads. */
  const openTimed = async (msByThreads: readonly number[]) => {
    const asked: (number | undefined)[] = [];
    const batch = {
      setVarying: () => undefined,
      get: (_: number, into: Float64Array) => into,
      close: () => undefined,
      run(n: number, threads: number) {
        asked.push(threads);
        const stats = {threads, evaluations: n, elapsed: msByThreads[threads - 1], compile: 0};
        return Promise.resolve(stats);
      }
    };
    const programs = {open: () => Promise.resolve(batch as unknown as Ensemble)};
    const {openFor} = await makeTargets({threads: 1}, undefined, {programs, threads: 3});
    const run = async (more?: {threads: number}) => {
      const evaluator = await openFor(([a]: readonly number[]) => -a * a, 1, more);
      for (let k = 0; k < 4; k++) await evaluator.evaluate(makePoints(1, 16), new Float64Array(16));
      return {asked: asked.splice(0), ...evaluator.describe()};
    };
    return run;
  };

  it("is chosen, and said, where a batch is done before others are woken", async () => {
    const cheap = await openTimed([0.01, 0.03, 0.05]);
    expect(await cheap()).toMatchObject({
      asked: [3, 1, 1, 1],
      threads: 1,
      why: expect.stringMatching(/^compiled to WebAssembly; one thread: so few points/) as string
    });
    expect(await cheap({threads: 2})).toMatchObject({asked: [2, 2, 2, 2], threads: 2});
  });

  it("is tried where the time on all was mostly waiting, and left where it takes long", async () => {
    expect((await (await openTimed([0.1, 0.1, 0.15]))()).asked).toEqual([3, 1, 1, 1]);
    expect((await (await openTimed([0.45, 0.2, 0.15]))()).asked).toEqual([3, 1, 3, 3]);
    const dear = await (await openTimed([9, 5, 3]))();
    expect(dear).toMatchObject({asked: [3, 3, 3, 3], threads: 3, why: "compiled to WebAssembly"});
  });
});

describe("fast numerics", () => {
  it("use what the machine has, and say so", async () => {
    const {openFor, session} = await makeTargets({threads: 2, numerics: "fast"});
    const evaluator = await openFor(([a, b]: readonly number[]) => a * b + Math.exp(a), 2);
    const theta = makePoints(2, 9);
    const values = new Float64Array(9);
    await evaluator.evaluate(theta, values);
    const expected = valuesOf(([a, b]) => a * b + Math.exp(a), theta);
    values.forEach((value, i) => expect(value / expected[i]).toBeCloseTo(1, 13));
    expect(evaluator.describe().reproducible).toBe(session.spec.flavour !== "relaxed");
  });
});
