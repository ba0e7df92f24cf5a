// Our erasure against TypeScript's on the short files of four rooms: the same tree must be left.
import {Parser} from "acorn";
import ts from "typescript";
import {describe, expect, it} from "vitest";
import {compileCell} from "../../web/lang/compile.ts";
import type {CompileOptions} from "../../web/lang/cell.ts";
import {readTree} from "../structure/tree.ts";

/** What cells refuse: lists of exports, import.meta. */
const REFUSED = /^export (?:\{[^}]|\*|default)|import\.meta|^import .* with \{/m;

/** Short ones, since TypeScript takes its time. */
const files = [...readTree()].filter(
  ([path, text]) =>
    /^(?:worker|web\/(?:lang|runtime|stdlib|document))\/.*(?<!\.d|\.as)\.ts$/.test(path) &&
    text.length < 2500 &&
    !REFUSED.test(text)
);

/** The tree of compiled code as text, without places, empty statements and the lines that guards name. */
function toTree(source: string, language: CompileOptions["language"]): string {
  const {code} = compileCell(source, {language, numerics: "fast"});
  const body = code.replace(/cuvette\.guard\(\d+\)/g, "cuvette.guard(0)");
  const tree = Parser.parse(`async function f() {${body}\n}`, {ecmaVersion: "latest"});
  return JSON.stringify(tree, (key, value: unknown) =>
    key === "start" || key === "end" || key === "raw" ? undefined : simplify(value)
  );
}

function simplify(value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  if (!Array.isArray(value)) return value;
  return value.filter((item: {type?: string} | null) => item?.type !== "EmptyStatement");
}

function transpile(source: string): string {
  const target = ts.ScriptTarget.ESNext;
  const module = ts.ModuleKind.ESNext;
  const moduleDetection = ts.ModuleDetectionKind.Force;
  return ts
    .transpileModule(source, {
      compilerOptions: {target, module, moduleDetection, verbatimModuleSyntax: true}
    })
    .outputText.replace(/^export \{\};$/gm, "");
}

describe("erasing the types of a whole file", () => {
  it("leaves what TypeScript leaves, in every file", () => {
    expect(files.length).toBeGreaterThan(30);
    const wrong = files.filter(([, text]) => toTree(text, "ts") !== toTree(transpile(text), "js"));
    expect(wrong.map(([path]) => path)).toEqual([]);
  }, 60_000);
});
