// The compiled programs that one thread keeps at hand. A lane hears no message, so it takes a program's
// bytes out of the shared memory and compiles them itself when it first meets the program.
import type {Entry} from "../compiler/wasm/abi.ts";
import {instantiateProgram} from "../compiler/wasm/instantiate.ts";
import {viewBytes} from "../memory/view.ts";

/** A program's module in the shared memory. */
export interface PlacedProgram {
  /** above zero, and never used again for another program. */
  id: number;
  at: number;
  bytes: number;
}

/** How many stay; one that is met again later is compiled again. */
const KEPT = 32;

export class Shelf {
  readonly #memory: WebAssembly.Memory;
  /** by id, the last used at the end. */
  readonly #entries = new Map<number, Entry>();

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory;
  }

  has(id: number): boolean {
    return this.#entries.has(id);
  }

  /** A program whose bytes lie in the memory. */
  take({id, at, bytes}: PlacedProgram): Entry {
    // A copy: nothing is compiled from memory that others could change.
    return this.takeFrom(id, () => viewBytes(this.#memory, at, bytes).slice());
  }

  takeFrom(id: number, read: () => Uint8Array<ArrayBuffer>): Entry {
    const entry = this.#entries.get(id) ?? instantiateProgram(read(), this.#memory);
    this.#entries.delete(id);
    this.#entries.set(id, entry);
    if (this.#entries.size > KEPT) this.drop(this.#entries.keys().next().value as number);
    return entry;
  }

  drop(id: number): void {
    this.#entries.delete(id);
  }
}
