// Texts made to be hard to take apart, for property tests.
import fc from "fast-check";

const LINES = [
  "---",
  "...",
  "title: x",
  "",
  "",
  "  ",
  "# Title",
  "words",
  "- item",
  "  - deep",
  "1. one",
  "> quote",
  "```ts",
  "```js {#a}",
  "```ts {#b run=manual}",
  "```as name=k",
  "```wgsl",
  "```ts live=false",
  "```js run=false",
  "```",
  "````",
  "````md",
  "~~~ts",
  "~~~",
  "```python",
  "  ```ts",
  "  ```",
  "    ```",
  "- ```ts",
  "> ```ts",
  "<!-- cell -->",
  "<!-- cell #p -->",
  "<!-- note",
  "-->",
  "<!-- whole -->",
  "const x = 1;",
  "x",
  "\t",
  "```ts ``",
  "$$",
  "${x}"
];

/** Lines that matter, in any order and with any line breaks. */
export const hardText = fc
  .tuple(
    fc.boolean(),
    fc.array(fc.tuple(fc.constantFrom(...LINES), fc.constantFrom("\n", "\n", "\n", "\r\n", "\r")), {
      maxLength: 30
    }),
    fc.constantFrom("", "", "end", "```")
  )
  .map(([bom, lines, end]) => (bom ? "\ufeff" : "") + lines.flat().join("") + end);

export const anyText = fc.oneof(hardText, fc.string({unit: "grapheme", maxLength: 300}));

/** What may stand in a code cell. */
export const anySource = fc.oneof(
  fc.array(fc.constantFrom(...LINES), {maxLength: 6}).map((lines) => lines.join("\n")),
  fc.string({maxLength: 60}).map((text) => text.replace(/\r/g, ""))
);

/** Prose of one cell that opens nothing. */
export const plainProse = fc
  .array(
    fc.constantFrom("words", "# Title", "", "- item", "```python\ncode\n```", "**b** $x$ ${y}"),
    {
      minLength: 1,
      maxLength: 5
    }
  )
  .map((lines) => `Some\n${lines.join("\n")}`.trimEnd());
