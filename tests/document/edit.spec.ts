import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  insertCell,
  joinCells,
  moveCell,
  removeCell,
  splitCell
} from "../../web/document/arrange.ts";
import {setLanguage, setOption, setSource} from "../../web/document/edit.ts";
import {parseNotebook} from "../../web/document/parse.ts";
import {printNotebook} from "../../web/document/print.ts";
import type {Cell, Notebook} from "../../web/document/types.ts";
import {anySource, hardText, plainProse} from "./texts.ts";

const TEXT =
  "---\ntitle: A\n---\n\n# A\n\n```ts {#n run=manual}\n1\n```\n\nB\n\n<!-- cell -->\n\nC\n\n~~~js\n2\n~~~\n";
const start = parseNotebook(TEXT);
const brief = (cell: Cell) =>
  `${cell.id}:${cell.kind === "code" ? cell.language : "md"}:${cell.source}`;
const others = ({cells}: Notebook, id: string) => cells.filter((cell) => cell.id !== id).map(brief);
/** A hard text in which nothing is open at the end. */
const closedText = hardText.map((text) => {
  const {cells} = parseNotebook(text);
  const closed = insertCell(parseNotebook(text), cells.length, {language: "ts", source: ""});
  return removeCell(closed, closed.cells[cells.length].id).text;
});
/** Of two equal ids the first counts, so that moving one changes the other. */
const hasTwins = (text: string) => /(#[abp]\b)[^]*\1/.test(text);
/** A hard text's notebook with one of its cells. */
const someCell = (kind?: Cell["kind"]) =>
  fc
    .tuple(
      closedText.filter((text) => !hasTwins(text)),
      fc.nat()
    )
    .map(([text, n]) => {
      const notebook = parseNotebook(text);
      const cells = notebook.cells.filter((cell) => !kind || cell.kind === kind);
      return {notebook, cell: cells[n % cells.length]};
    })
    .filter((found): found is {notebook: Notebook; cell: Cell} => found.cell !== undefined);
const check = <T>(arbitrary: fc.Arbitrary<T>, property: (value: T) => void) =>
  fc.assert(fc.property(arbitrary, property), {numRuns: 500});

describe("setSource", () => {
  it("gives a code cell any source and touches no other cell", () => {
    check(fc.tuple(someCell("code"), anySource), ([{notebook, cell}, source]) => {
      const next = setSource(notebook, cell.id, source);
      expect(next.cells.find(({id}) => id === cell.id)?.source).toBe(source);
      expect(others(next, cell.id)).toEqual(others(notebook, cell.id));
      expect(printNotebook(next)).toBe(next.text);
    });
  });

  it("gives a prose cell any plain prose and touches no other cell", () => {
    check(fc.tuple(someCell("prose"), plainProse), ([{notebook, cell}, source]) => {
      const next = setSource(notebook, cell.id, source);
      expect(next.cells.find(({id}) => id === cell.id)?.source).toBe(source);
      expect(others(next, cell.id)).toEqual(others(notebook, cell.id));
    });
  });

  it("never lets prose swallow the cells behind it", () => {
    check(fc.tuple(someCell("prose"), anySource), ([{notebook, cell}, source]) => {
      const at = notebook.cells.indexOf(cell);
      const behind = notebook.cells.slice(at + 1).map(({source}) => source);
      const next = setSource(notebook, cell.id, source);
      const tail = next.cells.slice(next.cells.length - behind.length).map(({source}) => source);
      expect(behind.length ? tail : []).toEqual(behind);
      expect(next.cells.slice(0, at).map(brief)).toEqual(notebook.cells.slice(0, at).map(brief));
    });
  });

  it.each<[string, string, string, string, string]>([
    ["code", "n", "2", "1\n```", "2\n```"],
    [
      "code with fences gets longer ones",
      "n",
      "```\n",
      "```ts {#n run=manual}\n1\n```",
      "````ts {#n run=manual}\n```\n\n````"
    ],
    ["prose", "1", "# B", "# A\n", "# B\n"],
    ["prose with a marker in use", "3", "c", "\n\nC\n", "\n\nc\n"],
    ["emptied prose keeps its place", "1", "", "# A\n", "<!-- cell -->\n"],
    ["an open fence is closed", "1", "```md\nx", "# A\n", "```md\nx\n```\n"]
  ])("%s", (_what, id, source, old, text) => {
    expect(setSource(start, id, source).text).toBe(TEXT.replace(old, text));
  });

  it("takes an emptied cell's marker out again", () => {
    expect(setSource(setSource(start, "1", ""), "1", "# A").text).toBe(TEXT);
  });

  it("keeps the text's line breaks", () => {
    const crlf = parseNotebook(TEXT.replaceAll("\n", "\r\n"));
    const {text} = setSource(crlf, "n", "1\n2");
    expect(text).toBe(TEXT.replace("\n1\n", "\n1\n2\n").replaceAll("\n", "\r\n"));
  });

  it("does not make front matter of prose", () => {
    const {cells, front} = setSource(parseNotebook("a\n\n```ts\n```\n"), "1", "---\nx: 1\n---");
    expect(front).toBeUndefined();
    expect(cells[0].source).toBe("---\nx: 1\n---");
  });

  it("names an unknown cell", () => {
    expect(() => setSource(start, "zz", "")).toThrow(
      new RangeError('notebook.setSource: unknown cell, got "zz"')
    );
  });
});

describe("setOption", () => {
  const opening = (info: string, key: string, value: string | number | boolean | undefined) =>
    setOption(
      parseNotebook(`\`\`\`ts${info}\n1\n\`\`\`\n`),
      /#(\w+)/.exec(info)?.[1] ?? "1",
      key,
      value
    )
      .text.split("\n")[0]
      .slice(5);

  it.each<[string, string, string | number | boolean | undefined, string]>([
    ["", "run", "manual", " run=manual"],
    ["", "#", "a", " {#a}"],
    [" {#a}", "fold", true, " {#a fold}"],
    [" {#a fold}", "fold", undefined, " {#a}"],
    [" {fold}", "fold", undefined, ""],
    [" {fold #a}", "fold", undefined, " {#a}"],
    [" run=manual fold x=1", "run", undefined, " fold x=1"],
    [" manual x", "run", "once", " run=once x"],
    [" x=1  y", "echo", false, " x=1  y echo=false"],
    [" {#a}", "#", "b", " {#b}"],
    [" {#a x}", "#", undefined, " {x}"],
    [" limit=10", "limit", 20, " limit=20"],
    ["", "title", "two words", ' title="two words"'],
    [' title="a b" fold', "title", "c", " title=c fold"]
  ])("%j %s=%s", (info, key, value, expected) => {
    expect(opening(info, key, value)).toBe(expected);
  });

  it("touches nothing but the option", () => {
    const value = fc.constantFrom<string | boolean | undefined>("once", true, undefined, "x y");
    const key = fc.constantFrom("run", "fold", "limit", "custom", "name");
    check(fc.tuple(someCell("code"), key, value), ([{notebook, cell}, key, value]) => {
      const next = setOption(notebook, cell.id, key, value);
      expect(next.cells.map(brief)).toEqual(notebook.cells.map(brief));
    });
  });

  it("gives prose an id", () => {
    const next = setOption(start, "1", "#", "intro");
    expect(next.text).toBe(TEXT.replace("# A", "<!-- cell #intro -->\n\n# A"));
    expect(next.cells[0]).toMatchObject({id: "intro", hasId: true, source: "# A"});
  });

  it("refuses what would break the text", () => {
    expect(() => setOption(start, "n", "a b", true)).toThrow(RangeError);
    expect(() => setOption(start, "n", "a", "`")).toThrow(RangeError);
    expect(() => setOption(start, "n", "#", "1")).toThrow(RangeError);
    expect(() => setOption(start, "1", "#", "n")).toThrow(RangeError);
  });

  it("is read back", () => {
    const {cells} = parseNotebook(
      "```ts {manual echo=false fold disabled limit=2.5 name='k'}\n```"
    );
    expect(cells[0]).toMatchObject({
      options: {run: "manual", echo: false, fold: true, disabled: true, limit: 2.5, name: "k"}
    });
  });
});

describe("setLanguage", () => {
  it("changes code, and code to prose and back", () => {
    expect(setLanguage(start, "n", "js").text).toBe(TEXT.replace("```ts", "```js"));
    const prose = setLanguage(start, "n", "prose");
    expect(prose.cells.map(brief)).toEqual(["1:md:# A", "n:md:1", "2:md:B", "3:md:C", "4:js:2"]);
    expect(setLanguage(prose, "n", "ts").text).toBe(TEXT.replace(" run=manual", ""));
    expect(setLanguage(start, "4", "wgsl").text).toBe(TEXT.replace("~~~js", "~~~wgsl"));
  });
});

describe("the row of cells", () => {
  it("takes a new cell anywhere", () => {
    const at = fc.tuple(closedText, fc.nat(), anySource, fc.constantFrom("ts", "wgsl"));
    check(at, ([text, n, source, language]) => {
      const notebook = parseNotebook(text);
      const index = n % (notebook.cells.length + 1);
      const next = insertCell(notebook, index, {language, source});
      expect(next.cells[index]).toMatchObject({kind: "code", language, source});
      expect(others(next, next.cells[index].id)).toEqual(notebook.cells.map(brief));
      expect(removeCell(next, next.cells[index].id).cells.map(brief)).toEqual(
        notebook.cells.map(brief)
      );
    });
  });

  it("takes new prose anywhere, empty prose too", () => {
    check(
      fc.tuple(closedText, fc.nat(), fc.oneof(plainProse, fc.constant(""))),
      ([text, n, source]) => {
        const notebook = parseNotebook(text);
        const index = n % (notebook.cells.length + 1);
        const next = insertCell(notebook, index, {language: "prose", source});
        expect(next.cells[index]).toMatchObject({kind: "prose", source});
        expect(others(next, next.cells[index].id)).toEqual(notebook.cells.map(brief));
      }
    );
  });

  it("loses only the cell that is removed", () => {
    check(someCell(), ({notebook, cell}) => {
      expect(removeCell(notebook, cell.id).cells.map(brief)).toEqual(others(notebook, cell.id));
    });
  });

  it("moves a cell and back", () => {
    check(fc.tuple(someCell(), fc.nat()), ([{notebook, cell}, n]) => {
      const from = notebook.cells.indexOf(cell);
      const moved = moveCell(notebook, cell.id, n % notebook.cells.length);
      expect(moved.cells[n % notebook.cells.length].id).toBe(cell.id);
      expect(others(moved, cell.id)).toEqual(others(notebook, cell.id));
      expect(moveCell(moved, cell.id, from).cells.map(({id}) => id)).toEqual(
        notebook.cells.map(({id}) => id)
      );
    });
  });

  it("moves there and back without a trace", () => {
    for (const [i, {id}] of start.cells.entries()) {
      for (let j = 0; j < start.cells.length; j++) {
        expect(moveCell(moveCell(start, id, j), id, i).text).toBe(TEXT);
      }
    }
  });

  it("splits and joins", () => {
    const offsets = fc.tuple(someCell("code"), fc.nat());
    check(offsets, ([{notebook, cell}, n]) => {
      const at = n % (cell.source.length + 1);
      const split = splitCell(notebook, cell.id, at);
      const index = notebook.cells.indexOf(cell);
      expect(split.cells[index].source).toBe(cell.source.slice(0, at).replace(/\n$/, ""));
      expect(split.cells[index + 1].source).toBe(cell.source.slice(at).replace(/^\n/, ""));
      expect(split.cells[index].id).toBe(cell.id);
    });
    const long = parseNotebook("a\n\nb\n\n```ts {#n fold}\n1\n2\n```\n");
    const split = splitCell(long, "n", 2);
    expect(split.text).toBe("a\n\nb\n\n```ts {#n fold}\n1\n```\n\n```ts {fold}\n2\n```\n");
    expect(joinCells(split, "n").text).toBe(long.text);
    expect(splitCell(long, "1", 2).text).toContain("a\n\n<!-- cell -->\n\nb\n");
    expect(joinCells(splitCell(long, "1", 2), "1").text).toBe(long.text);
    expect(() => joinCells(start, "1")).toThrow(
      "expected two cells of one language, got prose and ts"
    );
  });

  it("starts from nothing", () => {
    const empty = parseNotebook("");
    expect(insertCell(empty, 0, {language: "ts", source: "1"}).text).toBe("```ts\n1\n```\n");
    expect(insertCell(empty, 0, {language: "prose", source: ""}).text).toBe("<!-- cell -->\n");
    expect(() => insertCell(empty, 1, {language: "ts", source: ""})).toThrow(RangeError);
    const headed = insertCell(parseNotebook("---\ntitle: x\n---\n"), 0, {
      language: "ts",
      source: "1",
      info: "fold"
    });
    expect(headed.text).toBe("---\ntitle: x\n---\n\n```ts fold\n1\n```\n");
    expect(removeCell(headed, "1").cells).toEqual([]);
  });
});
