// The memory that the crew and the calling thread share: small work is done here, larger work by the lanes, and nothing is
// copied for either.
import type {Entry} from "../../compiler/wasm/abi.ts";
import {hashBytes} from "../../compiler/wasm/hash.ts";
import {instantiateProgram} from "../../compiler/wasm/instantiate.ts";
import {viewBytes, viewNumbers} from "../../memory/view.ts";
import {Loan} from "../../pool/loan.ts";
import type {PlacedProgram} from "../../pool/shelf.ts";
import type {Desk} from "../../programs/desk.ts";
import type {Counter} from "../../programs/order.ts";
import type {Programs} from "../../programs/programs.ts";
import {CrewProgram} from "./crewProgram.ts";
import {HereProgram} from "./hereProgram.ts";
import {LentProgram} from "./lentProgram.ts";
import type {ProgramSpec, Room, Site, SiteProgram} from "./site.ts";

export interface SharedSiteParts {
  programs: Pick<Programs, "open" | "desk">;
  submit: Counter["submit"];
  /** of the crew of the moment, which has a memory. */
  desk: Desk;
  loadModule: (folder: string) => Promise<Uint8Array<ArrayBuffer>>;
}

interface Module {
  bytes: Uint8Array<ArrayBuffer>;
  hash: string;
  entry: Entry;
  /** for lanes that are lent; absent where there are none. */
  placed?: PlacedProgram;
}

export class SharedSite implements Site {
  readonly device = "wasm";
  readonly isShared = true;
  relieve?: () => Promise<void>;
  readonly #parts: SharedSiteParts;
  readonly #memory: WebAssembly.Memory;
  readonly #modules = new Map<string, Promise<Module>>();
  /** absent where there is one thread. */
  readonly #loan: Loan | undefined;

  constructor(parts: SharedSiteParts) {
    const {crew} = parts.desk;
    this.#parts = parts;
    this.#memory = crew.memory!;
    if (crew.threads > 1) this.#loan = new Loan(this.#memory, crew.threads);
  }

  get isLost(): boolean {
    const {programs, desk} = this.#parts;
    return programs.desk !== desk;
  }

  numbers(at: number, length: number): Float64Array {
    return viewNumbers(this.#memory, at, length);
  }

  async reserve(bytes: number): Promise<Room> {
    try {
      return {at: await this.#ask(bytes), bytes};
    } catch (error) {
      // from another thread an error comes by its name
      if ((error as Error).name !== "RangeError") throw error;
      await this.relieve?.();
      this.#parts.desk.releaseIdle();
      return {at: await this.#ask(bytes), bytes};
    }
  }

  /** As a job, which fails when the crew ends: a mere question would never be answered. */
  async #ask(bytes: number): Promise<number> {
    const {submit, desk} = this.#parts;
    return submit("heterodyne", (door) => {
      if (door !== desk.crew.door) throw new Error("engine: lost its worker, and its memory");
      return door.reserve(bytes);
    });
  }

  /** By the coordinator, which hears it when its lanes have left the room; batches of others must not take it before. */
  release({at}: Room): void {
    if (this.isLost) return;
    // A crew that ends takes its memory along: its door fails, or throws at once where the engine is closed already, as it may
    // be when a scan is collected.
    const give = async (): Promise<void> => this.#parts.desk.crew.door.release(at);
    give().catch(() => undefined);
  }

  async open(spec: ProgramSpec): Promise<SiteProgram> {
    const {bytes, hash, entry, placed} = await this.#findModule(spec.folder);
    const here = await HereProgram.open(this, spec, entry);
    const loan = this.#loan;
    const lent =
      loan && placed && (await LentProgram.open({site: this, loan, program: placed, entry, spec}));
    return new CrewProgram({
      open: (call) => this.#parts.programs.open(call),
      here,
      lent,
      spec,
      bytes,
      hash
    });
  }

  #findModule(folder: string): Promise<Module> {
    let module = this.#modules.get(folder);
    if (!module) {
      module = this.#load(folder);
      module.catch(() => this.#modules.delete(folder));
      this.#modules.set(folder, module);
    }
    return module;
  }

  async #load(folder: string): Promise<Module> {
    const bytes = await this.#parts.loadModule(folder);
    const entry = instantiateProgram(bytes, this.#memory);
    const module = {bytes, hash: hashBytes(bytes), entry};
    return this.#loan ? {...module, placed: await this.#place(bytes)} : module;
  }

  /** Where lanes find it, as long as the memory is there. */
  async #place(bytes: Uint8Array): Promise<PlacedProgram> {
    const {at} = await this.reserve(bytes.length);
    viewBytes(this.#memory, at, bytes.length).set(bytes);
    return {id: this.#parts.desk.nextId(), at, bytes: bytes.length};
  }
}
