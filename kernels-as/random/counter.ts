// Where every random number comes from: one block of four 32-bit words is Philox4x32-10 of a key and a
// counter, so a draw is a pure function of (seed, stream, law, index, attempt), whoever computes it.
//
//   key      k0, k1   the seed as a 64-bit two's-complement integer, low word first
//   counter  c0       block index: the element's index divided by the elements a block serves
//            c1       attempt: 0, and 1, 2, … where a law rejects; BOOST_ATTEMPT lifts gamma's shape < 1
//            c2       stream, low 32 bits
//            c3       stream, high 21 bits (0 to 20), and above them the law's number
//
// The law's number keeps laws apart: uniform and normal draws of the same seed and stream are independent.

import {TWO_32} from "./constants.ts";

/** What a counter is used for; the number is part of the contract, so entries are only ever added. */
export const LAWS = {
  /** plain words, and the sequences of draws.ts. */
  words: 0,
  /** two elements a block. */
  uniform: 1,
  /** two elements a block. */
  normal: 2,
  /** two elements a block. */
  exponential: 3,
  /** one element a block. */
  gamma: 4,
  /** four elements a block below 2³², two from there on. */
  integers: 5,
  /** two elements a block. */
  choice: 6,
  /** four steps a block. */
  shuffle: 7
} as const;

export type Law = keyof typeof LAWS;

/** The key and the stream as the four scalars that every law's kernel takes. */
export type StreamWords = {
  keyLow: number;
  keyHigh: number;
  streamLow: number;
  streamHigh: number;
};

const STREAM_HIGH_BITS = 21;

/** The words of a seed (any safe integer) and a stream (a safe integer ≥ 0), for one law. */
export function toStreamWords(seed: number, stream: number, law: Law): StreamWords {
  return {
    keyLow: seed >>> 0,
    keyHigh: Math.floor(seed / TWO_32) >>> 0,
    streamLow: stream >>> 0,
    streamHigh: (Math.floor(stream / TWO_32) | (LAWS[law] << STREAM_HIGH_BITS)) >>> 0
  };
}
