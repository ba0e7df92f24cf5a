// CSV, JSON and NPY: what the reader takes away is what the value was.
import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {toPlainColour} from "../../web/ui/inspect/svgFile.ts";
import {tableOfColumns, tableOfRows} from "../../web/ui/inspect/tableOf.ts";
import {toCsv} from "../../web/ui/inspect/toCsv.ts";
import {toJson} from "../../web/ui/inspect/toJson.ts";
import {toNpy} from "../../web/ui/inspect/toNpy.ts";

interface NpyCase {
  type: string;
  values: string[];
  shape: number[];
  file: string;
}

const {cases} = JSON.parse(
  readFileSync(new URL("../fixtures/inspect/npy.json", import.meta.url), "utf8")
) as {cases: NpyCase[]};

describe("NPY", () => {
  it.each(cases.map((each) => [`${each.type} (${each.shape.join()})`, each] as const))(
    "%s has NumPy's bytes",
    (_, {type, values, shape, file}) => {
      const Type = (globalThis as unknown as Record<string, Float64ArrayConstructor>)[type];
      const convert = (text: string) => (type.startsWith("Big") ? BigInt(text) : Number(text));
      const array = Type.from(values.map(convert) as number[]);
      const made = Buffer.from(toNpy(array, shape));
      expect(made.toString("base64")).toBe(file);
    }
  );

  it("writes plain numbers as doubles", () => {
    expect(toNpy([1, 2])).toEqual(toNpy(Float64Array.of(1, 2)));
  });

  it("writes a view without what stands around it", () => {
    const all = Float64Array.of(9, 1, 2, 9);
    expect(toNpy(all.subarray(1, 3))).toEqual(toNpy([1, 2]));
  });

  it("refuses a shape that does not fit", () => {
    expect(() => toNpy([1, 2, 3], [2, 2])).toThrow(/^toNpy: shape must .* got 2 × 2 for 3$/);
  });
});

describe("CSV", () => {
  const csv = (rows: Record<string, unknown>[]) => toCsv(tableOfRows(rows));

  it("quotes what RFC 4180 says must be, and ends its lines as it says", () => {
    const {text} = csv([{a: 'say "so"', "b,c": "two\nlines", d: " x"}]);
    expect(text).toBe('a,"b,c",d\r\n"say ""so""","two\nlines"," x"\r\n');
  });

  it("keeps every digit, dates as ISO, nothing as nothing", () => {
    const date = new Date("2026-01-02T03:04:05Z");
    const {text} = csv([{x: 0.1 + 0.2, y: -0, z: null, w: date, n: 12345678901234567890n}]);
    expect(text.split("\r\n")[1]).toBe(
      "0.30000000000000004,-0,,2026-01-02T03:04:05.000Z,12345678901234567890"
    );
  });

  it("has a column for every field of any row", () => {
    expect(csv([{a: 1}, {b: 2}]).text).toBe("a,b\r\n1,\r\n,2\r\n");
  });

  it("does not lose empty cells of a lone column", () => {
    expect(csv([{a: "x"}, {a: ""}]).text).toBe('a\r\nx\r\n""\r\n');
  });

  it("counts texts that a spreadsheet may compute, and leaves them as they are", () => {
    const {text, formulas} = csv([{a: "=1+1"}, {a: "+49"}, {a: -5}, {a: "plain"}]);
    expect(formulas).toBe(2);
    expect(text).toContain("=1+1");
  });

  it("takes columns as well as rows", () => {
    const columns = {t: Float64Array.of(1, 2), name: ["a", "b"]};
    expect(toCsv(tableOfColumns(columns)).text).toBe("t,name\r\n1,a\r\n2,b\r\n");
  });

  it("survives cells that cannot be read or printed", () => {
    const row = {
      get bad(): never {
        throw new Error("no");
      }
    };
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    expect(csv([row, {bad: cycle}, {bad: Symbol("s")}]).text).toBe('bad\r\n""\r\n""\r\n""\r\n');
  });
});

describe("JSON", () => {
  const parsed = (value: unknown) => {
    const {text, lost} = toJson(value);
    return {value: JSON.parse(text) as unknown, lost};
  };

  it("writes typed arrays as arrays, sets as arrays, maps of texts as objects", () => {
    const value = {x: Float32Array.of(0.5, 2), s: new Set([1]), m: new Map([["k", 1]])};
    expect(parsed(value)).toEqual({value: {x: [0.5, 2], s: [1], m: {k: 1}}, lost: 0});
    expect(parsed(new Map([[{a: 1}, 2]])).value).toEqual([[{a: 1}, 2]]);
  });

  it("says how many values JSON has no word for", () => {
    expect(parsed([NaN, 1, Infinity])).toEqual({value: [null, 1, null], lost: 2});
  });

  it("keeps large whole numbers", () => {
    expect(parsed([5n, 12345678901234567890n])).toEqual({
      value: [5, "12345678901234567890"],
      lost: 0
    });
  });

  it("breaks cycles, but not what merely occurs twice", () => {
    const twice = {a: 1};
    const cycle: Record<string, unknown> = {twice, again: twice};
    cycle.self = cycle;
    expect(parsed(cycle)).toEqual({value: {twice: {a: 1}, again: {a: 1}, self: null}, lost: 1});
  });

  it("survives depth, proxies, getters and the name __proto__", () => {
    let deep: unknown = 1;
    for (let i = 0; i < 5000; i++) deep = [deep];
    expect(toJson(deep).lost).toBe(1);
    const {proxy, revoke} = Proxy.revocable({}, {});
    revoke();
    const bad = {
      get x(): never {
        throw new Error("no");
      }
    };
    expect(parsed([proxy, bad, () => 1])).toEqual({value: [null, null, null], lost: 3});
    expect(toJson(JSON.parse('{"__proto__":{"a":1}}')).text).toBe('{"__proto__":{"a":1}}');
  });
});

it("SVG files write mixed colours as every drawing program reads them", () => {
  expect(toPlainColour("color(srgb 1 0.5 0)")).toBe("rgb(255, 128, 0)");
  expect(toPlainColour("color(srgb 0 0 1 / 0.25)")).toBe("rgba(0, 0, 255, 0.25)");
  expect(toPlainColour("rgb(1, 2, 3)")).toBe("rgb(1, 2, 3)");
});
