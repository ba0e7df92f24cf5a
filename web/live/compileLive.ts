// A live kernel's cell as the graph takes any cell: its program imports `as:` or `wgsl:`, which loadLive.ts
// answers, and has it compile the source when it runs. Nothing is compiled here.
import type {CompiledCell} from "../lang/cell.ts";
import {findExports} from "./findExports.ts";
import {findEntries} from "./readShader.ts";

/** `gather`: the name that the cell's exports are gathered under besides. */
export function compileLive(
  language: "as" | "wgsl",
  source: string,
  gather?: string
): CompiledCell {
  const names = language === "as" ? findExports(source) : findEntries(source);
  const defines = gather === undefined || names.includes(gather) ? names : [...names, gather];
  const wishes = [`names: ${JSON.stringify(names)}`, `gather: ${JSON.stringify(gather)}`];
  return {
    kind: "program",
    code: `"use strict";
const {run} = await cuvette.import("${language}:");
return run(${JSON.stringify(source)}, {${wishes.join(", ")}, ${TOOLS.join(", ")}});`,
    defines,
    functions: [],
    types: [],
    reads: TOOLS.map((name) => ({name, line: 1, column: 1})),
    assigns: [],
    imports: [],
    marks: [],
    // every place in that code is the cell's beginning
    map: [1, 1, 1, 1]
  };
}

/** Every cell's names that the program hands on, see `LiveWishes`. */
const TOOLS = ["display", "progress"];
