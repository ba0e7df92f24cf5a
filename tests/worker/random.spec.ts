import {describe, expect, it} from "vitest";
import {toStreamWords} from "../../kernels-as/random/counter.ts";
import {specs} from "../../kernels-as/specs.ts";
import {makeRandom, type Random, type RunKernel} from "../../worker/random.ts";
import {drawReference} from "../kernels/randomDraws.ts";
import {runReference} from "../kernels/specRun.ts";
import {MODES, makeEngine} from "./makeEngine.ts";

/** A runner without an engine, and the names of the kernels it ran. */
function makeRunner() {
  const ran: string[] = [];
  const run: RunKernel = (kernel, {inputs, scalars, n}) => {
    ran.push(kernel);
    const spec = specs[kernel as keyof typeof specs];
    return Promise.resolve(runReference(spec, inputs, scalars, n));
  };
  return {random: makeRandom(run), ran};
}

const {random} = makeRunner();

describe("draws", () => {
  it("philox is at once and gives Random123's known answer", () => {
    const words = random.philox(
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0]
    );
    expect(words).toEqual(new Uint32Array([0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1]));
  });

  it("philox explains a uniform draw, as counter.ts lays it out", async () => {
    const [u0, u1, u2] = await random.uniform(3, {seed: 42, stream: 6});
    const {keyLow, keyHigh, streamLow, streamHigh} = toStreamWords(42, 6, "uniform");
    const at = (block: number) =>
      random.philox([block, 0, streamLow, streamHigh], [keyLow, keyHigh]);
    const toUnit = (a: number, b: number) => ((a >>> 5) * 2 ** 26 + (b >>> 6)) / 2 ** 53;
    expect(u0).toBe(toUnit(at(0)[0], at(0)[1]));
    expect(u1).toBe(toUnit(at(0)[2], at(0)[3]));
    expect(u2).toBe(toUnit(at(1)[0], at(1)[1]));
  });

  it("the seed defaults to 1, the stream to 0, and the laws' parameters to the standard ones", async () => {
    expect(await random.uniform(9)).toEqual(drawReference("uniform", 1, 0, {}, 9));
    expect(await random.normal(9)).toEqual(drawReference("normal", 1, 0, {mean: 0, sd: 1}, 9));
    expect(await random.exponential(9)).toEqual(drawReference("exponential", 1, 0, {scale: 1}, 9));
    const gamma = drawReference("gamma", 1, 0, {shape: 2, scale: 3}, 9);
    expect(await random.gamma(2, 3, 9)).toEqual(gamma);
    const integers = drawReference("integers", 1, 0, {below: 10}, 9);
    expect(await random.integers(9, {below: 10})).toEqual(integers);
  });

  it("parameters, seed and stream reach the law", async () => {
    const keys = {seed: -8, stream: 2};
    const normal = drawReference("normal", -8, 2, {mean: 4, sd: 0.25}, 7);
    expect(await random.normal(7, {...keys, mean: 4, sd: 0.25})).toEqual(normal);
    const exponential = drawReference("exponential", -8, 2, {scale: 0.25}, 7);
    expect(await random.exponential(7, {...keys, rate: 4})).toEqual(exponential);
  });

  it("a longer vector begins with the shorter one", async () => {
    const long = await random.gamma(0.3, 1, 100);
    expect(await random.gamma(0.3, 1, 33)).toEqual(long.slice(0, 33));
  });

  it("no draws are an empty vector, and run nothing", async () => {
    const {random, ran} = makeRunner();
    expect(await random.uniform(0)).toEqual(new Float64Array(0));
    expect(await random.shuffle([])).toEqual(new Float64Array(0));
    expect(ran).toEqual([]);
  });

  it("choice draws indices as a vector", async () => {
    const draws = await random.choice([0, 2, 0, 1], 1000, {seed: 3});
    expect(draws).toBeInstanceOf(Float64Array);
    expect([...new Set(draws)].sort()).toEqual([1, 3]);
  });

  it("shuffle copies: numbers to a vector, other things to an array", async () => {
    const values = Array.from({length: 50}, (_, i) => i * i);
    const shuffled = await random.shuffle(values, {seed: 3});
    expect(shuffled).toBeInstanceOf(Float64Array);
    expect(values[7]).toBe(49);
    expect([...shuffled]).not.toEqual(values);
    expect([...shuffled].sort((a, b) => a - b)).toEqual(values);
    const names = values.map(String);
    expect(await random.shuffle(names, {seed: 3})).toEqual(Array.from(shuffled, String));
    expect(await random.shuffle(["a"])).toEqual(["a"]);
  });

  it("what happens to the arguments after the call does not matter", async () => {
    const values = [1, 2, 3, 4, 5, 6, 7, 8];
    const weights = [1, 1, 1, 1];
    const before = [await random.shuffle(values), await random.choice(weights, 20)];
    const pending = [random.shuffle(values), random.choice(weights, 20)];
    values.fill(0);
    weights.fill(0);
    expect(await Promise.all(pending)).toEqual(before);
  });
});

