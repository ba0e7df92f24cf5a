import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {fromFile} from "../../web/document/formats/fromFile.ts";
import {fromHtml, toHtml} from "../../web/document/formats/html.ts";
import {fromIpynb, toIpynb} from "../../web/document/formats/ipynb.ts";
import {fromKitHtml} from "../../web/document/formats/kitHtml.ts";
import {toPercent} from "../../web/document/formats/percent.ts";
import {parseNotebook} from "../../web/document/parse.ts";
import {keyOf} from "../../web/document/ready.ts";
import {readSnapshot, writeSnapshot} from "../../web/document/snapshot.ts";
import type {Snapshot} from "../../web/document/snapshot.ts";
import type {Cell} from "../../web/document/types.ts";
import {anyText} from "./texts.ts";

const TEXT =
  "---\ntitle: F\nown: 1\n---\n\n# A $x^2$ and ${n}\n\n```ts {#n run=manual}\nconst n = 1;\n```\n\n```wgsl\nfn f() {}\n```\n\n<!-- cell #p -->\n\nEnd.\n";
const notebook = parseNotebook(TEXT);
const snapshot: Snapshot = {
  version: 1,
  outputs: {
    n: [
      {
        "image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "text/plain": "a <plot>"
      },
      {"application/json": "[1]"}
    ],
    [keyOf("ts", "n")]: [{"text/plain": "1"}],
    [keyOf("wgsl", "fn f() {}")]: [
      {
        "text/html":
          "<table><tr><td onclick='x'>1 &lt; 2</td></tr><script>alert(1)</script></table>"
      }
    ]
  }
};
const brief = (cell: Cell) => [
  cell.kind === "code" ? cell.language + cell.info : "md",
  cell.source
];

describe("snapshots", () => {
  it("come back as they were written", () => {
    expect(readSnapshot(writeSnapshot(snapshot))).toEqual(snapshot);
  });

  it("keep only what may be drawn", () => {
    const outputs =
      '{"a": [{"text/plain": "x", "text/x-evil": "y", "image/png": 3}, 5, {"text/evil": "z"}], "b c": [], "c": 3, "__proto__": [{"text/plain": "x"}]}';
    const read = readSnapshot(`{"version": 1, "outputs": ${outputs}}`);
    expect(Object.entries(read.outputs)).toEqual([
      ["a", [{"text/plain": "x"}]],
      ["__proto__", [{"text/plain": "x"}]]
    ]);
    expect(Object.getPrototypeOf(read.outputs)).toBe(Object.prototype);
  });

  it.each([
    "",
    "x",
    "[]",
    "null",
    "{}",
    '{"version": 1}',
    '{"version": 1, "outputs": []}',
    '{"version": 2, "outputs": {}}'
  ])("refuse %s", (text) => {
    expect(() => readSnapshot(text)).toThrow(RangeError);
  });
});

