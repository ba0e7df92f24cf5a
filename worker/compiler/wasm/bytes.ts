// The bytes of a WebAssembly module, written and read: LEB128 numbers, names, vectors.

export class ByteWriter {
  #bytes = new Uint8Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  byte(value: number): void {
    if (this.#length === this.#bytes.length) this.#grow(1);
    this.#bytes[this.#length++] = value;
  }

  /** A whole number from 0 to 2³² − 1. */
  unsigned(value: number): void {
    let rest = value >>> 0;
    for (; rest > 127; rest >>>= 7) this.byte((rest & 127) | 128);
    this.byte(rest);
  }

  /** An i32. */
  signed(value: number): void {
    let rest = value | 0;
    for (; rest < -64 || rest > 63; rest >>= 7) this.byte((rest & 127) | 128);
    this.byte(rest & 127);
  }

  bytes(data: Uint8Array): void {
    if (this.#length + data.length > this.#bytes.length) this.#grow(data.length);
    this.#bytes.set(data, this.#length);
    this.#length += data.length;
  }

  name(text: string): void {
    const data = new TextEncoder().encode(text);
    this.unsigned(data.length);
    this.bytes(data);
  }

  /** What `write` writes, with its length in front. */
  sized(write: (inner: ByteWriter) => void): void {
    const inner = new ByteWriter();
    write(inner);
    this.unsigned(inner.length);
    this.bytes(inner.finish());
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }

  #grow(least: number): void {
    const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length + least));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

export class ByteReader {
  readonly data: Uint8Array;
  at: number;
  readonly end: number;

  constructor(data: Uint8Array, at = 0, end = data.length) {
    this.data = data;
    this.at = at;
    this.end = end;
  }

  get isDone(): boolean {
    return this.at >= this.end;
  }

  byte(): number {
    if (this.at >= this.end) throw new RangeError(`ByteReader: the bytes end at ${this.end}`);
    return this.data[this.at++];
  }

  unsigned(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  }

  signed(): number {
    let value = 0;
    for (let shift = 0; ;) {
      const byte = this.byte();
      value |= (byte & 127) << shift;
      shift += 7;
      if (byte < 128) return shift < 32 && (byte & 64) !== 0 ? value | (-1 << shift) : value;
    }
  }

  /** The next `count` bytes, not copied. */
  take(count: number): Uint8Array {
    if (this.at + count > this.end)
      throw new RangeError(`ByteReader: the bytes end at ${this.end}`);
    this.at += count;
    return this.data.subarray(this.at - count, this.at);
  }

  name(): string {
    return new TextDecoder().decode(this.take(this.unsigned()));
  }

  /** A reader of the next part, whose length stands in front; this one goes on behind it. */
  sized(): ByteReader {
    const size = this.unsigned();
    const part = new ByteReader(this.data, this.at, this.at + size);
    this.take(size);
    return part;
  }
}
