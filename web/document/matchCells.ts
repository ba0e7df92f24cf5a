// Which cell of one text is which of another, when they share nothing but what is written in them.
import {diffIndices} from "node-diff3";
import type {Cell} from "./types.ts";

/** Above this many comparisons nothing finer than equality is looked for: the texts may be anybody's. */
const MOST = 2_000_000;
const ALIKE = 0.5;

/** For each of `after` the index of its cell in `before`, or undefined for a new one. */
export function matchCells(
  before: readonly Cell[],
  after: readonly Cell[]
): (number | undefined)[] {
  const match = new Matching(before, after);
  match.byId();
  match.bySequence();
  match.bySource();
  match.byLikeness();
  match.byPlace();
  return match.result;
}

export function languageOf(cell: Cell): string {
  return cell.kind === "code" ? cell.language : "prose";
}

class Matching {
  readonly result: (number | undefined)[];
  readonly #before: readonly Cell[];
  readonly #after: readonly Cell[];
  readonly #taken = new Set<number>();

  constructor(before: readonly Cell[], after: readonly Cell[]) {
    this.#before = before;
    this.#after = after;
    this.result = after.map(() => undefined);
  }

  byId(): void {
    const ids = new Map(this.#before.flatMap(({id, hasId}, i) => (hasId ? [[id, i]] : [])));
    this.#after.forEach(({id, hasId}, j) => {
      if (hasId) this.#pair(ids.get(id), j);
    });
  }

  /** Equal cells in the order of both. */
  bySequence(): void {
    const before = this.#free();
    const after = this.#open();
    if (before.length * after.length > MOST) return;
    const a = before.map((i) => keyOf(this.#before[i]));
    const b = after.map((j) => keyOf(this.#after[j]));
    let [i, j] = [0, 0];
    const pairUpTo = (end: number) => {
      while (i < end) this.#pair(before[i++], after[j++]);
    };
    for (const {buffer1, buffer2} of diffIndices(a, b)) {
      pairUpTo(buffer1[0]);
      i = buffer1[0] + buffer1[1];
      j = buffer2[0] + buffer2[1];
    }
    pairUpTo(before.length);
  }

  /** Equal cells that have moved. */
  bySource(): void {
    const places = new Map<string, number[]>();
    for (const i of this.#free()) {
      const key = keyOf(this.#before[i]);
      places.set(key, [...(places.get(key) ?? []), i]);
    }
    for (const j of this.#open()) this.#pair(places.get(keyOf(this.#after[j]))?.shift(), j);
  }

  byLikeness(): void {
    const before = this.#free().map((i) => ({i, words: countWords(this.#before[i].source)}));
    const after = this.#open();
    if (before.length * after.length > MOST / 100) return;
    for (const j of after) {
      const words = countWords(this.#after[j].source);
      const language = languageOf(this.#after[j]);
      let best = ALIKE;
      let found: number | undefined;
      for (const candidate of before) {
        if (this.#taken.has(candidate.i) || languageOf(this.#before[candidate.i]) !== language)
          continue;
        const likeness = compareWords(candidate.words, words);
        if (likeness > best) [best, found] = [likeness, candidate.i];
      }
      this.#pair(found, j);
    }
  }

  /** A cell that alone stands where alone another stood. */
  byPlace(): void {
    for (const j of this.#open()) {
      const above = j === 0 ? -1 : this.result[j - 1];
      const below = j === this.result.length - 1 ? this.#before.length : this.result[j + 1];
      if (above === undefined || below !== above + 2) continue;
      const isSame = languageOf(this.#before[above + 1]) === languageOf(this.#after[j]);
      if (isSame && !this.#taken.has(above + 1)) this.#pair(above + 1, j);
    }
  }

  #pair(i: number | undefined, j: number): void {
    if (i === undefined || this.#taken.has(i)) return;
    this.#taken.add(i);
    this.result[j] = i;
  }

  #free(): number[] {
    return this.#before.map((_, i) => i).filter((i) => !this.#taken.has(i));
  }

  #open(): number[] {
    return this.#after.map((_, j) => j).filter((j) => this.result[j] === undefined);
  }
}

function keyOf(cell: Cell): string {
  return `${languageOf(cell)}\n${cell.source}`;
}

type Words = Map<string, number>;

function countWords(source: string): Words {
  const words: Words = new Map();
  for (const word of source.slice(0, 20_000).match(/[\p{L}\p{N}_]+/gu) ?? []) {
    words.set(word, (words.get(word) ?? 0) + 1);
  }
  return words;
}

/** Twice the words that both have, by all words: 1 for equal bags, 0 for nothing in common. */
function compareWords(a: Words, b: Words): number {
  let [all, both] = [0, 0];
  for (const [word, n] of a) {
    all += n;
    both += Math.min(n, b.get(word) ?? 0);
  }
  for (const n of b.values()) all += n;
  return all === 0 ? 0 : (2 * both) / all;
}
