import {expect, it} from "vitest";
import {findChanges} from "../../web/shell/history/changes.ts";

const cell = (...lines: string[]) => ["```ts", ...lines, "```"].join("\n");
const text = (...pieces: string[]) => `${pieces.join("\n\n")}\n`;
const BASE = text("---\ntitle: One\n---", "# One", cell("const a = 1;"), "Words.", cell("a + 1"));

it("shows nothing where only blank lines and line ends differ", () => {
  expect(findChanges(BASE, BASE)).toEqual([]);
  expect(findChanges(BASE, BASE.replaceAll("\n", "\r\n"))).toEqual([]);
});

it("shows front matter and cells with their places and lines", () => {
  const after = BASE.replace("title: One", "title: Two").replace("const a = 1;", "const a = 2;");
  expect(findChanges(BASE, after)).toEqual([
    {
      ...{kind: "changed", place: 0},
      lines: [
        {kind: "same", text: "---"},
        {kind: "removed", text: "title: One"},
        {kind: "added", text: "title: Two"},
        {kind: "same", text: "---"}
      ]
    },
    {
      ...{kind: "changed", place: 2},
      lines: [
        {kind: "removed", text: "const a = 1;"},
        {kind: "added", text: "const a = 2;"}
      ]
    }
  ]);
});

it("shows what came and went where it is or was", () => {
  const without = BASE.replace(`\n\n${cell("a + 1")}`, "");
  expect(findChanges(BASE, without)).toMatchObject([{kind: "removed", place: 4}]);
  expect(findChanges(without, BASE)).toMatchObject([{kind: "added", place: 4}]);
  const [front] = findChanges("# One\n", text("---\ntitle: One\n---", "# One"));
  expect(front).toMatchObject({kind: "changed", place: 0});
  expect(front.lines.every(({kind}) => kind === "added")).toBe(true);
});

it("leaves out what is far from any change", () => {
  const lines = Array.from({length: 20}, (_, i) => `line${i}();`);
  const [change] = findChanges(text(cell(...lines)), text(cell(...lines.with(10, "other();"))));
  expect(change.lines.map(({kind}) => kind)).toEqual(
    "gap same same removed added same same gap".split(" ")
  );
});
