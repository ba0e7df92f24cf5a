// A program on the calling thread: at once, or strip by strip in slices.
import {TILE, type Entry} from "../../compiler/wasm/abi.ts";
import {Cancelled} from "../../device/device.ts";
import {makePace} from "../../pace.ts";
import type {ProgramSpec, Room, Site, SiteProgram, Task} from "./site.ts";

/** Work of so many additions is done at once, some 0.6 ms of it. */
export const SMALL = 1_700_000;
/** Additions take longer in TypeScript. */
const REFERENCE_FACTOR = 16;
/** Bytes of a program's constants, to the end of a cache line. */
export const CONSTANTS = 64;

export class HereProgram implements SiteProgram {
  readonly threads = 1;
  readonly compile = 0;
  readonly #site: Site;
  readonly #entry: Entry;
  readonly #room: Room;
  readonly #most: number;
  #running: {cancel: () => void} | undefined;

  private constructor(site: Site, entry: Entry, room: Room) {
    this.#site = site;
    this.#entry = entry;
    this.#room = room;
    this.#most = site.device === "reference" ? SMALL / REFERENCE_FACTOR : SMALL;
  }

  static async open(site: Site, spec: ProgramSpec, entry: Entry): Promise<HereProgram> {
    return new HereProgram(site, entry, await site.reserve(CONSTANTS + spec.scratchBytes));
  }

  isSmall({cost}: Task): boolean {
    return cost <= this.#most;
  }

  runHere(task: Task): void {
    this.#write(task);
    this.#call(0, task.strips);
  }

  run(task: Task): void | Promise<void> {
    return this.isSmall(task) ? this.runHere(task) : this.#runSliced(task);
  }

  async #runSliced(task: Task): Promise<void> {
    const total = task.strips;
    const pace = makePace(() => undefined);
    this.#running = pace.steering;
    try {
      for (let strip = 0; strip < total; strip++) {
        if (pace.isDue()) await pace.rest(() => ({phase: "strips", done: strip, total}));
        if (pace.isCancelled) throw new Cancelled();
        this.#write(task);
        this.#call(strip, strip + 1);
      }
    } finally {
      pace.close();
      this.#running = undefined;
    }
  }

  #write({operation, settings}: Task): void {
    const constants = this.#site.numbers(this.#room.at, 2);
    constants[0] = operation;
    constants[1] = settings;
  }

  #call(first: number, end: number): void {
    const {at} = this.#room;
    this.#entry(at, 0, 0, 0, at + CONSTANTS, first * TILE, end * TILE);
  }

  cancel(): void {
    this.#running?.cancel();
  }

  close(): void {
    this.cancel();
    this.#site.release(this.#room);
  }
}
