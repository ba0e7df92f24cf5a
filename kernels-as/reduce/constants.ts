// What the reductions agree on; read by TypeScript and by AssemblyScript.

/** Elements of an array that make one partial result. */
export const REDUCE_BLOCK = 4096;
/** Observations that make one partial mean and covariance. */
export const COVARIANCE_BLOCK = 1024;
/** Observations that are centred before their products are taken. */
export const CENTRED_ROWS = 32;
/** 2²⁷ + 1: times x, minus what that product loses, leaves the upper half of x (Veltkamp 1968). */
export const SPLITTER = 134217729.0;

/** Up to here an insertion sort is the fastest. */
export const SORT_SMALL = 128;
/** From here on six passes over 2,048 digits beat eight over 256. */
export const SORT_LARGE = 16384;

/** Counters that sorting n numbers needs. */
export function sortCounters(n: i32): i32 {
  return n <= SORT_SMALL ? 0 : n < SORT_LARGE ? 2048 : 12288;
}
