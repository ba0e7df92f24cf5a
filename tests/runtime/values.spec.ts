import {describe, expect, it} from "vitest";
import type {CellContext} from "../../web/runtime/types.ts";
import {makeNotebook, wait} from "./openNotebook.ts";

describe("values", () => {
  it("flow by name, wherever the cells stand", async () => {
    const notebook = makeNotebook();
    await notebook.set({c: "const z = x + y", b: "const y = 2 * x", a: "const x = 3"});
    expect(notebook.values()).toEqual({x: 3, y: 6, z: 9});
    expect(notebook.ran()).toEqual(["a", "b", "c"]);
  });

  it("reach readers of readers after an edit, and nobody else", async () => {
    const notebook = makeNotebook();
    const rest = {b: "const y = x + 1", c: "const z = y * 2", d: "const other = 5"};
    await notebook.set({a: "const x = 1", ...rest});
    notebook.ran();
    await notebook.set({a: "const x = 2", ...rest});
    expect(notebook.values()).toEqual({x: 2, y: 3, z: 6, other: 5});
    expect(notebook.ran()).toEqual(["a", "b", "c"]);
  });

  it("are waited for: promises, and the whole of a cell", async () => {
    const notebook = makeNotebook();
    await notebook.set({
      a: "const x = wait(5).then(() => 7); const now = 1",
      b: "const y = x + now",
      c: "await wait(1); const late = 3",
      d: "const sum = late + y"
    });
    expect(notebook.values()).toEqual({x: 7, now: 1, y: 8, late: 3, sum: 11});
  });

  it("that are the same run nobody: cut-off", async () => {
    const notebook = makeNotebook();
    const rest = {b: "const y = x > 0", c: "const z = y ? 'plus' : 'minus'"};
    await notebook.set({a: "const x = 1", ...rest});
    notebook.ran();
    await notebook.set({a: "const x = 2", ...rest});
    expect(notebook.ran()).toEqual(["a", "b"]);
    expect(notebook.log.filter(({cell}) => cell === "b").at(-1).event).toBe("unchanged");
    expect(notebook.statuses()).toEqual({a: "ok", b: "ok", c: "ok"});
  });

  it("are compared as the world says", async () => {
    const notebook = makeNotebook({isSame: (a, b) => JSON.stringify(a) === JSON.stringify(b)});
    await notebook.set({a: "const x = [1, 2]", b: "const y = x.length"});
    notebook.ran();
    await notebook.set({a: "const x = [1, 2,]", b: "const y = x.length"});
    expect(notebook.ran()).toEqual(["a"]);
  });

  it("of one name do not disturb readers of another", async () => {
    const notebook = makeNotebook();
    const rest = {b: "const p = x", c: "const q = y"};
    await notebook.set({a: "const x = 1, y = 2", ...rest});
    notebook.ran();
    await notebook.set({a: "const x = 1, y = 3", ...rest});
    expect(notebook.ran()).toEqual(["a", "c"]);
  });

  it("that come back make stale readers good again without a run", async () => {
    const notebook = makeNotebook();
    const rest = {b: {source: "const y = x + 1", run: "manual" as const}, c: "const z = y"};
    await notebook.set({a: "const x = 1", ...rest});
    await notebook.run(["b"]);
    await notebook.set({a: "const x = 2", ...rest});
    expect(notebook.statuses()).toEqual({a: "ok", b: "stale", c: "stale"});
    expect(notebook.report("b").reason).toEqual({kind: "changed", name: "x", from: "1", to: "2"});
    expect(notebook.report("c").reason).toEqual({kind: "behind", name: "y", cell: "b"});
    notebook.ran();
    await notebook.set({a: "const x = 1; // again", ...rest});
    expect(notebook.statuses()).toEqual({a: "ok", b: "ok", c: "ok"});
    expect(notebook.ran()).toEqual(["a"]);
  });

  it("of builtins give way to a cell's", async () => {
    const builtins = new Map([["tau", () => 6.28]]);
    const notebook = makeNotebook({builtins});
    await notebook.set({b: "const y = tau"});
    expect(notebook.values()).toEqual({y: 6.28});
    await notebook.set({b: "const y = tau", a: "const tau = 6"});
    expect(notebook.values()).toEqual({y: 6, tau: 6});
    await notebook.set({b: "const y = tau + 0", a: "const other = 6"});
    expect(notebook.values()).toEqual({y: 6.28, other: 6});
  });

  it("of the browser need no cell, and a cell's win", async () => {
    const notebook = makeNotebook();
    await notebook.set({a: "const x = typeof structuredClone"});
    expect(notebook.values()).toEqual({x: "function"});
    await notebook.set({a: "const x = typeof structuredClone", b: "const structuredClone = 1"});
    expect(notebook.values()).toEqual({x: "number", structuredClone: 1});
  });

  it("bound to a run are made once a run", async () => {
    let calls = 0;
    const notebook = makeNotebook({builtins: new Map([["once", () => ++calls]])});
    await notebook.set({a: "const x = [once, once]"});
    expect(notebook.values()).toEqual({x: [1, 1]});
    await notebook.run(["a"]);
    expect(notebook.values()).toEqual({x: [2, 2]});
  });

  it("that load first are waited for, except the end of the run", async () => {
    const builtins = new Map<string, (context: CellContext) => unknown>([
      ["slow", () => wait(5).then(() => 4)],
      ["invalidation", ({invalidation}) => invalidation]
    ]);
    const notebook = makeNotebook({builtins});
    await notebook.set({a: "const x = [slow, invalidation instanceof Promise]"});
    expect(notebook.values()).toEqual({x: [4, true]});
  });

  it("keep their moment while they stay the same", async () => {
    const notebook = makeNotebook();
    await notebook.set({a: "const x = 1, y = {}"});
    const before = notebook.graph.variables();
    await notebook.run(["a"]);
    const after = notebook.graph.variables();
    expect(after[0].at).toBe(before[0].at);
    expect(after[1].at).toBeGreaterThan(before[1].at);
  });
});

