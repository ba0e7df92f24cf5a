// The type checker as the worker has it: Monaco's compiler and the declarations of the build. All tests of it are in this
// file, as it takes ten seconds to start.
import {readdirSync, readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {beforeAll, describe, expect, it} from "vitest";
import {typescript} from "monaco-editor/languages/features/typescript/lib/typescriptServices.js";
import {buildDeclarations} from "../../web/build/types.ts";
import {parseNotebook} from "../../web/document/parse.ts";
import {makeChecker} from "../../web/editor/checker/makeChecker.ts";
import {toInlineProgram} from "../../web/editor/checker/prose.ts";
import {applyEdits} from "../../web/editor/pane.ts";
import type {Checker} from "../../web/editor/checker/words.ts";
import type {EditorLanguage} from "../../web/editor/types.ts";
import {compileCell} from "../../web/lang/compile.ts";

let checker: Checker;
let sources: Record<string, string>;
beforeAll(async () => {
  checker = makeChecker(typescript, await buildDeclarations());
}, 120_000);

type Source = [source: string, defines?: string, language?: EditorLanguage];

/** Cells by id; `|` in a source is taken out by `at`. */
function open(cells: Record<string, Source>): void {
  sources = Object.fromEntries(Object.entries(cells).map(([id, [source]]) => [id, source]));
  checker.setCells(
    Object.entries(cells).map(([id, [source, defines = "", language = "ts"]]) => ({
      id,
      source,
      language,
      defines: defines.split(" ").filter(Boolean)
    }))
  );
}
/** Where the n-th occurrence of a text starts in a cell. */
function at(id: string, text: string, nth = 1): number {
  let found = -1;
  for (let i = 0; i < nth; i++) found = sources[id].indexOf(text, found + 1);
  expect(found).toBeGreaterThanOrEqual(0);
  return found;
}
const problems = (id: string) =>
  checker
    .diagnose(id)
    .map(({start, end, message}) => `${sources[id].slice(start, end)}: ${message}`);
const rename = (id: string, offset: number, name: string) =>
  Object.fromEntries(
    (checker.rename(id, offset, name) ?? []).map(({id, edits}) => [
      id,
      applyEdits(sources[id], edits)
    ])
  );
const typeOf = (id: string, text: string, nth?: number) =>
  checker.hover(id, at(id, text, nth))?.signature;

describe("names of other cells", () => {
  it("have their settled types", () => {
    open({
      a: [
        "const p = Promise.resolve(5);\nfunction* f() { yield 'x'; }\nasync function* g() { yield [1]; }\n" +
          "const x = f(), y = g(), z = Promise.resolve(new Map<string, number>());",
        "p f g x y z"
      ],
      b: ["[p, x, y, z, f]"]
    });
    expect(typeOf("b", "p")).toBe("const p: number");
    expect(typeOf("b", "x")).toBe("const x: string");
    expect(typeOf("b", "y")).toBe("const y: number[]");
    expect(typeOf("b", "z")).toBe("const z: Map<string, number>");
    expect(problems("b")).toEqual([]);
  });

  it("used wrongly two cells on are reported at the right place", () => {
    open({
      a: ["const p = Promise.resolve(5);", "p"],
      b: ["const q = p + 1;", "q"],
      c: ["// one line\nconst wrong: string = q;", "wrong"]
    });
    expect(checker.diagnose("c")).toEqual([
      {
        start: at("c", "wrong"),
        end: at("c", ": string"),
        severity: "error",
        message: "Type 'number' is not assignable to type 'string'."
      }
    ]);
    checker.setSource("a", "const p = Promise.resolve('5');");
    expect(problems("c")).toEqual([]);
  });

  it("are seen in any order, hidden by names of the cell, and are constants", () => {
    open({
      a: ["const early = late + 1; { const late = 'mine'; late.length; }", "early"],
      b: ["let late = 2; late = 3;", "late"],
      c: ["late = 4"]
    });
    expect(problems("a")).toEqual([]);
    expect(problems("b")).toEqual([]);
    expect(problems("c")).toEqual(["late: Cannot assign to 'late' because it is a constant."]);
  });

  it("win over the browser's names", () => {
    open({
      a: ["const name = 3, status = [1];", "name status"],
      b: ["name.toFixed(); status.map(String)"]
    });
    expect(problems("b")).toEqual([]);
  });

  it("may be classes, interfaces and types", () => {
    open({
      a: [
        "class Box<T> { constructor(readonly value: T) {} }\ninterface Shape<T> { w: T }\ntype Id = string;",
        "Box"
      ],
      b: ["const box: Box<number> = new Box(1);\nconst shape: Shape<Id> = {w: 2};", "box shape"]
    });
    expect(problems("b")).toEqual(["w: Type 'number' is not assignable to type 'string'."]);
  });

  it("are gone with their cell", () => {
    open({a: ["const gone = 1;", "gone"], b: ["gone"]});
    expect(problems("b")).toEqual([]);
    open({b: ["gone"]});
    expect(problems("b")).toEqual(["gone: Cannot find name 'gone'."]);
  });

  it("come from kernels too, without complaints about their language", () => {
    open({a: ["export function f(x: f64): f64 { return x; }", "f", "as"], b: ["f(1) + 1"]});
    expect(problems("a")).toEqual([]);
    expect(problems("b")).toEqual([]);
  });

  it("may be JavaScript's", () => {
    open({a: ["const x = Promise.resolve({y: 1});", "x", "js"], b: ["x.y.toFixed(); x.z"]});
    expect(problems("b")).toEqual(["z: Property 'z' does not exist on type '{ y: number; }'."]);
  });
});

it("the stdlib is known, with its documentation", () => {
  open({
    a: [
      'const n = view(Inputs.range([1, 10]));\ndisplay(Plot.dot([1], {x: "x"}).plot({width}));\nMath.exp(1);\nawait random.normal(10, {seed: 1});',
      "n"
    ],
    b: ["n.toFixed(); html`<b>`.append(''); md`x`; engine.info.threads; n.nope"]
  });
  expect(problems("a")).toEqual([]);
  expect(problems("b")).toEqual(["nope: Property 'nope' does not exist on type 'number'."]);
  expect(checker.hover("a", at("a", "display"))!.docs).toMatch(
    /^Shows a value among the cell's outputs/
  );
  expect(checker.hover("a", at("a", "display"))!.docs).toContain("```ts\ndisplay(Plot.dot(");
  expect(checker.hover("a", at("a", "normal"))!.docs).not.toBe("");
  expect(checker.describe("a", at("a", "display"), "display")!.docs).toMatch(/^Shows a value/);
});

it("modules from elsewhere and await at the top are no errors", () => {
  open({
    a: [
      'import x from "npm:d3-array";\nconst y = await x.min([await import("https://a.b/c.js")]);',
      "x y"
    ]
  });
  expect(problems("a")).toEqual([]);
});

describe("completion", () => {
  it("offers names of other cells and the stdlib first, and members with their settled types", () => {
    open({
      a: ["/** About it. */\nconst answer = Promise.resolve({deep: 1});", "answer"],
      b: ["answer.\n"]
    });
    const items = checker.complete("b", 0);
    const rank = (name: string) => items.find((item) => item.name === name)!.sort;
    expect(rank("answer") < rank("document")).toBe(true);
    expect(rank("Plot") < rank("PointerEvent")).toBe(true);
    expect(checker.complete("b", 7).map(({name}) => name)).toEqual(["deep"]);
    expect(checker.describe("b", 0, "answer")).toEqual({
      signature: "const answer: {\n    deep: number;\n}",
      docs: "About it."
    });
  });

  it("shows signatures with the argument that is next", () => {
    open({
      a: [
        "/** Adds.\n * @param x one\n * @param y other */\nfunction add(x: number, y = 2) { return x + y; }",
        "add"
      ],
      b: ["add(1, "]
    });
    const help = checker.signatures("b", 7)!;
    expect(help.argument).toBe(1);
    expect(help.signatures[0].label).toBe("add(x: number, y?: number): number");
    expect(help.signatures[0].parameters.map(({docs}) => docs)).toEqual(["one", "other"]);
  });
});

describe("definitions", () => {
  it("are found in the cell that has them", () => {
    open({
      a: [
        "const {x: [first, ...rest]} = {x: [1, 2]};\nclass Box {}\ninterface Shape {}",
        "first rest Box"
      ],
      b: ["rest; new Box(); let s: Shape; const own = 1; own"]
    });
    expect(checker.define("b", at("b", "rest"))).toEqual({id: "a", offset: at("a", "rest")});
    expect(checker.define("b", at("b", "Box"))).toEqual({id: "a", offset: at("a", "Box")});
    expect(checker.define("b", at("b", "Shape"))).toEqual({id: "a", offset: at("a", "Shape")});
    expect(checker.define("b", at("b", "own", 2))).toEqual({id: "b", offset: at("b", "own")});
  });

  it("outside the cells are none", () => {
    open({b: ["Math.PI"]});
    expect(checker.define("b", 0)).toBeUndefined();
  });
});

describe("rename", () => {
  it("reaches every cell, from any place of the name", () => {
    const cells: Record<string, Source> = {
      a: ["const n = 1;\nconst twice = 2 * n;", "n twice"],
      b: ["const o = {n, m: n}; { const n = 'own'; n; }\n// n", "o"],
      c: ["There are **${n + 1}** n.", "", "md"],
      d: ["n + twice", "", "js"]
    };
    const renamed = {
      a: "const size = 1;\nconst twice = 2 * size;",
      b: "const o = {n: size, m: size}; { const n = 'own'; n; }\n// n",
      c: "There are **${size + 1}** n.",
      d: "size + twice"
    };
    open(cells);
    expect(rename("a", at("a", "n ="), "size")).toEqual(renamed);
    expect(rename("b", at("b", "n}"), "size")).toEqual(renamed);
    expect(rename("c", at("c", "n +"), "size")).toEqual(renamed);
    expect(rename("d", at("d", "n +"), "size")).toEqual(renamed);
  });

  it("of a name of one cell stays there", () => {
    open({a: ["const n = 1; { const k = n; k; }", "n"], b: ["n; { const k = 2; k; }"]});
    expect(rename("a", at("a", "k"), "j")).toEqual({a: "const n = 1; { const j = n; j; }"});
  });

  it.each([
    ["class Box {}", "Box", "new Box()"],
    ["function go(x = 1) { return go; }", "go", "go()"],
    ["const name = 1;", "name", "name"]
  ])("works for %s", (source, name, use) => {
    open({a: [source, name], b: [use]});
    const to = (text: string) => text.replaceAll(name, "renamed");
    expect(rename("b", at("b", name), "renamed")).toEqual({a: to(source), b: to(use)});
    expect(rename("a", at("a", name), "renamed")).toEqual({a: to(source), b: to(use)});
  });

  it("works for types", () => {
    open({a: ["interface Shape { w: number }"], b: ["const s: Shape = {w: 1};", "s"]});
    expect(rename("b", at("b", "Shape"), "Form")).toEqual({
      a: "interface Form { w: number }",
      b: "const s: Form = {w: 1};"
    });
  });

  it("is refused for what no cell defines, and to what is no name", () => {
    open({a: ["const n = Math.PI;", "n"]});
    expect(checker.findName("a", at("a", "PI"))).toBeUndefined();
    expect(checker.rename("a", at("a", "PI"), "x")).toBeUndefined();
    expect(checker.rename("a", at("a", "n ="), "1x")).toBeUndefined();
    expect(checker.findName("a", at("a", "n ="))).toEqual({start: 6, end: 7});
  });
});

it("lays code out, and only the code", () => {
  open({a: ["const   x=1\nfunction  f( ){return x}", "x f"], b: ["text", "", "md"]});
  expect(applyEdits(sources.a, checker.format("a"))).toBe("const x = 1\nfunction f() { return x }");
  expect(checker.format("b")).toEqual([]);
});

describe("prose", () => {
  it("is a program of its inline expressions, each at its place", () => {
    const source = "# A ${n}\n`${no}` and ${f(`${g}`)}\n```\n${no}\n```";
    const program = toInlineProgram(source);
    expect(program).toHaveLength(source.length);
    expect(program.replace(/ +/g, " ")).toBe(" ;(n)\n ;(f(`${g}`))\n \n \n ");
    expect(program.indexOf("n)")).toBe(source.indexOf("n}"));
  });

  it("is checked and completed there, and nowhere else", () => {
    open({a: ["const n = 1;", "n"], b: ["Ask for ${n.nope} of n.", "", "md"]});
    expect(problems("b")).toEqual(["nope: Property 'nope' does not exist on type '1'."]);
    expect(checker.complete("b", at("b", "nope")).map(({name}) => name)).toContain("toFixed");
    expect(checker.complete("b", 2)).toEqual([]);
    expect(checker.hover("b", at("b", "of n"))).toBeUndefined();
  });
});

const FOLDER = fileURLToPath(new URL("../../notebooks", import.meta.url));

/** Those that come with the site; names that come from AssemblyScript and WGSL cells are typed elsewhere. */
const NOTEBOOKS = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".md"))
  .map((file) => ({file, cells: parseNotebook(readFileSync(`${FOLDER}/${file}`, "utf8")).cells}))
  .filter(({cells}) =>
    cells.every((cell) => cell.kind === "prose" || /^[tj]s$/.test(cell.language))
  );

// code that is shown as an example has no mark under it
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
