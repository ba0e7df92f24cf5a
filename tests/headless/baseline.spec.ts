import {describe, expect, it} from "vitest";
import {makeResult, readBaseline} from "../../web/headless/baseline.ts";
import type {BenchCase, BenchResult} from "../../web/headless/baseline.ts";
import {makeCalibration} from "../../web/headless/calibration.ts";
import {describeMachine} from "../../web/headless/machine.ts";
import {toRelative} from "../../web/headless/measureCase.ts";
import {compareWith, confirm, toChangeTable} from "../../web/headless/regressions.ts";

const LIMITS = {time: 0.2, memory: 0.5};
const MACHINE = {cpu: "A", platform: "linux", arch: "x64", cores: 2, memory: 1e9, node: 20};

/** A case of which each way takes so many calibrations; `speed`: how fast the machine is. */
function makeCase(
  name: string,
  ways: Record<string, number>,
  {n = 8, memory, speed = 1}: {n?: number; memory?: number; speed?: number} = {}
): BenchCase {
  const entries = Object.entries(ways).map(([way, relative]) => {
    const ms = relative / speed;
    return [way, {median: ms, min: ms, max: ms, cv: 0, relative: spread(relative)}];
  });
  return {
    name,
    n,
    calibration: 1 / speed,
    ...(memory !== undefined && {memory}),
    ways: Object.fromEntries(entries) as BenchCase["ways"]
  };
}

const spread = (median: number) => ({median, p10: 0.9 * median, p90: 1.1 * median});

function makeBenchResult(cases: BenchCase[], change: Partial<BenchResult> = {}): BenchResult {
  const plain = {version: "0.1.0", node: "v20.0.0", threads: 2, machine: MACHINE, cases};
  return {...makeResult(plain), ...change};
}

const read = (value: unknown) => readBaseline(JSON.stringify(value), "old.json");
const plainText = (cases: unknown) => ({format: "cuvette bench", formatVersion: 1, cases});

describe("comparing with a baseline", () => {
  const old = read(makeBenchResult([makeCase("sqrt", {wasm: 1, engine: 2}, {memory: 1000})]));
  const against = (cases: BenchCase[], change: Partial<BenchResult> = {}, isWhole = true) =>
    compareWith(old, makeBenchResult(cases, change), LIMITS, isWhole);
  const flagsOf = (cases: BenchCase[]) =>
    against(cases).changes.map(({way, flag}) => `${way} ${flag}`.trim());

  it("flags +20 % of time and +50 % of memory, not less", () => {
    const just = makeCase("sqrt", {wasm: 1.2, engine: 2.4}, {memory: 1500});
    expect(flagsOf([just])).toEqual(["wasm", "engine", "memory"]);
    expect(against([just]).isRegression).toBe(false);
    const over = makeCase("sqrt", {wasm: 1.21, engine: 2}, {memory: 1501});
    expect(flagsOf([over])).toEqual(["wasm slower", "engine", "memory larger"]);
    expect(against([over]).isRegression).toBe(true);
  });

  it("tells what became better, which is no regression", () => {
    const better = makeCase("sqrt", {wasm: 0.8, engine: 1.7}, {memory: 600});
    expect(flagsOf([better])).toEqual(["wasm quicker", "engine", "memory smaller"]);
    expect(against([better]).isRegression).toBe(false);
  });

  it("leaves a machine alone that is slower at everything, but names it", () => {
    const slow = makeCase("sqrt", {wasm: 1, engine: 2}, {memory: 1000, speed: 1 / 3});
    const {changes, notes, isRegression} = against([slow], {machine: {...MACHINE, cpu: "B"}});
    expect(slow.ways.wasm.median).toBe(3);
    expect(changes.every(({change}) => change === 0)).toBe(true);
    expect(isRegression).toBe(false);
    expect(notes.join("\n")).toMatch(/another machine \(A, 2 cores, Node 20\)/);
  });

  it("fails nothing for rows that only one of the two has", () => {
    const others = [makeCase("sqrt", {wasm: 9}, {n: 16}), makeCase("exp", {wasm: 5})];
    const {changes, isRegression} = against(others);
    expect(changes.map(({name, way, flag}) => [name, way, flag])).toEqual([
      ["sqrt", "wasm", "new"],
      ["exp", "wasm", "new"],
      ["sqrt", "wasm", "gone"],
      ["sqrt", "engine", "gone"]
    ]);
    expect(isRegression).toBe(false);
    expect(against(others, {}, false).changes.some(({flag}) => flag === "gone")).toBe(false);
  });

  it("says which versions and how many threads", () => {
    const {notes} = against([], {threads: 8, version: "0.2.0"});
    expect(notes).toEqual([
      "the baseline is of version 0.1.0, this is 0.2.0",
      "the baseline used 2 threads, this used 8"
    ]);
  });

  it("shows a table with the changes in per cent", () => {
    const comparison = against([makeCase("sqrt", {wasm: 1.5, engine: 2}, {memory: 1024})]);
    const text = toChangeTable(comparison, LIMITS);
    expect(text).toMatch(/^sqrt +wasm +1\.00 c +1\.50 c +\+50 % +slower$/m);
    expect(text).toMatch(/^sqrt +engine +2\.00 c +2\.00 c +0 %$/m);
    expect(text).toMatch(/^sqrt +memory +1 KB +1 KB +\+2 %$/m);
    expect(text).toMatch(
      /1 of 3 rows are slower or larger \(limits: time \+20 %, memory \+50 %\)\n$/
    );
  });

  it("measures what looks slower again, and only that, twice at most", async () => {
    const cases = [makeCase("sqrt", {wasm: 2, engine: 2.1}), makeCase("exp", {wasm: 1})];
    const asked: string[] = [];
    const measure = (times: number[]) => (name: string) => {
      asked.push(name);
      return Promise.resolve(makeCase(name, {wasm: times.shift()!, engine: 9}));
    };
    const calm = await confirm(old, makeBenchResult(cases), LIMITS, measure([1.1]));
    expect(asked).toEqual(["sqrt"]);
    // each way keeps its better measurement
    expect(calm.cases[0].ways.wasm.relative.median).toBe(1.1);
    expect(calm.cases[0].ways.engine.relative.median).toBe(2.1);
    const slow = await confirm(old, makeBenchResult(cases), LIMITS, measure([1.9, 1.8]));
    expect(asked).toEqual(["sqrt", "sqrt", "sqrt"]);
    expect(compareWith(old, slow, LIMITS, false).isRegression).toBe(true);
    expect(slow.cases[0].ways.wasm.relative.median).toBe(1.8);
  });
});

