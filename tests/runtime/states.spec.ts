import {describe, expect, it} from "vitest";
import {makeNotebook} from "./openNotebook.ts";

describe("what cannot run says why", () => {
  it("two cells with one name, and recovers without a run", async () => {
    const notebook = makeNotebook();
    await notebook.set({a: "const x = 1, y = 2", r: "const z = x", s: "const w = y"});
    notebook.ran();
    const first = {a: "const x = 1, y = 2", r: "const z = x", s: "const w = y"};
    await notebook.set({...first, b: "const x = 2"});
    const reason = {kind: "duplicate", name: "x", cells: ["a", "b"]};
    expect(notebook.statuses()).toEqual({a: "blocked", b: "blocked", r: "blocked", s: "blocked"});
    for (const id of ["a", "b", "r", "s"]) expect(notebook.report(id).reason).toEqual(reason);
    await notebook.set(first);
    expect(notebook.statuses()).toEqual({a: "ok", r: "ok", s: "ok"});
    expect(notebook.ran()).toEqual([]);
  });

  it("a cycle, by its cells and names", async () => {
    const notebook = makeNotebook();
    await notebook.set({
      a: "const x = z + 1",
      b: "const y = x",
      c: "const z = y",
      d: "const w = x"
    });
    expect(notebook.report("a").reason).toEqual({
      kind: "cycle",
      cells: ["a", "b", "c"],
      names: ["x", "y", "z"]
    });
    expect(notebook.statuses()).toEqual({a: "blocked", b: "blocked", c: "blocked", d: "blocked"});
    expect(notebook.report("d").reason.kind).toBe("cycle");
    await notebook.set({a: "const x = 1", b: "const y = x", c: "const z = y", d: "const w = x"});
    expect(notebook.values()).toEqual({x: 1, y: 1, z: 1, w: 1});
  });

  it("an assignment to another cell's name, at its place", async () => {
    const notebook = makeNotebook();
    await notebook.set({a: "let x = 1", b: "const y = 1;\n  x = 2;", c: "const z = y"});
    const {status, reason, error} = notebook.report("b");
    expect({status, reason}).toEqual({
      status: "error",
      reason: {kind: "foreign", name: "x", cell: "a"}
    });
    expect(error).toMatchObject({name: "SyntaxError", line: 2, column: 3});
    expect(notebook.report("c").reason).toEqual({kind: "failed", name: "y", cell: "b"});
    expect(notebook.values()).toEqual({x: 1});
  });

  it("a name that nobody defines", async () => {
    const notebook = makeNotebook();
    await notebook.set({a: "const x = nothing + 1", b: "const y = x"});
    const reason = {kind: "missing", name: "nothing"};
    expect([notebook.report("a").reason, notebook.report("b").reason]).toEqual([reason, reason]);
    await notebook.set({a: "const x = nothing + 1", b: "const y = x", c: "const nothing = 0"});
    expect(notebook.values()).toEqual({nothing: 0, x: 1, y: 1});
  });

  it("a name whose cell was deleted, also if the browser has one of that name", async () => {
    const notebook = makeNotebook();
    const reader = {b: "const y = x", c: "const z = structuredClone"};
    await notebook.set({a: "const x = 1, structuredClone = 2", ...reader});
    await notebook.set(reader);
    expect(notebook.report("b").reason).toEqual({kind: "missing", name: "x"});
    expect(notebook.report("c").reason).toEqual({kind: "missing", name: "structuredClone"});
    expect(notebook.values()).toEqual({y: 1, z: 2});
    // written anew, it means the browser's
    await notebook.set({...reader, c: "const z = typeof structuredClone"});
    expect(notebook.values().z).toBe("function");
  });

  it("a failure above, naming where it began", async () => {
    const notebook = makeNotebook();
    const rest = {b: "const y = x + 1", c: "const z = y"};
    await notebook.set({a: "const x = 1", ...rest});
    await notebook.set({a: "const x = missing.what", ...rest, d: "const missing = undefined"});
    expect(notebook.statuses()).toEqual({a: "error", b: "blocked", c: "blocked", d: "ok"});
    const reason = {kind: "failed", name: "x", cell: "a"};
    expect([notebook.report("b").reason, notebook.report("c").reason]).toEqual([reason, reason]);
    notebook.ran();
    await notebook.set({a: "const x = 1", ...rest, d: "const missing = undefined"});
    expect(notebook.statuses()).toEqual({a: "ok", b: "ok", c: "ok", d: "ok"});
    expect(notebook.ran()).toEqual(["a"]);
  });

  it("source that is not a program, and keeps its name meanwhile", async () => {
    const notebook = makeNotebook();
    await notebook.set({a: "const x = 1", b: "const y = x"});
    await notebook.set({a: "const x = (", b: "const y = x"});
    expect(notebook.report("a")).toMatchObject({
      status: "error",
      error: {name: "SyntaxError", line: 1}
    });
    expect(notebook.report("b").reason).toEqual({kind: "failed", name: "x", cell: "a"});
    notebook.ran();
    await notebook.set({a: "const x = 1", b: "const y = x"});
    expect(notebook.ran()).toEqual([]);
    expect(notebook.statuses()).toEqual({a: "ok", b: "ok"});
  });

  it("a disabled cell and its readers", async () => {
    const notebook = makeNotebook();
    await notebook.set({a: {source: "const x = 1", disabled: true}, b: "const y = x"});
    expect(notebook.statuses()).toEqual({a: "disabled", b: "blocked"});
    expect(notebook.report("b").reason).toEqual({kind: "disabled", name: "x", cell: "a"});
    expect(notebook.ran()).toEqual([]);
    await notebook.set({a: "const x = 1", b: "const y = x"});
    expect(notebook.values()).toEqual({x: 1, y: 1});
  });
});

describe("functions may call one another across cells", () => {
  const even = "function isEven(n) { return n === 0 || isOdd(n - 1) }";
  const odd = "function isOdd(n) { return n !== 0 && isEven(n - 1) }";

  it("and are there together", async () => {
    const notebook = makeNotebook();
    await notebook.set({r: "const answer = [isEven(10), isOdd(10)]", a: even, b: odd});
    expect(notebook.values().answer).toEqual([true, false]);
    notebook.ran();
    await notebook.set({
      r: "const answer = [isEven(10), isOdd(10)]",
      a: even,
      b: `${odd} // edited`
    });
    expect(notebook.ran()).toEqual(["a", "b", "r"]);
  });

  it("but not before they are there", async () => {
    const notebook = makeNotebook();
    await notebook.set({
      a: `${even}; const early = isOdd(1)`,
      b: odd,
      r: "const answer = isOdd(3)"
    });
    expect(notebook.report("a").error).toMatchObject({name: "ReferenceError"});
    expect(notebook.report("r").reason).toMatchObject({kind: "failed", cell: "a"});
  });

  it("and wait for what any of them reads", async () => {
    const notebook = makeNotebook();
    await notebook.set({
      a: even,
      b: "function isOdd(n) { return n !== zero && isEven(n - 1) }",
      c: "await wait(5); const zero = 0",
      r: "const answer = isEven(4)"
    });
    expect(notebook.values().answer).toBe(true);
    expect(notebook.ran()).toEqual(["c", "a", "b", "r"]);
  });
});
