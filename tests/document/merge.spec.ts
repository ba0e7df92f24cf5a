import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {insertCell, moveCell, removeCell} from "../../web/document/arrange.ts";
import {diffLines, diffNotebooks} from "../../web/document/diff.ts";
import {setSource} from "../../web/document/edit.ts";
import {mergeNotebooks} from "../../web/document/merge.ts";
import {parseNotebook} from "../../web/document/parse.ts";
import type {Cell, Notebook} from "../../web/document/types.ts";
import {hardText} from "./texts.ts";

const code = (...sources: string[]) =>
  parseNotebook(
    sources
      .map((source) => (source.startsWith("#") ? `${source}\n` : `\`\`\`ts\n${source}\n\`\`\`\n`))
      .join("\n")
  );
const sources = ({cells}: Notebook) => cells.map((cell: Cell) => cell.source);
const merge = (
  base: Notebook,
  mine: Notebook,
  theirs: Notebook,
  choices?: Parameters<ReturnType<typeof mergeNotebooks>["text"]>[0]
) => {
  const merged = mergeNotebooks(base, mine, theirs);
  return {conflicts: merged.conflicts, sources: sources(parseNotebook(merged.text(choices)))};
};

describe("diffNotebooks", () => {
  const brief = (a: Notebook, b: Notebook) =>
    diffNotebooks(a, b).map(({change, before, after}) => `${change}:${(after ?? before)?.source}`);

  it.each<[string, string[], string[], string[]]>([
    ["equal texts", ["a", "b"], ["a", "b"], ["same:a", "same:b"]],
    ["an added cell", ["a", "b"], ["a", "x", "b"], ["same:a", "added:x", "same:b"]],
    ["a removed cell", ["a", "x", "b"], ["a", "b"], ["same:a", "removed:x", "same:b"]],
    ["the last cell removed", ["a", "x"], ["a"], ["same:a", "removed:x"]],
    ["the first cell removed", ["x", "a"], ["a"], ["removed:x", "same:a"]],
    ["a changed cell", ["a", "b + c + d"], ["a", "b + c + e"], ["same:a", "changed:b + c + e"]],
    ["a replaced cell", ["a", "b", "c"], ["a", "x", "c"], ["same:a", "changed:x", "same:c"]],
    [
      "another language",
      ["a", "# b", "c"],
      ["a", "b", "c"],
      ["same:a", "removed:# b", "added:b", "same:c"]
    ],
    ["a moved cell", ["a", "b", "c"], ["c", "a", "b"], ["moved:c", "same:a", "same:b"]],
    [
      "a moved and changed cell",
      ["a", "b", "x + y + z"],
      ["x + y + w", "a", "b"],
      ["moved:x + y + w", "same:a", "same:b"]
    ],
    ["nothing left", ["a"], [], ["removed:a"]]
  ])("%s", (_what, a, b, expected) => {
    expect(brief(code(...a), code(...b))).toEqual(expected);
  });

  it("says which lines", () => {
    expect(diffLines("a\nb\nc", "a\nx\nc\nd")).toEqual([
      {kind: "same", lines: ["a"]},
      {kind: "removed", lines: ["b"]},
      {kind: "added", lines: ["x"]},
      {kind: "same", lines: ["c"]},
      {kind: "added", lines: ["d"]}
    ]);
  });

  it("sees a changed option as a change", () => {
    const [diff] = diffNotebooks(
      parseNotebook("```ts\n1\n```"),
      parseNotebook("```ts fold\n1\n```")
    );
    expect(diff.change).toBe("changed");
  });

  it("names every cell of both once, and makes one out of the other", () => {
    fc.assert(
      fc.property(hardText, hardText, (s, t) => {
        const [a, b] = [parseNotebook(s), parseNotebook(t)];
        const diffs = diffNotebooks(a, b);
        expect(diffs.flatMap(({after}) => (after ? [after] : []))).toEqual(b.cells);
        expect(new Set(diffs.map(({before}) => before).filter(Boolean))).toEqual(new Set(a.cells));
        for (const {before, after, hunks, change} of diffs) {
          const [minus, plus] = (["added", "removed"] as const).map((kind) =>
            hunks
              .filter((hunk) => hunk.kind !== kind)
              .flatMap(({lines}) => lines)
              .join("\n")
          );
          if (change === "same") expect(before?.source).toBe(after?.source);
          else if (hunks.length)
            expect([minus, plus]).toEqual([before?.source ?? "", after?.source ?? ""]);
        }
        expect(diffNotebooks(a, a).every(({change}) => change === "same")).toBe(true);
      }),
      {numRuns: 400}
    );
  });

  it("takes long texts of equal lines", () => {
    const a = parseNotebook(`${"x\n".repeat(30_000)}${"\n```ts\n1\n```\n".repeat(3000)}`);
    const b = parseNotebook(`${"x\n".repeat(29_000)}y\n${"\n```ts\n1\n```\n".repeat(2900)}`);
    expect(diffNotebooks(a, b).length).toBeGreaterThan(2900);
    expect(mergeNotebooks(a, b, parseNotebook(`z\n${a.text}`)).text().length).toBeGreaterThan(
      60_000
    );
  });
});

