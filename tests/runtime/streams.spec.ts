import {describe, expect, it} from "vitest";
import type {CellContext} from "../../web/runtime/types.ts";
import {makeMutable} from "../../web/stdlib/mutable.ts";
import {makeNotebook, wait} from "./openNotebook.ts";

/** Frames that come when the test says so. */
function makeFrames() {
  let waiting: (() => void)[] = [];
  return {
    frame: () => new Promise<void>((resolve) => waiting.push(resolve)),
    async next() {
      for (const resolve of waiting.splice(0)) resolve();
      waiting = [];
      await wait();
    }
  };
}

const COUNT = "const n = (function* () { let i = 0; while (true) yield i++; })()";

describe("a generator", () => {
  it("gives its readers one value a frame", async () => {
    const frames = makeFrames();
    const notebook = makeNotebook({frame: frames.frame});
    await notebook.set({a: COUNT, b: "const double = 2 * n"});
    expect(notebook.values()).toEqual({n: 0, double: 0});
    await wait(5);
    expect(notebook.values()).toEqual({n: 0, double: 0});
    await frames.next();
    expect(notebook.values()).toEqual({n: 1, double: 2});
    await frames.next();
    expect(notebook.values()).toEqual({n: 2, double: 4});
    expect(notebook.ran()).toEqual(["a", "b", "b", "b"]);
  });

  it("is not asked again before all who read its value are done", async () => {
    const notebook = makeNotebook();
    const asked: number[] = [];
    const read: number[] = [];
    const builtins = new Map<string, () => unknown>([
      ["note", () => (i: number) => asked.push(i)],
      ["read", () => (i: number) => read.push(i)],
      ["wait", () => wait]
    ]);
    const other = makeNotebook({builtins});
    void other.set({
      a: "const n = (function* () { for (let i = 0; i < 4; i++) { note(i); yield i; } })()",
      b: "const m = n",
      c: "await wait(10); read(m)"
    });
    for (let i = 0; i < 60 && read.length < 4; i++) {
      await wait(2);
      expect(asked.length - read.length).toBeLessThanOrEqual(1);
    }
    expect(read).toEqual([0, 1, 2, 3]);
    expect(notebook.log).toEqual([]);
  });

  it("does not wait for those who read its cell's other names: a running cell may set it", async () => {
    const builtins = new Map<string, () => unknown>([
      ["Mutable", () => makeMutable],
      ["wait", () => wait]
    ]);
    const notebook = makeNotebook({builtins});
    const done = notebook.set({
      a: "const steps = Mutable(0); const tell = (step) => void (steps.value = step)",
      b: "tell(1); await wait(20); tell(2); await new Promise(() => {})",
      c: "const seen = 10 * steps"
    });
    await wait(15);
    expect(notebook.values().seen).toBe(10);
    await wait(40);
    expect(notebook.values().seen).toBe(20);
    expect(notebook.statuses()).toEqual({a: "ok", b: "running", c: "ok"});
    notebook.graph.stop("b");
    await done;
    expect(notebook.ran()).toEqual(["a", "b", "c", "c", "c"]);
  });

  it("may be asynchronous, and end", async () => {
    const notebook = makeNotebook();
    await notebook.set({
      a: "const n = (async function* () { yield 1; await wait(1); yield 2; await wait(1); yield 3; })()",
      b: "const m = n * 10"
    });
    await wait(60);
    expect(notebook.values()).toEqual({n: 3, m: 30});
    expect(notebook.ran()).toEqual(["a", "b", "b", "b"]);
  });

  it("that gives one object again and again runs its readers each time", async () => {
    const frames = makeFrames();
    const notebook = makeNotebook({frame: frames.frame});
    await notebook.set({
      a: "const v = (function* () { const x = [0]; while (true) { yield x; x[0]++; } })()",
      b: "const first = v[0]"
    });
    await frames.next();
    await frames.next();
    expect(notebook.values().first).toBe(2);
  });

  it("that repeats a number runs nobody", async () => {
    const frames = makeFrames();
    const notebook = makeNotebook({frame: frames.frame});
    await notebook.set({
      a: "const v = (function* () { while (true) yield 7; })()",
      b: "const w = v"
    });
    await frames.next();
    await frames.next();
    expect(notebook.ran()).toEqual(["a", "b"]);
  });

  it.each([
    ["its cell runs again", {a: `${COUNT} // again`}],
    ["its cell is deleted", {z: "1"}]
  ])("is returned when %s", async (_what, next) => {
    let returned = 0;
    const builtins = new Map([["bye", () => () => void returned++]]);
    const notebook = makeNotebook({builtins});
    const source = "const n = (function* () { try { while (true) yield 1; } finally { bye() } })()";
    await notebook.set({a: source});
    expect(returned).toBe(0);
    await notebook.set(next);
    expect(returned).toBe(1);
  });

  it("is stopped, and its last value stays", async () => {
    const frames = makeFrames();
    const notebook = makeNotebook({frame: frames.frame});
    await notebook.set({a: COUNT, b: "const m = n"});
    await frames.next();
    notebook.graph.stop("a");
    await frames.next();
    await frames.next();
    expect(notebook.values()).toEqual({n: 1, m: 1});
    expect(notebook.statuses()).toEqual({a: "cancelled", b: "ok"});
    expect(notebook.report("a").reason.kind).toBe("stopped");
  });

  it("that throws later is its cell's error", async () => {
    const frames = makeFrames();
    const notebook = makeNotebook({frame: frames.frame});
    const source = "const n = (function* () {\n  yield 1;\n  throw new RangeError('enough');\n})()";
    await notebook.set({a: source, b: "const m = n"});
    await frames.next();
    await notebook.graph.settled();
    expect(notebook.report("a").error).toMatchObject({message: "enough", line: 3});
    expect(notebook.report("b").reason).toEqual({kind: "failed", name: "n", cell: "a"});
  });
});

