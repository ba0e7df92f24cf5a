import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {parseNotebook, reparse} from "../../web/document/parse.ts";
import {printNotebook} from "../../web/document/print.ts";
import type {Cell} from "../../web/document/types.ts";
import {anyText} from "./texts.ts";

const brief = (cell: Cell) => `${cell.kind === "code" ? cell.language : "md"}:${cell.source}`;
const cellsOf = (...lines: string[]) => parseNotebook(lines.join("\n")).cells.map(brief);

describe("parseNotebook", () => {
  it("prints back every byte of any text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(printNotebook(parseNotebook(text))).toBe(text);
      }),
      {numRuns: 1500}
    );
  });

  it("covers the text with cells and blank lines", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const {spans, cells} = parseNotebook(text);
        let at = -1;
        spans.forEach(({start, end, inner}, i) => {
          if (at >= 0) expect(text.slice(at, start)).toMatch(/^[ \t\r\n]*$/);
          expect(start <= inner.start && inner.start <= inner.end && inner.end <= end).toBe(true);
          expect(text.slice(inner.start, inner.end).replace(/\r\n?/g, "\n")).toBe(cells[i].source);
          const above = text.slice(0, inner.start);
          if (cells[i].source !== "") expect(cells[i].line).toBe(above.split(/\r\n|\n|\r/).length);
          at = end;
        });
        if (at >= 0) expect(text.slice(at)).toMatch(/^[ \t\r\n]*$/);
      }),
      {numRuns: 800}
    );
  });

  it("gives every cell an id of its own, the text's where it has one", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const {cells} = parseNotebook(text);
        expect(new Set(cells.map(({id}) => id)).size).toBe(cells.length);
        for (const cell of cells) expect(/^\d+$/.test(cell.id)).toBe(!cell.hasId);
      })
    );
  });

  it("finds front matter, prose and code", () => {
    const text = "---\ntitle: A\n---\n\n# A\n\n```ts {#n run=manual}\nconst n = 1;\n```\n\nEnd.\n";
    const {front, cells} = parseNotebook(text);
    expect(text.slice(front?.start, front?.end)).toBe("title: A\n");
    expect(cells).toMatchObject([
      {kind: "prose", source: "# A", line: 5, id: "1", hasId: false},
      {
        kind: "code",
        language: "ts",
        source: "const n = 1;",
        line: 8,
        id: "n",
        hasId: true,
        info: " {#n run=manual}"
      },
      {kind: "prose", source: "End.", line: 11, id: "2"}
    ]);
  });

  it.each<[string, string[], string[]]>([
    ["longer fences hold shorter ones", ["````ts", "```", "````"], ["ts:```"]],
    ["tildes", ["~~~js", "1", "```", "~~~"], ["js:1\n```"]],
    ["an unclosed fence goes to the end", ["```ts", "1", "", "2"], ["ts:1\n\n2"]],
    ["empty cells", ["```ts", "```", "```wgsl", "", "```"], ["ts:", "wgsl:"]],
    [
      "a fence in a list is prose",
      ["- a", "  ```ts", "  1", "  ```"],
      ["md:- a\n  ```ts\n  1\n  ```"]
    ],
    ["an indented fence is prose", ["a", "", " ```ts", "1", " ```"], ["md:a\n\n ```ts\n1\n ```"]],
    ["a fence in a fence is prose", ["```md", "```ts", "```", "a"], ["md:```md\n```ts\n```\na"]],
    [
      "a list's fence ends with its list",
      ["- ```md", "", "```ts", "1", "```"],
      ["md:- ```md", "ts:1"]
    ],
    [
      "a fence in a comment is prose",
      ["<!--", "```ts", "1", "```", "-->"],
      ["md:<!--\n```ts\n1\n```\n-->"]
    ],
    [
      "other languages are prose",
      ["```python", "1", "```", "```tsx", "```"],
      ["md:```python\n1\n```\n```tsx\n```"]
    ],
    ["live=false is prose", ["```ts {live=false}", "1", "```"], ["md:```ts {live=false}\n1\n```"]],
    ["run=false is prose", ["```js run=false", "1", "```"], ["md:```js run=false\n1\n```"]],
    [
      "backticks in an info string make no fence",
      ["```ts `a`", "```ts", "1", "```"],
      ["md:```ts `a`", "ts:1"]
    ],
    [
      "long language names",
      ["```typescript", "1", "```", "```javascript", "2", "```"],
      ["ts:1", "js:2"]
    ],
    [
      "markers split prose",
      ["a", "<!-- cell -->", "b", "", "<!--cell-->", ""],
      ["md:a", "md:b", "md:"]
    ],
    [
      "no marker inside a fence",
      ["```md", "<!-- cell -->", "```"],
      ["md:```md\n<!-- cell -->\n```"]
    ],
    ["a rule is no front matter", ["a", "---", "b", "---"], ["md:a\n---\nb\n---"]],
    ["unclosed front matter is prose", ["---", "a"], ["md:---\na"]],
    ["blank lines around prose are no part of it", ["", "", "a", "", ""], ["md:a"]],
    ["nothing", [""], []]
  ])("%s", (_what, lines, cells) => {
    expect(cellsOf(...lines)).toEqual(cells);
    expect(parseNotebook(lines.join("\r\n")).cells.map(brief)).toEqual(cells);
  });

  it("reads a prose cell's id from its marker, and keeps the first of two equal ids", () => {
    const {cells} = parseNotebook("<!-- cell #a -->\nx\n\n```ts {#a}\n```\n");
    expect(cells).toMatchObject([
      {id: "a", hasId: true},
      {id: "1", hasId: false}
    ]);
  });

  it("takes a megabyte of anything within a second or so", () => {
    for (const line of [
      "```",
      "<!--",
      "- ```ts",
      "<!-- cell",
      "---",
      "``` ".repeat(50),
      "{#a ".repeat(50)
    ]) {
      const text = `${line}\n`.repeat(1e6 / (line.length + 1));
      expect(printNotebook(parseNotebook(text))).toBe(text);
    }
    expect(parseNotebook(`\`\`\`ts ${"a=".repeat(5e5)}`).cells).toHaveLength(1);
  });
});

