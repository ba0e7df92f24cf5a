// The sentences and small decisions of the notebook's page that need no browser.
import {describe, expect, it} from "vitest";
import {describeReason, describeState, findNamedCells} from "../../web/ui/cells/describeReason.ts";
import {showKeys, toChord} from "../../web/ui/commands/command.ts";
import {toModuleUrl} from "../../web/ui/notebook/loadModule.ts";
import {showTime} from "../../web/ui/showTime.ts";
import type {CellReport} from "../../web/runtime/types.ts";

const nameCell = (id: string) => `cell ${id}`;

describe("a reason in words", () => {
  it("names the cells of duplicates and cycles", () => {
    expect(describeReason({kind: "duplicate", name: "x", cells: ["2", "4"]}, nameCell)).toMatch(
      /^x is defined in cell 2, cell 4: /
    );
    const cycle = {kind: "cycle" as const, cells: ["1", "2"], names: ["a", "b"]};
    expect(describeReason(cycle, nameCell)).toBe(
      "These cells wait for each other: a → b → a (cell 1, cell 2)."
    );
    expect(findNamedCells(cycle)).toEqual(["1", "2"]);
  });

  it("says where a missing name is read, if that is another cell", () => {
    const missing = {kind: "missing" as const, name: "x"};
    expect(describeReason(missing, nameCell)).toBe("No cell defines x.");
    expect(describeReason(missing, nameCell, "3")).toMatch(
      /^Waiting for cell 3: no cell defines x/
    );
    expect(findNamedCells(missing)).toEqual([]);
  });

  it("gives both values of a change where they are known", () => {
    expect(describeReason({kind: "changed", name: "n", from: "1", to: "2"}, nameCell)).toContain(
      "n changed: 1 → 2"
    );
    expect(describeReason({kind: "changed", name: "n"}, nameCell)).toBe("Out of date: n changed.");
  });
});

it("tells a cell's state, with the time of a run that ended well", () => {
  const report = {status: "ok", elapsed: 120} as CellReport;
  expect(describeState(undefined)).toBe("not run");
  expect(describeState(report)).toBe("ok, 120 ms");
  expect(describeState({...report, status: "error"})).toBe("failed");
});

it("says times without 1000 ms, 60 s or 1 min 60 s", () => {
  expect([0.4, 12.3, 999.7, 9960, 59_700, 119_800, 120_000].map(showTime)).toEqual([
    "< 1 ms",
    "12 ms",
    "1.0 s",
    "10 s",
    "1 min",
    "2 min",
    "2 min"
  ]);
});

describe("chords", () => {
  const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
    toChord({
      key,
      code: "",
      altKey: false,
      ctrlKey: false,
      shiftKey: false,
      ...more
    } as KeyboardEvent);

  it("are named by what is typed, and by the key's place with Alt", () => {
    expect(press("Enter", {ctrlKey: true})).toBe("Mod-Enter");
    expect(press("Z", {ctrlKey: true, shiftKey: true})).toBe("Mod-Shift-z");
    expect(press("?", {shiftKey: true})).toBe("?");
    expect(press("¡", {altKey: true, code: "Digit1"})).toBe("Alt-1");
    expect(press("ArrowUp", {altKey: true, code: "ArrowUp"})).toBe("Alt-ArrowUp");
  });

  it("are shown as on the keyboard", () => {
    expect(showKeys("Mod-Shift-p")).toBe("Ctrl+Shift+P");
    expect(showKeys("d d")).toBe("D D");
  });
});

it("takes only pinned packages and https addresses as modules", () => {
  expect(toModuleUrl("npm:d3-array@3.2.4").href).toBe(
    "https://cdn.jsdelivr.net/npm/d3-array@3.2.4/+esm"
  );
  expect(() => toModuleUrl("npm:d3-array")).toThrow(RangeError);
  expect(() => toModuleUrl("http://example.org/x.js")).toThrow("https");
});
