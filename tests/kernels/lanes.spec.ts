// The lane functions that compiled models link with give the bits of their scalar twins.
import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {OPS, type OpName} from "../../worker/compiler/ops.ts";

const NAMES = [
  "exp", "expm1", "log", "log1p", "log2", "log10", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh",
  "tanh", "asinh", "acosh", "atanh", "cbrt", "erf", "erfc", "lgamma", "digamma"
] as const; // prettier-ignore
const PAIRS = ["pow", "atan2", "hypot", "rem"] as const;

const SPECIAL = [
  0, 5e-324, 1e-310, 2.2250738585072014e-308, 1e-300, 1e-160, 1e-20, 3.7e-9, 1e-9, 0.1, 0.34, 0.35, 0.4375, 0.5,
  0.6875, 0.999999, 1, 1.0000001, 1.1875, 1.5, 2, 2.4375, 3, 5.875, 10, 21.9, 22, 23, 100, 1000, 1e5, 1e6, 708, 709,
  709.5, 710, 711, 1e15, 1e18, 1e22, 1e100, 1e150, 1e155, 1e200, 1.7976931348623157e308, Infinity
].flatMap((x) => [x, -x]).concat(NaN); // prettier-ignore

/** A module that applies an imported lane function to two numbers in memory. */
function makeCaller(arity: 1 | 2): WebAssembly.Module {
  const vectors = Array<number>(arity).fill(0x7b);
  const load = (k: number) => [0x41, 16 * k, 0xfd, 0x00, 0x04, 0x00];
  const body = [
    0x00, 0x41, 0x20, ...load(0), ...(arity === 2 ? load(1) : []), 0x10, 0x00, 0xfd, 0x0b, 0x04, 0x00, 0x0b
  ]; // prettier-ignore
  const section = (id: number, content: number[]) => [id, content.length, ...content];
  return new WebAssembly.Module(
    new Uint8Array([
      0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
      ...section(1, [2, 0x60, arity, ...vectors, 1, 0x7b, 0x60, 0, 0]),
      ...section(2, [2, 1, 0x6d, 1, 0x66, 0, 0, 1, 0x6d, 1, 0x6d, 2, 3, 1, 0x80, 0x80, 4]),
      ...section(3, [1, 1]),
      ...section(7, [1, 1, 0x63, 0, 1]),
      ...section(10, [1, body.length, ...body])
    ]) // prettier-ignore
  );
}

const memory = new WebAssembly.Memory({initial: 4, maximum: 65536, shared: true});
const kernels = new WebAssembly.Instance(
  new WebAssembly.Module(readFileSync(new URL("../../dist/kernels/strict.wasm", import.meta.url))),
  {env: {memory}}
).exports;
const callers = {1: makeCaller(1), 2: makeCaller(2)};
const numbers = new Float64Array(memory.buffer, 0, 6);

function lane(name: OpName, arity: 1 | 2): (a: number[], b?: number[]) => [number, number] {
  const {exports} = new WebAssembly.Instance(callers[arity], {
    m: {f: kernels[`lane_${name}`], m: memory}
  });
  return (a, b = [0, 0]) => {
    numbers.set([...a, ...b]);
    (exports.c as () => void)();
    return [numbers[4], numbers[5]];
  };
}

/** Numbers of all sizes, most of them moderate. */
function* draw(count: number): Generator<number> {
  let state = 12345;
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  for (let k = 0; k < count; k++) {
    const scale = next() < 0.8 ? 30 : 10 ** (600 * next() - 300);
    yield (next() - 0.5) * scale;
  }
}

describe("lane functions", () => {
  it.each(NAMES)("%s: the bits of the scalar function", (name) => {
    const call = lane(name, 1);
    const evaluate = OPS[name].evaluate as (x: number) => number;
    const wrong: string[] = [];
    const xs = [...SPECIAL, ...draw(4000)];
    for (let k = 0; k < xs.length; k++) {
      const pair = [xs[k], xs[(k * 7 + 3) % xs.length]];
      const got = call(pair);
      pair.forEach((x, j) => {
        if (!Object.is(got[j], evaluate(x))) wrong.push(`${x}: ${got[j]} for ${evaluate(x)}`);
      });
    }
    expect(wrong.slice(0, 5)).toEqual([]);
  });

  it.each(PAIRS)("%s: the bits of the scalar function", (name) => {
    const call = lane(name, 2);
    const evaluate = OPS[name].evaluate as (x: number, y: number) => number;
    const wrong: string[] = [];
    const check = (a: number[], b: number[]) => {
      const got = call(a, b);
      a.forEach((x, j) => {
        const wanted = evaluate(x, b[j]);
        if (!Object.is(got[j], wanted)) wrong.push(`${x}, ${b[j]}: ${got[j]} for ${wanted}`);
      });
    };
    for (const x of SPECIAL) for (const y of SPECIAL) check([x, y], [y, 0.75]);
    const xs = [...draw(4000)];
    for (let k = 2; k < xs.length; k++) check([xs[k], xs[k - 1]], [xs[k - 2], xs[k]]);
    expect(wrong.slice(0, 5)).toEqual([]);
  });
});
