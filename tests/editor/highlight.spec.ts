import {readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {LEXERS, tokenize} from "../../web/editor/highlight.ts";
import type {EditorLanguage} from "../../web/editor/types.ts";

const LANGUAGES = Object.keys(LEXERS) as EditorLanguage[];
/** Pieces that open and close what lexers keep track of, among anything else. */
const soup = fc
  .array(
    fc.oneof(
      fc.constantFrom(..."`|${|}|{|/*|*/|//|/|\"|'|\\|\n|```|$|$$|#|@|**|[a](b)|0x|1e".split("|")),
      fc.string({unit: "binary", maxLength: 5}),
      fc.constantFrom("const x", " return ", "i++", " async ", "Foo", "💡", "\r\n", "\t")
    ),
    {maxLength: 40}
  )
  .map((pieces) => pieces.join(""));

const only = (source: string, kind: string, language: EditorLanguage = "ts") =>
  tokenize(source, language)
    .filter((token) => token.kind === kind)
    .map(({text}) => text);

describe("tokens", () => {
  it.each(LANGUAGES)("of %s put together are the source, whatever it is", (language) => {
    fc.assert(
      fc.property(soup, (source) => {
        const tokens = tokenize(source, language);
        expect(tokens.map(({text}) => text).join("")).toBe(source);
        expect(tokens.every(({text}) => text !== "")).toBe(true);
      }),
      {numRuns: 500}
    );
  });

  it.each(LANGUAGES)("of a line of %s lie end to end", (language) => {
    fc.assert(
      fc.property(soup, (source) => {
        let state = "";
        for (const line of source.split("\n")) {
          let at = 0;
          state = LEXERS[language](line, state, (_kind, start, end) => {
            expect(start).toBe(at);
            expect(end).toBeGreaterThan(start);
            at = end;
          });
          expect(at).toBe(line.length);
        }
      }),
      {examples: [["```\n\nin a fence"]]}
    );
  });
});

describe("script", () => {
  it("tells a template's text from what is computed in it, to any depth", () => {
    const source = "`a ${ {b: `c${d}e`}.b } f` + g";
    expect(only(source, "string")).toEqual(["`a ", "`c", "e`", " f`"]);
    expect(only(source, "keyword")).toEqual(["${", "${", "}", "}"]);
  });

  it("tells a regular expression from a division", () => {
    expect(only("x = /[/]\\/`/g.test(a / b / c) / 2; i++ / 2 / 3", "regexp")).toEqual([
      "/[/]\\/`/g"
    ]);
    expect(only("return /a/ + (b) / c / d", "regexp")).toEqual(["/a/"]);
  });

  it("carries comments, templates and continued strings over lines", () => {
    expect(only("/* a\n b */ c", "comment")).toEqual(["/* a", " b */"]);
    expect(only("`a\nb` + c", "string")).toEqual(["`a", "b`"]);
    expect(only("'a\\\nb' + c\n'open\nd", "string")).toEqual(["'a\\", "b'", "'open"]);
  });

  it("takes contextual words for keywords only where they are", () => {
    expect(only("type A = 1; type = 2; x.type", "keyword")).toEqual(["type"]);
    expect(only("for (const of of of) as = of as const", "keyword")).toContain("as");
    expect(only("a.default.class(x.new)", "keyword")).toEqual([]);
  });

  it("knows types, calls, numbers and decorators", () => {
    const source = "@unmanaged class Foo { bar(x: f64): Foo { return baz(0x1F, 1_0.5e-3, 2n); } }";
    expect(only(source, "type", "as")).toEqual(["Foo", "f64", "Foo"]);
    expect(only(source, "function", "as")).toEqual(["bar", "baz"]);
    expect(only(source, "number", "as")).toEqual(["0x1F", "1_0.5e-3", "2n"]);
    expect(only(source, "attribute", "as")).toEqual(["@unmanaged"]);
  });
});

it("shaders: attributes, types, and comments that nest", () => {
  const source = "@compute fn main(id: vec3u) { /* a /* b */ c */ let x = f(1.5f); }";
  expect(only(source, "attribute", "wgsl")).toEqual(["@compute"]);
  expect(only(source, "type", "wgsl")).toEqual(["vec3u"]);
  expect(only(source, "comment", "wgsl")).toEqual(["/* a /* b */ c */"]);
  expect(only(source, "function", "wgsl")).toEqual(["main", "f"]);
  expect(only(source, "number", "wgsl")).toEqual(["1.5f"]);
});

it("prose: code, TeX, headings, fences, and script in `${…}`", () => {
  const source = "# A ${n}\n`b` $x^2$ costs $5 and $6 ${f(`${g}`)} **c**\n```ts\nconst d\n```\ne";
  const strings = ["`b`", "`", "`", "```ts", "const d", "```"];
  expect(only(source, "string", "md")).toEqual(strings);
  expect(only(source, "number", "md")).toEqual(["$x^2$"]);
  expect(only(source, "function", "md")).toEqual(["f"]);
});

describe("the palette", () => {
  const tokens = readFileSync(new URL("../../web/styles/tokens.css", import.meta.url), "utf8");
  const styles = readFileSync(new URL("../../web/styles/editor.css", import.meta.url), "utf8");
  type Rgb = number[];
  const pairs = new Map<string, Rgb[]>();
  for (const [, name, light, dark] of (tokens + styles).matchAll(
    /--([\w-]+): light-dark\(#(\w{6}), #(\w{6})\)/g
  ))
    pairs.set(
      name,
      [light, dark].map((hex) => [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16)))
    );
  const luminance = (color: Rgb) => {
    const [r, g, b] = color.map((x) =>
      x / 255 <= 0.04045 ? x / 3294.6 : ((x / 255 + 0.055) / 1.055) ** 2.4
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: Rgb, b: Rgb) => {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  };
  const kinds = [...pairs.keys()].filter((name) => name.startsWith("code-"));

  it("has a colour for every kind of token", () => {
    const drawn = [...styles.matchAll(/^\.code-(\w+) \{\n {2}color: var\(--code-\1\)/gm)];
    expect(kinds.sort()).toEqual(drawn.map(([, kind]) => `code-${kind}`).sort());
    expect(kinds).toHaveLength(8);
  });

  it.each(["light", "dark"])("can be read on its %s paper, also where it is selected", (theme) => {
    const at = theme === "light" ? 0 : 1;
    const mix = (share: number, a: Rgb, b: Rgb) => a.map((x, i) => share * x + (1 - share) * b[i]);
    const [ink, paper, accent] = ["ink", "paper", "accent"].map((name) => pairs.get(name)![at]);
    const ground = mix(0.04, ink, paper);
    for (const kind of kinds) {
      const color = pairs.get(kind)![at];
      expect(contrast(color, ground), `${kind} at rest`).toBeGreaterThan(4.5);
      expect(contrast(color, mix(0.14, accent, ground)), `${kind} found`).toBeGreaterThan(4.5);
    }
  });
});
