import type {NewCell} from "../blocks.ts";
import {findLiveLanguage} from "../infoString.ts";
import type {Snapshot} from "../snapshot.ts";

/** A notebook from another format. */
export interface Imported {
  text: string;
  /** sentences on what could not be carried over. */
  notes: string[];
  snapshot: Snapshot | undefined;
}

/** Code that is shown and does not run. */
export function plainFence(language: string, source: string): NewCell {
  const runs = [...source.matchAll(/^ {0,3}(`{3,})/gm)].map(([, run]) => run.length);
  const fence = "`".repeat(Math.max(3, ...runs.map((n) => n + 1)));
  const word = findLiveLanguage(language) ? `${language} live=false` : language;
  return {language: "prose", source: `${fence}${word}\n${source}\n${fence}`};
}
