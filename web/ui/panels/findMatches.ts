import {say} from "../../say.ts";

interface Source {
  id: string;
  source: string;
}

export interface Match {
  cell: string;
  /** in the cell, from 1. */
  line: number;
  column: number;
  before: string;
  text: string;
  after: string;
}

const AROUND = 30;
const MOST = 5000;

/** What to look for, or why it cannot be looked for; undefined for nothing. */
export function toPattern(
  query: string,
  {matchCase, isRegex}: {matchCase: boolean; isRegex: boolean}
): RegExp | string | undefined {
  if (query === "") return undefined;
  const flags = matchCase ? "gmu" : "gimu";
  if (!isRegex)
    return new RegExp(query.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"), flags.replace("u", ""));
  try {
    return new RegExp(query, flags);
  } catch (error) {
    return say("panel.badRegex", {problem: (error as Error).message});
  }
}

export function findMatches(cells: readonly Source[], pattern: RegExp): Match[] {
  const matches: Match[] = [];
  for (const {id, source} of cells) {
    for (const found of source.matchAll(pattern)) {
      if (found[0] === "") continue;
      if (matches.length === MOST) return matches;
      const lineStart = source.lastIndexOf("\n", found.index - 1) + 1;
      const end = found.index + found[0].length;
      const lineEnd = source.indexOf("\n", end);
      matches.push({
        cell: id,
        line: source.slice(0, found.index).split("\n").length,
        column: found.index - lineStart + 1,
        before: source.slice(Math.max(lineStart, found.index - AROUND), found.index),
        text: found[0],
        after: source.slice(end, Math.min(lineEnd < 0 ? source.length : lineEnd, end + AROUND))
      });
    }
  }
  return matches;
}

/** The sources that change; in a plain search `$` is just a sign. */
export function replaceMatches(
  cells: readonly Source[],
  pattern: RegExp,
  replacement: string,
  isRegex: boolean
): Source[] {
  return cells
    .map(({id, source}) => ({
      id,
      source: isRegex
        ? source.replace(pattern, replacement)
        : source.replace(pattern, () => replacement),
      before: source
    }))
    .filter(({source, before}) => source !== before)
    .map(({id, source}) => ({id, source}));
}
