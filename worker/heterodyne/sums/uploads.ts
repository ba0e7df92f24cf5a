// The data of scans in the memory of one site: packed once for all who use a scan, and released when nobody does.
import {makePace, type Pace} from "../../pace.ts";
import type {TakenAngle, TakenScan} from "../takenScan.ts";
import {countBlocks, packData, packedLength, packWeights} from "./packing.ts";
import type {Room, Site, Upload} from "./site.ts";

interface Entry {
  scan: WeakRef<TakenScan>;
  /** who have it open now. */
  users: number;
  upload: Promise<Upload & {room: Room}>;
}

export class Uploads {
  readonly site: Site;
  readonly #entries = new WeakMap<TakenScan, Entry>();
  /** the same, for when room is short. */
  readonly #all = new Set<Entry>();
  readonly #registry = new FinalizationRegistry<Entry>((entry) => void this.#release(entry));

  constructor(site: Site) {
    this.site = site;
    site.relieve = () => this.#relieve();
  }

  /** Until `leave`. */
  async use(taken: TakenScan): Promise<Upload> {
    const entry = this.#entries.get(taken) ?? this.#add(taken);
    entry.users++;
    try {
      return await entry.upload;
    } catch (error) {
      entry.users--;
      throw error;
    }
  }

  leave(taken: TakenScan): void {
    const entry = this.#entries.get(taken);
    if (entry) entry.users--;
  }

  #add(taken: TakenScan): Entry {
    const entry = {scan: new WeakRef(taken), users: 0, upload: this.#send(taken)};
    this.#entries.set(taken, entry);
    this.#all.add(entry);
    this.#registry.register(taken, entry, entry);
    entry.upload.catch(() => {
      this.#all.delete(entry);
      this.#entries.delete(taken);
    });
    return entry;
  }

  async #send(taken: TakenScan): Promise<Upload & {room: Room}> {
    const {site} = this;
    const {frames} = taken.grid;
    const length = packedLength(frames);
    const parts = taken.angles.flatMap(({weights}) => (weights ? [0, 1] : [0])).length;
    const room = await site.reserve(8 * length * parts);
    const [data, weights, rest]: [number[], (number | undefined)[], number[]] = [[], [], []];
    let next = room.at;
    const take = (): number => {
      const at = next;
      next += 8 * length;
      return at;
    };
    const pace = makePace(() => undefined);
    try {
      for (const angle of taken.angles) {
        const [at, factors] = [take(), angle.weights && take()];
        await this.#pack(angle, frames, at, factors, pace);
        data.push(at);
        weights.push(factors);
        rest.push(2 * addUp(site.numbers(at, length)));
      }
    } finally {
      pace.close();
    }
    return {site, data, weights, rest, room};
  }

  /** In slices: a view is taken anew after each, since the memory may have grown. */
  async #pack(
    angle: TakenAngle,
    frames: number,
    data: number,
    weights: number | undefined,
    pace: Pace
  ): Promise<void> {
    const length = packedLength(frames);
    for (let row = 0, blocks = countBlocks(frames); row < blocks; row++) {
      if (pace.isDue()) await pace.rest(() => ({phase: "packing", done: row, total: blocks}));
      packData(angle, frames, row, this.site.numbers(data, length));
      if (weights === undefined) continue;
      packWeights(angle.weights!, frames, row, this.site.numbers(weights, length));
    }
  }

  /** Scans that nobody has open give their room. */
  async #relieve(): Promise<void> {
    const idle = [...this.#all].filter(({users}) => users === 0);
    await Promise.all(idle.map((entry) => this.#release(entry)));
  }

  async #release(entry: Entry): Promise<void> {
    if (!this.#all.delete(entry)) return;
    this.#registry.unregister(entry);
    const scan = entry.scan.deref();
    if (scan) this.#entries.delete(scan);
    const upload = await entry.upload.catch(() => undefined);
    if (upload) this.site.release(upload.room);
  }
}

function addUp(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
