import {describe, expect, it} from "vitest";
import {toCellError} from "../../web/runtime/cellErrors.ts";
import {readStack} from "../../web/runtime/program.ts";
import {makeNotebook} from "./openNotebook.ts";

describe("errors", () => {
  it("stand at their place in the cell", async () => {
    const notebook = makeNotebook();
    await notebook.set({a: "const x: number = 1;\nconst y = 2;\n  null.what;"});
    const {status, error} = notebook.report("a");
    expect(status).toBe("error");
    expect(error).toMatchObject({name: "TypeError", line: 3, column: 8});
    expect(error!.trace).toEqual([{cell: "a", line: 3, column: 8}]);
    expect(notebook.log.at(-1)).toMatchObject({
      event: "error",
      message: expect.stringContaining("TypeError: ") as string
    });
  });

  it("name the cells on their way, innermost first", async () => {
    const notebook = makeNotebook();
    await notebook.set({
      a: "// a comment\nfunction check(x) {\n  if (x < 0) throw new RangeError('too small');\n}",
      b: "const f = async () => {\n  await null;\n  check(-1);\n}\nawait f()"
    });
    const {error} = notebook.report("b");
    expect(error).toMatchObject({name: "RangeError", message: "too small", line: 3});
    expect(error!.trace.map(({cell, line}) => `${cell}:${line}`)).toEqual(["a:3", "b:3", "b:5"]);
  });

  it.each([
    ["throw 5", "thrown: 5"],
    ["throw null", "thrown: null"],
    ["throw Object.create(null)", "thrown: object"],
    ["await Promise.reject(new Error('no'))", "no"],
    ["const x = Promise.reject(new Error('later'))", "later"]
  ])("may be anything: %s", async (source, message) => {
    const notebook = makeNotebook();
    await notebook.set({a: source});
    expect(notebook.report("a").error).toMatchObject({name: "Error", message});
  });

  it("that count in a function's own text stand where the cell has it", async () => {
    const refuse = () => (f: () => unknown) => {
      throw Object.assign(new SyntaxError("not here (line 2, column 5)"), {
        source: String(f),
        line: 2,
        column: 5
      });
    };
    const notebook = makeNotebook({builtins: new Map([["refuse", refuse]])});
    await notebook.set({
      a: "const z = 1 as number; refuse((x: number) => {\n  x ** 2;\n});",
      b: "const f =\n\n    (y) => {\n  y ** 2;\n}",
      c: "refuse(f)"
    });
    expect(notebook.report("a").error).toMatchObject({message: "not here", line: 2});
    const {error} = notebook.report("c");
    expect(error).toMatchObject({line: 1});
    expect(error!.trace.map(({cell, line}) => `${cell}:${line}`)).toEqual(["b:4", "c:1"]);
  });

  it("of what every cell can name are the cell's", async () => {
    const bad = () => {
      throw new TypeError("nothing to bind");
    };
    const notebook = makeNotebook({builtins: new Map([["bad", bad]])});
    await notebook.set({a: "const x = bad"});
    expect(notebook.report("a").error).toMatchObject({message: "nothing to bind", line: 0});
  });

  it("are found in the stacks of all three engines", () => {
    const at = {cell: "my-cell", line: 3, column: 7};
    const head = readStack("at f (cuvette-cell-x.js:0:1)")[0].line;
    const line = 3 - head;
    const stacks = [
      `Error: x\n    at f (cuvette-cell-my-cell.js:${line}:7)\n    at g (https://a.b/c.js:1:2)`,
      `Error: x\n    at async cuvette-cell-my-cell.js:${line}:7`,
      `f@cuvette-cell-my-cell.js:${line}:7\ng@https://a.b/c.js:1:2\n`,
      `@cuvette-cell-my-cell.js:${line}:7\n[native code]`
    ];
    for (const stack of stacks) expect(readStack(stack)).toEqual([at]);
    expect(readStack("at f (https://a.b/c.js:1:2)")).toEqual([]);
  });

  it("keep a cell's id whatever is in it", async () => {
    const notebook = makeNotebook();
    await notebook.set({"größe (1)": "null.x"});
    expect(notebook.report("größe (1)").error).toMatchObject({line: 1});
  });

  it("without a frame in the cell have no place", () => {
    expect(toCellError(new Error("far away"), "a", new Map())).toEqual({
      name: "Error",
      message: "far away",
      line: 0,
      column: 0,
      trace: []
    });
  });

  it("in text that is no program do not stop the graph", async () => {
    const notebook = makeNotebook();
    notebook.graph.setCells([
      {
        id: "a",
        key: "1",
        run: "auto",
        disabled: false,
        compiled: {
          kind: "program",
          code: "return {",
          defines: ["x"],
          functions: [],
          types: [],
          reads: [],
          assigns: [],
          imports: [],
          marks: [],
          map: []
        }
      }
    ]);
    await notebook.graph.settled();
    expect(notebook.report("a")).toMatchObject({status: "error", error: {name: "SyntaxError"}});
  });
});

describe("a loop that holds the thread", () => {
  const limit = 0.05;

  it.each([
    ["for ever", "let i = 0;\nwhile (true) i++;", 2],
    ["in microtasks only", "while (true)\n  await 0;", 1],
    ["and catches what stops it", "for (;;) {\n  try { for (;;) {} }\n  catch {}\n}", 2],
    ["in a function", "const f = () => {\n\n  do {} while (true);\n};\nf();", 3]
  ])("%s is stopped at its line", async (_how, source, line) => {
    const notebook = makeNotebook({limit});
    await notebook.set({a: source, b: "const fine = 1"});
    const {status, error} = notebook.report("a");
    expect(status).toBe("error");
    expect(error).toMatchObject({name: "LoopError", line});
    expect(error!.message).toContain("0.05 s");
    expect(error!.message).toContain(`line ${line}`);
    expect(notebook.values()).toEqual({fine: 1});
  });

  it("is an error also if the cell swallows it", async () => {
    const notebook = makeNotebook({limit});
    await notebook.set({a: "try { while (true); } catch {} const x = 1"});
    expect(notebook.report("a").error!.name).toBe("LoopError");
    expect(notebook.values()).toEqual({});
  });

  it("may take as long as its cell is allowed", async () => {
    const notebook = makeNotebook({limit});
    const source =
      "const x = 1; { const end = performance.now() + 120; while (performance.now() < end); }";
    await notebook.set({a: {source, limit: 10}, b: source.replace("x", "y")});
    expect(notebook.statuses()).toEqual({a: "ok", b: "error"});
  });

  it("may go on for ever if it pauses", async () => {
    // each stretch far below the limit, all together above it
    const notebook = makeNotebook({limit: 0.5});
    const source =
      "let n = 0; for (let k = 0; k < 12; k++) { const end = performance.now() + 50;" +
      "while (performance.now() < end) n++; await wait(0) } const done = true";
    await notebook.set({a: source});
    expect(notebook.statuses()).toEqual({a: "ok"});
  });

  it("is not blamed for the time of the cells before it", async () => {
    const notebook = makeNotebook({limit: 0.5});
    const source = "const end = performance.now() + 200; while (performance.now() < end);";
    await notebook.set({a: `{${source}}`, b: `{{${source}}}`, c: `{{{${source}}}}`});
    expect(notebook.statuses()).toEqual({a: "ok", b: "ok", c: "ok"});
  });
});
