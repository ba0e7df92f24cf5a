// What callers keep at one crew: the programs it was sent, and room in the shared memory for their batches.
import type {WasmProgram} from "../compiler/wasm/abi.ts";
import type {Crew} from "../crew.ts";

/** Programs that stay installed. */
const MOST_PROGRAMS = 64;
/** Room is reserved in these steps, so that batches of about one size share it. */
const STEP = 65536;
/** Idle room stays reserved this many milliseconds, and never more than this part of the memory. */
const PATIENCE = 3000;
const IDLE_PART = 1 / 8;

interface InstalledProgram {
  id: number;
  ready: Promise<void>;
  /** how many jobs need it now. */
  users: number;
}

/** A stretch of the shared memory that is the caller's to write and read. */
export interface Room {
  at: number;
  bytes: number;
}

export class Desk {
  readonly crew: Crew;
  /** how many programs were given a number so far. */
  installs = 0;
  readonly #limit: number;
  /** by key, the last used at the end. */
  readonly #programs = new Map<string, InstalledProgram>();
  #idle: Room[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `limit`: the bytes the engine's memory may grow to. */
  constructor(crew: Crew, limit: number) {
    this.crew = crew;
    this.#limit = limit;
  }

  /** Has the crew know a program, from now until `leave`; what it is called there is known at once. */
  use(program: WasmProgram): InstalledProgram {
    const {key} = program;
    const entry = this.#programs.get(key) ?? this.#install(program);
    this.#programs.delete(key);
    this.#programs.set(key, entry);
    entry.users++;
    return entry;
  }

  leave(entry: InstalledProgram): void {
    entry.users--;
    if (this.#programs.size <= MOST_PROGRAMS) return;
    for (const [key, {id, users, ready}] of this.#programs) {
      if (users > 0) continue;
      this.#programs.delete(key);
      void ready.then(() => this.crew.door.forget(id)).catch(() => undefined); // a crew that ended
      return;
    }
  }

  /** What no other program of this crew is called: for one that the caller places in the memory itself. */
  nextId(): number {
    return ++this.installs;
  }

  #install(program: WasmProgram): InstalledProgram {
    const id = this.nextId();
    const {key, bytes, inputRows, outputRows, isSum, scratchBytes, cost} = program;
    const spec = {bytes, inputRows, outputRows, isSum, scratchBytes, cost};
    const ready = this.crew.door.install(id, spec);
    // One that could not be taken in is tried again by the next job.
    ready.catch(() => this.#programs.delete(key));
    return {id, ready, users: 0};
  }

  /** Idle room of at least so many bytes, and not much more. */
  takeIdle(bytes: number): Room | undefined {
    const fitting = this.#idle.filter(
      (room) => room.bytes >= bytes && room.bytes <= 4 * bytes + STEP
    );
    if (fitting.length === 0) return undefined;
    const best = fitting.reduce((a, b) => (b.bytes < a.bytes ? b : a));
    this.#idle.splice(this.#idle.indexOf(best), 1);
    return best;
  }

  async reserve(bytes: number): Promise<Room> {
    const {door} = this.crew;
    const whole = Math.ceil(bytes / STEP) * STEP;
    try {
      return {at: await door.reserve(whole), bytes: whole};
    } catch (error) {
      if (this.#idle.length === 0) throw error;
      this.releaseIdle();
      return {at: await door.reserve(bytes), bytes};
    }
  }

  /** Keeps room for the next batch, or releases it. */
  giveBack(room: Room): void {
    this.#idle.push(room);
    let kept = this.#idle.reduce((sum, {bytes}) => sum + bytes, 0);
    while (kept > this.#limit * IDLE_PART) {
      const oldest = this.#idle.shift()!;
      kept -= oldest.bytes;
      void this.#release(oldest);
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.releaseIdle(), PATIENCE);
    // a process need not wait for it
    (this.#timer as {unref?: () => void}).unref?.();
  }

  /** Releases the room that no batch uses now. */
  releaseIdle(): void {
    for (const room of this.#idle.splice(0)) void this.#release(room);
  }

  async #release(room: Room): Promise<void> {
    try {
      await this.crew.door.release(room.at);
    } catch {
      // the crew ended, and its memory with it
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#idle = [];
  }
}
