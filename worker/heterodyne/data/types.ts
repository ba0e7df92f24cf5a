// What a reader of measured data asks for, and what was found.
import type {AngleWish, Scan, Semantics} from "../types.ts";

/** How a file's arrays are arranged; `load` tells them by their keys. */
export type DataFormat =
  /** the original's loader: c2_exp with its angles, wave vectors and times. */
  | "cache"
  /** the original's core: c2_exp alone; angles and wave vectors are text files beside it. */
  | "core"
  /** c2_data with angles. */
  | "test"
  /** the second version: c2 with t, q and phi. */
  | "v2"
  | "npy"
  | "aps-old"
  | "aps-u";

export interface LoadOptions {
  /** wave vector, 1/Å: of several in a file the nearest one's group is taken. */
  q?: number;
  /** takes the file for this format instead of looking at its keys. */
  format?: DataFormat;
  /** which angles: by value, or by ranges of degrees. */
  angles?: AngleWish;
  /** the frames wanted, counted from 0, both ends included: the original's start_frame 1 is 0 here. */
  frames?: readonly [number, number];
  /** degrees, one a matrix, where the file has none; or the text of `phi_angles_list.txt`. */
  phi?: number | string | ArrayLike<number>;
  /** 1/Å, one a matrix or one for all, where the file has none; or the text of `wavevector_q_list.txt`. */
  wavevectors?: number | string | ArrayLike<number>;
  /** seconds between frames, where the file has none or a wrong one. */
  dt?: number;
  /** frames before the file's first one, for the origin of time; default what the file's times say, or 0. */
  firstFrame?: number;
  semantics?: Semantics;
  diagonal?: Scan["diagonal"];
  /** the most bytes that the matrices may take; default 1 GiB. */
  memory?: number;
}

/** Where the numbers came from. */
export interface Provenance {
  readonly name: string;
  readonly bytes: number;
  /** the arrays that were read, as the file calls them. */
  readonly keys: readonly string[];
  /** frames in the file, and which of them were taken. */
  readonly frames: number;
  readonly taken: readonly [number, number];
}

/** A scan that knows where it came from. */
export interface Loaded extends Scan {
  phi: Float64Array;
  data: Float64Array[];
  format: DataFormat;
  source: Provenance;
  /** what was odd, and what was done about it. */
  warnings: string[];
  /** every wave vector and angle in the file, sorted, each once. */
  available: {q: Float64Array; phi: Float64Array};
}
