import {describe, expect, it} from "vitest";
import type {CellContext} from "../../web/runtime/types.ts";
import {makeNotebook, wait} from "./openNotebook.ts";

describe("modes", () => {
  it("manual: nothing runs before it is told to, then what it needs", async () => {
    const notebook = makeNotebook();
    const manual = (source: string) => ({source, run: "manual" as const});
    await notebook.set({a: manual("const x = 1"), b: manual("const y = x"), c: "const z = y"});
    expect(notebook.statuses()).toEqual({a: "idle", b: "idle", c: "idle"});
    expect(notebook.report("a").reason).toEqual({kind: "manual"});
    expect(notebook.report("b").reason).toEqual({kind: "behind", name: "x", cell: "a"});
    await notebook.run(["b"]);
    expect(notebook.statuses()).toEqual({a: "ok", b: "ok", c: "ok"});
    expect(notebook.ran()).toEqual(["a", "b", "c"]);
    await notebook.set({a: manual("const x = 2"), b: manual("const y = x"), c: "const z = y"});
    expect(notebook.report("a")).toMatchObject({status: "stale", reason: {kind: "edited"}});
    await notebook.run("stale");
    expect(notebook.values()).toEqual({x: 2, y: 2, z: 2});
    expect(notebook.ran()).toEqual(["a", "b", "c"]);
  });

  it("once: on opening, not after a change above", async () => {
    const notebook = makeNotebook();
    const rest = {b: {source: "const y = x", run: "once" as const}};
    await notebook.set({a: "const x = 1", ...rest});
    expect(notebook.values()).toEqual({x: 1, y: 1});
    await notebook.set({a: "const x = 2", ...rest});
    expect(notebook.report("b")).toMatchObject({status: "stale", reason: {kind: "once"}});
    await notebook.run("stale");
    expect(notebook.values()).toEqual({x: 2, y: 2});
  });

  it("safe: nothing runs at all, except what is asked for", async () => {
    const notebook = makeNotebook();
    notebook.graph.setAutorun(false);
    await notebook.set({a: "const x = 1", b: "const y = x", c: "const z = y"});
    expect(notebook.statuses()).toEqual({a: "idle", b: "idle", c: "idle"});
    expect(notebook.report("a").reason).toEqual({kind: "safe"});
    await notebook.run(["b"]);
    expect(notebook.statuses()).toEqual({a: "ok", b: "ok", c: "idle"});
    notebook.graph.setAutorun(true);
    await notebook.graph.settled();
    expect(notebook.values()).toEqual({x: 1, y: 1, z: 1});
    expect(notebook.ran()).toEqual(["a", "b", "c"]);
  });

  it("running a cell runs only what is not good above it", async () => {
    const notebook = makeNotebook();
    await notebook.set({a: "const x = {}", b: "const y = x", c: "const z = y"});
    notebook.ran();
    await notebook.run(["b"]);
    expect(notebook.ran()).toEqual(["b"]);
    await notebook.run("all");
    expect(notebook.ran()).toEqual(["a", "b", "c"]);
  });
});

describe("cost", () => {
  const slow = (milliseconds: number) => `await wait(${milliseconds}); const y = x`;

  it("above 300 ms waits for the reader after a change above, and says what changed", async () => {
    const notebook = makeNotebook();
    const rest = {b: slow(330), c: "const z = y"};
    await notebook.set({a: "const x = 250", ...rest});
    // the first run may have loaded what later ones find ready: it does not count yet
    await notebook.set({a: "const x = 500", ...rest});
    expect(notebook.statuses()).toEqual({a: "ok", b: "ok", c: "ok"});
    expect(notebook.values()).toEqual({x: 500, y: 500, z: 500});
    await notebook.set({a: "const x = 1000", ...rest});
    const {status, reason, forecast} = notebook.report("b");
    expect(status).toBe("stale");
    expect(reason).toEqual({kind: "dear", forecast, change: "x: 500 → 1000"});
    expect(forecast).toBeGreaterThan(300);
    expect(notebook.report("c")).toMatchObject({
      status: "stale",
      reason: {kind: "behind", cell: "b"}
    });
    await notebook.run(["b"]);
    expect(notebook.values()).toEqual({x: 1000, y: 1000, z: 1000});
  });

  it("keeps nothing from running that the reader has no way to ask for", async () => {
    const notebook = makeNotebook();
    const words = {words: {source: "await wait(330); display(x)", run: "always" as const}};
    for (const x of [1, 2, 3]) {
      await notebook.set({a: `const x = ${x}`, ...words});
      expect(notebook.outputs("words")).toEqual([x]);
    }
    expect(notebook.report("words").forecast).toBeGreaterThan(300);
  });

  it("below 2 s does not keep an edited cell from running", async () => {
    const notebook = makeNotebook();
    await notebook.set({a: "const x = 1", b: slow(330)});
    await notebook.set({a: "const x = 1", b: `${slow(0)} + 1`});
    expect(notebook.values()).toEqual({x: 1, y: 2});
    // and what it took last is what counts
    await notebook.set({a: "const x = 5", b: `${slow(0)} + 1`});
    expect(notebook.values()).toEqual({x: 5, y: 6});
  });

  it("above 2 s keeps an edited cell from running by itself", async () => {
    const clock = performance.now.bind(performance);
    let ahead = 0;
    performance.now = () => clock() + ahead;
    try {
      const skip = () => (ahead += 3000);
      const notebook = makeNotebook({builtins: new Map([["skip", () => skip]])});
      await notebook.set({a: "skip(); const x = 1"});
      await notebook.set({a: "skip(); const x = 2"});
      expect(notebook.report("a")).toMatchObject({status: "stale", reason: {kind: "dear"}});
      expect(notebook.values()).toEqual({x: 1});
      await notebook.run(["a"]);
      expect(notebook.values()).toEqual({x: 2});
    } finally {
      performance.now = clock;
    }
  });
});

