import {expect, it} from "vitest";
import {countTags, findMatches, toQuery} from "../../web/shell/library/search.ts";

const ITEMS = [
  {title: "Damped oscillator", description: "Fit of a ring-down", tags: ["fit", "physics"]},
  {title: "Fitting curves", description: "Least squares", tags: ["fit"], text: "const décay = 1;"},
  {title: "Über Zerfall", description: "", tags: ["Physics"], text: "decay everywhere"}
];
const find = (input: string, tags: string[] = []) =>
  findMatches(ITEMS, toQuery(input, tags)).map(({title}) => title.split(" ")[0]);

it("finds all without words, in the order given", () => {
  expect(find("")).toEqual(["Damped", "Fitting", "Über"]);
});

it("asks for every word, wherever it is, without case and accents", () => {
  expect(find("uber DECAY")).toEqual(["Über"]);
  expect(find("decay")).toEqual(["Fitting", "Über"]);
  expect(find("decay least")).toEqual(["Fitting"]);
  expect(find("decay nowhere")).toEqual([]);
});

it("puts titles before tags, descriptions and texts", () => {
  expect(find("fit")).toEqual(["Fitting", "Damped"]);
});

it("asks for tags by #, or by those chosen", () => {
  expect(find("#physics")).toEqual(["Damped", "Über"]);
  expect(find("zerfall", ["physics"])).toEqual(["Über"]);
  expect(find("", ["fit", "physics"])).toEqual(["Damped"]);
});

it("counts tags, most used first", () => {
  expect(countTags([...ITEMS, ITEMS[0]])).toEqual([
    {tag: "fit", count: 3},
    {tag: "physics", count: 2},
    {tag: "Physics", count: 1}
  ]);
});
