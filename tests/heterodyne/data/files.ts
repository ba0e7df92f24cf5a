// The fixtures' files, and what is in them.
import {readFileSync} from "node:fs";
import {inflateRawSync} from "node:zlib";

const read = (name: string): unknown =>
  JSON.parse(
    readFileSync(new URL(`../../fixtures/heterodyneData/${name}.json`, import.meta.url), "utf8")
  );

const npz = read("npz") as {phi: number[]; values: number[]; files: Record<string, string>};
const hdf5 = read("hdf5") as {frames: number; files: Record<string, string>};

export const PHI = npz.phi;
export const FRAMES = Math.round(Math.sqrt(npz.values.length / PHI.length));

/** One matrix of the fixtures, or the part of it from `first` to `last`. */
export function matrix(angle: number, first = 0, last = FRAMES - 1): Float64Array {
  const side = last - first + 1;
  return Float64Array.from({length: side * side}, (_, k) => {
    const [i, j] = [first + Math.floor(k / side), first + (k % side)];
    return 1 + (100 * angle + 7 * (i + j) + 3 * i * j) / 4096;
  });
}

export function numpyFile(name: string): Uint8Array {
  return new Uint8Array(Buffer.from(npz.files[name], "base64"));
}

export const HDF5_FRAMES = hdf5.frames;

export function hdf5File(name: string): Uint8Array {
  return new Uint8Array(inflateRawSync(Buffer.from(hdf5.files[name], "base64")));
}

/** A blob that remembers which bytes were asked for. */
export function watched(bytes: Uint8Array, name = "watched.bin"): {file: Blob; read: () => number} {
  let total = 0;
  class Watched extends Blob {
    readonly name = name;
    override slice(begin?: number, end?: number): Blob {
      const piece = super.slice(begin, end);
      total += piece.size;
      return piece;
    }
  }
  return {file: new Watched([bytes as Uint8Array<ArrayBuffer>]), read: () => total};
}

/** What a promise is refused with. */
export async function refusal(work: PromiseLike<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
  return "no refusal";
}
