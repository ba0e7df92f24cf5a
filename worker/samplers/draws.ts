// Where a sampler's random numbers come from: blocks of Philox4x32-10 of law "words" (kernels-as/random/counter.ts), so a
// draw is a function of who asks and for what, whatever was computed before and wherever it runs.
//
//   key      k0, k1   the seed
//   counter  c0       the particle (or walker, or chain)
//            c1       block within the particle's sweep
//            c2       stage in the upper 16 bits, sweep in the lower
//            c3       law 0 above; bit 20 set, which no stream below 2⁵² has; purpose in bits 16 to 19; population below
//
// Purposes keep apart what one stage needs: prior draws, resampling and moves share no counter. Blocks of a move: 0 holds
// the two uniforms it is judged by, 1, 2, … two normals each, and from TAIL_BLOCK on what heavier tails need.
import {makeDraws} from "../../kernels-as/random/draws.ts";
import {toStreamWords, type StreamWords} from "../../kernels-as/random/counter.ts";
import {positive, unit} from "../../kernels-as/random/fraction.ts";
import {cosine, radius, rest, sine} from "../../kernels-as/random/normal/polar.ts";
import {philoxWords} from "../../kernels-as/random/philox/reference.ts";
import {strictMath} from "../math.ts";
import type {Draws} from "./types.ts";

/** What draws are for; the number is part of the contract, so entries are only ever added. */
export const PURPOSES = {prior: 0, resample: 1, move: 2, chain: 3} as const;

export type Purpose = keyof typeof PURPOSES;

/** Who asks: whole numbers from 0 to below 2¹⁶, default 0. */
export interface Asker {
  population?: number;
  stage?: number;
  sweep?: number;
}

/** How many populations, stages and sweeps have streams of their own. */
export const MOST_ASKERS = 65536;

/** After the normals of any dimension. */
const TAIL_BLOCK = 0x40000000;
const TWO_32 = 4294967296;

/** The stream as one safe integer, for draws.ts of the kernels and whoever takes a stream by number. */
export function toStream(purpose: Purpose, {population = 0, stage = 0, sweep = 0}: Asker): number {
  const high = 0x100000 + PURPOSES[purpose] * MOST_ASKERS + population;
  return high * TWO_32 + stage * MOST_ASKERS + sweep;
}

/** The words that `fillNormals` and its like take. */
export function toWords(seed: number, purpose: Purpose, asker: Asker): StreamWords {
  return toStreamWords(seed, toStream(purpose, asker), "words");
}

/** Draws one by one, as a prior takes them. */
export function makeDrawsOf(seed: number, purpose: Purpose, asker: Asker, particle: number): Draws {
  return makeDraws(seed, toStream(purpose, asker), particle);
}

const w = new Uint32Array(4);

function take(words: StreamWords, particle: number, block: number): void {
  const {keyLow, keyHigh, streamLow, streamHigh} = words;
  philoxWords(w, particle, block, streamLow, streamHigh, keyLow, keyHigh);
}

/** One uniform in [0, 1). */
export function uniformOf(words: StreamWords, particle: number): number {
  take(words, particle, 0);
  return unit(w[0], w[1]);
}

/** The other uniform of the same block. */
export function secondUniformOf(words: StreamWords, particle: number): number {
  take(words, particle, 0);
  return unit(w[2], w[3]);
}

/** Standard normals of a particle's move. */
export function fillNormals(words: StreamWords, particle: number, z: Float64Array): void {
  const d = z.length;
  for (let j = 0; j < d; j += 2) {
    take(words, particle, 1 + (j >> 1));
    const r = radius(w[0], w[1]);
    const more = rest(w[3]);
    z[j] = r * cosine(w[2], more);
    if (j + 1 < d) z[j + 1] = r * sine(w[2], more);
  }
}

/** A draw of χ² with four degrees of freedom, for t tails: −2 ln(uv). */
export function chiSquare4(words: StreamWords, particle: number): number {
  take(words, particle, TAIL_BLOCK);
  return -2 * (strictMath.log(positive(w[0], w[1])) + strictMath.log(positive(w[2], w[3])));
}
