// Markdown to a tree, by markdown-it. Imported when prose has to be read; shipped notebooks come with
// theirs ready-made.
import createMarkdown from "markdown-it";
import {addRules} from "./markdownRules.ts";
import {isSafeImage, isSafeLink} from "./proseRules.ts";
import {toProse} from "./proseTree.ts";
import type {ProseDraft} from "./proseTree.ts";
import type {Prose, ProseNode} from "./types.ts";

/** Longer prose than this is shown as it is written. */
const LONGEST = 300_000;

const md = createMarkdown({html: false, linkify: true});
md.linkify.set({fuzzyLink: false, fuzzyEmail: false});
md.validateLink = (url) => isSafeLink(url) || isSafeImage(url) || /^attachment:/i.test(url);
addRules(md);

/** The prose, with TeX still as text. */
export function readMarkdown(source: string): ProseDraft {
  if (source.length <= LONGEST) return toProse(md.parse(source, {}), source);
  const prose = {nodes: [["pre", {}, source] as const], inline: [], headings: [], tex: false};
  return {prose, tex: []};
}

/** The same at once, for those who have both libraries at hand. */
export function renderMarkdown(
  source: string,
  texToNodes: (source: string, display: boolean) => ProseNode[]
): Prose {
  const {prose, tex} = readMarkdown(source);
  for (const slot of tex) slot.fill(texToNodes(slot.source, slot.display));
  return prose;
}
