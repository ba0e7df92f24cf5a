// Code depends on a program's structure only; data go into a block beside it. And what is refused.
import {describe, expect, it} from "vitest";
import {emitWasm} from "../../../worker/compiler/wasm/emit.ts";
import {compare, makeModel, relaxedKernels, strictKernels} from "./runProgram.ts";

const options = {uniform: [], kernels: strictKernels};

function makeTable(literal: number, data: number[]) {
  const constants = new Map<number, Float64Array>();
  return makeModel(
    {x: 1},
    2,
    (b, x) => {
      const table = b.array("table", "constant", 3);
      constants.set(table, Float64Array.from(data));
      const bounds = {from: b.integer(0), to: b.integer(3), trips: 3};
      const [sum] = b.loop(bounds, [b.number(literal)], (i, [s]) => [
        b.apply("add", s, b.apply("mul", b.load(table, i), b.apply("round", x("x"))))
      ]);
      b.output(0, sum);
      b.output(1, b.apply("sub", x("x"), b.number(-literal)));
    },
    constants
  );
}

describe("constants", () => {
  const first = makeTable(1.5, [1, 2, 3]);
  const second = makeTable(-0, [4, NaN, -5]);

  it("change neither the code nor its key", () => {
    const [a, b] = [first, second].map((model) => emitWasm(model, options));
    expect(a.bytes).toEqual(b.bytes);
    expect(a.key).toBe(b.key);
    expect(a.key).toMatch(/^[0-9a-f]{32}$/);
    expect(a.fillConstants(first.constants)).not.toEqual(b.fillConstants(second.constants));
  });

  it("are what the code computes with", () => {
    expect(compare(first, 5)).toEqual([]);
    expect(compare(second, 5)).toEqual([]);
  });

  it("can be replaced by others of the same length only", () => {
    const {fillConstants} = emitWasm(first, options);
    expect(fillConstants(second.constants).subarray(0, 3)).toEqual(Float64Array.of(4, NaN, -5));
    expect(() => fillConstants(new Map([[2, new Float64Array(2)]]))).toThrow(
      "the constant table of test has 3 numbers, got 2"
    );
    expect(() => fillConstants(new Map())).toThrow("got undefined");
  });

  it("have another key if the structure differs, or what is alike for all points", () => {
    const shorter = makeModel({x: 1}, 1, (b, x) => b.output(0, x("x")));
    const keys = [
      emitWasm(first, options).key,
      emitWasm(shorter, options).key,
      emitWasm(shorter, {...options, uniform: ["x"]}).key,
      emitWasm(first, {...options, kernels: relaxedKernels, relaxed: true}).key
    ];
    expect(new Set(keys).size).toBe(4);
  });
});

describe("what is described", () => {
  it("is the layout of the blocks", () => {
    const model = makeModel({a: 2, b: 3, c: 1}, 4, (b, x) => {
      const local = b.array("local", "local", 5);
      b.store(local, x("a"), x("b"));
      b.output(0, b.load(local, x("c")));
    });
    const wasm = emitWasm(model, {...options, uniform: ["c", "a"]});
    expect(wasm).toMatchObject({
      uniform: ["a", "c"],
      varying: ["b"],
      inputRows: 3,
      outputRows: 4,
      scratchBytes: 80
    });
    expect(compare(model, 3, ["c", "a"])).toEqual([]);
  });
});

describe("what is refused", () => {
  const model = makeModel({x: 1}, 1, (b, x) => b.output(0, b.apply("erf", x("x"))));

  it("names of no parameter", () => {
    expect(() => emitWasm(model, {...options, uniform: ["y"]})).toThrow(
      "uniform must name parameters of test, got y"
    );
  });

  it("kernels that are no module or have no such function", () => {
    expect(() => emitWasm(model, {...options, kernels: new Uint8Array(20)})).toThrow(
      "kernels must be a WebAssembly module"
    );
    const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
    expect(() => emitWasm(model, {...options, kernels: empty})).toThrow("export no lane_erf");
    const cut = strictKernels.slice(0, strictKernels.length >> 1);
    expect(() => emitWasm(model, {...options, kernels: cut})).toThrow(RangeError);
  });

  it("programs that are not well formed", () => {
    const broken = makeModel({x: 1}, 1, (b) => b.output(0, 17));
    expect(() => emitWasm(broken, options)).toThrow("verify");
  });
});
