import fc from "fast-check";
import katex from "katex";
import {describe, expect, it} from "vitest";
import {drawProse} from "../../web/document/drawProse.ts";
import {findExpressionEnd} from "../../web/document/expressions.ts";
import {readMarkup} from "../../web/document/markup.ts";
import {printProse} from "../../web/document/printProse.ts";
import {renderProse} from "../../web/document/prose.ts";
import {isSafeLink} from "../../web/document/proseRules.ts";
import type {ProseNode} from "../../web/document/types.ts";
import {allNodes, fakeDocument} from "./fakeDocument.ts";
import type {FakeNode} from "./fakeDocument.ts";

const html = async (source: string) => printProse((await renderProse(source)).nodes);
const draw = (nodes: unknown) =>
  allNodes(drawProse(nodes as ProseNode[], fakeDocument) as unknown as FakeNode).slice(1);

describe("renderProse", () => {
  it.each([
    ["# A *b*", '<h1 id="a-b">A <em>b</em></h1>'],
    ["## A\n\n## A", '<h2 id="a">A</h2><h2 id="a-2">A</h2>'],
    ["a\\\nb ~~c~~ **d**", "<p>a<br>b <s>c</s> <strong>d</strong></p>"],
    [
      "|a|b|\n|-|-:|\n|1|2|",
      '<table><thead><tr><th>a</th><th style="text-align:right">b</th></tr></thead><tbody><tr><td>1</td><td style="text-align:right">2</td></tr></tbody></table>'
    ],
    [
      "- [ ] a\n- [x] b",
      '<ul><li><input type="checkbox" disabled=""> a</li><li><input checked="" type="checkbox" disabled=""> b</li></ul>'
    ],
    ["```python\nx < 1\n```", '<pre><code class="language-python">x &lt; 1\n</code></pre>'],
    ["H<sub>2</sub>O<br>E<sup>2", "<p>H<sub>2</sub>O<br>E<sup>2</sup></p>"],
    ["a</sub>b", "<p>a&lt;/sub&gt;b</p>"],
    ['<abbr title="x">y</abbr>', '<p><abbr title="x">y</abbr></p>'],
    [
      "<details open>\n<summary>S *i*</summary>\n\ntext\n\n</details>",
      '<details open=""><summary>S <em>i</em></summary><p>text</p></details>'
    ],
    ["<details>\n\n- a", "<details><ul><li>a</li></ul></details>"],
    ["<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"],
    ["<img src=x onerror=alert(1)>", "<p>&lt;img src=x onerror=alert(1)&gt;</p>"],
    ["<sub onclick=x>a</sub>", "<p>&lt;sub onclick=x&gt;a&lt;/sub&gt;</p>"],
    ["a <!-- b --> c\n\n<!--\n\nd\n-->\n\ne", "<p>a  c</p><p>e</p>"],
    [
      "[a](#b) [c](d.md)",
      '<p><a href="#b" rel="noopener noreferrer">a</a> <a href="d.md" rel="noopener noreferrer">c</a></p>'
    ],
    ["[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>"],
    ["<javascript:alert(1)>", "<p>&lt;javascript:alert(1)&gt;</p>"],
    ["[a]: vbscript:x\n\n[a]", "<p>[a]: vbscript:x</p><p>[a]</p>"],
    [
      "![p *q*](https://x.org/y.png)",
      '<p><img src="https://x.org/y.png" alt="p q" loading="lazy" referrerpolicy="no-referrer"></p>'
    ],
    [
      "![p](my%20data.png)",
      '<p><img data-attachment="my data.png" alt="p" loading="lazy" referrerpolicy="no-referrer"></p>'
    ],
    ["costs $5 and $6, or \\$7 and $8", "<p>costs $5 and $6, or $7 and $8</p>"]
  ])("%s", async (source, expected) => {
    expect(await html(source)).toBe(expected);
  });

  it("puts expressions in their places, with line and column", async () => {
    const prose = await renderProse(
      '# ${a}\n\n`${b}` \\${c} text ${d + `}${"}"}`}\n\n- x ${\n  e}\n\n```js\n${f}\n```'
    );
    expect(prose.inline).toEqual([
      {source: "a", line: 1, column: 5},
      {source: 'd + `}${"}"}`', line: 3, column: 21},
      {source: "\ne", line: 5, column: 7}
    ]);
    expect(printProse(prose.nodes)).toContain(
      '<code>${b}</code> ${c} text <span data-inline="1"></span>'
    );
    expect(prose.headings).toEqual([{level: 1, text: "…", slug: "section"}]);
  });

  it("draws TeX in a line and displayed, and says what is wrong with it", async () => {
    const prose = await renderProse(
      "a $x^2$ b $$y$$\n\n$$\n\\frac{1}{2}\n$$\n\n```tex\nz\n```\n\n- $$w$$"
    );
    const text = printProse(prose.nodes);
    expect(prose.tex).toBe(true);
    expect(
      text
        .match(/<annotation encoding="application\/x-tex">[^<]*/g)
        ?.map((m) => m.slice(m.indexOf(">") + 1))
    ).toEqual(["x^2", "y", "\\frac{1}{2}", "z", "w"]);
    expect(text.match(/class="tex tex-display"/g)).toHaveLength(4);
    const broken = await html("$\\frac{1}$");
    expect(broken).toMatch(/<span class="tex-error">\\frac\{1\} <small>Unexpected end/);
    expect(await html("$\\href{javascript:alert(1)}{x}$")).not.toContain("href=");
    expect(await html("$\\def\\a{\\a\\a}\\a$")).toContain("Too many expansions");
  });

  it("takes long hostile prose in its stride", async () => {
    for (const part of [
      "${",
      "$a ",
      "$$\n",
      "<!--",
      "[",
      "<sub>",
      "<details>\n",
      "> ",
      "`${",
      "**a",
      '<abbr title="',
      "|",
      "$$a\n",
      "- ",
      "![",
      "_a"
    ]) {
      const {nodes} = await renderProse(part.repeat(50_000 / part.length));
      expect(nodes.length > 0).toBe(part !== "<!--");
    }
  });

  it("never makes anything but known tags of any text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({unit: "binary", maxLength: 200}), async (text) => {
        const {nodes} = await renderProse(text);
        for (const {tag} of draw(nodes))
          expect(tag).toMatch(
            /^(#text|p|h[1-6]|ul|ol|li|blockquote|pre|code|em|strong|s|a|img|hr|br|t\w+|span|div|math|m\w+|semantics|annotation|svg|path|input)$/
          );
      }),
      {numRuns: 300}
    );
  });
});

