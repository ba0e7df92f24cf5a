import {describe, expect, it} from "vitest";
import {CellSyntaxError} from "../../web/lang/cell.ts";
import {compileCell} from "../../web/lang/compile.ts";
import {JS, TS} from "./runCell.ts";

function errorOf(source: string, options = TS): CellSyntaxError {
  try {
    compileCell(source, options);
  } catch (error) {
    if (error instanceof CellSyntaxError) return error;
    throw error;
  }
  throw new Error("no error");
}

/** The mistake stands at ¦. */
const MISTAKES: [string, string | RegExp][] = [
  ["foo¦(1, 2", "missing ): the ( on line 1 is never closed"],
  ["let x = ¦[1,\n2", "missing ]: the [ on line 1 is never closed"],
  ["if (x) ¦{\n  y({});\n", "missing }: the { on line 1 is never closed"],
  ["`abc ¦${x", "missing }: the ${ on line 1 is never closed"],
  ["'(' + \"(\" + /* ( */ ¦(1 // (\n", "missing ): the ( on line 1 is never closed"],
  ["`(${'('}` + ¦(", "missing ): the ( on line 1 is never closed"],
  ["a ¦)", "unexpected ): nothing is open here"],
  ["{a: 1, b: [1,¦}", /unexpected }: \] closes the \[ on line 1/],
  ["1 +¦", "the cell ends too early: something is missing here"],
  ["foo(1 ¦2)", "unexpected 2"],
  ["function f() { ¦await g() }", /await works only in async functions/],
  ["(a) => { ¦await x }", /await works only in async functions/],
  ["() => { for ¦await (const x of y) {} }", /await works only in async functions/],
  ["¦yield 1", /yield works only in generators/],
  ["const a = 1;\nconst ¦a = 2", "a is declared twice in this cell"],
  ["const ¦class = 3", "class is a word of the language and cannot be a name"],
  ["var ¦let = 1", "let is a word of the language and cannot be a name"],
  ["const x¦", "x needs a value: const x = …"],
  ["¦return 3", /return works only inside a function/],
  ["let s = ¦'abc\n", "this text has no closing quote on its line"],
  ["¦/* abc", "this comment has no closing */"],
  ["¦continue", "continue works only inside a loop"],
  ["¦3 = x", /cannot be assigned to/],
  ["let a = ¦08", "this number is not valid"],
  ["a ?? b ¦|| c", "?? mixed with && or || needs parentheses"],
  ["if (1) { ¦import x from 'y' }", /at the top level of a cell/],
  ["let x = ¦<div>hi</div>", /JSX is not supported: write html`/],
  ["¦<br/>", /JSX is not supported/],
  ["¦import.meta.url", /import.meta is not available/],
  ["¦arguments[0]", "arguments exists only inside a function"],
  ["let ¦cuvette = 1", "cuvette is the notebook's own: choose another name"],
  ["f(¦cuvette$1)", "cuvette$1 is the notebook's own: choose another name"],
  ["export {¦a}", /names need no export/],
  ["const a = 1; ¦export {a}", /export lists are not needed/],
  ["¦export default 3", "export default is not supported: write const name = …"],
  ["¦export * from 'x'", /export from is not supported: write import/],
  ["import x from 'y'¦ with {type: 'json'}", /import attributes are not supported/],
  ["switch (1) { case 1: ¦using x = 3 }", /write it in a block/]
];

describe("a mistake is named at its place", () => {
  it.each(MISTAKES)("%s", (marked, message) => {
    const before = marked.slice(0, marked.indexOf("¦")).split("\n");
    const error = errorOf(marked.replace("¦", ""));
    if (typeof message === "string") expect(error.message).toBe(message);
    else expect(error.message).toMatch(message);
    expect([error.line, error.column]).toEqual([before.length, (before.at(-1) ?? "").length + 1]);
    expect(error.length).toBeGreaterThan(0);
  });

  it("as a SyntaxError without the parser's own numbers", () => {
    const error = errorOf("let 1a");
    expect(error).toBeInstanceOf(SyntaxError);
    expect(error.name).toBe("SyntaxError");
    expect(error.message).not.toMatch(/\(\d+:\d+\)|^[A-Z]/);
  });

  it("in JavaScript too, where types are one", () => {
    expect(errorOf("foo(", JS).message).toContain("never closed");
    expect(errorOf("const a: number = 1", JS).message).toBe("types need a ts cell: this one is js");
  });
});

describe("what does not erase says what to write", () => {
  it.each([
    ["¦enum A {B}", "enum does not erase: write const A = {…} as const"],
    ["¦const enum A {B}", "enum does not erase: write const A = {…} as const"],
    ["export ¦enum A {B}", "enum does not erase: write const A = {…} as const"],
    ["¦namespace N { const x = 1 }", /namespace does not erase: write const N = \{…\}/],
    [
      "class A { constructor(¦public a: number) {} }",
      /declare the field, and write this\.a = a in the constructor/
    ],
    ["class A { constructor(¦readonly b = 1) {} }", /this\.b = b/],
    ["¦import x = require('a')", 'import = does not erase: write import x from "…"'],
    ["¦export = 3", /export = is not needed/],
    ["¦@dec class A {}", /decorators are not supported/],
    ["class A { ¦accessor x = 1 }", "accessor is not supported: write get and set"]
  ])("%s", (marked, message) => {
    const error = errorOf(marked.replace("¦", ""));
    if (typeof message === "string") expect(error.message).toBe(message);
    else expect(error.message).toMatch(message);
    expect(error.column).toBe(marked.indexOf("¦") + 1);
  });
});
