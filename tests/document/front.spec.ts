import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {readFront, setFront} from "../../web/document/front.ts";
import type {FrontValue} from "../../web/document/front.ts";
import {makeReady} from "../../web/document/makeReady.ts";
import {parseNotebook} from "../../web/document/parse.ts";
import {keyOf} from "../../web/document/ready.ts";
import type {CompiledCell} from "../../web/lang/cell.ts";

const YAML = `# mine
title: "A: b"   # quoted
tags: [x, y]
custom:
  deep: {a: 1}
description: >
  two
  lines
version: 1.10
network:
  - a.org
  - https://b.org
expected:
  mean: 0123456789ab 0.5
`;
const parse = (yaml: string) => parseNotebook(`---\n${yaml}---\n\n# T\n`);

describe("readFront", () => {
  it("reads what is known", () => {
    expect(readFront(parse(YAML))).toEqual({
      title: "A: b",
      description: "two lines",
      version: "1.10",
      tags: ["x", "y"],
      network: ["a.org", "https://b.org"],
      expected: {mean: "0123456789ab 0.5"}
    });
  });

  it.each<[string, Record<string, unknown>]>([
    ["", {title: undefined, tags: []}],
    ["- list\n", {title: undefined}],
    ["title: [a\n", {problem: expect.any(String) as string}],
    ["title: 12\ntags: a, b c\n", {title: "12", tags: ["a", "b", "c"]}],
    ["title: {a: 1}\ntags: {b: 2}\n", {title: undefined, tags: []}],
    ["network: none\n", {network: []}],
    [
      "__proto__: {title: x}\nexpected: {__proto__: {a: b}, c: d}\n",
      {title: undefined, expected: {c: "d"}}
    ],
    ["title: !!js/function x\n", {title: "x"}],
    ["title: &a x\ndescription: *a\n", {title: "x", description: undefined}]
  ])("takes %j as it comes", (yaml, expected) => {
    expect(readFront(parse(yaml))).toMatchObject(expected);
    expect(({} as {a?: string}).a).toBeUndefined();
  });

  it("is not held up by a bomb of aliases", () => {
    const lines = Array.from(
      {length: 30},
      (_, i) => `a${i}: &a${i} [${`*a${i - 1}, `.repeat(10)}x]`
    );
    lines[0] = "a0: &a0 [x]";
    expect(readFront(parse(`${lines.join("\n")}\ntags: *a29\n`)).tags).toEqual([]);
  });
});

describe("setFront", () => {
  it.each<[string, FrontValue, (yaml: string) => string]>([
    ["title", "New", (yaml) => yaml.replace('title: "A: b"   # quoted', "title: New")],
    ["tags", ["z"], (yaml) => yaml.replace("tags: [x, y]", "tags:\n  - z")],
    [
      "description",
      "short",
      (yaml) => yaml.replace("description: >\n  two\n  lines", "description: short")
    ],
    ["custom", undefined, (yaml) => yaml.replace("custom:\n  deep: {a: 1}\n", "")],
    ["network", ["c.org"], (yaml) => yaml.replace("  - a.org\n  - https://b.org\n", "  - c.org\n")],
    ["expected", {sum: "ab"}, (yaml) => yaml.replace("  mean: 0123456789ab 0.5", "  sum: ab")],
    ["license", "MIT", (yaml) => `${yaml}license: MIT\n`],
    ["nothing", undefined, (yaml) => yaml]
  ])("%s = %j", (key, value, change) => {
    expect(setFront(parse(YAML), key, value).text).toBe(parse(change(YAML)).text);
  });

  it("gives back what was set and keeps every other key", () => {
    const key = fc.constantFrom("title", "description", "tags", "network", "fresh");
    const value = fc.oneof(
      fc.string(),
      fc.array(fc.string(), {maxLength: 3}),
      fc.constant(undefined)
    );
    fc.assert(
      fc.property(key, value, fc.boolean(), (key, value, crlf) => {
        const text = crlf ? parse(YAML).text.replaceAll("\n", "\r\n") : parse(YAML).text;
        const before = parseNotebook(text);
        const after = setFront(before, key, value);
        const [a, b] = [readFront(before), readFront(after)] as unknown as Record<
          string,
          unknown
        >[];
        for (const other of Object.keys(a)) if (other !== key) expect(b[other]).toEqual(a[other]);
        if (key === "title" && typeof value === "string") expect(b.title ?? "").toBe(value.trim());
        expect(after.text).toContain("# mine");
        expect(after.cells.map(({id, source}) => id + source)).toEqual(["1# T"]);
      })
    );
  });

  it("begins front matter where there is none", () => {
    expect(setFront(parseNotebook("# T\n"), "title", "x").text).toBe("---\ntitle: x\n---\n\n# T\n");
    expect(setFront(parseNotebook("\ufeff# T\r\n"), "title", "x").text).toBe(
      "\ufeff---\r\ntitle: x\r\n---\r\n\r\n# T\r\n"
    );
    expect(setFront(parseNotebook(""), "title", "x").text).toBe("---\ntitle: x\n---\n");
    expect(setFront(parseNotebook("---\n---\nx\n"), "title", "y").text).toBe(
      "---\ntitle: y\n---\nx\n"
    );
  });

  it("refuses to touch what it cannot read", () => {
    expect(() => setFront(parse("title: [a\n"), "title", "x")).toThrow(RangeError);
    expect(() => setFront(parse("- a\n"), "title", "x")).toThrow(RangeError);
  });
});

describe("makeReady", () => {
  it("prepares cells, inline expressions and prose by what is written in them", async () => {
    const seen: string[] = [];
    const text =
      "---\ntitle: R\n---\n\n# A $x$ ${n + 1}\n\n```ts\nconst n = 1;\n```\n\n```js\nbroken(\n```\n\n```wgsl\nfn\n```\n";
    const ready = await makeReady(text, (source, {language, numerics}) => {
      seen.push(`${language} ${numerics} ${source}`);
      if (source.includes("broken")) throw new SyntaxError("no");
      return {code: source} as CompiledCell;
    });
    expect(ready.front.title).toBe("R");
    expect(seen).toEqual(["ts strict n + 1", "ts strict const n = 1;", "js strict broken("]);
    expect(Object.keys(ready.cells)).toEqual([keyOf("ts", "n + 1"), keyOf("ts", "const n = 1;")]);
    const prose = ready.prose[keyOf("md", "# A $x$ ${n + 1}")];
    expect(prose).toMatchObject({tex: true, inline: [{source: "n + 1", line: 1, column: 11}]});
    expect(JSON.parse(JSON.stringify(ready))).toEqual(ready);
  });
});
