// The HDF5 library, loaded when the first such file is opened, and files shown to it a page at a time.
import type {Pages} from "./pages.ts";

/** What is used of h5wasm's module; its own calls that hide failures are not. */
export interface Hdf5 {
  readonly HEAPU8: Uint8Array;
  readonly H5G_GROUP: number;
  readonly H5G_DATASET: number;
  _malloc(bytes: number): number;
  _free(pointer: number): void;
  open(path: string, mode: number, order: boolean, low: number, high: number): bigint;
  close_file(file: bigint): number;
  get_type(file: bigint, path: string): number;
  get_names(file: bigint, path: string, isRecursive: boolean): string[];
  get_dataset_metadata(file: bigint, path: string): Hdf5Metadata;
  get_dataset_filters(file: bigint, path: string): readonly {id: number; name: string}[];
  /** below 0 where it failed. */
  get_dataset_data(
    file: bigint,
    path: string,
    count: bigint[],
    offset: bigint[],
    strides: bigint[],
    pointer: bigint
  ): number;
  readonly FS: FileSystem;
}

export interface Hdf5Metadata {
  readonly shape: readonly number[] | null;
  readonly chunks: readonly number[] | null;
  /** 0: integers; 1: floating point; others are no numbers. */
  readonly type: number;
  readonly size: number;
  readonly signed: boolean;
  readonly virtual_sources?: readonly unknown[];
}

interface StreamCalls {
  read?: (
    stream: unknown,
    buffer: ArrayBufferView,
    offset: number,
    length: number,
    position: number
  ) => number;
  write?: (stream: unknown, buffer: ArrayBufferView, offset: number, length: number) => number;
}

interface FileSystem {
  ErrnoError: new (errno: number) => Error;
  create(path: string): unknown;
  lookupPath(path: string): {node: {usedBytes: number; stream_ops: StreamCalls}};
  getStream(descriptor: number): {stream_ops: StreamCalls} | undefined;
  unlink(path: string): void;
}

const EIO = 29;
const STANDARD_ERROR = 2;

let library: Promise<Hdf5> | undefined;
let files = 0;

export function loadHdf5(): Promise<Hdf5> {
  library ??= import("h5wasm").then(async ({ready}) => {
    const hdf5 = (await ready) as unknown as Hdf5;
    hush(hdf5.FS);
    return hdf5;
  });
  return library;
}

/** The library writes a page of its insides for every failed call; what it means is said by whoever made the call. */
function hush(files: FileSystem): void {
  const stream = files.getStream(STANDARD_ERROR);
  if (!stream) return;
  const write: StreamCalls["write"] = (_stream, _buffer, _offset, length) => length;
  stream.stream_ops = {...stream.stream_ops, write};
}

/** Makes the pages a file of the library's own file system; a page that is missing is an input error to it. */
export function showFile({FS}: Hdf5, pages: Pages): {path: string; remove: () => void} {
  const path = `/two-time-${++files}.h5`;
  FS.create(path);
  const {node} = FS.lookupPath(path);
  node.usedBytes = pages.size;
  node.stream_ops = {
    ...node.stream_ops,
    read(_stream, buffer, offset, length, position) {
      const count = Math.max(0, Math.min(length, pages.size - position));
      const target = new Uint8Array(buffer.buffer, buffer.byteOffset + offset, count);
      if (!pages.read(target, position)) throw new FS.ErrnoError(EIO);
      return count;
    }
  };
  return {path, remove: () => FS.unlink(path)};
}
