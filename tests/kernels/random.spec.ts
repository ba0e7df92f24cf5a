// Philox and the laws against a second implementation in Python and against Random123's known answers,
// and the compiled kernels against their references to the bit.
import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {accumulate, choice, searchSums} from "../../kernels-as/random/choice/reference.ts";
import {toStreamWords} from "../../kernels-as/random/counter.ts";
import {philoxWords} from "../../kernels-as/random/philox/reference.ts";
import {shuffle} from "../../kernels-as/random/shuffle/reference.ts";
import {loadKernels} from "./module.ts";
import {CALLS, drawCompiled, drawReference} from "./randomDraws.ts";
import {ulpsBetween} from "./ulp.ts";
import {specs} from "../../kernels-as/specs.ts";

interface Laws {
  seed: number;
  stream: number;
  uniform: number[];
  normal: number[];
  exponential: number[];
  gamma: {shape: number; draws: number[]}[];
  integers: {below: number; draws: number[]}[];
  choice: {weights: number[]; draws: number[]};
  shuffle: Record<string, number[]>;
}

function read<T>(name: string): T {
  const path = new URL(`../fixtures/random/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(path, "utf8")) as T;
}

type Block = {counter: number[]; key: number[]; words: number[]};

const {blocks} = read<{blocks: Block[]}>("philox");
const {cases} = read<{cases: Laws[]}>("laws");

/** Rows "philox4x32 10" of tests/kat_vectors in Random123 1.14. */
const KNOWN: Block[] = [
  {
    counter: [0, 0, 0, 0],
    key: [0, 0],
    words: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]
  },
  {
    counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    key: [0xffffffff, 0xffffffff],
    words: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd]
  },
  {
    counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    key: [0xa4093822, 0x299f31d0],
    words: [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1]
  }
];

const wasm = loadKernels("strict", 512);
const vector = wasm.f64(1 << 16);
const order = wasm.u32(1 << 17);
const sums = wasm.f64(1 << 16);

/** The block of one counter from the compiled kernel, which takes word 0 as the index. */
function compiledBlock({counter, key}: Block): number[] {
  const at = order.byteOffset - 16 * counter[0]; // where index 0 would lie
  const index = counter[0] | 0;
  wasm.exports.philox(at, key[0], key[1], ...counter.slice(1), index, index + 1);
  return [...order.subarray(0, 4)];
}

function compiledShuffle(seed: number, stream: number, size: number): Uint32Array {
  const words = Object.values(toStreamWords(seed, stream, "shuffle"));
  wasm.exports.shuffle(order.byteOffset, ...words, size, 0, 1);
  return order.slice(0, size);
}

function compiledChoice(seed: number, stream: number, weights: number[], n: number): Float64Array {
  sums.set(accumulate(weights));
  const words = Object.values(toStreamWords(seed, stream, "choice"));
  wasm.exports.choice(vector.byteOffset, sums.byteOffset, ...words, weights.length, 0, n);
  return vector.slice(0, n);
}

describe("philox", () => {
  const all = [...KNOWN, ...blocks];

  it("gives Random123's known answers and the Python blocks, compiled", () => {
    for (const block of all) expect(compiledBlock(block)).toEqual(block.words);
  });

  it("gives them in TypeScript", () => {
    const out = new Uint32Array(4);
    for (const {counter: c, key: k, words} of all) {
      philoxWords(out, c[0], c[1], c[2], c[3], k[0], k[1]);
      expect([...out]).toEqual(words);
    }
  });
});

describe("keys and counters", () => {
  it("takes the seed as a 64-bit two's-complement integer and the stream as 53 bits", () => {
    expect(toStreamWords(-1, 0, "words")).toEqual({
      keyLow: 0xffffffff,
      keyHigh: 0xffffffff,
      streamLow: 0,
      streamHigh: 0
    });
    expect(toStreamWords(-(2 ** 53) + 1, 2 ** 53 - 1, "shuffle")).toEqual({
      keyLow: 1,
      keyHigh: 0xffe00000,
      streamLow: 0xffffffff,
      streamHigh: 0x1fffff + 7 * 2 ** 21
    });
    expect(toStreamWords(-0, -0, "words")).toEqual(toStreamWords(0, 0, "words"));
  });
});

describe.each(cases)("seed $seed, stream $stream, from the Python implementation", (c) => {
  const n = c.uniform.length;
  const worst = (draws: Float64Array, expected: number[]): number =>
    Math.max(...expected.map((x, i) => ulpsBetween(draws[i], x)));

  it("uniform and integers are exact", () => {
    expect([...drawCompiled("uniform", c.seed, c.stream, {}, n)]).toEqual(c.uniform);
    for (const {below, draws} of c.integers)
      expect([...drawCompiled("integers", c.seed, c.stream, {below}, n)]).toEqual(draws);
  });

  it("normal and exponential keep the error of their specs", () => {
    const normal = drawCompiled("normal", c.seed, c.stream, {mean: 0, sd: 1}, n);
    expect(worst(normal, c.normal)).toBeLessThanOrEqual(specs.normal.errors.f64[0].max);
    const exponential = drawCompiled("exponential", c.seed, c.stream, {scale: 1}, n);
    expect(worst(exponential, c.exponential)).toBeLessThanOrEqual(
      specs.exponential.errors.f64[0].max
    );
  });

  it("gamma accepts the same candidates, and their values agree", () => {
    const {max} = specs.gamma.errors.f64[0];
    for (const {shape, draws: expected} of c.gamma) {
      const draws = drawCompiled("gamma", c.seed, c.stream, {shape, scale: 1}, n);
      for (let i = 0; i < n; i++)
        expect(Math.abs(draws[i] / expected[i] - 1), `shape ${shape}, ${i}`).toBeLessThan(max);
    }
  });

  it("choice and shuffle are exact", () => {
    const {weights, draws} = c.choice;
    expect([...compiledChoice(c.seed, c.stream, weights, n)]).toEqual(draws);
    for (const [size, expected] of Object.entries(c.shuffle))
      expect([...compiledShuffle(c.seed, c.stream, Number(size))]).toEqual(expected);
  });
});

describe("compiled and reference", () => {
  const n = 531;
  const CUTS = [[], [1], [7, 8, 9], [3, 16, 33, 100, 101, 511], [2, 5, 530]];
  const KEYS = [1, 2, -7, 20261121, 2 ** 53 - 1].flatMap((seed) =>
    [0, 1, 2 ** 32 + 3].map((stream): [number, number] => [seed, stream])
  );

  it.each(CALLS)(
    "$law $scalars: the same bits for every seed, stream and cut",
    ({law, scalars}) => {
      for (const [seed, stream] of KEYS) {
        const expected = drawReference(law, seed, stream, scalars, n);
        for (const cuts of CUTS)
          expect(drawCompiled(law, seed, stream, scalars, n, cuts)).toEqual(expected);
      }
    }
  );

  it("a chunk's end makes no difference", () => {
    for (const law of ["uniform", "normal", "exponential", "gamma", "integers"] as const) {
      const {scalars} = CALLS.find((call) => call.law === law)!;
      const long = drawCompiled(law, 5, 6, scalars, 5000);
      expect(drawCompiled(law, 5, 6, scalars, 5000, [1021, 1024, 2051, 4097])).toEqual(long);
    }
  });

  it("choice: the same indices, whatever the number of weights", () => {
    for (const size of [1, 2, 3, 17, 64, 1000]) {
      const weights = Array.from({length: size}, (_, i) => (i * 7) % 11);
      weights[size - 1] += 1;
      const y = new Float64Array(n);
      const words = toStreamWords(3, size, "choice");
      choice({y, cumulative: accumulate(weights), size, ...words}, 0, n);
      expect(compiledChoice(3, size, weights, n)).toEqual(y);
    }
  });

  it("choice: a sum that is met exactly belongs to the next index", () => {
    const met = accumulate([0, 2, 0, 3]);
    expect([0, 1, 2, 4].map((x) => searchSums(met, x))).toEqual([1, 1, 3, 3]);
    // u·total falls on whole multiples of the least number, so most draws meet a sum
    const weights = [2, 3, 0, 5, 1].map((weight) => weight * Number.MIN_VALUE);
    const y = new Float64Array(n);
    const words = toStreamWords(4, 0, "choice");
    choice({y, cumulative: accumulate(weights), size: weights.length, ...words}, 0, n);
    expect(compiledChoice(4, 0, weights, n)).toEqual(y);
    expect(y).not.toContain(2);
  });

  it("shuffle: the same order for every size", () => {
    for (const size of [0, 1, 2, 3, 4, 5, 8, 9, 100, 101, 102, 103, 70_000]) {
      const expected = new Uint32Array(size);
      shuffle({order: expected, size, ...toStreamWords(9, size, "shuffle")}, 0, 1);
      expect(compiledShuffle(9, size, size)).toEqual(expected);
    }
  });
});
