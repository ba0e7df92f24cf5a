import {describe, expect, it} from "vitest";
import {frameList} from "../../../worker/heterodyne/data/frameList.ts";

const ALL = [0, 99] as const;

describe("frames as people write them", () => {
  it.each<[string, number[]]>([
    ["", []],
    ["61", [61]],
    ["61, 70", [61, 70]],
    ["1-5", [1, 2, 3, 4, 5]],
    ["1–3, 7", [1, 2, 3, 7]],
    [" 1 - 3 ;7 9—10, ", [1, 2, 3, 7, 9, 10]],
    ["5, 3-6, 5", [3, 4, 5, 6]],
    ["7-7", [7]]
  ])("%j", (text, frames) => {
    expect(frameList(text, ALL)).toEqual(frames);
  });

  it("are counted from the first that was read, those of others left out", () => {
    expect(frameList("8-12, 30, 95", [10, 30])).toEqual([0, 1, 2, 20]);
    // however far a range goes
    expect(frameList("20-999999999999", [10, 21])).toEqual([10, 11]);
  });

  it.each([
    ["20-1", 'the lower frame of a range first, got "20-1": write "1-20"'],
    ["3-", 'ranges such as 70-75, got "3-"'],
    ["-3", 'got "-3"'],
    ["4, 1-2-3", 'got "1-2-3"'],
    ["1.5", 'got "1.5"'],
    ["1, two", 'got "two"']
  ])("not %j", (text, message) => {
    expect(() => frameList(text, ALL)).toThrow(RangeError);
    expect(() => frameList(text, ALL)).toThrow(message);
  });

  it("not numbers in place of text", () => {
    expect(() => frameList([61] as unknown as string, ALL)).toThrow(
      /^heterodyne\.frameList: expected frames as text/
    );
  });
});