describe("a stream of latest values, as a slider is", () => {
  /** Three cells: the value, a reader that takes some time, and one below. */
  async function open(frame: () => Promise<void>) {
    let mutable = makeMutable(0);
    const spin = (milliseconds: number) => {
      const end = performance.now() + milliseconds;
      while (performance.now() < end);
    };
    const builtins = new Map<string, () => unknown>([
      ["make", () => () => (mutable = makeMutable(0))],
      ["spin", () => spin]
    ]);
    const notebook = makeNotebook({builtins, frame});
    await notebook.set({
      a: "const n = make()",
      b: "spin(12); const first = n",
      c: "const second = n"
    });
    notebook.ran();
    return {notebook, set: (value: number) => void (mutable.value = value)};
  }

  it("is painted where it is read first before cells below start", async () => {
    const frames = makeFrames();
    const {notebook, set} = await open(frames.frame);
    await frames.next();
    set(1);
    await wait(30);
    expect(notebook.values()).toEqual({n: 1, first: 1, second: 0});
    await frames.next();
    await notebook.graph.settled();
    expect(notebook.values()).toEqual({n: 1, first: 1, second: 1});
  });

  it("goes on where no frame comes", async () => {
    const frames = makeFrames();
    const {notebook, set} = await open(frames.frame);
    await frames.next();
    set(1);
    await wait(0);
    await notebook.graph.settled();
    expect(notebook.values().second).toBe(1);
  });

  it("overtakes readers that have yet to start", async () => {
    const frames = makeFrames();
    const {notebook, set} = await open(frames.frame);
    await frames.next();
    set(1);
    await wait(30);
    set(2);
    for (let i = 0; i < 4; i++) await frames.next();
    await notebook.graph.settled();
    expect(notebook.values()).toEqual({n: 2, first: 2, second: 2});
    expect(notebook.ran()).toEqual(["b", "b", "c"]);
  });

  it("does not keep readers from starting for long", async () => {
    const {notebook, set} = await open(() => wait(4));
    let value = 0;
    const timer = setInterval(() => set(++value), 3);
    const seconds = new Set<unknown>();
    for (let i = 0; i < 60; i++) {
      await wait(10);
      seconds.add(notebook.values().second);
    }
    clearInterval(timer);
    const ran = notebook.ran();
    expect(seconds.size).toBeGreaterThan(1);
    expect(ran.filter((id) => id === "b").length).toBeGreaterThan(
      ran.filter((id) => id === "c").length
    );
  });
});

