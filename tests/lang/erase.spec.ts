import ts from "typescript";
import {describe, expect, it} from "vitest";
import {compileCell} from "../../web/lang/compile.ts";
import {SNIPPETS} from "./eraseSnippets.ts";
import {TS, runCell, runText} from "./runCell.ts";

/** TypeScript's own erasure of the same text. */
function transpile(source: string): string {
  const {outputText} = ts.transpileModule(source, {
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true
    }
  });
  return outputText.replace(/^export (\{\};$)?/gm, "");
}

describe("types are erased", () => {
  it.each(SNIPPETS)("as TypeScript erases them: %s", async (source) => {
    const ours = await runCell(source);
    const theirs = await runText(`${transpile(source)}\nreturn {result};`);
    expect(ours.result).toEqual(theirs.result);
    expect(ours.result).not.toBeUndefined();
  });

  it.each(SNIPPETS)("without a new or a lost line: %s", (source) => {
    const {code} = compileCell(source, TS);
    expect(code.split("\n").length).toBe(source.split("\n").length + 1);
  });

  it("without moving what stays, but for the opening words", () => {
    const source = "const a: number = b as T, c = d!, f = (x?: U): V => x satisfies W;";
    const {code} = compileCell(source, {language: "ts", numerics: "fast"});
    expect(code.split("\n")[0]).toBe(
      '"use strict";const a         = b     , c = d , f = (x    )    => x            ;'
    );
  });

  it("from overloads, abstract members and index signatures whole", () => {
    const source = [
      "function f(a: string): void",
      "function f(a: number): void",
      "function f(a: unknown) {}",
      "abstract class A { abstract x: number; abstract m(): void; [k: string]: unknown; n() {} }"
    ].join("\n");
    const {code, defines} = compileCell(source, TS);
    expect(code).not.toMatch(/string|number|abstract|unknown|void/);
    expect(defines).toEqual(["f", "A"]);
  });

  it("and give no edges: names that only types mention are not read", () => {
    const {reads, types} = compileCell(
      "interface I extends J<K> { a: L }\ntype T = typeof value;\nlet x: I | T | M.N = y as O<P>;\nfunction f<Q extends R>(this: S, a: U): a is V { return !!a }",
      TS
    );
    expect(reads.map(({name}) => name)).toEqual(["y"]);
    expect(types).toEqual(["I", "T"]);
  });
});
