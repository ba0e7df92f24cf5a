import {describe, expect, it} from "vitest";
import {compileCell} from "../../web/lang/compile.ts";
import {toPlace} from "../../web/lang/place.ts";
import {TS, runCell} from "./runCell.ts";

const load = (specifier: string) =>
  Promise.resolve({default: `default of ${specifier}`, y: "why", "a-b": "dashed"} as Record<
    string,
    unknown
  >);

describe("imports", () => {
  it.each([
    ["import x from 'q'", {x: "default of q"}],
    [
      "import {y, y as z, default as d, 'a-b' as c} from 'q'",
      {y: "why", z: "why", d: "default of q", c: "dashed"}
    ],
    ["import x, {y} from 'q'", {x: "default of q", y: "why"}],
    ["import * as n from 'q'; const y = n.y", {y: "why"}],
    ["import x, * as n from 'q'; const y = n.y", {x: "default of q", y: "why"}],
    ["import 'q'", {}],
    ["import type {T} from 'gone'; import {type U, y} from 'q'", {y: "why"}],
    ["const a = x; import x from 'q'", {a: "default of q", x: "default of q"}],
    ["const {y} = await import('q')", {y: "why"}],
    ["const f = () => import('q'); const {y} = await f()", {y: "why"}],
    ["const a = 1\nimport {\n  y\n} from 'q'\nconst b = y", {a: 1, b: "why"}]
  ])("%s", async (source, expected) => {
    expect(await runCell(source, {load})).toMatchObject(expected);
  });

  it("are listed with their places, dynamic ones too", () => {
    expect(compileCell("import x from 'q'\nimport('r'); import(s)", TS).imports).toEqual([
      {specifier: "q", line: 1, column: 15},
      {specifier: "r", line: 2, column: 8}
    ]);
  });

  it("fail at once for a name that the module lacks", async () => {
    await expect(runCell("import {nope} from 'q'", {load})).rejects.toThrow(
      'import: "q" has no export named nope'
    );
  });

  it("run before the cell, and answer for their own line", () => {
    const {code, map} = compileCell("const a = 1\nimport x from 'q'", TS);
    const column = code.indexOf("await cuvette.import") + 1;
    expect(toPlace(map, 1, column).line).toBe(2);
    expect(toPlace(map, 1, code.indexOf("const a") + 1)).toEqual({line: 1, column: 1});
  });

  it("do not reach for what was erased", () => {
    expect(compileCell("import type {T} from 'q'", TS).imports).toEqual([]);
  });
});