describe("findExpressionEnd", () => {
  it.each([
    ["a}", 1],
    ["{a: {}}}", 7],
    ["'}' + \"}\"}", 9],
    ["`}${`}`}`}", 9],
    ["a /* } */ // }\n}", 15],
    ["'\\'}'}", 5],
    ["a", -1],
    ["{", -1],
    ["'}", -1]
  ])("%j ends at %i", (text, end) => {
    expect(findExpressionEnd(text, 0)).toBe(end);
  });
});

describe("KaTeX's markup", () => {
  const SAMPLES =
    String.raw`x^2_i|\frac{a}{b}|\sqrt[3]{x}|\sum_{i=1}^n i|\int_0^\infty e^{-x}\,dx|\begin{pmatrix}a&b\\c&d\end{pmatrix}|\overbrace{a+b}^n|\widehat{abc}|\vec{v}|\color{red}x|\text{hi there}|\begin{cases}a&x>0\\b\end{cases}|\left(\frac{a}{b}\right)|\boxed{x}|\cancel{x}|\begin{array}{c|c}a&b\\\hline c&d\end{array}|\mathbb{R}\mathcal{L}|\xrightarrow{abc}|\underline{x}\overline{y}|\tag{1}x|\begin{aligned}a&=b\\c&=d\end{aligned}|\not=|\rule{1em}{2em}|\raisebox{1em}{x}|\colorbox{yellow}{x}|\fcolorbox{red}{blue}{x}|\smash{x}|\phantom{x}|\llap{x}|\bcancel{x}|\xcancel{x}|\sout{x}|\utilde{ab}|\overleftrightarrow{AB}|\Bigg\{|\dbinom{n}{k}|\operatorname*{argmin}_x|\begin{CD}A@>>>B\end{CD}|\mathchoice{a}{b}{c}{d}|\angl{n}|\&<>"'`.split(
      /\|(?=[\\x])/
    );

  it.each(SAMPLES)("%s comes through whole", (tex) => {
    const markup = katex.renderToString(tex, {
      output: "htmlAndMathml",
      displayMode: true,
      throwOnError: false,
      strict: "ignore"
    });
    const normal = (text: string) =>
      text
        .replace(/ xmlns="[^"]*"/g, "")
        .replace(/ class=""/g, "")
        .replace(/;"/g, '"')
        .replace(/border: /g, "border:")
        .replace(/<(path|line)([^>]*)\/>/g, "<$1$2></$1>")
        .replace(/&#x27;/g, "&#39;")
        .replace(/&nbsp;/g, "\u00a0")
        .replace(/&#x([0-9a-f]+);/g, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)));
    expect(normal(printProse(readMarkup(markup)))).toBe(normal(markup));
  });

  it.each([
    "<b",
    "<p>",
    "</p>",
    "<p><em></p></em>",
    "<p a=b></p>",
    "<".repeat(9),
    "<span>".repeat(1000)
  ])("%s is refused", (markup) => {
    expect(() => readMarkup(markup)).toThrow(RangeError);
  });
});

describe("drawProse", () => {
  it("puts elements into their namespaces", () => {
    const [p, svg, path, math, mi] = draw([
      ["p", {}],
      ["svg", {}, ["path", {d: "M0 0"}]],
      ["math", {}, ["mi", {}, "x"]]
    ]);
    expect(p.namespace).toBe("http://www.w3.org/1999/xhtml");
    expect([svg.namespace, path.namespace]).toEqual(Array(2).fill("http://www.w3.org/2000/svg"));
    expect([math.namespace, mi.namespace]).toEqual(
      Array(2).fill("http://www.w3.org/1998/Math/MathML")
    );
  });

  it.each<[string, unknown]>([
    ["a script", ["script", {}, "alert(1)"]],
    ["a script of SVG", ["svg", {}, ["script", {}, "alert(1)"]]],
    ["a frame", ["iframe", {src: "javascript:alert(1)"}]],
    ["styles", ["style", {}, "*{}"]],
    ["a base", ["base", {href: "https://evil.org"}]],
    ["a form", ["form", {action: "https://evil.org"}, ["button", {}, "x"]]],
    ["an odd tag", ["p onclick=alert(1)", {}]],
    ["a tag that is none", [{toString: () => "script"}, {}]],
    ["foreign content", ["svg", {}, ["foreignObject", {}, ["iframe", {}]]]],
    ["annotation-xml", ["math", {}, ["annotation-xml", {encoding: "text/html"}]]],
    ["capitals", ["SCRIPT", {}]],
    ["inherited names", ["constructor", {}, ["__proto__", {}]]]
  ])("never draws %s", (_what, node) => {
    for (const {tag} of draw([node])) expect(tag).toMatch(/^(#text|svg|math)$/);
  });

  it.each<[string, Record<string, unknown>]>([
    ["a", {onclick: "alert(1)", ONCLICK: "x", target: "_top", ping: "https://x"}],
    ["a", {href: "javascript:alert(1)"}],
    ["a", {href: " java\nscript:alert(1)"}],
    ["a", {href: "\u0001javascript:alert(1)"}],
    ["a", {href: "data:text/html,x"}],
    ["a", {href: "//evil.org"}],
    ["a", {href: "\\\\evil.org"}],
    ["a", {href: {toString: () => "javascript:alert(1)"}}],
    [
      "a",
      {
        "xlink:href": "javascript:alert(1)",
        style: "position:fixed;top:expression(1);background:url(x)"
      }
    ],
    ["a", {id: "a b", class: 'a"b', style: "color:red;}*{"}]
  ])("%s keeps nothing of %j", (tag, attributes) => {
    const [node] = draw([[tag, attributes]]);
    expect(node.attributes).toEqual({rel: "noopener noreferrer"});
    expect(
      (node as unknown as {style: {cssText: string}}).style.cssText.replace("color:red", "")
    ).toBe("");
  });

  it("keeps images and boxes to what they may be", () => {
    const [a, b, c] = draw([
      ["img", {src: "javascript:x", srcset: "x"}],
      ["img", {src: "data:text/html,x"}],
      ["input", {type: "file", name: "x", checked: ""}]
    ]);
    expect([a.attributes.src, a.attributes.srcset, b.attributes.src]).toEqual([
      undefined,
      undefined,
      undefined
    ]);
    expect(c.attributes).toEqual({checked: "", type: "checkbox", disabled: ""});
  });

  it("survives trees that are deep, odd or not trees", () => {
    let deep: unknown = "x";
    for (let i = 0; i < 20_000; i++) deep = ["p", {}, deep];
    expect(draw([deep]).length).toBeLessThan(1000);
    expect(
      draw([null, 3, {}, [], ["p"], ["p", null, null], ["p", "x"]]).every(({tag}) => tag === "p")
    ).toBe(true);
  });
});

describe("isSafeLink", () => {
  it.each([
    "https://a.b",
    "http://a",
    "mailto:a@b.c",
    "#a",
    "a.md",
    "./a",
    "../a",
    "/a",
    "?q",
    "a:b".slice(0, 1)
  ])("%s", (href) => {
    expect(isSafeLink(href)).toBe(true);
  });
  it.each([
    "javascript:x",
    "JAVASCRIPT:x",
    "java\tscript:x",
    "data:x",
    "blob:x",
    "file:///x",
    "//x",
    "/\\x",
    "vbscript:x"
  ])("not %j", (href) => {
    expect(isSafeLink(href)).toBe(false);
  });
});
