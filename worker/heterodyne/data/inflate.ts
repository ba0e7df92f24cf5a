// Deflated bytes from first to last, of which a reader keeps what it wants.
import type {ReadOn} from "./npyValues.ts";
import {readExactly, type Source} from "./source.ts";

/** Packed bytes read at a time. */
const PIECE = 1 << 20;

/**
 * Reads on through `size` bytes that `packed` ones from `begin` hold. What is passed over is inflated and let go, and
 * no more is inflated than is asked for, whatever the packed bytes would swell to.
 */
export function openInflated(
  what: string,
  name: string,
  source: Source,
  {begin, packed, size}: {begin: number; packed: number; size: number}
): {read: ReadOn; close: () => void} {
  let at = begin;
  const stop = new AbortController();
  const deflated = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const end = Math.min(at + PIECE, begin + packed);
        if (end > at)
          controller.enqueue((await readExactly(what, source, at, end)) as Uint8Array<ArrayBuffer>);
        at = end;
        if (at === begin + packed) controller.close();
      }
    },
    {highWaterMark: 0}
  );
  const inflated = deflated
    .pipeThrough(new DecompressionStream("deflate-raw"), {signal: stop.signal})
    .getReader();
  let left: Uint8Array = new Uint8Array(0);
  let place = 0;
  const more = async (): Promise<void> => {
    const {done, value} = await inflated.read().catch((error: unknown) => {
      throw new TypeError(`${what}: ${name} is damaged: ${(error as Error).message}`);
    });
    if (done) throw new TypeError(`${what}: ${name} is damaged: it ends before its ${size} bytes`);
    left = value;
  };
  return {
    async read(from, to) {
      while (place + left.length <= from && from < to) {
        place += left.length;
        await more();
      }
      const bytes = new Uint8Array(to - from);
      for (let filled = 0; filled < bytes.length;) {
        const skip = from + filled - place;
        if (skip >= left.length) {
          place += left.length;
          await more();
          continue;
        }
        const piece = left.subarray(skip, skip + bytes.length - filled);
        bytes.set(piece, filled);
        filled += piece.length;
      }
      return bytes;
    },
    close() {
      // the stream may have failed or ended already, which is no news
      inflated.cancel().catch(() => undefined);
    }
  };
}
