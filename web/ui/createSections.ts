// Folding by heading: a folded heading hides everything up to the next heading of its level or above.
import {createMemo, createSignal, type Accessor} from "solid-js";
import type {Cell, Prose} from "../document/types.ts";

export interface Heading {
  cell: string;
  level: number;
  text: string;
  slug: string;
}

export interface Sections {
  headings: Accessor<readonly Heading[]>;
  isFolded(cell: string): boolean;
  toggleFold(cell: string): void;
  isHidden(cell: string): boolean;
  /** Opens whatever hides a cell. */
  reveal(cell: string): void;
}

export function createSections(
  cells: Accessor<readonly Cell[]>,
  prose: (id: string) => Prose | undefined
): Sections {
  const [folded, setFolded] = createSignal<ReadonlySet<string>>(new Set());
  const headings = createMemo(() =>
    cells().flatMap(({id}) =>
      (prose(id)?.headings ?? []).map((heading) => ({cell: id, ...heading}))
    )
  );
  // a cell's last heading folds what follows; its highest ends what is folded before it
  const levels = createMemo(() => {
    const found = new Map<string, {last: number; highest: number}>();
    for (const {cell, level} of headings())
      found.set(cell, {last: level, highest: Math.min(level, found.get(cell)?.highest ?? level)});
    return found;
  });
  // by hidden cell: the folded heading that hides it
  const hidden = createMemo(() => {
    const found = new Map<string, string>();
    if (folded().size === 0) return found;
    let fold: {cell: string; level: number} | undefined;
    for (const {id} of cells()) {
      const here = levels().get(id);
      if (fold && here && here.highest <= fold.level) fold = undefined;
      if (fold) found.set(id, fold.cell);
      else if (here && folded().has(id)) fold = {cell: id, level: here.last};
    }
    return found;
  });
  const toggleFold = (cell: string) =>
    setFolded((before) => {
      const after = new Set(before);
      if (!after.delete(cell)) after.add(cell);
      return after;
    });
  return {
    headings,
    isFolded: (cell) => folded().has(cell),
    toggleFold,
    isHidden: (cell) => hidden().has(cell),
    reveal(cell) {
      const fold = hidden().get(cell);
      if (fold !== undefined) toggleFold(fold);
    }
  };
}
