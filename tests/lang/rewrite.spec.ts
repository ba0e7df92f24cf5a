import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {compileCell} from "../../web/lang/compile.ts";
import {PROGRAMS} from "./rewritePrograms.ts";
import {JS, TS, runCell, runText} from "./runCell.ts";

describe("a rewritten cell gives what its text gives", () => {
  it.each(PROGRAMS)("%s", async (source) => {
    const expected = await runText(`${source}\nreturn {result};`);
    expect((await runCell(source)).result).toEqual(expected.result);
    expect((await runCell(source, {options: JS})).result).toEqual(expected.result);
    expect(expected.result).not.toBeUndefined();
  });
});

/** Expressions over a, b, c whose values tell every grouping apart. */
const expression = fc.letrec((tie) => ({
  leaf: fc.constantFrom("a", "b", "c", "2", "3", "o.x", "o['y']", "f(2)"),
  power: fc.tuple(tie("safe"), tie("node")).map(([x, y]) => `${x as string} ** ${y as string}`),
  sum: fc
    .tuple(tie("node"), fc.constantFrom("+", "-", "*", "/", "%"), tie("node"))
    .map(([x, operator, y]) => `${x as string} ${operator} ${y as string}`),
  parens: tie("node").map((x) => `(${x as string})`),
  negative: tie("node").map((x) => `(-(${x as string}))`),
  choice: fc
    .tuple(tie("safe"), tie("node"), tie("node"))
    .map(([x, y, z]) => `(${x as string} ? ${y as string} : ${z as string})`),
  call: tie("node").map((x) => `f(${x as string})`),
  // what may stand left of **
  safe: fc.oneof({depthSize: "small"}, tie("leaf"), tie("parens"), tie("call"), tie("negative")),
  node: fc.oneof(
    {depthSize: "small"},
    tie("leaf"),
    tie("power"),
    tie("sum"),
    tie("parens"),
    tie("negative"),
    tie("choice"),
    tie("call")
  )
})).node as fc.Arbitrary<string>;

describe("powers", () => {
  const head = "const a = 1.5, b = 0.25, c = -1, o = {x: 2, y: 0.5}, f = (x) => x + 1;";

  it("group as ** does in any expression", async () => {
    await fc.assert(
      fc.asyncProperty(expression, async (text) => {
        const source = `${head} const result = ${text}`;
        const {result} = await runText(`${source}; return {result}`);
        const found = (await runCell(source)).result as number;
        // small powers are products, which may round otherwise than the operator
        const isClose = Math.abs(found - (result as number)) <= 1e-9 * Math.abs(found);
        expect(Object.is(found, result) || isClose, `${found} for ${String(result)}`).toBe(true);
      }),
      {numRuns: 300}
    );
  });

  it("go to the engine, every one", () => {
    fc.assert(
      fc.property(expression, (text) => {
        const {code} = compileCell(text, TS);
        expect(code).not.toContain("**");
      }),
      {numRuns: 100}
    );
  });

  it("stay the browser's in fast numerics", () => {
    const {code} = compileCell("a ** b; a **= b", {language: "ts", numerics: "fast"});
    expect(code).toContain("a ** b; a **= b");
  });

  it("evaluate the parts of an assignment's target once, and in order", async () => {
    const source = `
      const log = [];
      const note = (name, value) => (log.push(name), value);
      const target = {get value() { return note("get", 3) }, set value(v) { note("set " + v) }};
      const holder = {get target() { return note("target", target) }};
      const returned = holder.target[note("key", "value")] **= note("exponent", 2);
      holder.target.value **= note("exponent", 1);
      const result = [log, returned];`;
    const {result} = await runText(`${source} return {result}`);
    expect((await runCell(source)).result).toEqual(result);
  });

  it("refuse targets that cannot be taken apart", () => {
    expect(() => compileCell("class A { #x = 1; m(o) { o.p.#x **= 2 } }", TS)).toThrow(
      "a = a ** b"
    );
  });
});

describe("loops", () => {
  const LOOPS = [
    "for (;;) n++",
    "for (;;) {\n}",
    "while (true);",
    "do n++; while (true)",
    "do ; while (true)",
    "for (const x of forever()) n++",
    "for (const x of forever()) { continue }",
    "if (n) n++; else while (true) n--",
    "label: for (;;) for (;;) continue label",
    "const f = () => { while (1) {} }; f()",
    "class A { static m() { for (;;); } static { A.m() } }",
    "const o = {get x() { while (true) n++ }}; o.x",
    "function* g() { while (true) n++ } g().next()",
    "await (async () => { while (true) await null })()",
    "for (const k in new Proxy({}, {ownKeys: () => { while (true); }}));"
  ];
  const head = "let n = 0; function* forever() { let i = 0; while (i < 1e9) yield i++ }\n";

  it.each(LOOPS)("are left when the guard throws: %s", async (source) => {
    let calls = 0;
    const guard = (line: number) => {
      if (++calls > 5) throw new Error(`stopped at line ${line}`);
    };
    await expect(runCell(head + source, {guard})).rejects.toThrow(/stopped at line [12]/);
  });

  it("ask about every thousandth pass, with the line of the loop", async () => {
    const lines: number[] = [];
    await runCell("let n = 0;\nfor (let i = 0; i < 10240; i++)\n  n += i;", {
      guard: (line) => void lines.push(line)
    });
    expect(lines).toEqual(Array.from({length: 10}, () => 2));
  });

  it("count together, so that short loops in long ones are seen", async () => {
    let calls = 0;
    await runCell(
      "const short = () => { for (let i = 0; i < 100; i++); };\nfor (let i = 0; i < 100; i++) short()",
      {guard: () => void calls++}
    );
    expect(calls).toBe(9);
  });
});

describe("the text of a function", () => {
  it("is not cut by what scripts take for a comment", async () => {
    expect(await runCell("const f = (a, b) => a<!--b, c = f(1, 1)", {options: JS})).toMatchObject({
      c: false
    });
  });
});
