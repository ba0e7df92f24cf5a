// Memory on the calling thread, with points in it, for the programs that run over them.
import type {Entry, WasmProgram} from "../../compiler/wasm/abi.ts";
import {instantiateProgram} from "../../compiler/wasm/instantiate.ts";
import {instantiate} from "../../device/module.ts";
import {packRow, tilesLength} from "../../programs/tiles.ts";

/** Points: a column each number of one. */
export interface Items {
  readonly n: number;
  readonly columns: readonly Float64Array[];
}

const PAGE = 65536;
const LINE = 64;
/** What the kernels ask for at least, and where memory ends. */
const FIRST_PAGES = 4;
const MOST_PAGES = 65536;

export class LocalMemory {
  /** how many items there are, and where their tiles are. */
  readonly n: number;
  readonly inputs: number;
  readonly #memory: WebAssembly.Memory;
  #top: number;
  /** told when memory has grown: views of before are gone then. */
  readonly #watchers: (() => void)[] = [];

  /** `kernels`: whose functions' tables the programs read. */
  constructor(kernels: Uint8Array<ArrayBuffer>, {columns, n}: Items) {
    this.#memory = new WebAssembly.Memory({initial: FIRST_PAGES, maximum: MOST_PAGES});
    this.#top = instantiate(kernels, this.#memory).heapBase;
    const length = tilesLength(columns.length, n);
    this.n = n;
    this.inputs = this.reserve(length * 8);
    const tiles = this.view(this.inputs, length);
    columns.forEach((column, row) => packRow(tiles, columns.length, row, column));
  }

  reserve(bytes: number): number {
    const at = Math.ceil(this.#top / LINE) * LINE;
    this.#top = at + bytes;
    const missing = Math.ceil((this.#top - this.#memory.buffer.byteLength) / PAGE);
    if (missing > 0) {
      this.#memory.grow(missing);
      for (const tell of this.#watchers) tell();
    }
    return at;
  }

  view(at: number, length: number): Float64Array {
    return new Float64Array(this.#memory.buffer, at, length);
  }

  /** Calls back now and whenever views have to be made again. */
  watch(renew: () => void): void {
    this.#watchers.push(renew);
    renew();
  }

  instantiate({bytes}: WasmProgram): Entry {
    return instantiateProgram(bytes, this.#memory);
  }
}
