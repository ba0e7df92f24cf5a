// Arguments on which the two forms of an elementary function are compared, and how an error is counted.
import {readFileSync} from "node:fs";

/** One region of a fixture: each expected value as the nearest double and the rest in its last place. */
export interface Region {
  region: string;
  inputs: number[];
  expected: [number, number][];
}

export function readFixture(name: string): Region[] {
  const path = new URL(`../fixtures/math/${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(path, "utf8")) as {regions: Region[]}).regions;
}

/** The distance to a fixture's value, in units of the last place of its double. */
export function ulpError(value: number, [nearest, rest]: [number, number]): number {
  real[0] = nearest;
  const exponent = Math.max((words[1] >>> 20) & 0x7ff, 1) - 1023;
  return Math.abs((value - nearest) / 2 ** (exponent - 52) - rest);
}

const real = new Float64Array(1);
const words = new Uint32Array(real.buffer);

/** Values at which something changes: zeros, limits of each range, multiples of π/2, halves of doubles. */
export const SPECIALS = [
  0,
  5e-324,
  2.2250738585072009e-308,
  2.2250738585072014e-308,
  1e-300,
  1e-20,
  2 ** -53,
  2 ** -52,
  0.0027,
  0.00270760617,
  0.5,
  Math.SQRT1_2,
  0.75,
  1 - 2 ** -53,
  1,
  1 + 2 ** -52,
  Math.SQRT2,
  2,
  Math.PI / 4,
  Math.PI / 2,
  Math.PI,
  45.553093477052,
  22,
  22.000000000000004,
  700,
  700.0000000000001,
  708.3964185322641,
  709.782712893384,
  709.7827128933841,
  745.1332191019411,
  745.1332191019412,
  746,
  1e5,
  199999.99999999997,
  200000,
  200000.00000000003,
  2 ** 30,
  2 ** 30 + 2 ** -22,
  2 ** 31,
  2 ** 53,
  1e22,
  6381956970095103 * 2 ** 797,
  1e300,
  2e300,
  Number.MAX_VALUE,
  Infinity
]
  .flatMap((x) => [x, -x])
  .concat(NaN);

/** A small repeatable generator of 32-bit words: its quality hardly matters here. */
export function makeWords(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x9e3779b9) >>> 0;
    let t = Math.imul(a ^ (a >>> 16), 0x21f0aaad);
    t = Math.imul(t ^ (t >>> 15), 0x735a2d97);
    return (t ^ (t >>> 15)) >>> 0;
  };
}

/** Fills in turn with random bit patterns and with evenly spread values of several magnitudes. */
export function fillArguments(x: Float64Array, round: number, seed: number): void {
  const next = makeWords(seed + round);
  const bits = new Uint32Array(x.buffer, x.byteOffset, 2 * x.length);
  if (round === 0) {
    for (let i = 0; i < bits.length; i++) bits[i] = next();
    return;
  }
  const scale = [1e-3, 1, 40, 800, 2.1e5, 2 ** 30, 1e12][(round - 1) % 7];
  for (let i = 0; i < x.length; i++)
    x[i] = (next() * 2 ** -31 - 1) * scale + next() * 2 ** -84 * scale;
}
