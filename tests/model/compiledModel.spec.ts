import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {Builder} from "../../worker/compiler/build.ts";
import type {Model} from "../../worker/compiler/ir.ts";
import {makeCompiled} from "../../worker/model/compiledModel.ts";
import {modelOf} from "../../worker/model/identity.ts";
import type {BatchCall} from "../../worker/model/runBatch.ts";
import {makeWorkpieces} from "../../worker/model/workpiece.ts";
import {digest} from "../../worker/digest.ts";
import {toAnswer} from "../../worker/model/runBatch.ts";
import type {Stats} from "../../worker/api.ts";

const calls: BatchCall[] = [];
const workshop = {
  workpieces: makeWorkpieces((flavour) => readFileSync(`dist/kernels/${flavour}.wasm`)),
  runBatch: (call: BatchCall) => calls.push(call) as never
};
const compile = (model: Model, without: readonly string[] = []) =>
  makeCompiled(workshop, {model, without, began: performance.now()});

/** f(u, p, t) = sd·(p·u0² + u1), with the parameter t unread. */
function quadratic(sd: number, name = "f"): Model {
  const builder = new Builder(name, 1, true);
  const u = builder.param("u", 2).array;
  const p = builder.param("p", 1, true).array;
  builder.param("t", 1, true);
  const scale = builder.array("sd", "constant", 1);
  const [zero, one] = [builder.integer(0), builder.integer(1)];
  const x = builder.load(u, zero);
  const square = builder.apply("mul", builder.load(p, zero), builder.apply("mul", x, x));
  const sum = builder.apply("add", square, builder.load(u, one));
  builder.output(0, builder.apply("mul", builder.load(scale, zero), sum));
  return {program: builder.program, constants: new Map([[scale, Float64Array.of(sd)]])};
}

describe("a compiled model", () => {
  const f = compile(quadratic(10));

  it("is a function that says what it takes and gives", () => {
    expect(f([3, 4], 2)).toBe(220);
    expect(f([3, 4], [2], undefined)).toBe(220);
    expect(f.params).toEqual([
      {name: "u", size: 2},
      {name: "p", size: 1},
      {name: "t", size: 1}
    ]);
    expect([f.outputs, f.isScalar, f.name]).toEqual([1, true, "f"]);
    expect(f.compileMs).toBeGreaterThanOrEqual(0);
    expect(Object.keys(f)).toEqual([]);
  });

  it("has derivatives that are compiled models, made once", () => {
    expect(f.gradient([3, 4], 2)).toEqual([120, 10]);
    expect(f.gradient).toBe(f.gradient);
    expect(f.gradient.by("p")([3, 4], 2)).toBe(90);
    expect(f.gradient.by("u")).toBe(f.gradient);
    expect(f.jacobian("p")([3, 4], 2)).toEqual([90]);
    expect(f.jacobian()).toBe(f.jacobian("u"));
    expect(f.valueAndGradient([3, 4], 2)).toEqual([220, 120, 10]);
    expect(f.hessian([3, 4], 2)).toEqual([40, 0, 0, 0]);
    expect(f.hessianVector([3, 4], 2, 0, [0.5, 1])).toEqual([20, 0]);
    expect(f.jvp()([3, 4], 2, 0, [1, 2])).toBe(140);
    expect(f.vjp()([3, 4], 2, 0, [0.5])).toEqual([60, 5]);
    expect(f.gradient.jacobian("p")([3, 4], 2)).toEqual([60, 0]);
    const {rows, columns} = f.hessian.sparsity("p");
    expect([[...rows], [...columns]]).toEqual([[0], [0]]);
  });

  it("shows its texts", () => {
    expect(f.source()).toBe(f.source("js"));
    expect(f.source("js")).toContain("function f(u, p, t)");
    expect(f.source("ir")).toContain("sd");
    expect(f.source("wat")).toContain("(module");
    expect(f.source("wgsl")).toContain("fn ");
    expect(() => f.source("rust" as never)).toThrow(
      new RangeError(
        'model.source: expected language as one of "js", "wat", "wgsl", "ir", got "rust"'
      )
    );
    expect(f.passes.map(({name}) => name)).toContain("cse");
    expect(f.passes[0].dump()).toContain("mul");
  });

  it("refuses derivatives by what is no parameter, and gradients of arrays", () => {
    expect(() => f.jacobian("q")).toThrow(RangeError);
    expect(() => f.gradient.by("q")).toThrow(RangeError);
    expect(() => f.gradient.gradient).toThrow(TypeError);
  });

  it("is known as the program behind it", () => {
    expect(modelOf(f)?.program.params).toHaveLength(3);
    expect(modelOf(() => 0)).toBeUndefined();
    expect(modelOf(f.gradient)?.program.arrays[0].size).toBe(2);
  });
});