describe("reparse", () => {
  const ids = (text: string, next: string) =>
    reparse(parseNotebook(text), next).cells.map(({id}) => id);
  const code = (...sources: string[]) => sources.map((s) => `\`\`\`ts\n${s}\n\`\`\`\n`).join("\n");

  it.each([
    ["a changed cell", code("a", "b", "c"), code("a", "B", "c"), ["1", "2", "3"]],
    ["a new first cell", code("a", "b"), code("x", "a", "b"), ["3", "1", "2"]],
    ["a deleted cell", code("a", "b", "c"), code("a", "c"), ["1", "3"]],
    ["a moved cell", code("a", "b", "c"), code("c", "a", "b"), ["3", "1", "2"]],
    ["a moved and a changed cell", code("a", "b", "c"), code("c", "a", "B"), ["3", "1", "2"]],
    ["a new cell among equal ones", code("a", "a"), code("a", "a", "a"), ["1", "2", "3"]],
    ["prose changed beside code", `x\n\n${code("a")}`, `y\n\n${code("b")}`, ["1", "2"]]
  ])("%s", (_what, text, next, expected) => {
    expect(ids(text, next)).toEqual(expected);
  });

  it("follows an id of the text over a change of source and place", () => {
    const a = parseNotebook("```ts {#n}\n1\n```\n\n```ts\n2\n```\n");
    const b = reparse(a, "```ts\n2\n```\n\n```ts {#n}\n3\n```\n");
    expect(b.cells.map(({id}) => id)).toEqual(["1", "n"]);
  });

  it("gives back the cells that are as they were", () => {
    const a = parseNotebook(code("a", "b"));
    const b = reparse(a, code("a", "c"));
    expect(b.cells[0]).toBe(a.cells[0]);
    expect(b.cells[1]).not.toBe(a.cells[1]);
    expect(reparse(a, a.text)).toBe(a);
  });

  it("never gives a number out twice", () => {
    const a = parseNotebook(code("a", "b"));
    const b = reparse(reparse(a, code("a")), code("a", "new", "newer"));
    expect(b.cells.map(({id}) => id)).toEqual(["1", "3", "4"]);
  });
});
