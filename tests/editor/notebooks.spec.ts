// The notebooks that come with the site, seen by the editor's type checker: code that is shown as an
// example has no mark under it. Names that come from AssemblyScript and WGSL cells are typed elsewhere.
import {readdirSync, readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {typescript} from "monaco-editor/languages/features/typescript/lib/typescriptServices.js";
import {beforeAll, expect, it} from "vitest";
import {buildDeclarations} from "../../web/build/types.ts";
import {parseNotebook} from "../../web/document/parse.ts";
import {makeChecker} from "../../web/editor/checker/makeChecker.ts";
import type {Checker} from "../../web/editor/checker/words.ts";
import {compileCell} from "../../web/lang/compile.ts";

const FOLDER = fileURLToPath(new URL("../../notebooks", import.meta.url));

const NOTEBOOKS = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".md"))
  .map((file) => ({file, cells: parseNotebook(readFileSync(`${FOLDER}/${file}`, "utf8")).cells}))
  .filter(({cells}) =>
    cells.every((cell) => cell.kind === "prose" || /^[tj]s$/.test(cell.language))
  );

let checker: Checker;
beforeAll(async () => {
  checker = makeChecker(typescript, await buildDeclarations());
}, 120_000);

it.each(NOTEBOOKS)("$file has no problem to show", {timeout: 60_000}, ({cells}) => {
  checker.setCells(
    cells.map((cell) => {
      const {id, source} = cell;
      if (cell.kind === "prose") return {id, source, language: "md", defines: []};
      const language = cell.language as "ts" | "js";
      const {defines} = compileCell(source, {language, numerics: "strict"});
      return {id, source, language, defines};
    })
  );
  const problems = cells.flatMap(({id, source}) =>
    checker
      .diagnose(id)
      .map(({start, end, message}) => `${id}: ${source.slice(start, end)}: ${message}`)
  );
  expect(problems).toEqual([]);
});
