// Bytes that are read a piece at a time: of a file they are never all in memory.
import {show} from "../../check.ts";

/** Bytes by place, and what they are called in messages. */
export interface Source {
  readonly name: string;
  readonly size: number;
  read(begin: number, end: number): Promise<Uint8Array>;
}

/** A file attached to a notebook, by what it can do; `web/stdlib/fileAttachment.ts` makes them. */
interface Attached {
  readonly name?: string;
  blob(): Promise<Blob>;
}

/** What can be read: a file that was chosen, an attached one, or bytes in memory. */
export type Readable = Blob | ArrayBuffer | Uint8Array | Attached;

/** Checks at the call; an attached file is opened later. */
export function toSource(what: string, file: unknown): () => Promise<Source> {
  if (isBlob(file)) return () => Promise.resolve(fromBlob(file, nameOf(file, "the file")));
  if (file instanceof Uint8Array) return () => Promise.resolve(fromBytes(file));
  if (file instanceof ArrayBuffer) return () => Promise.resolve(fromBytes(new Uint8Array(file)));
  if (isAttached(file)) {
    const name = nameOf(file, "the attached file");
    return async () => fromBlob(await file.blob(), name);
  }
  throw new TypeError(
    `${what}: expected a File, a Blob, an ArrayBuffer, a Uint8Array or an attached file, got ${show(file)}`
  );
}

function fromBlob(blob: Blob, name: string): Source {
  return {
    name,
    size: blob.size,
    read: async (begin, end) => new Uint8Array(await blob.slice(begin, end).arrayBuffer())
  };
}

function fromBytes(bytes: Uint8Array): Source {
  return {
    name: "the bytes given",
    size: bytes.length,
    read: (begin, end) => Promise.resolve(bytes.subarray(begin, end))
  };
}

function isBlob(file: unknown): file is Blob {
  return typeof Blob === "function" && file instanceof Blob;
}

/** A string is refused: it would be the path of a file, which the engine does not open. */
function isAttached(file: unknown): file is Attached {
  return typeof (file as {blob?: unknown} | null)?.blob === "function";
}

function nameOf(file: object, fallback: string): string {
  const {name} = file as {name?: unknown};
  return typeof name === "string" && name !== "" ? name : fallback;
}

/** As `read`, but fewer bytes than asked for are an error: the file is cut off. */
export async function readExactly(
  what: string,
  source: Source,
  begin: number,
  end: number
): Promise<Uint8Array> {
  if (!(begin >= 0 && end <= source.size))
    throw new RangeError(
      `${what}: ${source.name} is cut off: bytes up to ${end} are spoken of, it has ${source.size}`
    );
  const bytes = await source.read(begin, end);
  if (bytes.length !== end - begin)
    throw new RangeError(
      `${what}: ${source.name} changed while it was read: got ${bytes.length} of ${end - begin} bytes`
    );
  return bytes;
}