describe("order", () => {
  it("is that of the document where names leave it open", async () => {
    const notebook = makeNotebook();
    await notebook.set({
      d: "const d = a",
      c: "const c = 1",
      a: "const a = 1",
      e: "const e = d + c",
      b: "const b = 1"
    });
    expect(notebook.ran()).toEqual(["c", "a", "d", "e", "b"]);
  });

  it("starts what needs nothing while others still wait", async () => {
    const notebook = makeNotebook();
    const done = notebook.set({
      a: "await wait(40); const x = 1",
      b: "const y = x",
      c: "await wait(20); const z = 1"
    });
    await wait();
    expect(notebook.statuses()).toEqual({a: "running", b: "queued", c: "running"});
    expect(notebook.report("b").reason).toEqual({kind: "behind", name: "x", cell: "a"});
    await done;
    const ends = notebook.log.filter(({event}) => event === "ok").map(({cell}) => cell);
    expect(ends).toEqual(["c", "a", "b"]);
  });

  it("comes within microtasks of a change", async () => {
    const notebook = makeNotebook();
    await notebook.set({a: "const x = 1", b: "const y = x + 1"});
    let macrotasks = 0;
    const timer = setInterval(() => macrotasks++, 0);
    await notebook.set({a: "const x = 5", b: "const y = x + 1"});
    clearInterval(timer);
    expect(notebook.values().y).toBe(6);
    expect(macrotasks).toBe(0);
  });

  it("lets others have their turn between many cells", async () => {
    const notebook = makeNotebook();
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    const busy = "const end = performance.now() + 20; while (performance.now() < end);";
    const cells = Array.from({length: 8}, (_, i): [string, string] => [
      `c${i}`,
      `{${busy}}; const x${i} = 1`
    ]);
    await notebook.set(Object.fromEntries(cells));
    clearInterval(timer);
    expect(Object.keys(notebook.values())).toHaveLength(8);
    expect(turns).toBeGreaterThan(1);
  });
});
