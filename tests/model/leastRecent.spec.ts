import {expect, it} from "vitest";
import {LeastRecent} from "../../worker/model/leastRecent.ts";

it("forgets what was not asked for the longest, by number and by weight", () => {
  const made: string[] = [];
  const table = new LeastRecent<string, string>({entries: 3, weight: 10}, ({length}) => length);
  const get = (key: string) => table.get(key, () => (made.push(key), key));
  for (const key of ["a", "b", "c", "a", "d", "a", "b"]) get(key);
  expect(made).toEqual(["a", "b", "c", "d", "b"]);
  get("eightlong");
  expect(table.size).toBe(2);
  get("far longer than there is room for");
  expect(table.size).toBe(1);
  get("b");
  expect(made.slice(5)).toEqual(["eightlong", "far longer than there is room for", "b"]);
});
