// The engine's own standard normal numbers for made-up observations: pure functions of the seed and of what they are for.
import {toStreamWords} from "../../kernels-as/random/counter.ts";
import {normal} from "../../kernels-as/random/normal/reference.ts";
import type {Model} from "./model.ts";

/** What draws are for; each purpose of each case, and each row of it, has a stream of its own, far from those a reader will name. */
const PURPOSES = {noise: 0, realisation: 1, prediction: 2, scatter: 3, mass: 4, probe: 5};
const CASES = {M1: 0, M2: 1, M3: 2, M3val: 3, caseI: 4, custom: 5};
const FIRST_STREAM = 0x62696f00;

export function drawNormals(
  seed: number,
  purpose: keyof typeof PURPOSES,
  name: Model["name"],
  count: number,
  row = 0
): Float64Array {
  const y = new Float64Array(count);
  const stream = FIRST_STREAM + row * 64 + PURPOSES[purpose] * 8 + CASES[name];
  normal({y, mean: 0, sd: 1, ...toStreamWords(seed, stream, "normal")}, 0, count);
  return y;
}
