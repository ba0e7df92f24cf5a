// A mark outside the database that there are notebooks in it: where a browser has thrown a damaged
// database away, it opens a new one as if nothing had been, and only the mark remembers.

export class Trace {
  readonly #key: string;

  constructor(name: string) {
    this.#key = `${name}.kept`;
  }

  wasKept(): boolean {
    try {
      return localStorage.getItem(this.#key) !== null;
    } catch {
      return false;
    }
  }

  note(isKept: boolean): void {
    try {
      if (isKept) localStorage.setItem(this.#key, "yes");
      else localStorage.removeItem(this.#key);
    } catch {
      // without it nothing is said, and nothing else changes
    }
  }
}