describe("Jupyter", () => {
  it("gets a valid notebook of format 4.5", () => {
    const json = JSON.parse(toIpynb(notebook, snapshot)) as Record<string, unknown> & {
      cells: Record<string, unknown>[];
    };
    expect(json).toMatchObject({
      nbformat: 4,
      nbformat_minor: 5,
      metadata: {kernelspec: {name: "deno", language: "typescript"}}
    });
    expect(json.cells.map(({cell_type}) => cell_type)).toEqual([
      "markdown",
      "code",
      "code",
      "markdown"
    ]);
    for (const {id} of json.cells) expect(id).toMatch(/^[\w-]{1,64}$/);
    expect(json.cells[1]).toMatchObject({
      execution_count: null,
      source: ["const n = 1;"],
      outputs: [
        {output_type: "display_data", data: {"text/plain": ["a <plot>"]}},
        {data: {"application/json": [1]}}
      ]
    });
  });

  it("gives the same text back", () => {
    expect(fromIpynb(toIpynb(notebook)).text).toBe(TEXT);
  });

  it("gives the same cells and outputs back, of any text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const before = parseNotebook(text);
        const after = parseNotebook(fromIpynb(toIpynb(before)).text);
        const isClosed = !/```|~~~|<!--/.test(before.cells.at(-1)?.source ?? "");
        if (isClosed) expect(after.cells.map(brief)).toEqual(before.cells.map(brief));
      }),
      {numRuns: 300}
    );
    const outputs = fromIpynb(toIpynb(notebook, snapshot)).snapshot?.outputs ?? {};
    expect(outputs[keyOf("ts", "const n = 1;")]).toEqual(snapshot.outputs.n);
  });

  it("keeps another language's code as text, and says so", () => {
    const cells = [
      {
        cell_type: "markdown",
        source: ["# T\n", "![](attachment:a.png)"],
        attachments: {"a.png": {"image/png": "AA=="}}
      },
      {cell_type: "code", source: "x = 1\nprint(x)", outputs: []},
      {cell_type: "raw", source: "raw ```` text"},
      {cell_type: "code", source: ""}
    ];
    const {text, notes} = fromIpynb(
      JSON.stringify({cells, metadata: {kernelspec: {language: "python"}}})
    );
    expect(text).toBe(
      "# T\n![](data:image/png;base64,AA==)\n\n<!-- cell -->\n\n```python\nx = 1\nprint(x)\n```\n\n<!-- cell -->\n\n```text\nraw ```` text\n```\n"
    );
    expect(notes).toEqual(["Code in python is kept as text and does not run here (cells: 1)."]);
  });

  it.each(["", "{}", "[]", '{"cells": 1}', "null"])("%j is refused", (json) => {
    expect(() => fromIpynb(json)).toThrow(RangeError);
  });

  it("takes odd notebooks without harm", () => {
    const odd = {
      cells: [
        null,
        3,
        {},
        {
          cell_type: "code",
          source: {a: 1},
          metadata: {cuvette: {language: "constructor", info: 5}}
        },
        {cell_type: "markdown", source: [1, "x", null], attachments: []}
      ],
      metadata: {
        kernelspec: {language: "__proto__"},
        cuvette: {front: "title: x\n---\n```ts\nevil\n```"}
      }
    };
    expect(parseNotebook(fromIpynb(JSON.stringify(odd)).text).cells.at(-1)?.source).toBe("x");
  });
});

describe("percent format", () => {
  it("comments out all but scripts", () => {
    expect(toPercent(notebook)).toBe(
      "// ---\n// title: F\n// own: 1\n// ---\n\n// %% [markdown]\n// # A $x^2$ and ${n}\n\n// %% #n\nconst n = 1;\n\n// %% [wgsl]\n// fn f() {}\n\n// %% [markdown] #p\n// End.\n"
    );
  });
});

describe("Observable Notebook Kit", () => {
  const kit = (...scripts: string[]) =>
    `<!doctype html>\n<notebook theme="air">\n  <title>K &amp; "L"</title>\n${scripts.join("\n")}\n</notebook>\n`;

  it("comes over cell by cell", () => {
    const {text, notes} = fromKitHtml(
      kit(
        '  <script id="1" type="text/markdown">\n    # Hi ${x}\n\n      code\n  </script>',
        '  <script id="2" type="module" pinned>\n    const x = "<\\/script>";\n  </script>',
        '  <script id="3" type="text/x-typescript">\n    x as string\n  </script>',
        '  <script type="text/html"><b>`${x}`</b></script>',
        '  <script type="application/x-tex">\n\\frac12\n</script>',
        '  <script type="application/vnd.observable.javascript" pinned>\n    viewof k = Inputs.range()\n  </script>',
        '  <script type="application/vnd.observable.javascript" pinned>\n    mutable z = 1\n  </script>',
        '  <script type="application/sql">select 1</script>'
      )
    );
    const {cells} = parseNotebook(text);
    expect(text.startsWith('---\ntitle: "K & \\"L\\""\n---\n')).toBe(true);
    expect(cells.map(brief)).toEqual([
      ["md", "# Hi ${x}\n\n  code"],
      ["js {#c2}", 'const x = "</script>";'],
      ["ts {#c3 echo=false}", "x as string"],
      ["js {echo=false}", "html`<b>\\`${x}\\`</b>`"],
      ["md", "$$\n\\frac12\n$$"],
      ["js", "const k = view(Inputs.range());"],
      ["md", "```js live=false\nmutable z = 1\n```"],
      ["md", "```sql\nselect 1\n```"]
    ]);
    expect(notes).toEqual([
      "Code in ojs is kept as text and does not run here (cells: 1).",
      "Code in sql is kept as text and does not run here (cells: 1)."
    ]);
  });

  it("is not held up by tags that never end", () => {
    expect(
      parseNotebook(fromKitHtml(`<notebook>${"<script ".repeat(100_000)}`).text).cells
    ).toEqual([]);
    expect(() => fromKitHtml("<p>")).toThrow(RangeError);
  });
});

describe("one HTML file", () => {
  it("shows prose, code and outputs, and holds the text", async () => {
    const html = await toHtml(notebook, {title: "F <&>", snapshot});
    expect(html).toContain("<title>F &lt;&amp;&gt;</title>");
    expect(html).toContain("<math>");
    expect(html).not.toContain("katex-html");
    expect(html).toContain(" and 1</h1>");
    expect(html).toContain('<code class="language-ts">const n = 1;</code>');
    expect(html).toContain('<img alt="a &lt;plot&gt;" src="data:image/svg+xml,%3Csvg');
    expect(html).toContain("<td>1 &lt; 2</td>");
    expect(html).toContain("default-src 'none'");
    expect(fromHtml(html).text).toBe(TEXT);
    expect(fromFile("x.html", html).text).toBe(TEXT);
  });

  it("has one script, which is text, whatever the notebook says", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.constantFrom(
            "</script>",
            "<script>",
            "<!--",
            "-->",
            "<\\/script",
            "<\\\\!--",
            "<SCRIPT",
            "x",
            "\n",
            "```ts\n",
            '<script type="text/markdown" id="cuvette">',
            "<img src=x onerror=y>"
          )
        ),
        async (parts) => {
          const text = parts.join("");
          const html = await toHtml(parseNotebook(text), {
            title: text,
            snapshot: {version: 1, outputs: {[keyOf("ts", "x")]: [{"text/html": text}]}}
          });
          expect(html.match(/<script/gi)).toHaveLength(1);
          expect(html.match(/<\/script/gi)).toHaveLength(1);
          expect(html.match(/<!--/g)).toBeNull();
          expect(html.slice(0, html.lastIndexOf("<script"))).not.toMatch(
            /<img(?! src="data:)[^>]*onerror/
          );
          expect(fromHtml(html).text).toBe(text);
        }
      )
    );
  });

  it("refuses a file without a text", () => {
    expect(() => fromHtml("<p>")).toThrow(RangeError);
    expect(() => fromFile("a.htm", "<p>")).toThrow(RangeError);
    expect(fromFile("a.md", "x").text).toBe("x");
    expect(fromFile("a.ipynb", toIpynb(notebook)).text).toBe(TEXT);
  });
});