describe("stopping", () => {
  it("a cell says after how long, and leaves its readers behind", async () => {
    const notebook = makeNotebook();
    const done = notebook.set({
      a: "await wait(60000); const x = 1",
      b: "const y = x",
      c: "const z = 1"
    });
    await wait(20);
    notebook.graph.stop("a");
    await done;
    expect(notebook.statuses()).toEqual({a: "cancelled", b: "idle", c: "ok"});
    const {reason, forecast} = notebook.report("a");
    expect(reason).toEqual({kind: "stopped", after: expect.any(Number) as number});
    expect((reason as {after: number}).after).toBeGreaterThan(15);
    expect(forecast).toBeGreaterThan(15);
    expect(notebook.report("b").reason).toEqual({kind: "behind", name: "x", cell: "a"});
    expect(notebook.log.at(-1)).toMatchObject({cell: "a", event: "cancelled"});
  });

  it("all: nothing starts any more, and what is asked for later does", async () => {
    const notebook = makeNotebook();
    const done = notebook.set({
      a: "await wait(fast ? 0 : 60000); const x = 1",
      b: "const y = x",
      fast: "const fast = false"
    });
    await wait(5);
    notebook.graph.stop();
    await done;
    expect(notebook.statuses()).toEqual({a: "cancelled", b: "idle", fast: "ok"});
    await notebook.set({
      a: "await wait(fast ? 0 : 60000); const x = 1",
      b: "const y = x",
      fast: "const fast = true"
    });
    expect(notebook.values()).toEqual({x: 1, y: 1, fast: true});
  });

  it("ends what the run had bound to itself", async () => {
    const ended: string[] = [];
    const note = (what: string) => ended.push(what);
    const builtins = new Map<string, (context: CellContext) => unknown>([
      ["note", () => note],
      ["signal", ({signal}) => signal],
      ["invalidation", ({invalidation}) => invalidation]
    ]);
    const notebook = makeNotebook({builtins});
    const done = notebook.set({
      a: `signal.addEventListener("abort", () => note("signal"));
        invalidation.then(() => note("invalidation"));
        using thing = {[Symbol.dispose]: () => note("using")};
        await new Promise(() => {})`
    });
    await wait(5);
    expect(ended).toEqual([]);
    notebook.graph.stop("a");
    await done;
    expect(ended.sort()).toEqual(["invalidation", "signal", "using"]);
  });

  it("what waits for another: it does not start when that one is done", async () => {
    const notebook = makeNotebook();
    const cells = {a: "await wait(20); const x = 1", b: "const y = x"};
    const done = notebook.set(cells);
    await wait(5);
    notebook.graph.stop("b");
    await done;
    expect(notebook.statuses()).toEqual({a: "ok", b: "cancelled"});
    expect(notebook.report("b").reason).toEqual({kind: "stopped", after: 0});
    await notebook.set({...cells, a: "const x = 2"});
    expect(notebook.values()).toEqual({x: 2, y: 2});
  });
});

describe("a run that is overtaken", () => {
  it("never publishes", async () => {
    const notebook = makeNotebook();
    const read = {b: "const seen = x"};
    const late = notebook.set({a: "await wait(30); const x = 'old'", ...read});
    await wait(5);
    await notebook.set({a: "const x = 'new'", ...read});
    await late;
    await wait(40);
    expect(notebook.values()).toEqual({x: "new", seen: "new"});
    expect(notebook.log.filter(({event, cell}) => event === "ok" && cell === "b")).toHaveLength(1);
  });

  it("is ended when its cell is deleted or the notebook closed", async () => {
    const aborted: string[] = [];
    const builtins = new Map<string, (context: {id: string; signal: AbortSignal}) => unknown>([
      [
        "watch",
        ({id, signal}) =>
          () =>
            signal.addEventListener("abort", () => aborted.push(id))
      ]
    ]);
    const notebook = makeNotebook({builtins});
    await notebook.set({a: "watch()", b: "watch(); "});
    await notebook.set({b: "watch(); "});
    expect(aborted).toEqual(["a"]);
    notebook.graph.close();
    expect(aborted).toEqual(["a", "b"]);
  });
});
