import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {parse} from "yaml";
import type {BenchResult} from "../../web/headless/baseline.ts";
import {ENGINE_CASES} from "../../web/headless/engineCases.ts";
import {readCommand} from "../../web/headless/options.ts";
import {runCommand} from "./runCommand.ts";

const folder = mkdtempSync(join(tmpdir(), "cuvette-bench-"));
afterAll(() => rmSync(folder, {recursive: true, force: true}));
const fileOf = (name: string) => join(folder, name);

describe("cuvette bench", () => {
  it("keeps a baseline, compares with it, and fails with status 1 on a regression", async () => {
    const file = fileOf("baseline.json");
    const save = await runCommand(["bench", "minMax", "--runs", "2", "--save", file]);
    expect(save.stderr).toBe("minMax (1 of 1)\n");
    expect(save.status).toBe(0);
    const kept = JSON.parse(readFileSync(file, "utf8")) as BenchResult;
    expect(kept).toMatchObject({format: "cuvette bench", formatVersion: 1, node: process.version});
    const [one] = kept.cases;
    // x, 8 bytes a number
    expect(one.memory).toBeGreaterThanOrEqual(8 * one.n);
    expect(one.calibration).toBeGreaterThan(0);

    // a hundredth of what it takes, so that no noise decides
    for (const way of Object.values(one.ways)) way.relative.median /= 100;
    one.memory! /= 2;
    writeFileSync(file, JSON.stringify(kept));
    const args = ["bench", "minMax", "--runs", "2", "--against", file, "--json"];
    const {status, stdout, stderr} = await runCommand(args);
    expect(status).toBe(1);
    expect(stderr).toBe("minMax (1 of 1)\nminMax again\nminMax again\n");
    const {comparison} = JSON.parse(stdout) as {
      comparison: {isRegression: boolean; changes: {way: string; flag: string}[]};
    };
    expect(comparison.changes.map(({way, flag}) => [way, flag])).toEqual([
      ["reference", "slower"],
      ["wasm", "slower"],
      ["engine", "slower"],
      ["memory", "larger"]
    ]);

    const wide = await runCommand([...args.slice(0, -1), "--time", "1e6", "--memory", "1.5"]);
    expect(wide.status).toBe(0);
    expect(wide.stdout).toContain("nothing is slower or larger");
  });

  it("says what is wrong with a baseline before it measures", async () => {
    const file = fileOf("wrong.json");
    writeFileSync(file, '{"format": "other"}');
    const {status, stdout, stderr} = await runCommand(["bench", "sqrt", "--against", file]);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain('wrong.json: expected format "cuvette bench", got "other"');
    expect(stderr).not.toContain("sqrt (1 of 1)");
  });

  it("reads its limits", () => {
    const read = (...args: string[]) => readCommand(["bench", ...args]);
    expect(read("a")).toMatchObject({limits: {time: 0.2, memory: 0.5}, save: undefined});
    expect(read("--against", "f", "--time", "0.1", "--memory", "2")).toMatchObject({
      against: "f",
      limits: {time: 0.1, memory: 2}
    });
    expect(() => read("--time", "0.1")).toThrow(/missing --against/);
    expect(() => read("--against", "f", "--time", "0")).toThrow(
      "--time: expected a fraction above 0, such as 0.2, got 0"
    );
    expect(() => read("--against", "f", "--memory", "x")).toThrow(/^--memory/);
  });

  it("measures whole calls too, of which no other way is known", async () => {
    const names = ENGINE_CASES.map(({name}) => name);
    const {status, stdout} = await runCommand(["bench", ...names, "--runs", "1", "--json"]);
    expect(status).toBe(0);
    const {cases} = JSON.parse(stdout) as BenchResult;
    expect(cases.map(({name, n}) => ({name, n}))).toEqual(
      ENGINE_CASES.map(({name, n}) => ({name, n}))
    );
    for (const {ways} of cases) {
      expect(Object.keys(ways)).toEqual(["engine"]);
      expect(ways.engine.relative.median).toBeGreaterThan(0);
      expect(ways.engine).not.toHaveProperty("speedup");
    }
  });
});

describe("the workflow", () => {
  interface Step {
    uses?: string;
    run?: string;
    if?: string;
    with?: Record<string, string>;
  }
  const file = new URL("../../.github/workflows/bench.yml", import.meta.url);
  const workflow = parse(readFileSync(file, "utf8")) as {
    on: Record<string, unknown>;
    jobs: {bench: {env: Record<string, string>; steps: Step[]}};
  };
  const {steps} = workflow.jobs.bench;
  const find = (part: string) => steps.find(({uses}) => uses?.startsWith(part))!;

  it("runs on pull requests and on main", () => {
    expect(workflow.on).toMatchObject({push: {branches: ["main"]}});
    expect(workflow.on).toHaveProperty("pull_request");
  });

  it("gives the command options that it understands", () => {
    const command = steps.find(({run}) => run?.includes("npx cuvette bench"))!.run!;
    const [, options] = /npx cuvette bench (.*) "\$\{against/.exec(command)!;
    const [, against] = /against=\((--.*)\)/.exec(command)!;
    const words = `${options} ${against}`.replaceAll('"', "").split(" ");
    expect(readCommand(["bench", ...words])).toMatchObject({
      runs: 15,
      save: "$MEASURED",
      against: "$BASELINE",
      limits: {time: 0.2, memory: 0.5}
    });
  });

  it("restores what main has kept", () => {
    const saved = find("actions/cache/save").with!;
    const restored = find("actions/cache/restore").with!;
    expect(restored.path).toBe(saved.path);
    expect(saved.key.startsWith(restored["restore-keys"])).toBe(true);
    expect(find("actions/cache/save").if).toBe("github.ref == 'refs/heads/main'");
  });
});
