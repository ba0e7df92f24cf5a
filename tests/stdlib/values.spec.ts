import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {digest} from "../../worker/digest.ts";
import {brief, describeValue, findResults, hasBits} from "../../web/stdlib/describeValue.ts";
import {isSame} from "../../web/stdlib/isSame.ts";

describe("isSame", () => {
  const f = () => 1;
  it.each<[unknown, unknown]>([
    [1, 1],
    [NaN, NaN],
    ["a", "a"],
    [f, f],
    [
      [1, "a", null],
      [1, "a", null]
    ],
    [
      {a: 1, b: [NaN]},
      {a: 1, b: [NaN]}
    ],
    [Float64Array.of(1, NaN), Float64Array.of(1, NaN)],
    [new Date(3), new Date(3)]
  ])("%s and %s", (a, b) => expect(isSame(a, b)).toBe(true));

  it.each<[unknown, unknown]>([
    [0, -0],
    [[0], [-0]],
    [Float64Array.of(0), Float64Array.of(-0)],
    [Float64Array.of(1), Float32Array.of(1)],
    [Float64Array.of(1), [1]],
    [[1], [1, 2]],
    [
      {a: 1, b: 2},
      {b: 2, a: 1}
    ],
    [{a: 1}, {a: undefined}],
    [() => 1, () => 1],
    [new Map([[1, 2]]), new Map([[1, 2]])],
    [Object.assign([1], {columns: ["a"]}), Object.assign([1], {columns: ["b"]})],
    [[], {}],
    [null, undefined]
  ])("not %s and %s", (a, b) => expect(isSame(a, b)).toBe(false));

  it("gives up on what costs too much to compare", () => {
    expect(isSame(new Float64Array(1000), new Float64Array(1000))).toBe(true);
    expect(isSame(new Float64Array(1e6), new Float64Array(1e6))).toBe(false);
    expect(isSame(Array(20_000).fill(0), Array(20_000).fill(0))).toBe(false);
    const ring: unknown[] = [];
    const other: unknown[] = [];
    ring.push(ring);
    other.push(other);
    expect(isSame(ring, other)).toBe(false);
  });

  it("never calls values the same that have different bits", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(isSame(a, structuredClone(a))).toBe(true);
        if (isSame(a, b)) expect(digest(a)).toBe(digest(b));
      })
    );
  });
});

describe("brief", () => {
  it.each<[unknown, string]>([
    [500, "500"],
    [-0, "-0"],
    [0.1 + 0.2, "0.3"],
    [1e300, "1e+300"],
    ["a long text that goes on and on", '"a long text that goes o…"'],
    [undefined, "undefined"],
    [[1, "a", null], '[1, "a", null]'],
    [[1, 2, 3, 4], "Array(4)"],
    [new Float64Array(1000), "Float64Array(1,000)"],
    [{a: 1, b: 2}, "{a, b}"],
    [[new Float64Array(3), new Float64Array(3)], "Array(2 × 3)"],
    [function solve() {}, "solve()"],
    [new Map([[1, 2]]), "Map(1)"],
    [12n, "12n"],
    [new Date(0), "1970-01-01T00:00:00.000Z"]
  ])("%s is %s", (value, text) => expect(brief(value)).toBe(text));
});

describe("describeValue", () => {
  it.each<[unknown, string, string, number]>([
    [3, "number", "", 8],
    ["abc", "string", "3", 6],
    [null, "null", "", 0],
    [new Float64Array(1000), "Float64Array", "1,000", 8000],
    [[1, 2, 3], "Array", "3", 24],
    [[[1, 2], [3, 4], [5, 6]], "Array", "3 × 2", 48], // prettier-ignore
    [{a: new Float64Array(10), b: 1}, "record", "2", 88],
    [new Set([1]), "Set", "1", 0],
    [() => 1, "function", "", 8]
  ])("%s", (value, type, size, bytes) => {
    expect(describeValue(value)).toEqual({type, size, bytes});
  });

  it("estimates what is too much to walk", () => {
    const rows = Array.from({length: 100_000}, (_, i) => ({x: i, y: i}));
    expect(describeValue(rows).bytes).toBe(1_600_000);
    const ring: unknown[] = [];
    ring.push(ring);
    expect(describeValue(ring).bytes).toBeLessThan(100);
  });
});

describe("results", () => {
  it.each([1, "a", true, null, [1], {a: Float64Array.of(1)}, new ArrayBuffer(8)])(
    "%s has bits",
    (value) => {
      expect(hasBits(value)).toBe(true);
      expect(digest(value)).not.toBeNull();
    }
  );

  it("are the named values that have bits", () => {
    const given = {a: 1, f: () => 1, m: new Map(), n: undefined, r: {f: () => 1}, x: [1]};
    const variables = Object.entries(given).map(([name, value]) => ({name, value}));
    expect(findResults(variables).map(({name}) => name)).toEqual(["a", "x"]);
  });
});
