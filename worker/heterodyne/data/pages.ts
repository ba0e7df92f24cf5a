// Parts of a file in memory, for a reader that cannot wait: what it misses is noted, loaded, and read again.
import {readExactly, type Source} from "./source.ts";

/** Bytes of a page; a miss loads whole ones. */
const PAGE = 1 << 18;
/** The most that is loaded ahead, where misses follow one another. */
const MOST_AHEAD = 1 << 24;
/** Bytes kept between two reads; a read in progress keeps all of its own. */
const KEPT = 1 << 28;

export interface Pages {
  readonly size: number;
  /** bytes read from the file so far. */
  readonly loaded: number;
  /** Copies bytes of the file to `target`; false where a part is not in memory yet. */
  read(target: Uint8Array, begin: number): boolean;
  /** Whether a read was refused since this was asked last. */
  takeMiss(): boolean;
  /** Loads what was missed. */
  load(): Promise<void>;
  /** Lets go of what earlier reads loaded, where it is much. */
  trim(): void;
}

export function makePages(what: string, source: Source): Pages {
  const pages = new Map<number, Uint8Array>();
  let missed: {begin: number; end: number} | undefined;
  let isMissed = false;
  let ahead = PAGE;
  let lastEnd = -1;
  let loaded = 0;
  const note = (begin: number, end: number): void => {
    isMissed = true;
    missed ??= {begin, end};
  };
  return {
    size: source.size,
    get loaded() {
      return loaded;
    },
    read(target, begin) {
      const end = begin + target.length;
      for (let at = begin; at < end;) {
        const number = Math.floor(at / PAGE);
        const page = pages.get(number);
        if (!page) {
          note(at, end);
          return false;
        }
        const from = at - number * PAGE;
        const piece = page.subarray(from, from + end - at);
        target.set(piece, at - begin);
        at += piece.length;
      }
      return true;
    },
    takeMiss() {
      const was = isMissed;
      isMissed = false;
      return was;
    },
    async load() {
      if (!missed) return;
      const begin = Math.floor(missed.begin / PAGE) * PAGE;
      // a file read in order is loaded in growing steps, so that there are few of them
      ahead = begin === lastEnd ? Math.min(2 * ahead, MOST_AHEAD) : PAGE;
      const wanted = Math.max(missed.end, begin + ahead);
      const end = Math.min(Math.ceil(wanted / PAGE) * PAGE, source.size);
      const bytes = await readExactly(what, source, begin, end);
      for (let at = begin; at < end; at += PAGE)
        pages.set(at / PAGE, bytes.subarray(at - begin, at - begin + PAGE));
      missed = undefined;
      lastEnd = end;
      loaded += bytes.length;
    },
    trim() {
      if (pages.size * PAGE > KEPT) pages.clear();
    }
  };
}
