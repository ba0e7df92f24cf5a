// What a sampler refuses as a log-likelihood, at the call and before any work.
import {describe, expect, it} from "vitest";
import {rememberLikelihood, type EvaluatorOptions} from "../../../worker/samplers/evaluator.ts";
import {checkTarget} from "../../../worker/samplers/targets/checkTarget.ts";
import {findFreeNames} from "../../../worker/samplers/targets/freeNames.ts";
import {parseFunction} from "../../../worker/samplers/targets/parse.ts";
import {makeTargets, refusing} from "./makeTargets.ts";

/** A function from its text, as a cell has it. */
const make = (text: string): unknown =>
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  (new Function(`return ${text}`) as () => unknown)();

const check = (f: unknown, constants?: unknown, d = 2) =>
  checkTarget("test.sample", f, d, constants);

describe("free names", () => {
  it.each([
    ["(t) => t[0] + a * Math.exp(b)", "a,Math,b"],
    ["({x, y: [z = w], ...rest}) => x + z + rest.q + y", "w,y"],
    ["(t) => { f(t); function f(u) { return u + late } var late }", ""],
    ["(t) => { { let k = 1; var v = k } return k + v }", "k"],
    [
      "(t) => { for (const x of xs) s += x; for (let i = 0; i < n; i++); return s + x + i }",
      "xs,s,n,x,i"
    ],
    ["function self(t) { return arguments.length ? self(t) : other }", "other"],
    ["(t) => arguments[0]", "arguments"],
    ["(t) => ({a, b: c, [d]: e, f() { return g }}).a", "a,c,d,e,g"],
    [
      "(t) => { class A extends B { x = C; static #y = 1; [D]() { return A.E } } return new A() }",
      "B,C,D"
    ],
    ["(t) => { try { h() } catch ({message: m}) { return m } return m }", "h,m"],
    ["(t) => { outer: for (;;) { if (t) break outer; else continue outer } }", ""],
    ["(t) => ([p.q, {r}] = s, `${u}` + t?.[v]?.w)", "p,r,s,u,v"],
    ["(t) => { const i = (x) => x + j; return i(1) + (function k() { return k })() }", "j"],
    ["(t) => { switch (t) { case 1: let z = 2 } return z + Math.random() }", "z,Math,Math.random"],
    ["f(t) { return t + a }", "a"]
  ])("of %s", (text, expected) => {
    const {node} = parseFunction(text);
    expect([...findFreeNames(node)].sort()).toEqual(expected.split(",").filter(Boolean).sort());
  });
});

