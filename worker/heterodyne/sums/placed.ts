// The parts of a room, by their names.
import {makePlan, type Plan} from "./plan.ts";
import type {Room, Site} from "./site.ts";

export class Placed<T extends string> {
  readonly #site: Site;
  readonly #room: Room;
  readonly #plan: Plan<T>;

  private constructor(site: Site, room: Room, plan: Plan<T>) {
    this.#site = site;
    this.#room = room;
    this.#plan = plan;
  }

  /** Reserves a room for parts of so many words. */
  static async reserve<T extends string>(
    site: Site,
    lengths: Record<T, number>
  ): Promise<Placed<T>> {
    const plan = makePlan(lengths);
    return new Placed(site, await site.reserve(8 * plan.words), plan);
  }

  /** The address of a part. */
  at(part: T): number {
    return this.#room.at + 8 * this.#plan.at[part];
  }

  /** Its numbers, until the site reserves another room. */
  view(part: T): Float64Array {
    return this.#site.numbers(this.at(part), this.#plan.lengths[part]);
  }

  release(): void {
    this.#site.release(this.#room);
  }
}
