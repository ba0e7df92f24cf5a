// What a program as WGSL and those who run it agree on: which numbers it is given, and where they lie.
import type {Constants} from "../ir.ts";

/**
 * A program as WGSL: one point a thread, in f32. `source` wants the kernels' prelude before it and binds
 * 0 the answer, 1 the varying parameters, 2 the constants, 3 room to work in and 4 `Params`. The point i
 * of row r of an array is at r·n + i.
 */
export interface WgslProgram {
  /** for messages. */
  name: string;
  source: string;
  /** the same for the same source; a changed constant, or a literal that is no small integer, does not change it. */
  key: string;
  /** names of the parameters that are the same for every point. */
  uniform: readonly string[];
  /** names of the others, in the order of their rows. */
  varying: readonly string[];
  inputRows: number;
  outputRows: number;
  /** rows of room that each point needs besides the thread's own. */
  scratchRows: number;
  /** as many rows again follow the answer's: what the rounding of each to f32 left over. */
  isPaired: boolean;
  /** numbers that `fillConstants` makes. */
  constantCount: number;
  /** numbers of the uniform parameters, which follow those. */
  uniformCount: number;
  /** roughly what one point costs, in additions. */
  cost: number;
  /** literals and constant arrays as the code expects them. */
  fillConstants: (constants: Constants) => Float32Array<ArrayBuffer>;
}
