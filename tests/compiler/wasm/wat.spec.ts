// The text of a program: readable, balanced, and of the same instructions as the bytes.
import fc from "fast-check";
import {expect, it} from "vitest";
import {OP_NAMES, OPS} from "../../../worker/compiler/ops.ts";
import {TILE} from "../../../worker/compiler/wasm/abi.ts";
import {printWat} from "../../../worker/compiler/wasm/emit.ts";
import {anyProgram} from "../programs.ts";
import {makeModel, relaxedKernels, strictKernels} from "./runProgram.ts";

const options = {uniform: [], kernels: strictKernels};

/** How deep the parentheses go at the end, comments left out; NaN if they close too early. */
function depthOf(text: string): number {
  let depth = 0;
  for (const [mark] of text.replace(/\(;.*?;\)|;;.*/g, "").matchAll(/[()]/g)) {
    depth += mark === "(" ? 1 : -1;
    if (depth < 0) return NaN;
  }
  return depth;
}

const predator = makeModel({u: 2, p: 3, t: 1}, 2, (b, x) => {
  const meet = b.apply("mul", x("u"), x("u", 1));
  b.output(0, b.apply("sub", b.apply("mul", x("p"), x("u")), meet));
  b.output(1, b.apply("sub", b.apply("mul", x("p", 2), meet), b.apply("mul", b.number(0.5), x("u", 1)))); // prettier-ignore
});

it("is what one would write by hand", () => {
  const text = printWat(predator, {...options, uniform: ["p"]});
  expect(text).toContain(`;; test: two points at a time
;; uniforms, the same for every point: p[3]
;; inputs, tiles of 3 rows of ${TILE} points: u[2] t[1]
;; outputs, tiles of 2 rows: out[2]
(module
  (import "env" "memory" (memory 1 65536 shared))
  (func $run (export "run") (param $constants i32) (param $uniforms i32) (param $inputs i32)`);
  expect(text).toContain(
    "(local.set $v8 (v128.load64_splat offset=16 (; p[2] ;) (local.get $uniforms)))"
  );
  expect(text.endsWith(WRITTEN)).toBe(true);
});

const WRITTEN = `
      (v128.store offset=${8 * TILE} (; out[1] ;)
        (local.get $outputTile)
        (f64x2.sub
          (f64x2.mul (local.get $v8) (local.get $v12))
          (f64x2.mul
            (v128.load (; 0.5 ;) (local.get $constants))
            (v128.load offset=${8 * TILE} (; u[1] ;) (local.get $inputTile)))))
      (br_if 0
        (i32.lt_s (local.tee $point (i32.add (local.get $point) (i32.const 2))) (local.get $end))))))
`;

it("shows fused instructions in fast numerics", () => {
  const text = printWat(predator, {uniform: [], relaxed: true, kernels: relaxedKernels});
  expect(text.match(/f64x2\.relaxed_nmadd/g)).toHaveLength(1);
  expect(printWat(predator, options)).not.toContain("relaxed");
});

it("holds the kernels' functions that a program calls", () => {
  const text = printWat(
    makeModel({x: 1}, 1, (b, x) => b.output(0, b.apply("digamma", x("x")))),
    options
  );
  expect(text).toContain("(call $lane_digamma");
  expect(text).toContain("(func $lane_digamma (param $v0 v128) (result v128)");
  expect(depthOf(text)).toBe(0);
});

it("is balanced for every operation and for random programs", () => {
  const all = makeModel({x: 1}, 1, (b, x) => {
    const numeric = OP_NAMES.filter((name) => OPS[name].takes.every((type) => type === "f64"));
    for (const name of numeric.filter((name) => OPS[name].gives === "f64"))
      b.output(0, b.apply(name, ...OPS[name].takes.map(() => x("x"))));
  });
  expect(depthOf(printWat(all, options))).toBe(0);
  fc.assert(
    fc.property(anyProgram(), (model) => {
      const text = printWat(model, options);
      expect(depthOf(text)).toBe(0);
      expect(text).not.toMatch(/undefined|NaN(?! ;)/);
    }),
    {numRuns: 30}
  );
});