describe("a cell that awaits only what is there", () => {
  it("is done before the next one starts", async () => {
    const notebook = makeNotebook();
    await notebook.set({
      a: "let n = 0; while (n < 20) { await null; n++; }",
      b: "const m = 1"
    });
    expect(notebook.log.map(({cell, event}) => `${cell} ${event}`)).toEqual([
      "a run",
      "a ok",
      "b run",
      "b ok"
    ]);
  });

  it("does not keep others waiting while it awaits more", async () => {
    const notebook = makeNotebook();
    await notebook.set({a: "await wait(5); const n = 0", b: "const m = 1"});
    expect(notebook.ran()).toEqual(["a", "b"]);
    expect(notebook.log[1]).toMatchObject({cell: "b", event: "run"});
  });
});

/** Work of the engine's kind: awaitable, tells its progress, can be cancelled. */
function makeRun(onCancel: () => void) {
  let finish = (_value: number) => {};
  let fail = (_error: Error) => {};
  const result = new Promise<number>((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  result.catch(() => undefined);
  const steps: object[] = [];
  let wake = () => {};
  const run = {
    then: result.then.bind(result),
    cancel: () => {
      onCancel();
      fail(Object.assign(new Error("cancelled"), {name: "AbortError"}));
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        if (steps.length === 0) await new Promise<void>((resolve) => (wake = resolve));
        yield steps.shift();
      }
    }
  };
  const report = (done: number) => {
    steps.push({phase: "sampling", done, total: 100});
    wake();
  };
  return {run, report, finish};
}

describe("a run of the engine", () => {
  it("counts as its promise and tells its progress", async () => {
    const work = makeRun(() => {});
    const notebook = makeNotebook({builtins: new Map([["start", () => () => work.run]])});
    const done = notebook.set({a: "const result = start()", b: "const next = result + 1"});
    await wait(1);
    work.report(0);
    await wait(20);
    work.report(20);
    await wait(5);
    const {progress} = notebook.report("a");
    expect(progress).toMatchObject({phase: "sampling", done: 20, total: 100});
    expect(progress!.rate).toBeGreaterThan(0);
    expect(progress!.remaining).toBeCloseTo((1000 * 80) / progress!.rate);
    work.finish(41);
    await done;
    expect(notebook.values()).toEqual({result: 41, next: 42});
    expect(notebook.report("a").progress).toBeUndefined();
  });

  it.each([
    ["stopped", "const result = start()"],
    ["stopped, also if it is only shown", "display(start()); await wait(60000)"]
  ])("is cancelled when its cell is %s", async (_what, source) => {
    let cancels = 0;
    const builtins = new Map<string, (context: CellContext) => unknown>([
      ["start", () => () => makeRun(() => cancels++).run],
      ["wait", () => wait],
      ["display", (context) => (value: unknown) => context.display(value)]
    ]);
    const notebook = makeNotebook({builtins});
    const done = notebook.set({a: source});
    await wait(5);
    expect(cancels).toBe(0);
    notebook.graph.stop("a");
    await done;
    expect(cancels).toBe(1);
    expect(notebook.statuses()).toEqual({a: "cancelled"});
  });

  it("reports progress that a cell tells itself", async () => {
    const notebook = makeNotebook();
    const done = notebook.set({a: "progress({phase: 'p', done: 1, total: 4}); await wait(10)"});
    await wait(2);
    expect(notebook.report("a").progress).toMatchObject({done: 1, total: 4, remaining: undefined});
    await done;
  });
});
