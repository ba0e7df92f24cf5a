// A memory of the calling thread's own: where none is shared with the crew, or where there is no SIMD.
import {instantiateProgram} from "../../compiler/wasm/instantiate.ts";
import type {Entry} from "../../compiler/wasm/abi.ts";
import {Arena} from "../../memory/arena.ts";
import {PROGRAM_DATA_END} from "../../pool/control.ts";
import {HereProgram} from "./hereProgram.ts";
import {PlainMemory} from "./plainMemory.ts";
import type {ProgramSpec, Room, Site, SiteProgram} from "./site.ts";

const PAGE = 65536;
/** Pages that every program asks for: .tools/kernels.mjs. */
const INITIAL = 4;
const OWNER = "heterodyne";

export interface OwnSiteParts {
  /** bytes it may grow to. */
  limit: number;
  simd: boolean;
  loadModule: (folder: string) => Promise<Uint8Array<ArrayBuffer>>;
}

export class OwnSite implements Site {
  readonly device: "wasm" | "reference";
  readonly isShared = false;
  readonly isLost = false;
  relieve?: () => Promise<void>;
  readonly #parts: OwnSiteParts;
  readonly #memory: WebAssembly.Memory;
  readonly #arena: Arena;
  readonly #entries = new Map<string, Promise<Entry>>();

  constructor(parts: OwnSiteParts) {
    const {limit, simd} = parts;
    this.#parts = parts;
    this.device = simd ? "wasm" : "reference";
    const maximum = Math.max(INITIAL, Math.floor(limit / PAGE));
    // of a memory its arena asks nothing that a plain one has not
    this.#memory = simd
      ? new WebAssembly.Memory({initial: INITIAL, maximum})
      : (new PlainMemory(INITIAL) as unknown as WebAssembly.Memory);
    this.#arena = new Arena(this.#memory, PROGRAM_DATA_END, limit);
  }

  numbers(at: number, length: number): Float64Array {
    return new Float64Array(this.#memory.buffer, at, length);
  }

  async reserve(bytes: number): Promise<Room> {
    try {
      return {at: this.#arena.allocate(bytes, OWNER), bytes};
    } catch {
      await this.relieve?.();
      return {at: this.#arena.allocate(bytes, OWNER), bytes};
    }
  }

  release({at}: Room): void {
    this.#arena.release(at);
  }

  async open(spec: ProgramSpec): Promise<SiteProgram> {
    return HereProgram.open(this, spec, await this.#findEntry(spec));
  }

  #findEntry(spec: ProgramSpec): Entry | Promise<Entry> {
    if (this.device === "reference") return this.#toReference(spec);
    const {folder} = spec;
    let entry = this.#entries.get(folder);
    if (!entry) {
      entry = this.#load(folder);
      entry.catch(() => this.#entries.delete(folder));
      this.#entries.set(folder, entry);
    }
    return entry;
  }

  async #load(folder: string): Promise<Entry> {
    return instantiateProgram(await this.#parts.loadModule(folder), this.#memory);
  }

  /** The memory's numbers are another array when it has grown. */
  #toReference({reference}: ProgramSpec): Entry {
    let numbers: Float64Array | undefined;
    let entry: Entry | undefined;
    return (...call) => {
      const {buffer} = this.#memory;
      if (!entry || numbers?.buffer !== buffer) {
        numbers = new Float64Array(buffer);
        entry = reference(numbers);
      }
      entry(...call);
    };
  }
}
