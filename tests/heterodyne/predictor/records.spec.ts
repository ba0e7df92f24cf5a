// Learned fits as they come from a store or a file: nothing in them is believed.
import {describe, expect, it} from "vitest";
import {keepRecords} from "../../../worker/heterodyne/predictor/keeping.ts";
import {
  addRecord, checkLearned, MOST_RECORDS, sift, toLearned
} from "../../../worker/heterodyne/predictor/records.ts"; // prettier-ignore
import type {LearnedRecord} from "../../../worker/heterodyne/predictor/types.ts";

const make = (first: number): LearnedRecord => ({
  features: [first, 2, 3],
  scaled: Array.from({length: 13}, (_, t) => t),
  quality: 1
});
const good = () => JSON.parse(JSON.stringify(toLearned("here", [make(1), make(2)]))) as object;

describe("checkLearned", () => {
  it("takes what was saved, as a copy", () => {
    expect(checkLearned("f", good(), "here", 3)).toEqual([make(1), make(2)]);
  });

  it.each<[string, unknown, string]>([
    ["a string", "x", 'expected what predictor.save gave, got "x"'],
    ["null", null, "expected what predictor.save gave, got null"],
    [
      "another kind",
      {...good(), kind: "cake"},
      'expected kind "heterodyne-learned-fits", got "cake"'
    ],
    ["another version", {...good(), version: 2}, "expected version 1, got 2"],
    ["another geometry", {...good(), geometry: "there"}, "expected fits of the same geometry"],
    ["no list", {...good(), records: {}}, "expected records as a list"],
    ["an endless list", {...good(), records: new Array(20_000)}, "expected records as a list"],
    ["a hole", {...good(), records: [make(1), null]}, "expected a record, got null in record 1"],
    ["few features", {...good(), records: [{...make(1), features: [1]}]}, "features of 3 numbers"],
    ["text", {...good(), records: [{...make(1), features: [1, "2", 3]}]}, "features of 3 numbers"],
    ["nothing", {...good(), records: [{...make(1), features: [1, null, 3]}]}, "features of 3"],
    ["NaN", {...good(), records: [{...make(1), scaled: new Array(13).fill(NaN)}]}, "scaled of 13"],
    ["too large", {...good(), records: [{...make(1), features: [1, 1e300, 3]}]}, "features of 3"],
    ["no quality", {...good(), records: [{...make(1), quality: -1}]}, "expected quality"]
  ])("refuses %s", (_, saved, message) => {
    expect(() => checkLearned("f", saved, "here", 3)).toThrow(message);
    expect(() => checkLearned("f", saved, "here", 3)).toThrow(/^f: /);
  });
});

describe("sift", () => {
  it("keeps what is sound of a store and counts the rest", () => {
    const mixed = {...good(), records: [make(1), {...make(2), scaled: []}, 7, make(3)]};
    expect(sift(mixed, "here", 3)).toEqual({records: [make(1), make(3)], refused: 2});
    expect(sift(undefined, "here", 3)).toEqual({records: [], refused: 0});
    expect(sift("x", "here", 3)).toEqual({records: [], refused: 1});
    expect(sift(good(), "there", 3)).toEqual({records: [], refused: 1});
  });
});

describe("addRecord", () => {
  it("replaces what was known of the same data, and lets the oldest go", () => {
    const better = {...make(1), quality: 0.9};
    expect(addRecord([make(1), make(2)], better)).toEqual([make(2), better]);
    let list: LearnedRecord[] = [];
    for (let k = 0; k < MOST_RECORDS + 5; k++) list = addRecord(list, make(k));
    expect(list).toHaveLength(MOST_RECORDS);
    expect(list[0]).toEqual(make(5));
  });
});

describe("keepRecords", () => {
  it("lives with a store that fails", async () => {
    const fail = () => Promise.reject(new Error("full"));
    const kept = await keepRecords({get: fail, set: fail, delete: fail}, "name", "here", 3);
    await kept.add(make(1));
    expect(kept.list).toEqual([make(1)]);
  });

  it("writes the later list last", async () => {
    const written: number[] = [];
    const store = {
      get: () => Promise.resolve(undefined),
      set: async (_: string, value: unknown) => {
        const {length} = (value as {records: unknown[]}).records;
        await new Promise((done) => setTimeout(done, length === 1 ? 20 : 0));
        written.push(length);
      },
      delete: () => Promise.resolve()
    };
    const kept = await keepRecords(store, "name", "here", 3);
    await Promise.all([kept.add(make(1)), kept.add(make(2))]);
    expect(written).toEqual([1, 2]);
  });
});
