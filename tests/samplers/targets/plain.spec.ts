// Plain functions as samplers' targets: those that compile, and those that workers run as they are.
import {describe, expect, it} from "vitest";
import {erf, lgamma, pow, strictMath} from "../../../worker/math.ts";
import {expectSame, makePoints, makeTargets, refusing, valuesOf} from "./makeTargets.ts";

declare const y: number[];
declare const data: {by: number};
declare const root: (x: number) => number;
declare const penalty: (x: number) => number;
declare const table: Map<string, number>;

/** Both ways can take it, and the machine's own Math has other bits. */
const both = (theta: number[]) => {
  const scale = theta[1] ** 1.7 + theta[0] ** 2;
  let sum = Math.sinh(theta[0]) - Math.cbrt(theta[1]) + Math.atan2(theta[0], theta[1]);
  for (const value of y) sum -= Math.log1p(((value - theta[0]) / scale) ** 4) + penalty(value);
  let power = theta[2];
  power **= 0.3 + data.by;
  const pair = [theta[0], 2];
  pair[1] **= theta[2];
  return sum + power + pair[1] - Math.exp(-theta[2]) * Math.tanh(Math.pow(theta[0], 3));
};
const constants = {
  y: [0.3, 1.9, 2.2],
  data: {by: 0.45},
  penalty: (x: number) => root(x) / 7,
  root: (x: number) => x ** -0.5
};

/** No model says it: it has a table of strings. */
const written = ({length, ...theta}: Float64Array) => {
  const names = ["mean", "sd"];
  const at: Record<string, number> = {};
  for (const [k, name] of names.entries()) at[name] = theta[k] * (table.get(name) ?? NaN);
  function square(x: number) {
    return x * x;
  }
  return -square(at.mean) / at.sd ** 1.5 - Math.log(at.sd) + length;
};

/** A plain function's workers are its own: how the crew works does not matter to it. */
const WAYS = [
  {name: "with workers", change: undefined, workers: 3},
  {name: "without workers", change: () => ({spawn: undefined}), workers: 0}
];

