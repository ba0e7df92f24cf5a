// Names for generated JavaScript: those of the source where they fit, and no two alike.

/** Words that cannot name a variable, or that the generated text itself means something by. */
const TAKEN = (
  "arguments await break case catch class const continue debugger default delete do else enum eval export " +
  "extends false finally for function if implements import in instanceof interface let new null package " +
  "private protected public return static super switch this throw true try typeof var void while with yield " +
  "Infinity Math NaN undefined"
).split(" ");

/** Numbered names, which are not kept in the table: there may be ten thousand. */
const NUMBERED = /^[vc]\d+$/;

export class Names {
  readonly #taken = new Set(TAKEN);
  readonly #claimed: string[] = [];
  readonly #last = {v: 0, c: 0};
  /** whether a claimed name looks like a numbered one. */
  #isMixed = false;

  /** The wish itself where it is an identifier and free, else something like it. */
  claim(wish: string): string {
    let name = wish.replace(/[^\w$]/g, "_").replace(/^(?=\d|$)/, "_");
    const isNumbered = NUMBERED.test(name);
    if (isNumbered && this.#last.v + this.#last.c > 0) name += "_";
    while (this.#taken.has(name)) name += "_";
    if (isNumbered) this.#isMixed = true;
    return this.#take(name);
  }

  /** The next free of v1, v2, … or c1, c2, … */
  number(stem: "v" | "c"): string {
    let name: string;
    do name = stem + ++this.#last[stem];
    while (this.#isMixed && this.#taken.has(name));
    return name;
  }

  /** The first free of i, j, k, …, for a loop. */
  index(): string {
    const free = [..."ijklmn"].find((name) => !this.#taken.has(name));
    if (free) return this.#take(free);
    return this.claim("i");
  }

  mark(): number {
    return this.#claimed.length;
  }

  /** Gives back the names claimed since the mark: at the end of the block that they live in. */
  release(mark: number): void {
    for (const name of this.#claimed.splice(mark)) this.#taken.delete(name);
  }

  #take(name: string): string {
    this.#taken.add(name);
    this.#claimed.push(name);
    return name;
  }
}
