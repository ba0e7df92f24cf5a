import type ts from "typescript";
import type {Description} from "./words.ts";

export function toText(parts: readonly ts.SymbolDisplayPart[] | undefined): string {
  return (parts ?? []).map(({text}) => text).join("");
}

/** What a name is, without telling how the file of names brings it here. */
export function toSignature(parts: readonly ts.SymbolDisplayPart[] | undefined): string {
  return toText(parts)
    .replace(/^\(alias\) /, "")
    .replace(/\n(import|export) [^\n]*$/, "");
}

/** A doc comment as Markdown. */
export function toDocs(
  text: readonly ts.SymbolDisplayPart[] | undefined,
  tags: readonly ts.JSDocTagInfo[] = []
): string {
  const lines = tags.map(({name, text}) => {
    const parts = toText(text);
    if (name === "example") return `\`\`\`ts\n${parts.replace(/^```\w*\n|\n```$/g, "")}\n\`\`\``;
    const [first, rest] = /^(\S+)\s+([^]*)$/.exec(parts)?.slice(1) ?? [];
    return name === "param" && rest
      ? `\`${first}\`: ${rest.replace(/^-\s*/, "")}`
      : `*@${name}* ${parts}`;
  });
  return [toText(text), ...lines].filter(Boolean).join("\n\n");
}

export function describeEntry(
  details: ts.CompletionEntryDetails,
  findDocs: (name: string) => string
): Description {
  const {displayParts, documentation, tags, name} = details;
  return {
    signature: toSignature(displayParts),
    docs: toDocs(documentation, tags) || findDocs(name)
  };
}
