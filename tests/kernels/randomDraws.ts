// Draws of any law straight from the compiled kernels or from their references, cut where a test likes.
import {specs} from "../../kernels-as/specs.ts";
import type {Kernel} from "../../kernels-as/kernel.ts";
import {toStreamWords, type Law} from "../../kernels-as/random/counter.ts";
import {loadKernels} from "./module.ts";

export type DrawnLaw = Exclude<Law, "words" | "shuffle" | "choice">;

/** A law with its parameters, by kernel name and scalar values in the spec's order. */
export const CALLS: {law: DrawnLaw; scalars: Record<string, number>}[] = [
  {law: "uniform", scalars: {}},
  {law: "normal", scalars: {mean: 0, sd: 1}},
  {law: "normal", scalars: {mean: -3.25, sd: 1e-3}},
  {law: "exponential", scalars: {scale: 1}},
  {law: "exponential", scalars: {scale: 0.3}},
  ...[1e-3, 0.1, 0.999, 1, 2.5, 100, 1e9].map((shape) => ({
    law: "gamma" as const,
    scalars: {shape, scale: 1.5}
  })),
  ...[1, 2, 6, 1000, 3_000_000_000, 4294967295, 4294967296, 2 ** 40 + 5, 2 ** 53 - 1].map(
    (below) => ({law: "integers" as const, scalars: {below}})
  )
];

let wasm: ReturnType<typeof loadKernels> | undefined;
let room: Float64Array | undefined;
const MOST = 4_000_000;

/** Elements [0, n) from the compiled kernel, computed in the stretches between the cuts, last first. */
export function drawCompiled(
  law: DrawnLaw,
  seed: number,
  stream: number,
  scalars: Record<string, number>,
  n: number,
  cuts: readonly number[] = []
): Float64Array {
  wasm ??= loadKernels("strict", 2048);
  room ??= wasm.f64(MOST);
  if (n > MOST) throw new RangeError(`drawCompiled: no room for ${n}`);
  const args = [...Object.values(toStreamWords(seed, stream, law)), ...Object.values(scalars)];
  room.subarray(0, n).fill(NaN);
  const edges = [0, ...cuts, n];
  for (let k = edges.length - 2; k >= 0; k--)
    wasm.exports[law](room.byteOffset, ...args, edges[k], edges[k + 1]);
  return room.slice(0, n);
}

export function drawReference(
  law: DrawnLaw,
  seed: number,
  stream: number,
  scalars: Record<string, number>,
  n: number
): Float64Array {
  const y = new Float64Array(n);
  const kernel = specs[law] as unknown as Kernel;
  kernel.reference({y, ...toStreamWords(seed, stream, law), ...scalars} as never, 0, n);
  return y;
}
