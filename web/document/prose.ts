// Prose to a tree. Markdown and TeX are read by large libraries, so each comes when it is needed.
import type {Prose} from "./types.ts";

export async function renderProse(source: string): Promise<Prose> {
  const {readMarkdown} = await import("./markdown.ts");
  const {prose, tex} = readMarkdown(source);
  if (tex.length > 0) {
    const {texToNodes} = await import("./tex.ts");
    for (const slot of tex) slot.fill(texToNodes(slot.source, slot.display));
  }
  return prose;
}
