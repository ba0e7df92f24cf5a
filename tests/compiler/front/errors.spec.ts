// What models cannot say: each error names what was found, where it stands and what to write instead.
import {describe, expect, it} from "vitest";
import {compileSource, type CompileOptions} from "../../../worker/compiler/front/compile.ts";
import {ModelSyntaxError} from "../../../worker/compiler/front/errors.ts";

const SIZES = {x: 3, t: 1};

function errorOf(
  source: string,
  sizes: Record<string, number> = SIZES,
  options: CompileOptions = {}
): Error {
  try {
    compileSource(source, sizes, options);
  } catch (error) {
    return error as Error;
  }
  throw new Error("it compiles");
}

/** Bodies in `(x, t) => { … return s; }`, and what is said. */
const BODIES: [string, RegExp][] = [
  ["s = k;", /k is not known here: pass it in \{ constants: \{ k \} \}/],
  ["s = g(1);", /g is not known here: .*\{ helpers: \{ g \} \}/],
  ["s = 'a';", /strings are not part/],
  ["s = `a`;", /texts are not part/],
  ["s = /a/;", /regular expressions/],
  ["s = null;", /null is not part .* use NaN/],
  ["s = 3n;", /bigints/],
  ["s = this;", /this is not part/],
  ["s = new Map();", /new Map is not part .* new Array\(n\)/],
  ["throw 1;", /throw is not part .* return NaN/],
  ["try { s = 1 } catch {}", /try is not part/],
  ["switch (t) { case 1: s = 1 }", /switch is not part .* if and else/],
  ["for (const k in x) s = 1;", /for…in is not part/],
  ["a: for (;;) break a;", /labels are not part/],
  ["var q = 1;", /var is not part .* let or const/],
  ["class A {}", /classes are not part/],
  ["s = Math.random();", /Math\.random is not part .* draw random numbers before/],
  ["s = Math.fround(t);", /Math\.fround is not part/],
  ["console.log(s);", /console is not part .* return/],
  ["s = Date.now();", /knows no time/],
  ["s = x;  s = s + 1;", /an array stands where a number is needed: name an element, as in x\[0\]/],
  ["s = x[3];", /there is no x\[3\]: x has 3 elements/],
  ["s = x[-1];", /there is no x\[-1\]/],
  ["s = x[0.5];", /there is no x\[0\.5\]/],
  ["x[0] = 1;", /x is a parameter and cannot be written: copy it, as in \[\.\.\.x\]/],
  ["const c = 1; c = 2;", /c is const .* declare it with let/],
  ["q = 2;", /q is not declared here: write let q = 0/],
  ["const f = (n) => n > 0 ? f(n - 1) : 0; s = f(t);", /f calls itself|this function calls itself/],
  ["const f = async () => 1; s = f();", /async functions/],
  ["const f = function* () {}; s = f();", /generators/],
  ["s = x.sort();", /arrays have no sort here: use length, map/],
  ["s = x.lenght;", /arrays have no lenght here/],
  ["s = t.foo;", /arrays have no foo|this has no foo/],
  ["const r = {a: 1}; s = r.b;", /there is no b here: there are a/],
  ["const r = {f() { return 1; }}; s = r.f();", /methods are not part/],
  ["s = x === [1];", /only numbers and booleans can be compared/],
  ["s = t ? [1] : 2; s = s + 1;", /depends on a condition/],
  ["let q; s = q + 1;", /this has no value/],
  ["s = new Array(t);", /the length of an array must be known at compile time/],
  [
    "const q = []; for (let i = 0; i < 1000; i++) { q.push(i * t); if (t > i) q.push(2); }",
    /changes its length|longer or shorter|more than 300,000/
  ],
  ["let q = 0; while (q < t) { q += 1; s = [q]; }", /s|form/],
  ["const f = (q) => { if (q > 0) return 1; }; s = f(t) + 1;", /does not return on every way/],
  ["s = lgamma();", /lgamma takes 1 number, got none/],
  ["s = atan2(1);", /atan2 takes 2 numbers, got 1/],
  ["s = typeof t;", /typeof is not part/],
  ["s = import('x');", /import is not part|modules/],
  ["s = logsumexp(t + 1);", /this is not an array: logsumexp takes an array/],
  ["s = t & x[0];", /& works only with a number known/]
];

