import {word} from "../kernel.ts";
import type {StreamWords} from "./counter.ts";

/** The scalars that begin every law's argument list. */
export const streamScalars = {
  keyLow: word("lower word of the key"),
  keyHigh: word("upper word of the key"),
  streamLow: word("counter word 2"),
  streamHigh: word("counter word 3, with the law's number")
};

/** Some key and stream, for the parity test and the benchmark. */
export const exampleStream: StreamWords = {
  keyLow: 0x2545f491,
  keyHigh: 0x4f6cdd1d,
  streamLow: 7,
  streamHigh: 0x00600001
};
