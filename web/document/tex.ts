// TeX to a tree, by KaTeX. Imported only when there is TeX.
import katex from "katex";
import {readMarkup} from "./markup.ts";
import type {ProseNode} from "./types.ts";

const LONGEST = 20_000;

/** TeX as it is drawn; what cannot be read stands in place with the reason. */
export function texToNodes(source: string, display: boolean): ProseNode[] {
  try {
    if (source.length > LONGEST) throw new RangeError(`longer than ${LONGEST} characters`);
    const markup = katex.renderToString(source, {
      displayMode: display,
      output: "htmlAndMathml",
      trust: false,
      strict: "ignore",
      maxExpand: 1000,
      maxSize: 100,
      throwOnError: true
    });
    return readMarkup(markup);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [
      [
        "span",
        {class: "tex-error"},
        source,
        " ",
        ["small", {}, message.replace(/^KaTeX parse error: /, "")]
      ]
    ];
  }
}