describe.each(WAYS)("a plain function $name", ({change, workers}) => {
  it("has the bits of the compiled one where it is not compiled, for any number of threads", async () => {
    const theta = makePoints(3, 203);
    const compiled = await makeTargets({threads: 1}, change);
    const quick = await compiled.openFor(both, 3, {constants});
    const expected = new Float64Array(203);
    await quick.evaluate(theta, expected);
    expect(quick).toMatchObject({hasGradient: true});
    expect(quick.describe().why).not.toMatch(/does not compile/);

    const plain = await makeTargets({threads: 1}, change, {threads: 3, ...refusing});
    for (const threads of [1, 2, 3]) {
      const evaluator = await plain.openFor(both, 3, {constants, threads});
      const values = new Float64Array(203);
      await evaluator.evaluate(theta, values);
      expectSame(values, expected);
      await evaluator.evaluate(theta.map((row) => row.toReversed()), values); // prettier-ignore
      expectSame(values.reverse(), expected);
      expect(evaluator.hasGradient).toBe(false);
      expect(evaluator.describe().reproducible).toBe(true);
      expect(evaluator.describe().threads).toBeLessThanOrEqual(threads);
      evaluator.close();
    }
  });

  it("runs as it is where it does not compile, which is said", async () => {
    const {openFor, hands} = await makeTargets({threads: 1}, change, {threads: 3});
    const crew = hands.length;
    const table = new Map([["mean", 2], ["sd", 0.5]]); // prettier-ignore
    const evaluator = await openFor(written, 2, {constants: {table}});
    // the constants are those of the call
    table.set("mean", NaN);
    const theta = makePoints(2, 301);
    const values = new Float64Array(301);
    await evaluator.evaluate(theta, values);
    const {log} = strictMath;
    const expected = valuesOf(([mean, sd]) => {
      const m = 2 * mean;
      return -(m * m) / pow(0.5 * sd, 1.5) - log(0.5 * sd) + 2;
    }, theta);
    expectSame(values, expected);
    expect(evaluator.msPerPoint).toBeGreaterThan(0);
    expect(evaluator.describe()).toMatchObject({
      device: "reference",
      why: expect.stringMatching(/^a plain function, because it does not compile: /) as string
    });
    const gradient = theta.map(() => new Float64Array(301));
    await expect(evaluator.evaluate(theta, values, gradient)).rejects.toThrow(
      /test\.sample: expected logLikelihood as a model that compiles, for derivatives, got a plain/
    );
    // the others may still be starting
    await expect.poll(() => hands.length - crew).toBe(workers);
    if (workers === 0) expect(evaluator.describe().why).toMatch(/without workers, on this thread$/);
  });

  it("says at which point it failed, the first of them", async () => {
    const {openFor} = await makeTargets({threads: 1}, change, {threads: 3});
    const failing = (theta: Float64Array) => {
      if (theta[0] > 20) throw new RangeError(`too large: ${[..."ab"].join()}`);
      return theta[1] > 0 ? theta[0] : (`${theta[1]}` as unknown as number);
    };
    const evaluator = await openFor(failing, 2);
    const a = Float64Array.from({length: 300}, (_, i) => (i > 40 && i % 3 === 0 ? 21 + i : 1));
    const b = new Float64Array(300).fill(1);
    await expect(evaluator.evaluate([a, b], new Float64Array(300))).rejects.toThrow(
      "test.sample: the log-likelihood threw RangeError: too large: a,b, at {a: 63, b: 1}"
    );
    b[7] = -2.5;
    await expect(evaluator.evaluate([a, b], new Float64Array(300))).rejects.toThrow(
      'test.sample: expected the log-likelihood to return a number, got "-2.5", at {a: 1, b: -2.5}'
    );
    const values = new Float64Array(5);
    await evaluator.evaluate([a.subarray(0, 5), b.subarray(0, 5)], values);
    expect([...values]).toEqual([1, 1, 1, 1, 1]);
  });

  it("gives no point what it wrote into another", async () => {
    const {openFor} = await makeTargets({threads: 1}, change, refusing);
    const writing = (theta: Float64Array) => {
      theta[0] += 100;
      return theta.reduce((sum, x) => sum + x, 0);
    };
    const evaluator = await openFor(writing, 2);
    const theta = makePoints(2, 30);
    const before = theta.map((row) => row.slice());
    const values = new Float64Array(30);
    await evaluator.evaluate(theta, values);
    expectSame(
      values,
      valuesOf(([a, b]) => a + 100 + b, theta)
    );
    expect(theta).toEqual(before);
  });
});

describe("what a function finds where it runs", () => {
  it("is the functions that models know, and a cell's own", async () => {
    const change = () => ({spawn: undefined});
    const {openFor, compile} = await makeTargets({threads: 1}, change, refusing);
    const texts = [
      "(t) => lgamma(t[0]) + erf(t[1]) - erfc(t[0]) * digamma(t[1])",
      "(t) => logsumexp([t[0], t[1], 3]) + softplus(t[0]) - logistic(t[1]) * square(t[0])",
      "(t) => sin(t[0]) + exp(-t[1]) + sigmoid(t[0]) + hypot(t[0], t[1], 2) + max(t[0], t[1])",
      "(t) => { let s = 1; for (let i = 0; i < 3; i++) {if(++cuvette.passes>1023)cuvette.guard(1); s += cuvette.pow(t[0], i)} return s + cuvette.member(t, 1).raise(2.5) }"
    ];
    for (const text of texts) {
      // eslint-disable-next-line @typescript-eslint/no-implied-eval
      const make = new Function(`return ${text}`) as () => (t: number[]) => number;
      const f = make();
      const theta = makePoints(2, 25);
      const values = new Float64Array(25);
      await (await openFor(f, 2)).evaluate(theta, values);
      const model = await compile(text.replace("cuvette.member(t, 1).raise(2.5)", "t[1] ** 2.5"), {t: 2}); // prettier-ignore
      expectSame(
        values,
        valuesOf((point) => model(point), theta)
      );
    }
    expect(lgamma(5)).toBeCloseTo(Math.log(24), 12);
    expect(erf(0)).toBe(0);
  });
});
