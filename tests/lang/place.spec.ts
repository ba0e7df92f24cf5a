import {describe, expect, it} from "vitest";
import {compileCell} from "../../web/lang/compile.ts";
import {toPlace} from "../../web/lang/place.ts";
import {TS, runCell} from "./runCell.ts";

/** Lines that come before the body of a function made from text. */
const HEAD = 2;

async function findThrow(source: string): Promise<{line: number; column: number}> {
  const {map} = compileCell(source, TS);
  try {
    await runCell(source, {load: () => Promise.reject(new Error("no such module"))});
  } catch (error) {
    const found = /<anonymous>:(\d+):(\d+)/.exec((error as Error).stack ?? "");
    if (found) return toPlace(map, Number(found[1]) - HEAD, Number(found[2]));
  }
  throw new Error("nothing was thrown in the cell");
}

/** Every source throws where ¦ stands. */
const THROWS = [
  "¦missing",
  "1 +\n  ¦missing",
  "const a = 1;\n\nconst b = ¦missing;",
  "2 ** 3 + ¦missing",
  "const a: number = 2 ** 3 ** (2 as number), b: string = ¦missing",
  "let a = 1; a **= 2; a **= 2; ¦missing",
  "const o = {x: [1]}; o.x[0] **= 2; (o).x[f()] **= ¦missing; function f() { return 0 }",
  "for (let i = 0; i < 3; i++) ¦missing",
  "for (let i = 0; i < 3; i++) { let x = 2 ** i; ¦missing(x) }",
  "while (true) for (const x of [1]) do ¦missing; while (true)",
  "for (const x of [1])\n  if (x)\n    ¦missing",
  "const f = (a: number): number => a ** ¦missing;\nf(1)",
  "interface I {\n  a: number\n}\nconst f = (a: {\n  b: number\n}): number =>\n  a.b + ¦missing;\nf({b: 1})",
  "const f = (): {\n  b: number\n} => ¦missing\nf()",
  "class A<T> extends Array<T> { private x: number = ¦missing }\nnew A<number>()",
  "{ using a = null; ¦missing }",
  "for (using a of [null]) { 2 ** 2; ¦missing }",
  "const a = 1\n¦import x from 'q'\nconst b = 2",
  "const f = async () => { 2 ** 2; await import¦('q') }; await f()",
  "const é = '𝒙', ü = ¦missing",
  "const s = `a\n${2 ** 2}\nb${¦missing}`"
];

describe("an error is found at its place in the cell", () => {
  it.each(THROWS)("%s", async (marked) => {
    const offset = marked.indexOf("¦");
    const before = marked.slice(0, offset).split("\n");
    const place = await findThrow(marked.replace("¦", ""));
    expect(place).toEqual({line: before.length, column: (before.at(-1) ?? "").length + 1});
  });

  it("and what was put into the code counts as what follows it", () => {
    const source = "const a = 1; for (const b of [a]) b ** 2";
    const {code, map} = compileCell(source, TS);
    const columns = Array.from({length: code.split("\n")[0].length}, (_, i) =>
      toPlace(map, 1, i + 1)
    );
    for (let i = 1; i < columns.length; i++)
      expect(columns[i].column).toBeGreaterThanOrEqual(columns[i - 1].column);
    const guard = code.indexOf("cuvette.guard") + 1;
    expect(toPlace(map, 1, guard)).toEqual({line: 1, column: source.indexOf("b **") + 1});
  });

  it("for every kept character of a cell", () => {
    const source = [
      "type A = {",
      "  a: number",
      "};",
      "const f = async <T,>(x: T[], y = x.length ** 2): Promise<T> => {",
      "  for (const v of x) if (v) y **= 3;",
      "  using z = null as unknown as null",
      "  return x[0]!;",
      "}; // ends"
    ].join("\n");
    const {code, map} = compileCell(source, TS);
    const lines = source.split("\n");
    const words = code
      .split("\n")
      .slice(0, -1)
      .flatMap((text, i) =>
        [...text.matchAll(/\b(?:async|length|await|return|ends|const f|if|null)\b/g)].map(
          (found) => ({
            word: found[0],
            place: toPlace(map, i + 1, found.index + 1)
          })
        )
      );
    expect(words.length).toBeGreaterThan(6);
    for (const {word, place} of words)
      expect(lines[place.line - 1].slice(place.column - 1)).toMatch(new RegExp(`^${word}`));
  });

  it("and without a map it is left as it is", () => {
    expect(toPlace([], 3, 4)).toEqual({line: 3, column: 4});
  });
});