describe("mergeNotebooks", () => {
  it("of one change is that change", () => {
    fc.assert(
      fc.property(hardText, hardText, (s, t) => {
        const [base, a] = [parseNotebook(s), parseNotebook(t)];
        expect(mergeNotebooks(base, a, base).text()).toBe(t);
        expect(mergeNotebooks(base, base, a).text()).toBe(t);
        expect(mergeNotebooks(base, a, a).text()).toBe(t);
      })
    );
  });

  const words = fc.array(
    fc.constantFrom("alpha = 1", "beta + 2", "gamma(3)", "# delta", "epsilon", "# zeta eta"),
    {maxLength: 6}
  );

  it("of one change beside another front matter has that change's cells", () => {
    fc.assert(
      fc.property(words, words, fc.boolean(), (s, t, swap) => {
        const [base, a] = [code(...s), code(...t)];
        const titled = parseNotebook(`---\ntitle: x\n---\n\n${base.text}`);
        const {conflicts, text} = swap
          ? mergeNotebooks(base, titled, a)
          : mergeNotebooks(base, a, titled);
        const merged = parseNotebook(text());
        expect(conflicts).toEqual([]);
        expect(sources(merged)).toEqual(sources(a));
        expect(merged.front).toBeDefined();
      }),
      {numRuns: 400}
    );
  });

  it("of two edits in different cells has both", () => {
    const base = code("one(1)", "two(2)", "three(3)", "four(4)");
    const edits: ((notebook: Notebook, n: number) => Notebook)[] = [
      (notebook, n) => setSource(notebook, String(n), `changed(${n})`),
      (notebook, n) => removeCell(notebook, String(n)),
      (notebook, n) => insertCell(notebook, n, {language: "ts", source: `fresh(${n})`})
    ];
    for (const [i, first] of edits.entries()) {
      for (const second of edits) {
        const mine = first(base, 1);
        const theirs = second(base, 3);
        const both = first(second(base, 3), 1);
        expect(merge(base, mine, theirs), `${i}`).toEqual({conflicts: [], sources: sources(both)});
        expect(merge(base, theirs, mine), `${i}`).toEqual({conflicts: [], sources: sources(both)});
      }
    }
  });

  it("follows a cell that one side moved and the other changed", () => {
    const base = code("aa bb cc", "b", "c");
    const moved = moveCell(base, "1", 2);
    const changed = setSource(base, "1", "aa bb dd");
    expect(merge(base, moved, changed)).toEqual({conflicts: [], sources: ["b", "c", "aa bb dd"]});
    expect(merge(base, changed, moved)).toEqual({conflicts: [], sources: ["b", "c", "aa bb dd"]});
  });

  it("merges lines within a cell", () => {
    const [base, mine, theirs] = [code("a\nb\nc\nd"), code("A\nb\nc\nd"), code("a\nb\nc\nD\ne")];
    expect(merge(base, mine, theirs)).toEqual({conflicts: [], sources: ["A\nb\nc\nD\ne"]});
  });

  it("adds what both added, one after the other, and equal ones once", () => {
    const base = code("a");
    expect(merge(base, code("a", "m"), code("a", "t")).sources).toEqual(["a", "m", "t"]);
    expect(merge(base, code("a", "m"), code("a", "m")).sources).toEqual(["a", "m"]);
    expect(merge(base, code("m", "a", "x"), code("t", "a", "x")).sources).toEqual([
      "m",
      "t",
      "a",
      "x"
    ]);
  });

  it("leaves conflicts to the reader", () => {
    const [base, mine, theirs] = [
      code("a", "b", "c"),
      code("a", "mine", "c"),
      code("a", "theirs", "c")
    ];
    const {conflicts} = merge(base, mine, theirs);
    expect(conflicts).toMatchObject([
      {what: "cell", base: "```ts\nb\n```", mine: "```ts\nmine\n```", theirs: "```ts\ntheirs\n```"}
    ]);
    expect(merge(base, mine, theirs).sources).toEqual(["a", "mine", "c"]);
    expect(merge(base, mine, theirs, ["theirs"]).sources).toEqual(["a", "theirs", "c"]);
    expect(merge(base, mine, theirs, ["base"]).sources).toEqual(["a", "b", "c"]);
    expect(merge(base, mine, theirs, ["both"]).sources).toEqual(["a", "mine", "theirs", "c"]);
  });

  it("does not lose a change in a cell that the other side deleted", () => {
    const [base, mine, theirs] = [code("a", "b b b", "c"), code("a", "c"), code("a", "b b x", "c")];
    const {conflicts} = merge(base, mine, theirs);
    expect(conflicts).toMatchObject([{mine: undefined, theirs: "```ts\nb b x\n```"}]);
    expect(merge(base, mine, theirs, ["mine"]).sources).toEqual(["a", "c"]);
    expect(merge(base, mine, theirs, ["theirs"]).sources).toEqual(["a", "b b x", "c"]);
    expect(merge(base, theirs, mine, ["mine"]).sources).toEqual(["a", "b b x", "c"]);
  });

  it("merges front matter by lines", () => {
    const [base, mine, theirs] = [
      "title: a\nx: 1\ntags: [b]",
      "title: A\nx: 1\ntags: [b]",
      "title: a\nx: 1\ntags: [c]"
    ].map((front) => parseNotebook(`---\n${front}\n---\n\n# T\n`));
    expect(mergeNotebooks(base, mine, theirs).text()).toBe(
      "---\ntitle: A\nx: 1\ntags: [c]\n---\n\n# T\n"
    );
    const other = parseNotebook("---\ntitle: O\nx: 1\ntags: [b]\n---\n\n# T\n");
    const clash = mergeNotebooks(base, mine, other);
    expect(clash.conflicts).toMatchObject([{what: "front"}]);
    expect(clash.text(["theirs"])).toBe(other.text);
  });

  it("keeps prose apart that a deletion brings together", () => {
    const base = parseNotebook("# One\n\n```ts\n1\n```\n\n# Two\n");
    const mine = removeCell(base, "2");
    const theirs = setSource(base, "3", "# Two and more");
    expect(merge(base, mine, theirs).sources).toEqual(["# One", "# Two and more"]);
  });

  it("loses nothing that either side wrote", () => {
    fc.assert(
      fc.property(words, words, words, (s, t, u) => {
        const [base, mine, theirs] = [code(...s), code(...t), code(...u)];
        const {conflicts, text} = mergeNotebooks(base, mine, theirs);
        const merged = sources(parseNotebook(text(conflicts.map(() => "both")))).join("\n");
        // by lines: neighbouring prose is one cell, whose lines are merged
        const toLines = (book: Notebook) => sources(book).flatMap((source) => source.split("\n"));
        for (const line of [...toLines(mine), ...toLines(theirs)]) {
          if (!toLines(base).includes(line)) expect(merged.split("\n")).toContain(line);
        }
      }),
      {numRuns: 500}
    );
  });
});
