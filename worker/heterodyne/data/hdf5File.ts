// An HDF5 file of which only what is read is loaded, with every failure of the library told from an answer.
import type {NumpyKind} from "../../numpyNumbers.ts";
import {loadHdf5, showFile, type Hdf5, type Hdf5Metadata} from "./hdf5Library.ts";
import {decode} from "./npyValues.ts";
import {makePages} from "./pages.ts";
import type {Source} from "./source.ts";
import {
  countOf,
  MOST_NUMBERS,
  showShape,
  type Beat,
  type Stored,
  type StoredArray,
  type Window
} from "./stored.ts";

const SIGNATURE = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
/** Bytes of a chunk beyond which the file is up to no good. */
const MOST_CHUNK = 1 << 28;
/** Bytes read at a time. */
const PIECE = 1 << 22;

export function isHdf5(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, i) => bytes[i] === byte);
}

/** Runs a call of the library until all that it needs is loaded. */
type Attempt = <T>(problem: string, call: () => T) => Promise<T>;

interface Opened {
  what: string;
  name: string;
  hdf5: Hdf5;
  file: bigint;
  attempt: Attempt;
}

export async function openHdf5(what: string, source: Source): Promise<Stored> {
  const hdf5 = await loadHdf5();
  const pages = makePages(what, source);
  const shown = showFile(hdf5, pages);
  const attempt: Attempt = async (problem, call) => {
    pages.trim();
    for (;;) {
      let result: ReturnType<typeof call> | undefined;
      let failure: unknown;
      try {
        result = call();
      } catch (error) {
        failure = error;
      }
      // an answer made while a part was missing is none, whatever the library thought of it
      if (pages.takeMiss()) await pages.load();
      else if (failure === undefined) return result!;
      else throw new TypeError(`${what}: ${source.name}: ${problem}`);
    }
  };
  const file = await attempt("it is damaged: the HDF5 library cannot open it", () => {
    const id = hdf5.open(shown.path, 0, false, -1, -1);
    if (id < 0n) throw new Error("not opened");
    return id;
  }).catch((error: unknown) => {
    shown.remove();
    throw error;
  });
  const opened = {what, name: source.name, hdf5, file, attempt};
  const keys = await findKeys(opened);
  const arrays = new Map<string, Promise<StoredArray | undefined>>();
  return {
    kind: "hdf5",
    keys,
    get(key) {
      const array = arrays.get(key) ?? openArray(opened, key);
      arrays.set(key, array);
      return array;
    },
    list: (group) => listGroup(opened, group),
    close() {
      hdf5.close_file(file);
      shown.remove();
    }
  };
}

async function typeOf({attempt, hdf5, file}: Opened, key: string): Promise<number> {
  return attempt(`it is damaged at ${key}`, () => hdf5.get_type(file, key));
}

async function listGroup(opened: Opened, group: string): Promise<string[]> {
  const {hdf5, file, attempt} = opened;
  if ((await typeOf(opened, group)) !== hdf5.H5G_GROUP) return [];
  const names = await attempt(`it is damaged at ${group}`, () =>
    hdf5.get_names(file, group, false)
  );
  return names.slice().sort((a, b) => (a < b ? -1 : 1));
}

/** Two levels: enough to see what kind of file it is. */
async function findKeys(opened: Opened): Promise<string[]> {
  const keys: string[] = [];
  for (const name of await listGroup(opened, "/")) {
    const inner = await listGroup(opened, `/${name}`);
    keys.push(...(inner.length > 0 ? inner.map((key) => `/${name}/${key}`) : [`/${name}`]));
  }
  return keys;
}

