// A table that forgets what was not asked for the longest.

export interface Room {
  /** how many entries there may be. */
  entries: number;
  /** how heavy they may be together; the newest is kept whatever it weighs. */
  weight: number;
}

interface Entry<V> {
  value: V;
  weight: number;
}

export class LeastRecent<K, V> {
  readonly #room: Room;
  readonly #weigh: (value: V) => number;
  // the order of a Map's entries is that of their insertion: the newest goes last
  readonly #entries = new Map<K, Entry<V>>();
  #weight = 0;

  constructor(room: Room, weigh: (value: V) => number) {
    this.#room = room;
    this.#weigh = weigh;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** What is kept for a key, made now where there is nothing. */
  get(key: K, make: () => V): V {
    const entry = this.#take(key) ?? this.#enter(make());
    this.#entries.set(key, entry);
    for (const oldest of this.#entries.keys()) {
      const isFull = this.#entries.size > this.#room.entries || this.#weight > this.#room.weight;
      if (!isFull || oldest === key) break;
      this.#weight -= this.#take(oldest)?.weight ?? 0;
    }
    return entry.value;
  }

  #take(key: K): Entry<V> | undefined {
    const entry = this.#entries.get(key);
    this.#entries.delete(key);
    return entry;
  }

  #enter(value: V): Entry<V> {
    const weight = this.#weigh(value);
    this.#weight += weight;
    return {value, weight};
  }
}
