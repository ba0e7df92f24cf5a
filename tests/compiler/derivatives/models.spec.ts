import {describe, expect, it} from "vitest";
import {colourColumns, countColours} from "../../../worker/compiler/derivatives/colour.ts";
import * as derivatives from "../../../worker/compiler/derivatives/derivatives.ts";
import {forward} from "../../../worker/compiler/derivatives/forward.ts";
import {findColumns} from "../../../worker/compiler/derivatives/parameters.ts";
import {reverse} from "../../../worker/compiler/derivatives/reverse.ts";
import {findDependence, sparsity} from "../../../worker/compiler/derivatives/sparsity.ts";
import {countRoom, polish} from "../../../worker/compiler/derivatives/work.ts";
import {interpret} from "../../../worker/compiler/interpret.ts";
import {countOps, type Model} from "../../../worker/compiler/ir.ts";
import {verify} from "../../../worker/compiler/verify.ts";
import {differences, distance, errorOf} from "./differences.ts";
import {
  banded,
  brusselator,
  determinant,
  eightSchools,
  logistic,
  makeModel,
  norm
} from "./models.ts";

const run = (model: Model, ...inputs: number[][]): number[] => {
  verify(model.program);
  return Array.from(interpret(model, inputs));
};
const some = (n: number, from = 0.3) =>
  Array.from({length: n}, (_, k) => from + Math.sin(k + 1) / 3);

describe("eight schools", () => {
  const model = polish(eightSchools());
  const q = some(10);

  it("has the gradient of differences and a symmetric Hessian", () => {
    const gradient = derivatives.gradient(model);
    expect(errorOf(run(gradient, q), differences(model, [q]))).toBeLessThan(1e-8);
    const hessian = run(derivatives.hessian(model), q);
    expect(errorOf(hessian, differences(gradient, [q]))).toBeLessThan(1e-8);
    for (let i = 0; i < 10; i++)
      for (let j = 0; j < i; j++) expect(hessian[i * 10 + j]).toBe(hessian[j * 10 + i]);
  });

  it("costs less than twice the value, with the value", () => {
    const both = derivatives.valueAndGradient(model);
    expect(countOps(both.program.body)).toBeLessThan(2 * countOps(model.program.body));
  });
});

describe("a sum over 200 rows", () => {
  const model = polish(logistic(200));
  const beta = some(5);

  it("goes back without a tape and without room", () => {
    const gradient = derivatives.gradient(model);
    expect(countRoom(gradient.program)).toBe(0);
    expect(errorOf(run(gradient, beta), differences(model, [beta]))).toBeLessThan(1e-8);
  });

  it("has second derivatives", () => {
    const hessian = run(derivatives.hessian(model), beta);
    expect(errorOf(hessian, differences(derivatives.gradient(model), [beta]))).toBeLessThan(1e-7);
    const along = some(5, -0.2);
    const product = run(derivatives.hessianVector(model), beta, along);
    const expected = beta.map((_, i) =>
      along.reduce((sum, x, j) => sum + hessian[i * 5 + j] * x, 0)
    );
    expect(distance(product, expected)).toBeLessThan(1e-12);
  });
});

it("an array that is overwritten in nested loops is taped: the determinant's gradient is the cofactors", () => {
  const n = 6;
  const model = polish(determinant(n));
  const matrix = some(n * n, 0).map((x, k) => (k % (n + 1) === 0 ? x + 2 : x));
  const gradient = reverse(model, {weights: "each", area: "test"});
  const exact = run(polish(gradient), matrix);
  expect(errorOf(exact, differences(model, [matrix]))).toBeLessThan(1e-8);
  // Σ_j a_ij · cofactor_ij is the determinant, for every row i
  const [value] = run(model, matrix);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += matrix[i * n + j] * exact[i * n + j];
    expect(sum).toBeCloseTo(value, 10);
  }
});

describe("the Brusselator on a ring", () => {
  const cells = 32;
  const model = polish(brusselator(cells));
  const u = some(2 * cells, 1);
  const p = [1, 3, 0.5];

  it("has the sparsity of its neighbours", () => {
    const {rows, columns} = sparsity(model.program, "u");
    expect(rows).toHaveLength(2 * cells * 4);
    const own = Array.from(columns.filter((_, k) => rows[k] === 10));
    expect(own).toEqual([8, 10, 11, 12]);
    expect(sparsity(model.program, "p").rows).toHaveLength(cells * (3 + 2));
  });

  it("is followed along few directions, whatever the number of cells", () => {
    const rows = findDependence(model.program, findColumns(model.program, "u", "test"));
    expect(countColours(colourColumns(rows, 2 * cells))).toBeLessThanOrEqual(8);
    const jacobian = derivatives.jacobian(model, "u");
    expect(countOps(jacobian.program.body)).toBeLessThan(300);
    const dense = polish(forward(model, {by: "u", directions: "identity"}));
    expect(distance(run(jacobian, u, p), run(dense, u, p))).toBeLessThan(1e-15);
    expect(errorOf(run(jacobian, u, p), differences(model, [u, p]))).toBeLessThan(1e-8);
  });

  it("is followed in all directions by few parameters", () => {
    const jacobian = derivatives.jacobian(model, "p");
    expect(errorOf(run(jacobian, u, p), differences(model, [u, p], 1))).toBeLessThan(1e-8);
  });
});

