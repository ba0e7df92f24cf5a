// Random numbers by counter: every element is a pure function of (seed, stream, law, index), so the
// answer does not depend on the number of threads. Layout: kernels-as/random/counter.ts.
import {SMALLEST_NORMAL} from "../kernels-as/math/log/logTables.ts";
import {accumulate} from "../kernels-as/random/choice/reference.ts";
import {toStreamWords, type Law} from "../kernels-as/random/counter.ts";
import {philoxWords} from "../kernels-as/random/philox/reference.ts";
import {checkInteger, checkNames, checkVector, show} from "./check.ts";

export interface DrawOptions {
  /** which random numbers: any safe integer; default 1. */
  seed?: number;
  /** an independent sequence of the same seed: a safe integer ≥ 0; default 0. */
  stream?: number;
}

export interface NormalOptions extends DrawOptions {
  /** mean of the law; default 0. */
  mean?: number;
  /** standard deviation, ≥ 0; default 1. */
  sd?: number;
}

export interface ExponentialOptions extends DrawOptions {
  /** events per unit, > 0; the mean is its inverse; default 1. */
  rate?: number;
}

export interface IntegersOptions extends DrawOptions {
  /** how many numbers there are to draw from: 0 to below − 1; at most 2⁵³ − 1. */
  below: number;
}

/** A vector to read from. */
type Vector = number[] | Float64Array;

/** Random numbers that are the same for any number of threads, in every browser and in Node. */
export interface Random {
  /**
   * One block of Philox4x32-10, at once: four 32-bit words for a counter of four words and a key of two.
   * This is Random123's function; all other draws are made from such blocks.
   */
  philox(counter: ArrayLike<number>, key: ArrayLike<number>): Uint32Array;
  /** n uniform draws in [0, 1): multiples of 2⁻⁵³; 0 may be drawn, 1 never. */
  uniform(n: number, options?: DrawOptions): Promise<Float64Array>;
  /** n normal draws of the given mean and standard deviation; the tails reach 9.49 standard deviations. */
  normal(n: number, options?: NormalOptions): Promise<Float64Array>;
  /** n exponential draws of the given rate; they reach 45.05 times the mean. */
  exponential(n: number, options?: ExponentialOptions): Promise<Float64Array>;
  /** n gamma draws of shape k and scale theta: mean k·theta, variance k·theta². */
  gamma(k: number, theta: number, n: number, options?: DrawOptions): Promise<Float64Array>;
  /** n whole numbers from 0 to below − 1, each exactly as likely as the others. */
  integers(n: number, options: IntegersOptions): Promise<Float64Array>;
  /**
   * n indices into `weights`, with replacement, each as likely as its weight's share of the sum. Weights
   * are finite and ≥ 0; an index of weight 0 is never drawn. The indices come as a vector (Float64Array).
   */
  choice(weights: Vector, n: number, options?: DrawOptions): Promise<Float64Array>;
  /** A copy of `values` in random order, every order as likely: numbers as a vector, anything else as an array. */
  shuffle(values: Vector, options?: DrawOptions): Promise<Float64Array>;
  shuffle<T>(values: readonly T[], options?: DrawOptions): Promise<T[]>;
}

/** Runs one kernel and resolves to its outputs. */
export type RunKernel = (
  kernel: Law,
  call: {inputs: Record<string, ArrayLike<number>>; scalars: Record<string, number>; n: number}
) => Promise<object>;

/** begin and end are signed 32-bit words in every kernel. */
const MOST = 2147483647;

