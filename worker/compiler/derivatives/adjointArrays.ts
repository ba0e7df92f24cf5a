// The adjoints of arrays: a local array beside each, to which loads add and from which stores take. Where
// some loads count only under a condition, a second array notes which elements any load has counted for.
import {OUTPUT, type ArrayId, type Value} from "../ir.ts";
import type {Copy} from "./copy.ts";
import type {MemoryFacts} from "./memory.ts";
import {writePath, type Adjoint, type Path} from "./pending.ts";

export class AdjointArrays {
  /** arrays to which something was added under a condition. */
  readonly conditional = new Set<ArrayId>();
  #copy: Copy;
  #facts: MemoryFacts;
  /** arrays of which it is noted what counts. */
  #noted: ReadonlySet<ArrayId>;
  #adjoints = new Map<ArrayId, ArrayId>();
  #notes = new Map<ArrayId, ArrayId>();

  constructor(copy: Copy, facts: MemoryFacts, noted: ReadonlySet<ArrayId>) {
    this.#copy = copy;
    this.#facts = facts;
    this.#noted = noted;
  }

  /** The adjoints of an array of the source, if it has any yet. */
  find(array: ArrayId): ArrayId | undefined {
    return this.#adjoints.get(array);
  }

  set(array: ArrayId, adjoints: ArrayId): void {
    this.#adjoints.set(array, adjoints);
  }

  /** Adds to an element. */
  add(array: ArrayId, index: Value, {value, path}: Adjoint): void {
    const {builder, write, program} = this.#copy;
    const where = writePath(write, path);
    const adjoints = this.#make(this.#adjoints, array, "adjoint");
    builder.store(adjoints, index, write.add(builder.load(adjoints, index), value), where);
    if (where !== undefined && array !== OUTPUT && program.arrays[array].role === "local")
      this.conditional.add(array);
    if (!this.#noted.has(array)) return;
    const notes = this.#make(this.#notes, array, "notes");
    builder.store(notes, index, write.number(1), where);
  }

  /** The adjoint of an element at the moment of a store, which happened under `path`. */
  take(array: ArrayId, index: Value, path: Path): Adjoint {
    const {builder, write} = this.#copy;
    const adjoints = this.#make(this.#adjoints, array, "adjoint");
    const value = builder.load(adjoints, index);
    const where = writePath(write, path);
    // what was there before the store no longer counts
    const isRewritten = this.#facts.rewritten[array];
    if (!this.#noted.has(array)) {
      if (isRewritten) builder.store(adjoints, index, write.number(0), where);
      return {value, path};
    }
    const notes = this.#make(this.#notes, array, "notes");
    const test = write.apply("ne", builder.load(notes, index), write.number(0));
    if (isRewritten) {
      builder.store(adjoints, index, write.number(0), where);
      builder.store(notes, index, write.number(0), where);
    }
    return {value, path: [...path, {test, holds: true}]};
  }

  #make(arrays: Map<ArrayId, ArrayId>, array: ArrayId, what: string): ArrayId {
    const made = arrays.get(array);
    if (made !== undefined) return made;
    const {builder, program} = this.#copy;
    const {name, size} = program.arrays[array];
    const id = builder.array(`${name} ${what}`, "local", size);
    arrays.set(array, id);
    return id;
  }
}
