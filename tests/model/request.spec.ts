import {describe, expect, it} from "vitest";
import type {Model} from "../../worker/compiler/ir.ts";
import {remember} from "../../worker/model/identity.ts";
import {toRequest} from "../../worker/model/request.ts";

const model = (x: number) => x;
const compiled = Object.assign(() => 0, {});
const program = {program: {}, constants: new Map()} as unknown as Model;
remember(compiled, program);

describe("a request", () => {
  it("takes constants and helpers from the sizes and from the options", () => {
    const double = (x: number) => 2 * x;
    const sizes = {x: 1, constants: {a: 1, b: 2}, helpers: {double}};
    const options = {constants: {b: 3}, helpers: {other: compiled}, without: ["cse"], name: "lv"};
    expect(toRequest(model, sizes, options)).toEqual({
      source: String(model),
      sizes: {x: 1},
      constants: {a: 1, b: 3},
      helpers: {double: String(double), other: program},
      name: "lv",
      without: ["cse"]
    });
  });

  it("takes the function's name, unless it has none that is one", () => {
    expect(toRequest(model, {x: 1}).name).toBe("model");
    expect(toRequest((x: number) => x, {x: 1}).name).toBeUndefined();
    expect(toRequest({"a b": (x: number) => x}["a b"], {x: 1}).name).toBeUndefined();
    expect(toRequest("(x) => x", {x: 1})).toMatchObject({source: "(x) => x", name: undefined});
  });

  it("takes a parameter named constants for one", () => {
    expect(toRequest("(constants) => constants", {constants: 1}).sizes).toEqual({constants: 1});
  });

  it.each<[unknown, unknown, unknown, string]>([
    [3, {}, {}, "model.compile: expected a model as a function, got 3"],
    [model, 3, {}, "model.compile: expected sizes as an object, got 3"],
    [model, {x: 0}, {}, "model.compile: expected the size of x as a whole number from 1, got 0"],
    [model, {x: "2"}, {}, 'model.compile: expected the size of x as a number, got "2"'],
    [model, {x: 1, helpers: []}, {}, "model.compile: expected helpers as an object, got an array"],
    [model, {x: 1}, {constant: 1}, 'unknown option "constant" (did you mean constants?)'],
    [model, {x: 1}, {without: "cse"}, 'expected without as an array of names, got "cse"'],
    [model, {x: 1}, {name: 7}, "model.compile: expected name as a string, got 7"],
    [model, {x: 1}, {helpers: {f: 1}}, "expected helper f as a function, got 1"],
    [model, {x: 1}, {helpers: {f: Math.sin}}, "wrap it, as in (x) => Math.sin(x)"],
    [model.bind(null), {x: 1}, {}, "got a bound function; pass the function that was bound"],
    [class {}, {x: 1}, {}, "got a class; pass a function that returns numbers"],
    [async () => Promise.resolve(1), {}, {}, "got an async function; a model is computed at once"],
    [async function* () {}, {}, {}, "got an async function"],
    [function* () {}, {}, {}, "got a generator; return an array instead"],
    [compiled, {x: 1}, {}, "got a compiled model; it can be called as it is"]
  ])("of %s is refused with what to do instead", (fn, sizes, options, message) => {
    expect(() => toRequest(fn, sizes as never, options as never)).toThrow(message);
  });
});