describe("errors in a body", () => {
  it.each(BODIES)("%s", (body, message) => {
    const error = errorOf(`(x, t) => {\n  let s = 0;\n  ${body}\n  return s;\n}`);
    expect(error).toBeInstanceOf(ModelSyntaxError);
    expect(error.message).toMatch(/^model\.compile: /);
    expect(error.message).toMatch(message);
  });

  it("have a place in the text", () => {
    const error = errorOf("(x, t) => {\n  const a = 1;\n  return a * kk;\n}") as ModelSyntaxError;
    expect(error).toBeInstanceOf(SyntaxError);
    expect(error).toMatchObject({line: 3, column: 14, offset: 40, length: 2});
    expect(error.message).toContain("(line 3, column 14)");
  });

  it("have a place in a method's text and in a helper's", () => {
    expect(errorOf("f(x, t) { return kk; }")).toMatchObject({line: 1, column: 18});
    const error = errorOf("(x, t) => f(t)", SIZES, {helpers: {f: "(a) =>\n a + kk"}});
    expect(error).toMatchObject({line: 2, column: 6});
    expect(error.message).toContain("(helper f, line 2, column 6)");
  });
});

const TEXTS: [string, RegExp][] = [
  ["", /there is no function here/],
  ["(x, t) => {", /ends too early/],
  ["3 + 4", /not a function/],
  ["(x, t) => { }", /returns nothing/],
  ["(x, t) => []", /empty array/],
  ["(x, t) => [[t]]", /array of arrays: .* \.flat\(\)/],
  ["(x, t) => ({a: 1})", /returns an object/],
  ["(x, t) => (a) => 1", /returns a function/],
  ["(x, t) => { if (t > 0) return 1; }", /does not return on every way/],
  ["async (x, t) => 1", /async functions/],
  ["(x, t) => 1 +", /ends too early/],
  ["(x, t) => 1 $ 2", /unexpected/i],
  ["const a = 1;", /there is no function here/],
  [
    "function f(x, t) { return 1 } function g(x, t) { return 2 }",
    /several functions here \(f, g\)/
  ],
  ["let a = 1; export const f = (x, t) => a;", /write const/],
  ["export const f = (x, t) => a; const a = 'text';", /strings are not part/],
  ["(x, {t}) => 1", /parameters are numbers and arrays/]
];

describe("errors of a text", () => {
  it.each(TEXTS)("%s", (text, message) => {
    const error = errorOf(text);
    expect(error).toBeInstanceOf(SyntaxError);
    expect(error.message).toMatch(/^model\.compile: /);
    expect(error.message).toMatch(message);
  });

  it("says what is wrong with sizes", () => {
    const f = "(x, t) => t";
    expect(errorOf(f, {x: 1}).message).toMatch(/no size for the parameter t/);
    expect(errorOf(f, {x: 1, t: 1, q: 2}).message).toMatch(/size for q, but no parameter/);
    expect(errorOf(f, {x: 0, t: 1})).toBeInstanceOf(RangeError);
    expect(errorOf(f, {x: 1.5, t: 1})).toBeInstanceOf(RangeError);
    expect(errorOf(f, {x: "1", t: 1} as never)).toBeInstanceOf(TypeError);
    expect(errorOf(f, null as never)).toBeInstanceOf(TypeError);
    expect(errorOf(3 as never)).toBeInstanceOf(TypeError);
    expect(errorOf(f, SIZES, {helpers: {t2: 3 as never}})).toBeInstanceOf(TypeError);
    expect(errorOf("(x, t) => y", SIZES, {constants: {y: "a"}}).message).toMatch(/the constant y/);
    expect(errorOf("(x, t) => y", SIZES, {constants: {y: () => 1}}).message).toMatch(/helpers/);
  });

  it("says when a program is too large or too deep", () => {
    const large = errorOf(
      "(x, t) => { const a = []; for (let i = 0; i < 600; i++) for (let j = 0; j < 600; j++) a.push(t * i); return a.length; }"
    );
    expect(large).toBeInstanceOf(Error);
    expect(large.message).toMatch(/^model\.compile: /);
    const deep = errorOf(`(x, t) => ${"(".repeat(50_000)}t${")".repeat(50_000)}`);
    expect(deep).toBeInstanceOf(RangeError);
    expect(deep.message).toMatch(/nested too deeply/);
    expect(errorOf("(x, t) => { for (;;) {} }")).toBeInstanceOf(Error);
  });
});
