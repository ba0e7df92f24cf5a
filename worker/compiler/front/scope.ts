// Names and what they stand for, block by block.
import type {Symbolic} from "./values.ts";

export interface Cell {
  name: string;
  value: Symbolic;
  birth: number;
  isConst: boolean;
  /** whether nobody reads it where it was not set: the result of a function. */
  isOptional?: boolean;
}

export class Scope {
  readonly outer: Scope | undefined;
  #cells: Map<string, Cell> | undefined;

  constructor(outer?: Scope) {
    this.outer = outer;
  }

  declare(cell: Cell): void {
    (this.#cells ??= new Map<string, Cell>()).set(cell.name, cell);
  }

  find(name: string): Cell | undefined {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- walks outwards from here
    let scope: Scope | undefined = this;
    for (; scope; scope = scope.outer) {
      const cell = scope.#cells?.get(name);
      if (cell) return cell;
    }
    return undefined;
  }

  /** A copy of the names right here, as a loop makes for each of its passes. */
  renew(now: () => number): Scope {
    const fresh = new Scope(this.outer);
    for (const cell of this.#cells?.values() ?? []) fresh.declare({...cell, birth: now()});
    return fresh;
  }
}
