import {describe, expect, it} from "vitest";
import {makeNotebook, wait} from "./openNotebook.ts";

describe("outputs", () => {
  it("are an expression's value, or what a program displays", async () => {
    const notebook = makeNotebook();
    await notebook.set({
      a: "1 + 2",
      b: "display(1); display(2);",
      c: "const x = 5",
      d: "void 0",
      e: "wait(1).then(() => 'late')",
      f: "display('once')",
      g: "({x: 1})"
    });
    const all = ["a", "b", "c", "d", "e", "f", "g"].map((id) => notebook.outputs(id));
    expect(all).toEqual([[3], [1, 2], [], [], ["late"], ["once"], [{x: 1}]]);
  });

  it("of the run before stay until the first new one", async () => {
    const notebook = makeNotebook();
    await notebook.set({a: "display('old'); display('older')"});
    const done = notebook.set({a: "await wait(20); display('new'); await wait(20)"});
    await wait(5);
    expect(notebook.outputs("a")).toEqual(["old", "older"]);
    await wait(25);
    expect(notebook.outputs("a")).toEqual(["new"]);
    await done;
    expect(notebook.shown.map(({outputs}) => outputs.map(({value}) => value))).toEqual([
      ["old", "older"],
      ["new"]
    ]);
  });

  it("are cleared by a run that ends without", async () => {
    const notebook = makeNotebook();
    await notebook.set({a: "display(1)"});
    await notebook.set({a: "const x = 1"});
    expect(notebook.outputs("a")).toEqual([]);
    expect(notebook.shown.at(-1)).toEqual({id: "a", outputs: []});
  });

  it("stay when a run fails after them or is stopped before it has any", async () => {
    const notebook = makeNotebook();
    await notebook.set({a: "display('seen'); null.x"});
    expect(notebook.outputs("a")).toEqual(["seen"]);
    const done = notebook.set({a: "await wait(60000)"});
    await wait(5);
    notebook.graph.stop();
    await done;
    expect(notebook.outputs("a")).toEqual(["seen"]);
  });

  it("keep their key while the value changes in place", async () => {
    const notebook = makeNotebook();
    await notebook.set({a: "display((function* () { yield 1; yield 2; yield 3; })())"});
    await wait(40);
    const keys = new Set(notebook.shown.flatMap(({outputs}) => outputs.map(({key}) => key)));
    expect(keys.size).toBe(1);
    expect(notebook.outputs("a")).toEqual([3]);
  });

  it("of a promise come at its place", async () => {
    const notebook = makeNotebook();
    await notebook.set({a: "display(wait(5).then(() => 'late')); display('now'); await wait(10)"});
    expect(notebook.outputs("a")).toEqual(["late", "now"]);
  });

  it("of an expression that gives a generator are its newest value", async () => {
    const notebook = makeNotebook();
    await notebook.set({a: "(function* () { yield 1; yield 2; })()"});
    await wait(30);
    expect(notebook.outputs("a")).toEqual([2]);
  });

  it("cannot come from a run that is over", async () => {
    const errors: Error[] = [];
    const builtins = new Map<string, (context: {display: unknown}) => unknown>([
      ["display", ({display}) => display],
      ["wait", () => wait],
      ["note", () => (error: Error) => errors.push(error)]
    ]);
    const notebook = makeNotebook({builtins});
    await notebook.set({a: "wait(10).then(() => display('late')).catch(note); const x = 1"});
    await notebook.set({a: "const x = 2"});
    await wait(20);
    expect(errors.map(({message}) => message)).toEqual([expect.stringMatching(/^display: /)]);
    expect(notebook.outputs("a")).toEqual([]);
  });

  it("may come later from a run that still stands", async () => {
    const notebook = makeNotebook();
    await notebook.set({a: "wait(5).then(() => display('late')); const x = 1"});
    await wait(20);
    expect(notebook.outputs("a")).toEqual(["late"]);
  });
});
