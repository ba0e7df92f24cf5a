// Find and replace, cells for dropped files, and promises of results.
import {describe, expect, it, vi} from "vitest";
import {attachFiles, writeReader} from "../../web/ui/notebook/attachFiles.ts";
import {readSavedNumbers} from "../../web/ui/notebook/readSavedNumbers.ts";
import {judge, promise} from "../../web/ui/notebook/reproduce.ts";
import {findMatches, replaceMatches, toPattern} from "../../web/ui/panels/findMatches.ts";

describe("find and replace", () => {
  const cells = [
    {id: "1", source: "const a = 1;\nconst A = a;"},
    {id: "2", source: "a.b"}
  ];
  const plain = {matchCase: true, isRegex: false};

  it("finds with place and surroundings, by case or not", () => {
    const found = findMatches(cells, toPattern("a =", plain) as RegExp);
    expect(found).toMatchObject([{cell: "1", line: 1, column: 7, text: "a ="}]);
    const any = findMatches(cells, toPattern("a =", {...plain, matchCase: false}) as RegExp);
    expect(any.map(({line}) => line)).toEqual([1, 2]);
  });

  it("takes signs as they are unless it is a regular expression", () => {
    expect(findMatches(cells, toPattern("a.b", plain) as RegExp)).toHaveLength(1);
    expect(replaceMatches(cells, toPattern("a.b", plain) as RegExp, "$&", false)).toEqual([
      {id: "2", source: "$&"}
    ]);
    expect(
      replaceMatches(cells, toPattern("(a)\\.b", {...plain, isRegex: true}) as RegExp, "$1", true)
    ).toEqual([{id: "2", source: "a"}]);
    expect(toPattern("(", {...plain, isRegex: true})).toMatch(/^Not a regular expression/);
    expect(toPattern("", plain)).toBeUndefined();
  });
});

describe("a dropped file", () => {
  it("becomes a cell under a name that can be one", () => {
    expect(writeReader("my data.csv")).toMatch(
      /^const myData = await FileAttachment\("my data\.csv"\)\.csv\(\{typed: true\}\);/
    );
    expect(writeReader("2024.json")).toContain(
      'const file2024 = await FileAttachment("2024.json").json()'
    );
    expect(writeReader("µ.bin")).toMatch(/^const [a-z]\w* = await .*\.arrayBuffer\(\)/);
    expect(writeReader('a"b.txt')).toContain('FileAttachment("a\\"b.txt").text()');
  });

  it("is told of when the page does not keep it, and the others are kept", async () => {
    const show = vi.fn<(text: string, action?: {label: string; act: () => void}) => void>();
    const insert = vi.fn();
    const attach = (name: string) =>
      name === "big.csv" ? Promise.reject(new Error("no room")) : Promise.resolve();
    const files = ["big.csv", "ok.txt"].map((name) => new File(["x"], name));
    await attachFiles(files, {attach}, {show}, insert);
    expect(show.mock.calls.map(([text]) => text)).toEqual([
      "big.csv could not be kept: no room",
      "ok.txt is kept with this notebook."
    ]);
    show.mock.calls[1][1]!.act();
    expect(insert).toHaveBeenCalledExactlyOnceWith(writeReader("ok.txt"));
  });
});

describe("promised results", () => {
  const digest = (value: unknown) =>
    Promise.resolve(typeof value === "number" ? `digest-of-${value}-and-more` : null);
  const variable = (name: string, value: unknown) => ({name, value, cell: "1", at: 0});

  it("are judged same, within, different or missing", async () => {
    const expected = [
      {name: "a", digest: "digest-of-1-"},
      {name: "b", digest: "other", values: [2.0000000001]},
      {name: "c", digest: "other", values: [4]},
      {name: "d", digest: "x"}
    ];
    const found = [variable("a", 1), variable("b", 2), variable("c", 3)];
    const verdicts = await judge(expected, found, digest);
    expect(verdicts.map(({kind}) => kind)).toEqual(["same", "within", "differs", "missing"]);
    expect(verdicts[2].error).toBeCloseTo(0.25);
  });

  it("too long for a link are compared with a sidecar's", async () => {
    const long = Array.from({length: 40}, (_, i) => i + 1);
    const bundle = (list: number[]) => ({"application/json": JSON.stringify(list)});
    const saved = readSavedNumbers([
      {"text/plain": "words"},
      {"application/json": "{"},
      bundle([7]),
      bundle(long.map((number) => number * (1 + 1e-9)))
    ]);
    const digestAll = () => Promise.resolve("other");
    const judgeList = async (list: number[]) => {
      const promised = [{name: "x", digest: "promised"}];
      const [verdict] = await judge(promised, [variable("x", list)], digestAll, () => saved);
      return verdict;
    };
    const near = await judgeList(long);
    expect(near).toMatchObject({kind: "within", values: undefined});
    expect(near.error).toBeCloseTo(1e-9, 12);
    expect(await judgeList(long.with(3, 5))).toMatchObject({kind: "differs"});
    expect(await judgeList(long.slice(1))).toMatchObject({kind: "differs", error: undefined});
  });

  it("are made of what has bits, at most so many", async () => {
    const list = [variable("f", () => 1), variable("a", 1), variable("b", 2), variable("c", 3)];
    expect(await promise(list, digest, 2)).toEqual([
      {name: "a", digest: "digest-of-1-", values: [1]},
      {name: "b", digest: "digest-of-2-", values: [2]}
    ]);
  });
});