describe("the cache", () => {
  it("keeps a program's texts when only data change", () => {
    const [a, b] = [compile(quadratic(1, "g")), compile(quadratic(2, "g"))];
    expect([a([1, 1], 1), b([1, 1], 1)]).toEqual([2, 4]);
    expect(modelOf(a)?.program).toBe(modelOf(b)?.program);
    expect(a.passes).toBe(b.passes);
    const wish = {uniform: ["p"], relaxed: false};
    calls.length = 0;
    void a.batch({u: [[1], [2]], p: 3});
    void b.batch({u: [[1], [2]], p: 3});
    expect(calls[0].wasm(wish)).toBe(calls[1].wasm(wish));
    expect(calls[0].wgsl(["p"])).toBe(calls[1].wgsl(["p"]));
  });

  it("keeps apart what differs in names or in passes", () => {
    const named = compile(quadratic(1, "g"));
    expect(modelOf(compile(quadratic(1, "h")))?.program).not.toBe(modelOf(named)?.program);
    const plain = compile(quadratic(1, "g"), ["cse"]);
    expect(plain.passes.map(({name}) => name)).not.toContain("cse");
    expect(plain([3, 4], 2)).toBe(22);
  });
});

describe("a batch", () => {
  const f = compile(quadratic(10));

  it("hands sorted points to the engine, with all that it may need", () => {
    calls.length = 0;
    void f.batch({u: [[1, 2, 3], Float64Array.of(4, 5, 6)], p: 2}, {device: "wasm", threads: 2});
    const [call] = calls;
    expect(call).toMatchObject({
      name: "f",
      n: 3,
      outputs: 1,
      uniform: {p: Float64Array.of(2), t: Float64Array.of(0)},
      varying: {u: [Float64Array.of(1, 2, 3), Float64Array.of(4, 5, 6)]},
      options: {device: "wasm", threads: 2},
      params: f.params
    });
    const {uniform, varying} = call.wasm({uniform: ["p", "t"], relaxed: false});
    expect([uniform, varying]).toEqual([["p", "t"], ["u"]]);
    expect(call.compileMs()).toBeGreaterThan(0);
    const out = new Float64Array(1);
    call.reference()([[2, 5], [2], [0]], out);
    expect([...out]).toEqual([130]);
  });

  it.each<[unknown, unknown, string]>([
    [{u: [1, 2]}, {}, "model.batch: expected p as a vector"],
    [{u: [1, 2], p: 1}, {device: "cuda"}, "model.batch: expected device as one of"],
    [{u: [1, 2], p: 1}, {threads: 0}, "model.batch: expected threads as an integer from 1 to 32"],
    [{u: [1, 2], p: 1}, {thread: 1}, 'unknown option "thread" (did you mean threads?)'],
    [
      {u: [1, 2], p: 1},
      {out: [[1]]},
      "model.batch: expected out as an array of 1 Float64Arrays of length"
    ],
    [{u: [1, 2], p: 1}, null, "model.batch: expected options as an object, got null"]
  ])("of %j with %j throws at the call", (points, options, message) => {
    expect(() => f.batch(points as never, options as never)).toThrow(message);
  });

  it("answers with stats that no digest sees", () => {
    const vectors = [Float64Array.of(1, 2)];
    const answer = toAnswer([...vectors], {device: "wasm"} as Stats);
    expect(answer.stats.device).toBe("wasm");
    expect(Object.keys(answer)).toEqual(["0"]);
    expect(digest(answer)).toBe(digest(vectors));
  });
});
