// A memory for programs in TypeScript: what the arena asks of a WebAssembly memory.

const PAGE = 65536;

export class PlainMemory {
  buffer: ArrayBuffer;

  /** In pages of 64 KiB. */
  constructor(pages: number) {
    this.buffer = new ArrayBuffer(pages * PAGE);
  }

  /** What there was stays. Returns how many there were. */
  grow(pages: number): number {
    const before = this.buffer.byteLength;
    const grown = new ArrayBuffer(before + pages * PAGE);
    new Uint8Array(grown).set(new Uint8Array(this.buffer));
    this.buffer = grown;
    return before / PAGE;
  }
}
