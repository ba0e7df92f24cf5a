// Texts that are no models never do worse than an error that says so.
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {compileSource} from "../../../worker/compiler/front/compile.ts";
import {verify} from "../../../worker/compiler/verify.ts";
import {texts} from "./randomTexts.ts";

const TOKENS = [
  "x", "y", "a", "0", "1", "2.5", "+", "-", "*", "/", "%", "**", "=", "+=", "++", "--", "(", ")", "[", "]", "{", "}",
  ";", ",", "=>", "return", "let", "const", "if", "else", "for", "while", "do", "of", "in", "<", ">", "===", "&&",
  "||", "!", "?", ":", ".", "...", "length", "map", "Math", "exp", "function", "f", "break", "continue", "true",
  "undefined", "NaN", "new", "Array", "fill", "this", "async", "class", "`", '"', "//", "\n", "&", ">>", "export",
  "import", "from", "number", "as", "push", "reduce", "?.", "??", "logsumexp", "e", "cuvette", "pow"
]; // prettier-ignore

const SEEDS = [
  "(x, y) => { let a = 0; for (let i = 0; i < x.length; i++) { if (x[i] > 0) a += x[i]; else break; } return a; }",
  "(x, y) => { const a = x.map((e, i) => e * i); while (a[0] < y) { a[0] += 1; } return a; }",
  "(x, y) => { const f = (q) => { if (q > 1) return 1; return 2 }; const [b, ...c] = x; return f(b) + c[y]; }",
  "function f(x, y) { const m = [[1, 2], [3, 4]]; for (let k = 0; k < 100; k++) m[k % 2][0] += x[0]; return m.flat(); }",
  "(x, y) => { let u = [...x]; for (let k = 0; k < 100; k++) { u = u.map((e) => e + y); } return u.reduce((s, e) => s + e, 0); }",
  "(x, y) => { const r = {a: y, b: [1]}; do { r.a += 1; } while (r.a < 3); return r.a ? r.b[0] : -1; }"
];

/** Compiles, or throws what is allowed. */
function expectCivil(text: string): void {
  try {
    const {program} = compileSource(
      text,
      {x: 3, y: 1},
      {constants: {e: [1, 2]}, helpers: {f: "(q) => q * 2"}}
    );
    verify(program);
  } catch (error) {
    const isCivil =
      error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError;
    if (!isCivil || !error.message.startsWith("model.compile: ")) throw error;
    expect(error.message.length).toBeLessThan(1000);
  }
}

const RUNS = 300;

/** A text with pieces taken out, doubled, or replaced by others. */
function mutate(text: string, edits: readonly (readonly [number, number, number])[]): string {
  let pieces: string[] = text.match(/[\w$]+|\s+|[^\w\s]/g) ?? [];
  for (const [kind, at, other] of edits) {
    const k = at % Math.max(1, pieces.length);
    const token = TOKENS[other % TOKENS.length];
    const piece = [[], [pieces[k], " ", pieces[k]], [token], [pieces[other % pieces.length]]][kind];
    pieces = [...pieces.slice(0, k), ...piece, ...pieces.slice(k + 1)];
  }
  return pieces.join("");
}

const edits = fc.array(fc.tuple(fc.nat(3), fc.nat(1000), fc.nat(1000)), {
  minLength: 1,
  maxLength: 4
});

describe("ill-formed texts", () => {
  it("of random tokens throw civil errors", () => {
    const soup = fc.array(fc.constantFrom(...TOKENS), {maxLength: 25});
    fc.assert(
      fc.property(soup, fc.boolean(), (tokens, isBody) => {
        const text = tokens.join(" ");
        expectCivil(isBody ? `(x, y) => { ${text} }` : text);
      }),
      {numRuns: RUNS}
    );
  });

  it("made from real ones throw civil errors", () => {
    fc.assert(
      fc.property(fc.constantFrom(...SEEDS), edits, (text, changes) =>
        expectCivil(mutate(text, changes))
      ),
      {numRuns: RUNS * 2}
    );
  });

  it("made from random ones throw civil errors", () => {
    fc.assert(
      fc.property(texts, edits, (text, changes) =>
        expectCivil(
          mutate(
            text.replace("(x, v)", "(x, y)").replaceAll("v0", "y").replace("let y", "let v"),
            changes
          )
        )
      ),
      {numRuns: RUNS / 3}
    );
  });
});