describe("misuse throws at the call, before anything runs", () => {
  const wrong = (value: unknown) => value as never;
  it.each<[string, (random: Random) => unknown, string]>([
    [
      "n",
      (r) => r.uniform(1.5),
      "random.uniform: expected n as an integer from 0 to 2147483647, got 1.5"
    ],
    [
      "n",
      (r) => r.normal(-1),
      "random.normal: expected n as an integer from 0 to 2147483647, got -1"
    ],
    [
      "n",
      (r) => r.gamma(1, 1, wrong({seed: 1})),
      "random.gamma: expected n as a number, got an object"
    ],
    [
      "options",
      (r) => r.uniform(3, wrong(7)),
      "random.uniform: expected options as an object, got 7"
    ],
    [
      "options",
      (r) => r.integers(3, wrong(undefined)),
      "random.integers: expected options as an object, got undefined"
    ],
    [
      "a name",
      (r) => r.uniform(3, wrong({sed: 1})),
      'random.uniform: unknown option "sed" (did you mean seed?)'
    ],
    [
      "seed",
      (r) => r.uniform(3, {seed: 0.5}),
      "random.uniform: expected seed as an integer from -9007199254740991 to 9007199254740991, got 0.5"
    ],
    [
      "seed",
      (r) => r.uniform(3, {seed: wrong("1")}),
      'random.uniform: expected seed as a number, got "1"'
    ],
    [
      "stream",
      (r) => r.uniform(3, {stream: -1}),
      "random.uniform: expected stream as an integer from 0 to 9007199254740991, got -1"
    ],
    ["mean", (r) => r.normal(3, {mean: NaN}), "random.normal: expected mean finite, got NaN"],
    ["sd", (r) => r.normal(3, {sd: -1}), "random.normal: expected sd finite and ≥ 0, got -1"],
    [
      "rate",
      (r) => r.exponential(3, {rate: 0}),
      "random.exponential: expected rate finite and > 0, with a finite inverse, got 0"
    ],
    [
      "rate",
      (r) => r.exponential(3, {rate: 1e-310}),
      "random.exponential: expected rate finite and > 0, with a finite inverse, got 1e-310"
    ],
    ["k", (r) => r.gamma(0, 1, 3), "random.gamma: expected k finite and > 0, got 0"],
    [
      "theta",
      (r) => r.gamma(1, Infinity, 3),
      "random.gamma: expected theta finite and > 0, got Infinity"
    ],
    [
      "below",
      (r) => r.integers(3, {below: 0}),
      "random.integers: expected below as an integer from 1 to 9007199254740991, got 0"
    ],
    [
      "weights",
      (r) => r.choice([], 3),
      "random.choice: expected weights of length 1 to 2147483647, got 0"
    ],
    [
      "weights",
      (r) => r.choice([1, -1], 3),
      "random.choice: expected finite weights ≥ 0, got -1 at index 1"
    ],
    [
      "weights",
      (r) => r.choice([0, 0], 3),
      "random.choice: expected weights with a finite sum > 0, got 0"
    ],
    [
      "weights",
      (r) => r.choice([1e308, 1e308], 3),
      "random.choice: expected weights with a finite sum > 0, got Infinity"
    ],
    [
      "weights",
      (r) => r.choice(wrong("ab"), 3),
      'random.choice: expected weights as an array of numbers, got "ab"'
    ],
    [
      "values",
      (r) => r.shuffle(wrong(5)),
      "random.shuffle: expected values as an array of numbers, got 5"
    ],
    [
      "counter",
      (r) => r.philox([1, 2, 3], [1, 2]),
      "random.philox: expected counter of 4 words, got 3"
    ],
    [
      "key",
      (r) => r.philox([1, 2, 3, 4], [1, -2]),
      "random.philox: expected key[1] as an integer from 0 to 4294967295, got -2"
    ]
  ])("wrong %s", (_, call, message) => {
    const {random, ran} = makeRunner();
    let caught: unknown;
    try {
      call(random);
    } catch (error) {
      caught = error;
    }
    expect(caught).toSatisfy((e) => e instanceof TypeError || e instanceof RangeError);
    expect((caught as Error).message).toBe(message);
    expect(ran).toEqual([]);
  });
});

describe("in an engine", () => {
  it.each(MODES)(
    "$name: the references' bits, in vectors of their own",
    async ({options, change}) => {
      const {engine} = await makeEngine({threads: 3, ...options}, change);
      const n = 3 * 4096 + 5;
      const keys = {seed: 77, stream: 1};
      const normal = await engine.random.normal(n, keys);
      expect(normal).toEqual(drawReference("normal", 77, 1, {mean: 0, sd: 1}, n));
      expect(normal.buffer).toBeInstanceOf(ArrayBuffer);
      const gamma = await engine.random.gamma(0.7, 2, n, keys);
      expect(gamma).toEqual(drawReference("gamma", 77, 1, {shape: 0.7, scale: 2}, n));
      const values = Array.from({length: 500}, (_, i) => i);
      expect(await engine.random.shuffle(values, keys)).toEqual(await random.shuffle(values, keys));
      const weights = [3, 0, 1];
      expect(await engine.random.choice(weights, n, keys)).toEqual(
        await random.choice(weights, n, keys)
      );
    }
  );
});
