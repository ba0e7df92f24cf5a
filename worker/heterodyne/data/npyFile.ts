// A NumPy file of one array, alone or inside of an archive.
import {NPY_PREFIX, npyHeaderEnd, parseNpyHeader, type NpyHeader} from "./npyHeader.ts";
import {readValues, readWindows, type ReadOn} from "./npyValues.ts";
import {readExactly, type Source} from "./source.ts";
import {countOf, MOST_NUMBERS, showShape, type Stored, type StoredArray} from "./stored.ts";

/** The bytes of one array: where they are, and how long they are said to be. */
export interface NpyBytes {
  readonly size: number;
  /** starts over from the first byte. */
  open(): {read: ReadOn; close: () => void};
}

export async function openNpyArray(
  what: string,
  key: string,
  bytes: NpyBytes
): Promise<StoredArray> {
  const fail = (problem: string): never => {
    throw new TypeError(`${what}: cannot read ${key}: ${problem}`);
  };
  const header = await readHeader(bytes, fail);
  const {shape, size, begin, kind} = header;
  const wanted = begin + countOf(shape) * size;
  if (bytes.size !== wanted)
    fail(`${showShape(shape)} numbers of ${kind} take ${wanted} bytes, it has ${bytes.size}`);
  const within = async <T>(use: (read: ReadOn) => Promise<T>): Promise<T> => {
    const {read, close} = bytes.open();
    try {
      return await use(read);
    } finally {
      close();
    }
  };
  return {
    key,
    shape,
    type: kind,
    readAll() {
      if (countOf(shape) > MOST_NUMBERS)
        fail(`it has ${showShape(shape)} numbers where at most ${MOST_NUMBERS} make sense`);
      return within((read) => readValues(header, read));
    },
    readMatrices: (places, window, beat) =>
      within((read) => readWindows(header, read, places, window, beat))
  };
}

async function readHeader(bytes: NpyBytes, fail: (problem: string) => never): Promise<NpyHeader> {
  const {read, close} = bytes.open();
  try {
    const prefix = (await read(0, Math.min(NPY_PREFIX, bytes.size))).slice();
    const end = npyHeaderEnd(prefix, fail);
    if (end > bytes.size) return fail("its header is cut off");
    const rest = await read(prefix.length, Math.max(end, prefix.length));
    const whole = new Uint8Array(prefix.length + rest.length);
    whole.set(prefix);
    whole.set(rest, prefix.length);
    return parseNpyHeader(whole, fail);
  } finally {
    close();
  }
}

/** A file that is one array; its key is "array". */
export async function openNpy(what: string, source: Source): Promise<Stored> {
  const array = await openNpyArray(what, source.name, {
    size: source.size,
    open: () => ({
      read: (begin, end) => readExactly(what, source, begin, end),
      close: () => undefined
    })
  });
  return {
    kind: "npy",
    keys: ["array"],
    get: (key) => Promise.resolve(key === "array" ? array : undefined),
    list: () => Promise.resolve([]),
    close: () => undefined
  };
}
