// What an opened file offers, whatever its format: arrays by key, and square windows of their matrices.

/** Called between pieces of work: lets others run, reports progress, and throws where the work was cancelled. */
export type Beat = () => Promise<void>;

/** The frames that are wanted: from 0, both ends included. */
export interface Window {
  readonly first: number;
  readonly last: number;
}

export interface StoredArray {
  readonly key: string;
  readonly shape: readonly number[];
  /** how its numbers are kept, for messages. */
  readonly type: string;
  /** every number, the last index running fastest; only of short arrays. */
  readAll(): Promise<Float64Array>;
  /** window×window of the matrices at `places` (ascending) of the first axis, or of the one matrix there is. */
  readMatrices(places: readonly number[], window: Window, beat: Beat): Promise<Float64Array[]>;
}

export interface Stored {
  readonly kind: "npz" | "npy" | "hdf5";
  /** what there is; a path ends in "/" where it is a group that was not opened. */
  readonly keys: readonly string[];
  get(key: string): Promise<StoredArray | undefined>;
  /** keys below a group, sorted; none where there is no such group. */
  list(group: string): Promise<string[]>;
  close(): void;
}

/** Lists of angles, wave vectors and times are short: a longer one is a lie or a matter for `readMatrices`. */
export const MOST_NUMBERS = 1 << 22;

export function countOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** How a shape is written in messages. */
export function showShape(shape: readonly number[]): string {
  return shape.length === 0 ? "a single number" : shape.join("×");
}
