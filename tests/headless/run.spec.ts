import {describe, expect, it} from "vitest";
import {digest} from "../../worker/digest.ts";
import {makeEngine} from "../worker/makeEngine.ts";
import {runCommand, runFile, runText, toText} from "./runCommand.ts";

describe("cuvette run", () => {
  it("prints each named value with the digest that the engine gives it", async () => {
    const {status, result, statuses} = await runText(
      `---\ntitle: A trial\n---\n\n# Heading\n\nThe sum is \${sum}.\n\n${toText(
        "const draws = await random.normal(5, {seed: 3})",
        "const sum: number = draws.reduce((a, b) => a + b, 0)\nconst _hidden = 1",
        "const many = new Float64Array(1001), f = () => 1, e = Math.exp(1.5) ** 3"
      )}`
    );
    expect(status).toBe(0);
    expect(statuses).toEqual(["ok", "ok", "ok", "ok"]);
    expect(result.title).toBe("A trial");
    expect(result.cells.map(({line}) => line)).toEqual([7, 10, 14, 19]);
    const {engine} = await makeEngine();
    const draws = await engine.random.normal(5, {seed: 3});
    expect(Object.keys(result.values)).toEqual(["draws", "sum", "many", "f", "e"]);
    expect(result.values.draws).toEqual({
      type: "Float64Array",
      digest: await engine.digest(draws),
      value: [...draws]
    });
    expect(result.values.sum.value).toBe(draws.reduce((a, b) => a + b, 0));
    expect(result.values.many).toEqual({
      type: "Float64Array",
      digest: digest(new Float64Array(1001))
    });
    expect(result.values.f).toEqual({type: "function", digest: null});
    expect(result.values.e.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it("says at which line of the file a cell failed, and what waits for it", async () => {
    const text = `Words.\n\n${toText("const x = 1", "const y: number = 2;\n  null.what", "const z = y")}`;
    const {status, result, statuses, stderr, file} = await runText(text);
    expect(status).toBe(1);
    expect(statuses).toEqual(["ok", "error", "blocked"]);
    expect(result.cells[1].error).toMatchObject({name: "TypeError", line: 9, column: 8});
    expect(stderr).toContain(`${file}:9:8: TypeError: `);
    expect(Object.keys(result.values)).toEqual(["x"]);
  });

  it.each([
    ["what cannot be compiled", ["const x = (", "const fine = 1"], "SyntaxError", 2],
    ["a name that nobody defines", ["const x =\n  nothing"], "ReferenceError", 3],
    ["a name that two define", ["const x = 1", "const x = 2"], "SyntaxError", 2],
    ["cells that wait for one another", ["const x = y", "const y = x"], "SyntaxError", 2]
  ])("fails by %s", async (_what, cells, name, line) => {
    const {status, result, stderr} = await runText(toText(...cells));
    expect(status).toBe(1);
    expect(result.cells[0].error).toMatchObject({name, line});
    expect(stderr).toContain(`:${line}:`);
  });

  it("finds the place of an error in an inline expression", async () => {
    const {result} = await runText("One\nand ${null.x} more.\n");
    expect(result.cells[0].error).toMatchObject({name: "TypeError", line: 2, column: 12});
  });

  it("says where in the file a model says what no model may", async () => {
    const model =
      "const f = await model.compile(\n  (u: number[]) => u[0] ** 2 + Math.random(),\n  {u: 1}\n)";
    const {status, result} = await runText(toText("const a = 1", model));
    expect(status).not.toBe(0);
    const {error} = result.cells[1];
    expect(error).toMatchObject({name: "SyntaxError", line: 7, column: 32});
    expect(error!.message).toMatch(/^model\.compile: .*random/);
  });

  it("compiles models, solves what they say and gives the same digests as the engine", async () => {
    const text = toText(
      "const decay = await model.compile((u, p) => [-p[0] * u[0]], {u: 1, p: 1})",
      "const {t, u, status} = await ode.solve(decay, {u0: [1], p: [2], t: [0, 1], saveat: [1]})",
      "const many = await decay.batch({u: [[1, 2, 3]], p: [2]})"
    );
    const {status, result} = await runText(text);
    expect(status).toBe(0);
    expect(result.values.status.value).toBe("converged");
    expect(result.values.many.value).toEqual([[-2, -4, -6]]);
    const [[end]] = result.values.u.value as number[][];
    expect(end).toBeCloseTo(Math.exp(-2), 5);
  });

  it("gives controls their first value, or the one that is asked for", async () => {
    const text = toText(
      "const n = view(Inputs.range([0, 10], {value: 4, step: 1}))",
      "const y = 2 * n"
    );
    expect((await runText(text)).result.values.y.value).toBe(8);
    const set = await runText(text, "--set", "n=7");
    expect(set.result.values).toMatchObject({n: {value: 7}, y: {value: 14}});
    const unknown = await runText(text, "--set", "m=7");
    expect(unknown.status).toBe(0);
    expect(unknown.stderr).toContain("no control named m");
  });

  it("does without a document where a cell can", async () => {
    const {status, result, statuses} = await runText(
      toText(
        "const chart = Plot.plot({marks: [Plot.dot([1, 2])]}); display(chart)",
        "const title = document.title",
        "const more = title + 1",
        "const guarded = typeof document === 'undefined' ? 'none' : document.title",
        "html`<b>bold</b>`.textContent"
      )
    );
    expect(status).toBe(0);
    expect(statuses).toEqual(["ok", "dom", "blocked", "ok", "dom"]);
    expect(result.values.chart).toEqual({type: "dom", digest: null});
    expect(result.values.guarded.value).toBe("none");
  });

  it("runs what other modes would leave to a reader, but nothing that is disabled", async () => {
    const text =
      "```ts run=manual\nconst x = 1\n```\n\n```ts disabled\nconst y = 1\n```\n\n```ts\nconst z = y\n```\n";
    const {status, statuses} = await runText(text);
    expect({status, statuses}).toEqual({status: 0, statuses: ["ok", "disabled", "blocked"]});
  });

  it("hides Node from the cells, and their printing from the answer", async () => {
    const {result, stderr} = await runText(
      toText(
        "const kinds = [typeof process, typeof require, typeof Buffer, typeof globalThis.process]",
        "console.log('said by a cell')"
      )
    );
    expect(result.values.kinds.value).toEqual(["undefined", "undefined", "undefined", "undefined"]);
    expect(stderr).toContain("said by a cell");
  });

  it.each([
    ["a loop", "for (;;) {}"],
    ["a loop without a body that catches", "while (true) try { while (true); } catch {}"],
    ["a promise that never settles", "await new Promise(() => {})"],
    ["recursion without an end", "const f = () => { try { f() } finally { f() } }; f()"]
  ])("cancels %s when the time is over, and keeps what was done", async (_what, source) => {
    const text = toText("const x = 5", `${source}; const y = 1`, "const z = y");
    const {status, result, statuses, stderr} = await runText(text, "--timeout", "1");
    expect(status).toBe(1);
    expect(statuses).toEqual(["ok", "cancelled", "blocked"]);
    expect(result.values).toMatchObject({x: {value: 5}});
    expect(stderr).toContain("trial.md:6:1: AbortError");
  });

  it("keeps what cells store in a file beside the notebook", async () => {
    const {result, read} = await runText(
      toText(
        "await store.set('bytes', new Uint8Array([1, 2])); await store.set('record', {a: [1]}); const stored = 1",
        "stored; const back = [await store.get('record'), Array.from(await store.get('bytes')), await store.get('none')]"
      )
    );
    expect(result.values.back.value).toEqual([{a: [1]}, [1, 2], null]);
    expect(Object.keys(JSON.parse(read("trial.store.json")) as object)).toEqual([
      "bytes",
      "record"
    ]);
  });

  it("compiles AssemblyScript cells, and says where they are wrong", async () => {
    const kernel = "export function twice(x: f64): f64 {\n  return 2 * x;\n}";
    const text = (source: string) =>
      `\`\`\`as\n${source}\n\`\`\`\n\n\`\`\`ts\nconst four = twice(2)\n\`\`\`\n`;
    const good = await runText(text(kernel));
    expect(good.stderr).toBe("");
    expect(good.result.values.four.value).toBe(4);
    const bad = await runText(text(kernel.replace("2 * x", "2 * y")));
    expect(bad.status).toBe(1);
    expect(bad.statuses).toEqual(["error", "blocked"]);
    expect(bad.result.cells[0].error).toMatchObject({line: 3, column: 14});
  });

  it("gives the same digests with any number of threads", async () => {
    const text = toText("const x = await random.normal(100000, {seed: 1})");
    const [one, two] = await Promise.all(
      ["1", "2"].map((threads) => runText(text, "--threads", threads))
    );
    expect(one.result.values.x.digest).toBe(two.result.values.x.digest);
    expect(one.result.values.x.digest).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("cuvette", () => {
  it("explains itself, and that it is no security boundary", async () => {
    const {status, stdout} = await runCommand(["--help"]);
    expect(status).toBe(0);
    for (const word of [
      "--json",
      "--set",
      "--timeout",
      "--threads",
      "--numerics",
      "bench",
      "no security boundary"
    ])
      expect(stdout).toContain(word);
  });

  it.each([
    [["walk"], "expected run or bench"],
    [["run"], "expected one file"],
    [["run", "none.md"], "none.md"],
    [["run", "a.md", "--set", "n"], "expected name=value"],
    [["run", "a.md", "--timeout", "-1"], "--timeout"],
    [["run", "a.md", "--fast"], "--fast"],
    [["bench", "nothingOfThisName"], "expected a kernel's name"]
  ])("says what is wrong with %j", async (args, words) => {
    const {status, stdout, stderr} = await runCommand(args);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(words);
  });

  it("prints a table for people", async () => {
    const {stdout, status} = await runFile(toText("const x = 1.5"), []);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^trial\n\nline {2}cell {2}status {2}time\n2 +\S+ +ok +[\d.]+ ms\n/);
    expect(stdout).toMatch(/\nx +number +[0-9a-f]{12} +1\.5\n$/);
  });

  it("measures kernels", async () => {
    const {status, stdout} = await runCommand(["bench", "sqrt", "--json", "--runs", "2"]);
    expect(status).toBe(0);
    const {cases} = JSON.parse(stdout) as {
      cases: {name: string; ways: Record<string, {median: number}>}[];
    };
    expect(cases.map(({name}) => name)).toEqual(["sqrt"]);
    expect(Object.keys(cases[0].ways)).toEqual(["reference", "wasm", "engine"]);
    for (const {median} of Object.values(cases[0].ways)) expect(median).toBeGreaterThan(0);
  });
});
