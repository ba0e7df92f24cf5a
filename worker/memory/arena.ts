// Places arrays in one WASM memory and keeps exact accounts. First fit over an address-ordered free
// list that merges neighbours: few, large, short-lived blocks are what the engine asks for.

const PAGE = 65536;
/** Every block starts on a cache line. */
const ALIGN = 64;

export interface MemoryAccount {
  /** bytes in use now. */
  live: number;
  /** the most bytes that were ever in use. */
  peak: number;
  /** bytes the memory has grown to. */
  capacity: number;
  /** bytes the memory may grow to. */
  limit: number;
  /** live bytes by owner; owners without any are left out. */
  byOwner: Record<string, number>;
}

interface Block {
  bytes: number;
  owner: string;
}

export class Arena {
  readonly memory: WebAssembly.Memory;
  readonly #limit: number;
  /** address → size of what is free, in address order. */
  readonly #start: number;
  #free: {at: number; bytes: number}[];
  readonly #used = new Map<number, Block>();
  #live = 0;
  #peak = 0;

  /** `start` is the first byte the arena may use, `limit` the bytes the memory may grow to. */
  constructor(memory: WebAssembly.Memory, start: number, limit: number) {
    this.memory = memory;
    this.#limit = limit;
    this.#start = align(start);
    const bytes = memory.buffer.byteLength - this.#start;
    this.#free = bytes > 0 ? [{at: this.#start, bytes}] : [];
  }

  /** Reserves `bytes` for `owner` and returns their address; throws a RangeError when they cannot be had. */
  allocate(bytes: number, owner: string): number {
    if (!(Number.isSafeInteger(bytes) && bytes >= 0)) {
      throw new RangeError(`arena.allocate: invalid bytes, got ${bytes}`);
    }
    const size = align(Math.max(bytes, 1));
    const hole = this.#free.find((free) => free.bytes >= size) ?? this.#grow(size);
    const at = hole.at;
    hole.at += size;
    hole.bytes -= size;
    if (hole.bytes === 0) this.#free.splice(this.#free.indexOf(hole), 1);
    this.#used.set(at, {bytes: size, owner});
    this.#live += size;
    this.#peak = Math.max(this.#peak, this.#live);
    return at;
  }

  release(at: number): void {
    const block = this.#used.get(at);
    if (!block) throw new RangeError(`arena.release: unknown address, got ${at}`);
    this.#used.delete(at);
    this.#live -= block.bytes;
    this.#insert(at, block.bytes);
  }

  /** Releases everything an owner still holds; returns the bytes. */
  releaseOwner(owner: string): number {
    let bytes = 0;
    for (const [at, block] of [...this.#used]) {
      if (block.owner !== owner) continue;
      bytes += block.bytes;
      this.release(at);
    }
    return bytes;
  }

  account(): MemoryAccount {
    const byOwner: Record<string, number> = {};
    for (const {owner, bytes} of this.#used.values())
      byOwner[owner] = (byOwner[owner] ?? 0) + bytes;
    return {
      live: this.#live,
      peak: this.#peak,
      capacity: this.memory.buffer.byteLength,
      limit: this.#limit,
      byOwner
    };
  }

  /** Grows the memory until `size` bytes are free in one piece at its end. */
  #grow(size: number): {at: number; bytes: number} {
    const end = this.memory.buffer.byteLength;
    const last = this.#free.at(-1);
    const tail = last && last.at + last.bytes === end ? last : undefined;
    // a memory may as yet end before the first byte that may be used
    const from = Math.max(end, this.#start);
    const missing = from - end + size - (tail?.bytes ?? 0);
    const pages = Math.ceil(missing / PAGE);
    const wanted = end + pages * PAGE;
    if (wanted > this.#limit) throw this.#refusal(size, "");
    // Grow by an eighth at least, so that many small requests do not mean many growths.
    const generous = Math.min(
      Math.max(pages, Math.ceil(end / PAGE / 8)),
      Math.floor((this.#limit - end) / PAGE)
    );
    if (!tryGrow(this.memory, generous) && !tryGrow(this.memory, pages)) {
      throw this.#refusal(size, "; the browser refused to grow the memory");
    }
    this.#insert(from, this.memory.buffer.byteLength - from);
    return this.#free.at(-1);
  }

  #refusal(size: number, why: string): RangeError {
    return new RangeError(
      `arena.allocate: out of memory, requested ${size} bytes, limit ${this.#limit} bytes, ` +
        `in use ${this.#live} bytes${why}`
    );
  }

  /** Puts a free stretch back in its place and merges it with its neighbours. */
  #insert(at: number, bytes: number): void {
    const free = this.#free;
    let low = 0;
    let high = free.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (free[middle].at < at) low = middle + 1;
      else high = middle;
    }
    const before = free[low - 1];
    const after = free[low];
    const joinsBefore = before !== undefined && before.at + before.bytes === at;
    const joinsAfter = after !== undefined && at + bytes === after.at;
    if (joinsBefore) before.bytes += bytes;
    if (joinsAfter) {
      if (joinsBefore) before.bytes += after.bytes;
      else {
        after.at = at;
        after.bytes += bytes;
      }
      if (joinsBefore) free.splice(low, 1);
    } else if (!joinsBefore) free.splice(low, 0, {at, bytes});
  }
}

function align(bytes: number): number {
  return Math.ceil(bytes / ALIGN) * ALIGN;
}

function tryGrow(memory: WebAssembly.Memory, pages: number): boolean {
  try {
    memory.grow(pages);
    return true;
  } catch {
    return false;
  }
}
