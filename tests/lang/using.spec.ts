import {describe, expect, it} from "vitest";
import {compileCell} from "../../web/lang/compile.ts";
import {TS, runCell} from "./runCell.ts";

/** A cell that notes what is opened and closed. */
const HEAD = `
const log: string[] = [];
const open = (name: string) => (log.push("+" + name), {name, [Symbol.dispose]() { log.push("-" + name) }});
const openAsync = (name: string) => (log.push("+" + name), {name, async [Symbol.asyncDispose]() { await null; log.push("-" + name) }});
const failing = (name: string) => ({[Symbol.dispose]() { throw new Error(name) }});
`;
const run = async (body: string) => (await runCell(HEAD + body)).log;

describe("using within a block", () => {
  it.each([
    [
      "{ using a = open('a'), b = open('b'); log.push(a.name) } log.push('out')",
      "+a +b a -b -a out"
    ],
    ["{ using a = open('a') } { using b = open('b'); }", "+a -a +b -b"],
    [
      "function f() { using a = open('a'); return g(); function g() { log.push('g') } } f()",
      "+a g -a"
    ],
    ["(() => { using a = open('a'); log.push('x') })()", "+a x -a"],
    [
      "for (const n of ['a', 'b']) { using x = open(n); if (n === 'a') continue; log.push('in') }",
      "+a -a +b in -b"
    ],
    ["for (using x of [open('a'), open('b')]) log.push(x.name)", "+a +b a -a b -b"],
    ["for (using x of [open('a')]) { log.push(x.name) }", "+a a -a"],
    ["for (using x = open('a'), i = null; log.length < 3;) log.push(x.name)", "+a a a -a"],
    ["{ using a = null, b = undefined; log.push('none') }", "none"],
    ["class A { static { using a = open('a'); log.push('s') } }", "+a s -a"],
    ["try { using a = open('a'); throw 1 } catch { log.push('caught') }", "+a -a caught"],
    [
      "{ await using a = openAsync('a'); using b = open('b'); log.push('in') } log.push('out')",
      "+a +b in -b -a out"
    ],
    ["await (async () => { await using a = open('a'); return 1 })()", "+a -a"],
    ["for (await using x of [openAsync('a')]) log.push('in')", "+a in -a"],
    ["{ using a: {name: string} = open('a') as {name: string}\n}", "+a -a"]
  ])("%s", async (body, expected) => {
    expect(((await run(body)) as string[]).join(" ")).toBe(expected);
  });

  it("keeps the first failure in the last", async () => {
    const source = `${HEAD} let caught: any; try { using a = failing("a"), b = failing("b"); throw new Error("body") } catch (e) { caught = e }`;
    const {caught} = (await runCell(source)) as {
      caught: {error: Error; suppressed: {error: Error; suppressed: Error}; name: string};
    };
    expect(caught.name).toBe("SuppressedError");
    expect(caught.error.message).toBe("a");
    expect(caught.suppressed.error.message).toBe("b");
    expect(caught.suppressed.suppressed.message).toBe("body");
  });

  it("refuses what cannot be disposed of", async () => {
    await expect(run("{ using a = {} }")).rejects.toThrow("[Symbol.dispose]");
  });
});

describe("using at the top level of a cell", () => {
  it("disposes when the run is over, not when the cell has run", async () => {
    const ends: (() => Promise<void> | undefined)[] = [];
    const {log} = (await runCell(
      `${HEAD} using a = open("a"); await using b = openAsync("b"); log.push(a.name)`,
      {
        onInvalidation: (end) => void ends.push(end)
      }
    )) as {log: string[]};
    expect(log.join(" ")).toBe("+a +b a");
    expect(ends).toHaveLength(1);
    await ends[0]();
    expect(log.join(" ")).toBe("+a +b a -b -a");
  });

  it("is a name that other cells read", () => {
    expect(compileCell("using a = f()", TS).defines).toEqual(["a"]);
  });

  it("leaves a function or a name called using alone", async () => {
    expect(
      await runCell("const using = (x: number) => x; const a = using(1), b = using")
    ).toMatchObject({a: 1});
  });
});
