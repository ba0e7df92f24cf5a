// Two changes of one text, put together cell by cell. A cell that only one side touched is theirs to
// change; where both did, lines are merged, and what cannot be is for the reader to choose.
import {diff3Merge} from "node-diff3";
import {joinBlocks, toBlocks} from "./blocks.ts";
import type {Block, Blocks} from "./blocks.ts";
import {matchCells} from "./matchCells.ts";
import {parseNotebook} from "./parse.ts";
import type {Notebook} from "./types.ts";

export type Choice = "mine" | "theirs" | "both" | "base";

/** What both sides changed, each as it stands in its text; undefined where a side deleted it. */
export interface Conflict {
  what: "cell" | "front";
  base: string | undefined;
  mine: string | undefined;
  theirs: string | undefined;
}

export interface Merge {
  conflicts: readonly Conflict[];
  /** The merged text by a choice for each conflict; "mine" where none is given. */
  text: (choices?: readonly (Choice | undefined)[]) => string;
}

const MOST_LINES = 2000;

export function mergeNotebooks(base: Notebook, mine: Notebook, theirs: Notebook): Merge {
  for (const [one, other] of [
    [mine, theirs],
    [theirs, mine]
  ] as const) {
    if (one.text === base.text || one.text === other.text) {
      return {conflicts: [], text: () => other.text};
    }
  }
  return new Merging(base, mine, theirs).finish();
}

interface Side {
  units: string[];
  parts: Blocks;
  /** of each cell: its cell in the base. */
  origin: (number | undefined)[];
  /** of each cell of the base: its text here. */
  kept: Map<number, string>;
}

/** A cell of the result. */
interface Piece {
  text: string | Conflict | undefined;
  isProse: boolean;
  gap: string | undefined;
  /** the cell of the base that it comes from. */
  origin: number | undefined;
}

class Merging {
  readonly #base: {units: string[]; parts: Blocks};
  readonly #mine: Side;
  readonly #theirs: Side;
  /** the side whose order the result has. */
  readonly #frame: Side;
  readonly #conflicts: Conflict[] = [];
  readonly #eol: string;