describe("a baseline file", () => {
  it("is read with what it needs alone, whatever else is in it", () => {
    const cases = [{name: "a", n: 1, ways: {wasm: {relative: {median: 2}, more: 1}}, extra: []}];
    const {version, threads, machine, cases: found} = read({...plainText(cases), later: {}});
    expect([version, threads, machine]).toEqual(["unknown", undefined, undefined]);
    expect(found).toEqual([{name: "a", n: 1, memory: undefined, ways: new Map([["wasm", 2]])}]);
  });

  it("comes back as it was written", () => {
    const machine = describeMachine();
    const result = makeBenchResult([makeCase("a", {wasm: 2}, {memory: 64})], {machine});
    const found = read(result);
    expect(found.machine).toEqual(machine);
    expect(found.cases[0]).toMatchObject({name: "a", n: 8, memory: 64});
    expect(compareWith(found, result, LIMITS, true).notes).toHaveLength(1);
  });

  it.each([
    ["no JSON", "{", "cuvette bench: old.json: invalid JSON"],
    ["a list", "[]", "old.json: expected an object, got an array of length 0"],
    ["another format", '{"format": 3}', 'old.json: expected format "cuvette bench", got 3'],
    [
      "no version",
      '{"format": "cuvette bench"}',
      "expected formatVersion as a number, got undefined"
    ],
    [
      "a newer version",
      '{"format": "cuvette bench", "formatVersion": 2}',
      "unsupported formatVersion, got 2: written by a newer cuvette"
    ],
    ["no cases", JSON.stringify(plainText({})), "expected cases as an array, got an object"],
    [
      "a case that is none",
      JSON.stringify(plainText([null])),
      "cases[0]: expected an object, got null"
    ],
    ["no name", JSON.stringify(plainText([{n: 1}])), "cases[0]: expected name, got undefined"],
    [
      "a length that is none",
      JSON.stringify(plainText([{name: "a", n: "b", ways: {}}])),
      'cases[0].n: expected a number above 0, got "b"'
    ],
    [
      "a time of nothing",
      JSON.stringify(plainText([{name: "a", n: 1, ways: {w: {relative: {median: 0}}}}])),
      'cases[0].ways["w"].relative.median: expected a number above 0, got 0'
    ],
    ["too much", " ".repeat(4e6 + 1), "expected at most 4000000 characters, got 4000001"]
  ])("with %s is refused with the place", (_what, text, message) => {
    expect(() => readBaseline(text, "old.json")).toThrow(message);
  });

  it("cannot reach the terminal or an object's prototype", () => {
    const text = `{"format": "cuvette bench", "formatVersion": 1, "version": "\\u001b[2J",
      "cases": [{"name": "a\\u0007", "n": 1, "ways": {"__proto__": {"relative": {"median": 1}}}}]}`;
    const found = readBaseline(text, "old.json");
    expect(found.version).toBe("�[2J");
    expect(found.cases[0].name).toBe("a�");
    expect([...found.cases[0].ways]).toEqual([["__proto__", 1]]);
    expect(({} as {relative?: unknown}).relative).toBeUndefined();
  });
});

it("a round's ratio is summarised by ratios that were measured", () => {
  expect(toRelative([5, 1, 4, 2, 3, 6, 7, 8, 9, 10, 11])).toEqual({median: 6, p10: 2, p90: 10});
});

it("the calibration does the same work every time", () => {
  const one = makeCalibration();
  expect(one()).toBe(makeCalibration()());
  // settled values: later calls find the same numbers to work on, none of them subnormal
  const second = one();
  expect(second).toBeGreaterThan(1e5);
});
