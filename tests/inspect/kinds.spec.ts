// What the inspector takes a value for, its few words for it, and order and pages of tables.
import {runInNewContext} from "node:vm";
import {describe, expect, it} from "vitest";
import {brief, typeOf} from "../../web/ui/inspect/brief.ts";
import {summarizeColumn} from "../../web/ui/inspect/columnSummary.ts";
import {entriesOf} from "../../web/ui/inspect/entriesOf.ts";
import {kindOf, takeSample} from "../../web/ui/inspect/kindOf.ts";
import {toPage} from "../../web/ui/inspect/pages.ts";
import {signatureOf} from "../../web/ui/inspect/signatureOf.ts";
import {sortRows} from "../../web/ui/inspect/sortRows.ts";
import {tableOfRows} from "../../web/ui/inspect/tableOf.ts";

const read = (source: string) => runInNewContext(source) as object;

function revoked(): object {
  const {proxy, revoke} = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

const kind = (value: unknown) => kindOf(value).kind;

describe("a value's kind", () => {
  it.each<[string, unknown]>([
    ["numbers", Float64Array.of(1)],
    ["numbers", [1, 2, 3]],
    ["numbers", BigInt64Array.of(1n)],
    ["matrix", [new Float32Array(3), new Float32Array(3)]],
    [
      "matrix",
      [
        [1, 2],
        [3, 4]
      ]
    ],
    ["matrix", {data: new Float64Array(6), shape: [2, 3]}],
    ["matrix", {data: new Float64Array(6), rows: 2, cols: 3}],
    ["object", {data: new Float64Array(6), shape: [2, 4]}],
    ["object", [[1, 2], [3]]],
    ["rows", [{a: 1}, {a: 2, b: 3}]],
    ["columns", {a: [1, 2], b: Float64Array.of(3, 4)}],
    ["object", {a: [1, 2], b: [3]}],
    ["object", {a: 1}],
    ["object", []],
    ["object", [1, "a"]],
    ["file", new File(["a"], "a.txt")],
    ["date", new Date()],
    ["regexp", /a/],
    ["error", new TypeError("no")],
    ["promise", Promise.resolve()],
    ["function", class {}],
    ["primitive", null],
    ["primitive", Symbol("s")],
    ["unreadable", revoked()]
  ])("%s", (expected, value) => {
    expect(kind(value)).toBe(expected);
  });

  it("does not depend on the realm", () => {
    const foreign = runInNewContext(
      "[new Date(0), /a/, new RangeError('no'), [{a: 1}], {a: [1, 2], b: [3, 4]}, new Float32Array(2)]"
    ) as unknown[];
    expect(foreign.map(kind)).toEqual(["date", "regexp", "error", "rows", "columns", "numbers"]);
  });

  it("of a run is told by what it can do", () => {
    const run = {
      status: "running",
      cancel: () => undefined,
      then: () => undefined,
      async *[Symbol.asyncIterator]() {}
    };
    expect(kind(run)).toBe("run");
  });

  it("is found by looking at a bounded number of elements", () => {
    let reads = 0;
    const huge = new Proxy([] as number[], {
      get(_, key) {
        if (key === "length") return 1e7;
        if (typeof key === "string" && /^\d+$/.test(key)) reads++;
        return 1;
      }
    });
    expect(kind(huge)).toBe("numbers");
    expect(reads).toBeLessThanOrEqual(100);
    expect(takeSample({length: 1e7, 0: "first", 9999999: "last"}).filter(Boolean)).toEqual([
      "first",
      "last"
    ]);
  });
});

describe("a few words", () => {
  it("say what a value is and begin to say what is in it", () => {
    expect(brief({a: 1, b: "x", c: [1, 2], d: {}})).toBe('{a: 1, b: "x", c: Array(2), d: Object}');
    expect(brief(Float64Array.of(1 / 3, 2, 3, 4, 5, 6))).toBe(
      "Float64Array(6) [0.33333, 2, 3, 4, 5, …]"
    );
    expect(brief(1 / 3)).toBe("0.3333333333333333");
    expect(brief(new Map([["a", 1]]))).toBe("Map(1)");
    expect(brief(new Date(NaN))).toBe("Invalid Date");
    expect(brief(new Date("2026-01-02"))).toBe("2026-01-02");
    expect(brief("a\nb")).toBe('"a\\nb"');
    expect(typeOf(new Float32Array(2000))).toBe("Float32Array(2,000)");
  });

  it("run no getters and throw for nothing", () => {
    let runs = 0;
    const value = {
      get x() {
        return ++runs;
      }
    };
    expect(brief(value)).toBe("{x: …}");
    expect(runs).toBe(0);
    expect(brief(revoked())).toBe("…");
    expect(brief({message: 1, toString: null})).toBe("{message: 1, toString: null}");
    const bad = new Error("x");
    Object.defineProperty(bad, "message", {
      get() {
        throw revoked() as Error;
      }
    });
    expect(brief(bad)).toContain("Error");
  });

  it("give functions by their signatures", () => {
    expect(
      signatureOf(function weigh(a: number, {g = 1} = {}) {
        return a * g;
      })
    ).toMatch(/^ƒ weigh\(a, ?\{ ?g = 1 ?\} = \{\}\)$/);
    expect(signatureOf(read("x => x"))).toBe("ƒ(x)");
    expect(signatureOf(read("async (x, y = [1, (2)]) => x"))).toBe("async ƒ(x, y = [1, (2)])");
    expect(signatureOf(read("(class A extends Map {})"))).toBe("class A extends Map");
    expect(signatureOf(Math.max)).toBe("ƒ max(…)");
  });
});

describe("a tree's entries", () => {
  it("hold getters back until they are asked for, and then catch what they throw", () => {
    const [entry] = entriesOf({
      get x(): never {
        throw new Error("not now");
      }
    });
    expect(entry.value).toBeUndefined();
    expect(entry.read?.()).toEqual({ok: false, why: "not now"});
  });

  it("are those of maps, sets, arrays and symbols too, and no more than can be shown", () => {
    expect(entriesOf(new Map([[{k: 1}, 2]]))).toEqual([{key: "{k: 1}", value: 2}]);
    expect(entriesOf(new Set(["a"]))).toEqual([{key: "0", value: "a"}]);
    expect(entriesOf({[Symbol("s")]: 1})).toEqual([{key: "Symbol(s)", value: 1}]);
    expect(entriesOf(new Uint8Array(1e6), 3)).toHaveLength(3);
    expect(entriesOf(revoked())).toEqual([]);
  });
});

describe("tables", () => {
  const order = (values: unknown[], direction: "ascending" | "descending" = "ascending") =>
    Array.from(
      sortRows(values.length, (row) => values[row], direction),
      (row) => values[row]
    );

  it("sort numbers as numbers, texts with their numbers, what is missing last either way", () => {
    expect(order([10, NaN, 9, null, -1])).toEqual([-1, 9, 10, NaN, null]);
    expect(order([10, NaN, 9, null, -1], "descending")).toEqual([10, 9, -1, NaN, null]);
    expect(order(["b10", "b9", "a"])).toEqual(["a", "b9", "b10"]);
    expect(order(["x", 3, undefined, 2n])).toEqual([2n, 3, "x", undefined]);
    expect(order([new Date(2), new Date(1)]).map(Number)).toEqual([1, 2]);
  });

  it("keep the order of what is equal", () => {
    const rows = Array.from({length: 100}, (_, i) => i % 3);
    const sorted = sortRows(100, (row) => rows[row], "descending");
    for (let i = 1; i < 100; i++)
      if (rows[sorted[i]] === rows[sorted[i - 1]]) expect(sorted[i]).toBeGreaterThan(sorted[i - 1]);
  });

  it("have pages from the first to the last", () => {
    expect(toPage(100_000, 20, 0)).toEqual({page: 0, pages: 5000, begin: 0, end: 20});
    expect(toPage(45, 20, 99)).toEqual({page: 2, pages: 3, begin: 40, end: 45});
    expect(toPage(45, 20, -1).page).toBe(0);
    expect(toPage(0, 20, 0)).toEqual({page: 0, pages: 1, begin: 0, end: 0});
  });

  it("say of a column its range or how many different texts", () => {
    const table = tableOfRows(
      Array.from({length: 50}, (_, i) => ({n: i, text: i % 2 ? "a" : "b", one: "x", o: {}}))
    );
    const words = table.names.map((_, column) => summarizeColumn(table, column).words);
    expect(words).toEqual(["0 – 49", "2 different", "1 value", ""]);
    expect(summarizeColumn(table, 0).bins?.counts.reduce((a, b) => a + b)).toBe(50);
  });

  it("look at a part of a very long column that keeps no time with a pattern", () => {
    const length = 4_000_000;
    const cell = (row: number) => (row % 2 ? "a" : "b");
    expect(summarizeColumn({names: ["x", "y"], length, cell}, 0).words).toBe("≥ 2 different");
  });
});