export function makeRandom(run: RunKernel): Random {
  /** Checks what every law takes, and starts the kernel of that name. */
  function draw(
    law: Exclude<Law, "words" | "shuffle">,
    n: number,
    options: DrawOptions,
    scalars: Record<string, number> = {},
    inputs: Record<string, ArrayLike<number>> = {}
  ): Promise<Float64Array> {
    const what = `random.${law}`;
    checkInteger(what, "n", n, 0, MOST);
    const words = toWords(what, law, options);
    if (n === 0) return Promise.resolve(new Float64Array(0));
    return run(law, {inputs, scalars: {...words, ...scalars}, n}).then(
      (outputs) => (outputs as {y: Float64Array}).y
    );
  }

  function shuffle(values: readonly unknown[] | Float64Array, options: DrawOptions = {}) {
    const what = "random.shuffle";
    const isList = Array.isArray(values) && values.some((value) => typeof value !== "number");
    if (!isList) checkVector(what, "values", values);
    checkOptions(what, options, []);
    const words = toWords(what, "shuffle", options);
    // A copy now: the caller may change the array before the order is known.
    const copy = isList ? Array.from<unknown>(values) : Float64Array.from(values as Vector);
    const size = copy.length;
    checkInteger(what, "values.length", size, 0, MOST);
    if (size < 2) return Promise.resolve(copy);
    return run("shuffle", {inputs: {}, scalars: {...words, size}, n: 1}).then((outputs) => {
      const {order} = outputs as {order: Uint32Array};
      if (Array.isArray(copy)) return Array.from(order, (i) => copy[i]);
      return Float64Array.from(order, (i) => copy[i]);
    });
  }

  return {
    philox(counter, key) {
      checkWords("counter", counter, 4);
      checkWords("key", key, 2);
      const block = new Uint32Array(4);
      philoxWords(block, counter[0], counter[1], counter[2], counter[3], key[0], key[1]);
      return block;
    },
    uniform(n, options = {}) {
      checkOptions("random.uniform", options, []);
      return draw("uniform", n, options);
    },
    normal(n, options = {}) {
      checkOptions("random.normal", options, ["mean", "sd"]);
      const {mean = 0, sd = 1} = options;
      checkReal("random.normal", "mean", mean, () => true, "finite");
      checkReal("random.normal", "sd", sd, (x) => x >= 0, "finite and ≥ 0");
      return draw("normal", n, options, {mean, sd});
    },
    exponential(n, options = {}) {
      checkOptions("random.exponential", options, ["rate"]);
      const {rate = 1} = options;
      const isUsable = (x: number) => x > 0 && 1 / x < Infinity;
      checkReal(
        "random.exponential",
        "rate",
        rate,
        isUsable,
        "finite and > 0, with a finite inverse"
      );
      return draw("exponential", n, options, {scale: 1 / rate});
    },
    gamma(k, theta, n, options = {}) {
      checkReal("random.gamma", "k", k, (x) => x > 0, "finite and > 0");
      checkReal("random.gamma", "theta", theta, (x) => x > 0, "finite and > 0");
      checkOptions("random.gamma", options, []);
      return draw("gamma", n, options, {shape: k, scale: theta});
    },
    integers(n, options) {
      checkOptions("random.integers", options, ["below"]);
      checkInteger("random.integers", "below", options.below, 1, Number.MAX_SAFE_INTEGER);
      return draw("integers", n, options, {below: options.below});
    },
    choice(weights, n, options = {}) {
      const cumulative = toCumulative(weights);
      checkOptions("random.choice", options, []);
      return draw("choice", n, options, {size: cumulative.length}, {cumulative});
    },
    shuffle: shuffle as Random["shuffle"]
  };
}

function checkOptions(what: string, options: unknown, more: readonly string[]): void {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new TypeError(`${what}: expected options as an object, got ${show(options)}`);
  }
  checkNames(what, "option", Object.keys(options), [...more, "seed", "stream"]);
}

/** The key and counter words of the options' seed and stream. */
function toWords(what: string, law: Law, {seed = 1, stream = 0}: DrawOptions) {
  checkInteger(what, "seed", seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  checkInteger(what, "stream", stream, 0, Number.MAX_SAFE_INTEGER);
  return {...toStreamWords(seed, stream, law)};
}

function checkReal(
  what: string,
  name: string,
  value: unknown,
  isRight: (value: number) => boolean,
  wish: string
): void {
  if (typeof value !== "number")
    throw new TypeError(`${what}: expected ${name} as a number, got ${show(value)}`);
  if (!Number.isFinite(value) || !isRight(value))
    throw new RangeError(`${what}: expected ${name} ${wish}, got ${show(value)}`);
}

function checkWords(name: string, words: ArrayLike<number>, length: number): void {
  const what = "random.philox";
  checkVector(what, name, words);
  if (words.length !== length)
    throw new RangeError(`${what}: expected ${name} of ${length} words, got ${words.length}`);
  for (let i = 0; i < length; i++) checkInteger(what, `${name}[${i}]`, words[i], 0, 0xffffffff);
}

/** Running sums of checked weights. */
function toCumulative(weights: unknown): Float64Array {
  const what = "random.choice";
  checkVector(what, "weights", weights);
  if (weights.length === 0 || weights.length > MOST)
    throw new RangeError(`${what}: expected weights of length 1 to ${MOST}, got ${weights.length}`);
  for (let i = 0; i < weights.length; i++) {
    if (!(weights[i] >= 0 && weights[i] < Infinity))
      throw new RangeError(`${what}: expected finite weights ≥ 0, got ${weights[i]} at index ${i}`);
  }
  const sums = accumulate(weights);
  const total = sums[sums.length - 1];
  // Below the normal numbers u·total could round up to the total itself.
  if (!(total >= SMALLEST_NORMAL && total < Infinity))
    throw new RangeError(`${what}: expected weights with a finite sum > 0, got ${total}`);
  return sums;
}
