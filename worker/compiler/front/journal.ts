// Remembers what variables and elements held, so that an attempt can be taken back and what a branch or a loop
// changed can be seen.

/** What changes belong to: a variable, an array or a record, with the time of its making. */
export interface Owner {
  birth: number;
}

type Holder = Record<PropertyKey, unknown>;

export interface Change {
  owner: Owner;
  holder: object;
  key: PropertyKey;
  /** what was there before. */
  before: unknown;
  /** what was there at the end. */
  after: unknown;
}

export interface Checkpoint {
  length: number;
  opened: number;
  /** from when on the watch around counts. */
  since: number;
}

export class Journal {
  #entries: Omit<Change, "after">[] = [];
  /** changes of what was made later than this are nobody's concern. */
  #since = 0;
  #clock = 1;

  /** The time, for what is made now. */
  now(): number {
    return this.#clock++;
  }

  set(owner: Owner, holder: object, key: PropertyKey, value: unknown): void {
    if (owner.birth < this.#since) {
      this.#entries.push({owner, holder, key, before: (holder as Holder)[key]});
    }
    (holder as Holder)[key] = value;
  }

  /** Whether something made at that time may have to be put back. */
  isWatched(owner: Owner): boolean {
    return owner.birth < this.#since;
  }

  open(): Checkpoint {
    const {length} = this.#entries;
    const checkpoint = {length, opened: this.#clock++, since: this.#since};
    this.#since = checkpoint.opened;
    return checkpoint;
  }

  /** Ends the watch; what changed stays changed. */
  close({since}: Checkpoint): void {
    this.#since = since;
  }

  /** Puts back what changed since; the watch goes on. */
  rollback({length}: Checkpoint): void {
    const entries = this.#entries;
    for (let k = entries.length - 1; k >= length; k--) {
      const {holder, key, before} = entries[k];
      (holder as Holder)[key] = before;
    }
    entries.length = length;
  }

  /** What changed since, of what was there before: each place once, in the order of the first change. */
  changes({length, opened}: Checkpoint): Change[] {
    const places = new Map<object, Map<PropertyKey, Change>>();
    const found: Change[] = [];
    for (let k = length; k < this.#entries.length; k++) {
      const entry = this.#entries[k];
      if (entry.owner.birth > opened) continue;
      let keys = places.get(entry.holder);
      if (!keys) places.set(entry.holder, (keys = new Map<PropertyKey, Change>()));
      if (keys.has(entry.key)) continue;
      const change = {...entry, after: (entry.holder as Holder)[entry.key]};
      keys.set(entry.key, change);
      found.push(change);
    }
    return found;
  }
}