describe("misuse throws at the call", () => {
  it("names what a function names and nobody gave", () => {
    const f = make("(t) => -(((t[0] - mu) / sigma) ** 2)");
    expect(() => check(f)).toThrow(
      new TypeError(
        "test.sample: logLikelihood names mu, sigma, which are not known where it runs: pass them in {constants: {mu, sigma}}"
      )
    );
    expect(() => check(f, {mu: 1})).toThrow(/names sigma, which is not known/);
    expect(() => check(f, {mu: 1, sigma: (x: number) => x})).not.toThrow();
    const g = make("(t) => g(t[0])");
    expect(() => check(g, {g: make("(x) => x * far")})).toThrow(/names far, which is not/);
    for (const name of ["Date.now()", "Math.random()", "performance.now()"])
      expect(() => check(make(`(t) => t[0] + ${name}`))).toThrow(
        `of its parameters alone, got one that uses ${name.startsWith("Math") ? "Math.random" : name.split(".")[0]}`
      );
    expect(() => check(make("(t) => fetch(t)"))).toThrow(/names fetch/);
  });

  it.each([
    [3, /expected logLikelihood as a function, got 3/],
    ["(t) => 1", /expected logLikelihood as a function, got "\(t\) => 1"/],
    [Math.exp, /as text, got a built-in function: wrap it, as in \(x\) => Math\.exp\(x\)/],
    [checkTarget.bind(null), /a bound function: pass the function that was bound/],
    [make("class A {}"), /as text, got a class/],
    [make("async (t) => 1"), /an async function: leave async and await out/],
    [make("function* (t) { yield 1 }"), /a generator/],
    [make("(a, b) => a + b"), /a function of one vector, got one of 2 parameters/]
  ])("refuses %s", (f, message) => {
    expect(() => check(f)).toThrow(message);
    expect(() => check(f)).toThrow(TypeError);
  });

  it("refuses constants that cannot be sent", () => {
    const f = make("(t) => t[0] * k");
    expect(() => check(f, 3)).toThrow(/expected constants as an object, got 3/);
    expect(() => check(f, {k: Symbol("k")})).toThrow(/expected constants\.k as numbers, arrays or/);
    expect(() => check(f, {k: Math.sin})).toThrow(/constants\.k as a function .* got a built-in/);
    // what it does not name does not matter
    expect(() => check(f, {k: 1, other: Symbol("other")})).not.toThrow();
  });

  it("counts parameters", async () => {
    const {openFor, compile} = await makeTargets({threads: 1}, () => ({spawn: undefined}));
    const model = await compile((u: number[], k: number) => u[0] * u[1] + k, {u: 2, k: 1});
    expect(() => openFor(model, 2)).toThrow(
      "test.sample: expected logLikelihood to take 2 numbers, one for each parameter of the prior, got one that takes 3 (u: 2, k: 1)"
    );
    const vector = await compile((u: number[]) => [u[0], u[1]], {u: 2});
    expect(() => openFor(vector, 2)).toThrow(/to return a number, got an array of length 2/);
    await expect(openFor((u: number[]) => [u[0], u[1]], 2)).rejects.toThrow(
      /to return a number, got an array of length 2/
    );
    const evaluator = await openFor(model, 3);
    const rows = [1, 2, 3].map(() => new Float64Array(4));
    const refused = async (theta: Float64Array[], n: number, message: RegExp) =>
      expect(evaluator.evaluate(theta, new Float64Array(n))).rejects.toThrow(message);
    await refused(rows.slice(1), 4, /expected 3 vectors in theta, got 2/);
    await refused(rows, 3, /expected vectors of 3 points in theta, got one of 4/);
    await refused(rows, 513, /expected at most 512 points at a time, got 513/);
    expect(() => openFor(model, 3, {capacity: 0})).toThrow(RangeError);
    expect(() => openFor(model, 3, {threads: 0})).toThrow(RangeError);
  });

  it("lets compiled models be called only where the function compiles", async () => {
    const {openFor, compile} = await makeTargets({threads: 1}, () => ({spawn: undefined}));
    const cube = await compile((x: number) => x * x * x, {x: 1});
    const f = make("(t) => cube(t[0])");
    const evaluator = await openFor(f, 1, {constants: {cube}});
    const values = new Float64Array(2);
    await evaluator.evaluate([Float64Array.of(2, -3)], values);
    expect([...values]).toEqual([8, -27]);
    const plain = await makeTargets({threads: 1}, () => ({spawn: undefined}), refusing);
    await expect(plain.openFor(f, 1, {constants: {cube}})).rejects.toThrow(
      /constants\.cube is a compiled model, which only a function that compiles can call/
    );
  });
});

describe("the library's own likelihoods", () => {
  it("are opened as they are, in f64", async () => {
    const {openFor} = await makeTargets({threads: 1}, () => ({spawn: undefined}));
    const asked: EvaluatorOptions[] = [];
    const own = rememberLikelihood(() => 0, {
      names: ["x", "y"],
      open(options) {
        asked.push(options);
        return Promise.reject(new Error("opened"));
      }
    });
    await expect(openFor(own, 2, {threads: 1})).rejects.toThrow("opened");
    expect(asked).toMatchObject([{capacity: 512, threads: 1}]);
    expect(() => openFor(own, 3)).toThrow(/to take 3 numbers, .* got one that takes 2 \(x, y\)/);
    expect(() => openFor(own, 2, {device: "gpu"})).toThrow(
      new RangeError(
        'test.sample: expected logLikelihood as a model that compiles, for device "gpu", got one of the library\'s own that runs in f64 only'
      )
    );
    expect(() => check(make("(t) => own(t) + 1"), {own})).toThrow(
      "test.sample: constants.own is a likelihood of the library's own, which no other function can call: pass it as logLikelihood"
    );
    const text = make("(t) => { const s = 'a'; return t[0] + s.length }");
    await expect(openFor(text, 1, {device: "gpu"})).rejects.toThrow(
      /for device "gpu", got a function that does not \(.*strings are not part/
    );
  });
});