async function openArray(opened: Opened, key: string): Promise<StoredArray | undefined> {
  const {what, name, hdf5, file, attempt} = opened;
  if ((await typeOf(opened, key)) !== hdf5.H5G_DATASET) return undefined;
  const meta = await attempt(`it is damaged at ${key}`, () => hdf5.get_dataset_metadata(file, key));
  const fail = (problem: string): never => {
    throw new TypeError(`${what}: cannot read ${key} of ${name}: ${problem}`);
  };
  const kind = toKind(meta);
  if (!kind) return fail("it holds no plain numbers");
  if (meta.virtual_sources) return fail("its numbers are in other files");
  const shape = meta.shape ?? fail("it is empty");
  if (meta.chunks && countOf(meta.chunks) * meta.size > MOST_CHUNK)
    return fail(`its chunks of ${showShape(meta.chunks)} numbers are too large`);
  const read = (begin: readonly number[], end: readonly number[]) =>
    readSlab(opened, key, {kind, size: meta.size}, begin, end);
  return {
    key: `${key} of ${name}`,
    shape,
    type: kind,
    readAll() {
      if (countOf(shape) > MOST_NUMBERS)
        fail(`it has ${showShape(shape)} numbers where at most ${MOST_NUMBERS} make sense`);
      return read(shape.map(() => 0), shape); // prettier-ignore
    },
    readMatrices: (places, window, beat) => readMatrices(meta, shape, read, places, window, beat)
  };
}

function toKind({type, size, signed}: Hdf5Metadata): NumpyKind | undefined {
  if (type === 1 && (size === 4 || size === 8)) return `f${size}`;
  if (type !== 0 || ![1, 2, 4, 8].includes(size)) return undefined;
  return `${signed ? "i" : "u"}${size as 1 | 2 | 4 | 8}`;
}

type ReadSlab = (begin: readonly number[], end: readonly number[]) => Promise<Float64Array>;

/** In whole chunks, or else in whole rows: so no byte is read twice. */
async function readMatrices(
  {chunks, size}: Hdf5Metadata,
  shape: readonly number[],
  read: ReadSlab,
  places: readonly number[],
  {first, last}: Window,
  beat: Beat
): Promise<Float64Array[]> {
  const side = last - first + 1;
  const columns = shape[shape.length - 1];
  const [from, to] = chunks ? [first, last + 1] : [0, columns];
  const rows = chunks ? chunks[chunks.length - 2] : 1;
  const group = Math.max(rows, Math.floor(PIECE / ((to - from) * size) / rows) * rows);
  const out: Float64Array[] = [];
  for (const place of places) {
    const matrix = new Float64Array(side * side);
    for (let row = first, end = 0; row <= last; row = end) {
      end = Math.min(Math.floor(row / rows) * rows + group, last + 1);
      const outer = shape.length === 3;
      const begin = outer ? [place, row, from] : [row, from];
      const values = await read(begin, outer ? [place + 1, end, to] : [end, to]);
      for (let r = row; r < end; r++) {
        const at = (r - row) * (to - from) + first - from;
        matrix.set(values.subarray(at, at + side), (r - first) * side);
      }
      await beat();
    }
    out.push(matrix);
  }
  return out;
}

async function readSlab(
  {hdf5, file, name, attempt}: Opened,
  key: string,
  {kind, size}: {kind: NumpyKind; size: number},
  begin: readonly number[],
  end: readonly number[]
): Promise<Float64Array> {
  const count = end.map((stop, axis) => stop - begin[axis]);
  const bytes = countOf(count) * size;
  if (bytes === 0) return new Float64Array(0);
  const filters = await attempt(`it is damaged at ${key}`, () =>
    hdf5.get_dataset_filters(file, key)
  );
  const packing = filters.map((filter) => filter.name || String(filter.id)).join(", ") || "nothing";
  return attempt(
    `cannot read ${key}: it is damaged or packed in an unknown way (${packing})`,
    () => {
      const pointer = hdf5._malloc(bytes);
      if (pointer === 0) throw new Error(`no memory for ${bytes} bytes of ${name}`);
      try {
        const status = hdf5.get_dataset_data(
          file,
          key,
          count.map(BigInt),
          begin.map(BigInt),
          count.map(() => 1n),
          BigInt(pointer)
        );
        if (status < 0) throw new Error("not read");
        const values = hdf5.HEAPU8.subarray(pointer, pointer + bytes);
        return decode({kind, littleEndian: true}, values);
      } finally {
        hdf5._free(pointer);
      }
    }
  );
}
