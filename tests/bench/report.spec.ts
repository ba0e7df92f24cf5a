import {describe, expect, it} from "vitest";
import {findRegressions, toChangeText, toTable} from "./report.ts";
import type {HomeReport, Report, Way} from "./report.ts";

const way = (median: number): Way => ({
  median,
  p10: median,
  p90: median,
  ratio: {median: median / 10, p10: median / 12, p90: median / 8}
});
const report = (change: Partial<HomeReport> = {}): Report => ({
  date: "2026-01-01",
  homes: [
    {
      home: "node",
      version: "Node 20",
      threads: 2,
      shared: true,
      rows: [{name: "exp", n: 1000, elements: 1000, ways: {reference: way(10), wasm: way(2)}}],
      handOff: {hot: {median: 4, p95: 9}},
      memory: {"engine peak": 2 ** 20},
      ...change
    }
  ]
});
const withRow = (ways: Record<string, Way>, n = 1000) =>
  report({rows: [{name: "exp", n, elements: 1000, ways}]});

describe("findRegressions", () => {
  it("flags 20 % more time, with what the machine itself did", () => {
    const now = withRow({reference: way(11), wasm: way(2.5)});
    expect(findRegressions(report(), now)).toEqual([
      {home: "node", what: "exp wasm", factor: 1.25, drift: 1.1}
    ]);
    expect(findRegressions(report(), withRow({reference: way(10), wasm: way(2.3)}))).toEqual([]);
  });

  it("flags 50 % more memory and slower hand-offs", () => {
    const grown = report({memory: {"engine peak": 1.6 * 2 ** 20}});
    expect(findRegressions(report(), grown)).toMatchObject([{what: "memory: engine peak"}]);
    const slower = report({handOff: {hot: {median: 6, p95: 9}}});
    expect(findRegressions(report(), slower)).toMatchObject([{what: "hand-off hot", factor: 1.5}]);
  });

  it("compares only what both reports measured alike", () => {
    expect(findRegressions(report(), withRow({reference: way(10), wasm: way(9)}, 2000))).toEqual(
      []
    );
    expect(findRegressions(report(), withRow({reference: way(10), other: way(9)}))).toEqual([]);
    expect(findRegressions({date: "", homes: []}, report())).toEqual([]);
  });

  it("leaves the reference itself out: it is the measure", () => {
    expect(findRegressions(report(), withRow({reference: way(30), wasm: way(2)}))).toEqual([]);
  });

  it("says it in words", () => {
    expect(toChangeText({home: "node", what: "exp wasm", factor: 1.25, drift: 1.1})).toBe(
      "node: exp wasm: 25 % more (its reference: ×1.10)"
    );
  });
});

describe("toTable", () => {
  it("gives time, rate and how much quicker than the reference, with a dash for what is not there", () => {
    const rows = [
      ...report().homes[0].rows,
      {name: "odd", n: 10, elements: 10, ways: {reference: way(10)}}
    ];
    const [title, head, exp, odd, handOff] = toTable(report({rows})).split("\n");
    expect(title).toBe("Node 20, 2 threads, shared memory");
    expect(head.split(/\s{2,}/)).toEqual(["kernel", "n", "reference ms", "wasm"]);
    expect(exp.split(/\s{2,}/).slice(2)).toEqual([
      "10 (0.10 M/s)",
      "2.0 (0.50 M/s) ×5.0 [4.0–6.0]"
    ]);
    expect(odd.endsWith("–")).toBe(true);
    expect(handOff).toBe("hand-off: hot 4.0 µs (p95 9.0)");
  });
});