it("reverse mode of a straight program costs at most five times the value", () => {
  const model = polish(
    makeModel({x: 12}, "number", ({builder, is, mul, load}, x) => {
      const at = (k: number) => load(x, k % 12);
      let value = at(0);
      for (let k = 1; k < 200; k++) {
        const [a, b] = [at(k), at(k * 5)];
        value = is(
          "add",
          is("sin", mul(value, a)),
          is("div", value, is("add", mul(b, b), builder.number(1)))
        );
      }
      return [value];
    })
  );
  const gradient = polish(reverse(model, {weights: "each"}));
  expect(countOps(gradient.program.body)).toBeLessThan(5 * countOps(model.program.body));
});

it("a while loop is followed forward instead", () => {
  for (const n of [6, 11]) {
    const model = norm(n);
    const x = some(n, 1);
    const length = Math.hypot(...x);
    const expected = x.map((value) => value / length);
    expect(distance(run(derivatives.gradient(model), x), expected)).toBeLessThan(1e-9);
    const both = run(derivatives.valueAndGradient(model), x);
    expect(distance(both, [length, ...expected])).toBeLessThan(1e-9);
    const twice = run(derivatives.vjp(model), x, [2]);
    expect(distance(twice, expected.map((y) => 2 * y))).toBeLessThan(1e-9); // prettier-ignore
  }
  expect(() => reverse(norm(6), {weights: "each", area: "model.gradient"})).toThrow(
    new SyntaxError(
      "model.gradient: a while loop has no reverse mode; use a for loop with a fixed bound, or jacobian"
    )
  );
});

it("a wide band is followed in chunks of its colours", () => {
  const [n, width] = [48, 15];
  const model = polish(banded(n, width));
  const jacobian = derivatives.jacobian(model);
  expect(countOps(jacobian.program.body)).toBeLessThan(300);
  const x = some(n);
  const dense = run(forward(model, {directions: "identity"}), x);
  expect(distance(run(jacobian, x), dense)).toBeLessThan(1e-15);
});

it("a Hessian of many columns is followed in chunks, and is symmetric to the bit", () => {
  const model = polish(logistic(30, 13));
  const beta = some(13);
  const program = derivatives.hessian(model);
  const hessian = run(program, beta);
  expect(errorOf(hessian, differences(derivatives.gradient(model), [beta]))).toBeLessThan(1e-7);
  for (let i = 0; i < 13; i++)
    for (let j = 0; j < i; j++) expect(hessian[i * 13 + j]).toBe(hessian[j * 13 + i]);
});

describe("messages", () => {
  const model = makeModel({u: 2, p: "number"}, 2, ({load}, u) => [load(u, 0), load(u, 1)]);

  it("name the parameters there are", () => {
    expect(() => derivatives.jacobian(model, "q")).toThrow(
      new RangeError('model.jacobian: model has no parameter "q", only "u", "p"')
    );
  });

  it("send a model of several numbers to jacobian", () => {
    expect(() => derivatives.gradient(model)).toThrow(TypeError);
    expect(() => derivatives.gradient(model)).toThrow(/^model\.gradient: .*use jacobian$/);
    expect(() => derivatives.hessian(model)).toThrow(/^model\.hessian: /);
  });
});

it("a number has a number as its derivative, by a number as direction", () => {
  const cube = makeModel({x: "number"}, "number", ({mul, load}, x) => [
    mul(load(x, 0), load(x, 0), load(x, 0))
  ]);
  for (const kind of ["gradient", "hessian"] as const)
    expect(derivatives[kind](cube).program.isScalar).toBe(true);
  expect(run(derivatives.gradient(cube), [2])).toEqual([12]);
  expect(run(derivatives.hessian(cube), [2])).toEqual([12]);
  const along = derivatives.hessianVector(cube).program;
  expect(along.params.map(({name, isNumber}) => [name, isNumber])).toEqual([
    ["x", true],
    ["direction", true]
  ]);
});

it("several parameters have their columns one after the other", () => {
  const model = makeModel({u: 2, p: 1}, 1, ({mul, load}, u, p) => [
    mul(load(u, 0), load(u, 1), load(p, 0))
  ]);
  expect(run(derivatives.jacobian(model, ["p", "u"]), [2, 3], [5])).toEqual([6, 15, 10]);
});
