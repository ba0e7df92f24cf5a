import {describe, expect, it} from "vitest";
import {findName, renameName} from "../../web/lang/rename.ts";

function rename(source: string, from = "x", to = "y"): string {
  return renameName(source, "ts", from, to).reduceRight(
    (text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end),
    source
  );
}

describe("a shared name is renamed", () => {
  it.each([
    ["x + x.x + o.x", "y + y.x + o.x"],
    ["const x: T = 1; x += f(x)", "const y: T = 1; y += f(y)"],
    ["({x, x: x, [x]: 1, m: {x}})", "({x: y, x: y, [y]: 1, m: {x: y}})"],
    ["const {x, a: {b} = x} = o", "const {x: y, a: {b} = y} = o"],
    ["const {x = 1} = o", "const {x: y = 1} = o"],
    ["({x} = o)", "({x: y} = o)"],
    ["import {x} from 'q'; x()", "import {x as y} from 'q'; y()"],
    [
      "import {z as x} from 'q'; import * as w from 'q'",
      "import {z as y} from 'q'; import * as w from 'q'"
    ],
    ["import x from 'q'", "import y from 'q'"],
    ["function x() { return x() }", "function y() { return y() }"],
    [
      "class x extends B { static x = x; m(): x { return new x() } }",
      "class y extends B { static x = y; m(): y { return new y() } }"
    ],
    ["const f = (x) => x; x", "const f = (x) => x; y"],
    ["{ let x = 1; x } x", "{ let x = 1; x } y"],
    [
      "const f = (a = x) => { var x = 1; return x }",
      "const f = (a = y) => { var x = 1; return x }"
    ],
    [
      "let a: typeof x, b: x, c = x as Map<x, string>",
      "let a: typeof y, b: y, c = y as Map<y, string>"
    ],
    ["type A<x> = x | B<x>; x", "type A<x> = x | B<x>; y"],
    ["interface x { x: x }", "interface y { x: y }"],
    ["x: for (;;) { break x } x", "x: for (;;) { break x } y"],
    ["x!.y; x?.x; `${x}`; x`a`; x++; delete x.x", "y!.y; y?.x; `${y}`; y`a`; y++; delete y.x"],
    ["const z = 1", "const z = 1"]
  ])("%s", (source, expected) => {
    expect(rename(source)).toBe(expected);
  });

  it.each([
    ["(y) => x + y", "on line 1"],
    ["x +\ny", "on line 2"],
    ["const x = 1;\nconst y = 2", "on line 2"],
    ["let a;\n{ const y = 1; x }", "on line 2"]
  ])("unless the new name means something there: %s", (source, place) => {
    expect(() => rename(source)).toThrow(
      `rename: y already means something in this cell, ${place}`
    );
  });

  it("even if the new name is used elsewhere in the cell by itself", () => {
    expect(rename("const f = (y) => y; x")).toBe("const f = (y) => y; y");
  });

  it.each(["", "1a", "class", "a b", "a-b", "a = 1, b", "{a}"])("but not to %j", (to) => {
    expect(() => rename("x", "x", to)).toThrow(RangeError);
  });
});

describe("a shared name is found", () => {
  it("where it is defined, read, written and a type", () => {
    const source = "let x = 1\nx = x + 1; let t: typeof x";
    expect(findName(source, "ts", "x")).toEqual([
      {kind: "definition", start: 4, end: 5, line: 1, column: 5},
      {kind: "write", start: 10, end: 11, line: 2, column: 1},
      {kind: "read", start: 14, end: 15, line: 2, column: 5},
      {kind: "type", start: 35, end: 36, line: 2, column: 26}
    ]);
  });

  it("not where it is something else, nor in a cell that does not parse", () => {
    expect(findName("((x) => x)(o.x)", "ts", "x")).toEqual([]);
    expect(findName("x +", "ts", "x")).toEqual([]);
  });
});