  constructor(base: Notebook, mine: Notebook, theirs: Notebook) {
    this.#base = {units: toUnits(base), parts: toBlocks(base)};
    this.#mine = toSide(base, mine);
    this.#theirs = toSide(base, theirs);
    const isTheirs = !isReordered(this.#mine) && isReordered(this.#theirs);
    this.#frame = isTheirs ? this.#theirs : this.#mine;
    this.#eol = this.#frame.parts.eol;
  }

  finish(): Merge {
    const head = this.#resolve(
      "front",
      this.#base.parts.head,
      this.#mine.parts.head,
      this.#theirs.parts.head
    );
    const pieces = this.#order();
    const conflicts = this.#conflicts;
    const {gaps} = this.#frame.parts;
    const text = (choices: readonly (Choice | undefined)[] = []) => {
      const choose = (text: Piece["text"]) =>
        typeof text === "object"
          ? toChoice(text, choices[conflicts.indexOf(text)] ?? "mine")
          : [text ?? ""];
      const blocks: Block[] = [];
      const spaces: string[] = [];
      for (const piece of pieces) {
        for (const [i, chosen] of choose(piece.text).entries()) {
          const gap = i === 0 ? piece.gap : undefined;
          spaces.push(gap ?? (blocks.length ? this.#eol + this.#eol : (gaps[0] ?? "")));
          blocks.push({id: undefined, isProse: piece.isProse, text: restore(chosen, this.#eol)});
        }
      }
      const whole = joinBlocks({
        head: restore(choose(head)[0], this.#eol),
        blocks,
        gaps: [...spaces, gaps.at(-1) ?? ""],
        eol: this.#eol
      });
      return parseNotebook(whole).text;
    };
    return {conflicts, text};
  }

  /** The cells of the frame, with what the other side added or changed put in. */
  #order(): Piece[] {
    const frame = this.#frame;
    const other = frame === this.#mine ? this.#theirs : this.#mine;
    const pieces: Piece[] = frame.units.map((unit, j) => {
      const origin = frame.origin[j];
      const text = origin === undefined ? unit : this.#resolveCell(origin);
      return {text, isProse: frame.parts.blocks[j].isProse, gap: frame.parts.gaps[j], origin};
    });
    const places = new Map(pieces.map((piece) => [piece.origin, piece]));
    const added = new Map(
      pieces.flatMap((piece) => (piece.origin === undefined ? [[piece.text, piece]] : []))
    );
    let above: Piece | undefined;
    other.units.forEach((unit, j) => {
      const origin = other.origin[j];
      const there = origin === undefined ? added.get(unit) : places.get(origin);
      if (there) {
        above = there;
        return;
      }
      const text = origin === undefined ? unit : this.#resolveCell(origin);
      if (text === undefined) return;
      const piece = {text, isProse: other.parts.blocks[j].isProse, gap: undefined, origin};
      let at = above ? pieces.indexOf(above) + 1 : 0;
      // what the frame added at this place comes first
      while (
        origin === undefined &&
        pieces[at]?.origin === undefined &&
        pieces[at]?.gap !== undefined
      )
        at++;
      pieces.splice(at, 0, piece);
      above = piece;
    });
    return pieces.filter(({text}) => text !== undefined);
  }

  #resolveCell(origin: number): Piece["text"] {
    return this.#resolve(
      "cell",
      this.#base.units[origin],
      this.#mine.kept.get(origin),
      this.#theirs.kept.get(origin)
    );
  }

  #resolve(
    what: Conflict["what"],
    base: string,
    mine: string | undefined,
    theirs: string | undefined
  ): Piece["text"] {
    if (mine === theirs || theirs === base) return mine;
    if (mine === base) return theirs;
    const merged =
      mine === undefined || theirs === undefined ? undefined : mergeLines(base, mine, theirs);
    if (merged !== undefined) return merged;
    const conflict = {what, base, mine, theirs};
    this.#conflicts.push(conflict);
    return conflict;
  }
}

function toSide(base: Notebook, side: Notebook): Side {
  const units = toUnits(side);
  const origin = matchCells(base.cells, side.cells);
  const kept = new Map(origin.flatMap((i, j) => (i === undefined ? [] : [[i, units[j]]])));
  return {units, parts: toBlocks(side), origin, kept};
}

/** Cells as texts that can be compared: markers without an id are put back where they are needed. */
function toUnits(notebook: Notebook): string[] {
  return toBlocks(notebook).blocks.map(({text}, i) => {
    const cell = notebook.cells[i];
    const isPlain = cell.kind === "prose" && !cell.hasId && cell.source !== "";
    return isPlain ? cell.source : text.replace(/\r\n?/g, "\n");
  });
}

function isReordered({origin}: Side): boolean {
  const known = origin.filter((i) => i !== undefined);
  return known.some((i, n) => n > 0 && i < known[n - 1]);
}

function mergeLines(base: string, mine: string, theirs: string): string | undefined {
  const [o, a, b] = [base, mine, theirs].map((text) => text.split("\n"));
  if (Math.max(o.length, a.length, b.length) > MOST_LINES) return undefined;
  const parts = diff3Merge(a, o, b, {excludeFalseConflicts: true});
  if (parts.some((part) => part.conflict)) return undefined;
  return parts.flatMap((part) => part.ok ?? []).join("\n");
}

function toChoice(conflict: Conflict, choice: Choice): string[] {
  const sides = choice === "both" ? [conflict.mine, conflict.theirs] : [conflict[choice]];
  const texts = sides.filter((text) => text !== undefined);
  return conflict.what === "front" ? [texts[0] ?? ""] : texts;
}

function restore(text: string, eol: string): string {
  return text.replace(/\r\n?|\n/g, eol);
}
