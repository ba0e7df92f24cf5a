// Models to differentiate, written with the builder.
import {Builder} from "../../../worker/compiler/build.ts";
import type {ArrayId, Model, Value} from "../../../worker/compiler/ir.ts";
import type {OpName} from "../../../worker/compiler/ops.ts";

/** A short hand for writing models. */
export interface Pen {
  builder: Builder;
  is: (name: OpName, ...args: Value[]) => Value;
  add: (...args: Value[]) => Value;
  mul: (...args: Value[]) => Value;
  /** i32 arithmetic; numbers are literals. */
  at: (name: OpName, a: Value, b: number) => Value;
  load: (array: ArrayId, place: number) => Value;
  data: (values: readonly number[]) => ArrayId;
  local: (size: number) => ArrayId;
  loop: (
    to: number,
    trips: number,
    starts: readonly Value[],
    body: (index: Value, within: readonly Value[]) => readonly Value[]
  ) => Value[];
}

/** `sizes` are those of the parameters; a number is a parameter of one that is taken as a number. */
export function makeModel(
  sizes: Record<string, number | "number">,
  outputs: number | "number",
  write: (pen: Pen, ...params: ArrayId[]) => readonly Value[]
): Model {
  const builder = new Builder("model", outputs === "number" ? 1 : outputs, outputs === "number");
  const constants = new Map<ArrayId, Float64Array>();
  const params = Object.entries(sizes).map(
    ([name, size]) => builder.param(name, size === "number" ? 1 : size, size === "number").array
  );
  const apply = (name: OpName, ...args: Value[]) => builder.apply(name, ...args);
  const pen: Pen = {
    builder,
    is: (name, ...args) => apply(name, ...args),
    add: (...args) => args.reduce((sum, value) => apply("add", sum, value)),
    mul: (...args) => args.reduce((product, value) => apply("mul", product, value)),
    at: (name, a, b) => apply(name, a, b),
    load: (array, place) => builder.load(array, builder.integer(place)),
    data: (values) => {
      const array = builder.array("data", "constant", values.length);
      constants.set(array, Float64Array.from(values));
      return array;
    },
    local: (size) => builder.array("local", "local", size),
    loop: (to, trips, starts, body) =>
      builder.loop({from: builder.integer(0), to, trips}, starts, body)
  };
  write(pen, ...params).forEach((value, k) => builder.output(k, value));
  return {program: builder.program, constants};
}

/** The log density of a logistic regression: a plain sum over the rows. */
export function logistic(rows: number, columns = 5): Model {
  return makeModel({beta: columns}, "number", ({builder, is, at, load, data, loop}, beta) => {
    const x = data(Array.from({length: rows * columns}, (_, k) => Math.sin(k * k)));
    const y = data(Array.from({length: rows}, (_, k) => (k * 7) % 2));
    const sum = loop(builder.integer(rows), rows, [builder.number(0)], (row, [before]) => {
      let score = builder.number(0);
      for (let k = 0; k < columns; k++) {
        const place = at("iadd", at("imul", row, builder.integer(columns)), builder.integer(k));
        score = is("add", score, is("mul", builder.load(x, place), load(beta, k)));
      }
      const gain = is("mul", builder.load(y, row), score);
      return [is("add", before, is("sub", gain, is("log1p", is("exp", score))))];
    });
    return sum;
  });
}

export function eightSchools(): Model {
  const effects = [28, 8, -3, 7, -1, 1, 18, 12];
  const errors = [15, 10, 16, 11, 9, 11, 10, 18];
  return makeModel({q: 10}, "number", ({builder, is, add, mul, load}, q) => {
    const number = (x: number) => builder.number(x);
    const bell = (z: Value) => mul(number(-0.5), mul(z, z));
    const [mu, logTau] = [load(q, 0), load(q, 1)];
    const tau = is("exp", logTau);
    const scaled = is("div", tau, number(5));
    let sum = add(bell(is("div", mu, number(5))), logTau);
    sum = is("sub", sum, is("log1p", mul(scaled, scaled)));
    effects.forEach((effect, k) => {
      const eta = load(q, k + 2);
      const rest = is("sub", number(effect), add(mu, mul(tau, eta)));
      sum = add(sum, bell(eta), bell(is("div", rest, number(errors[k]))));
    });
    return [sum];
  });
}

/** The Brusselator on a ring of cells, u and v by turns, as a loop over the cells. */
export function brusselator(cells: number): Model {
  return makeModel(
    {u: 2 * cells, p: 3},
    2 * cells,
    ({builder, is, add, mul, at, load, loop}, u, p) => {
      const integer = (k: number) => builder.integer(k);
      const [a, b, alpha] = [load(p, 0), load(p, 1), load(p, 2)];
      const read = (cell: Value, part: number) =>
        builder.load(u, at("iadd", at("imul", cell, integer(2)), integer(part)));
      const beside = (cell: Value, way: number) =>
        at("irem", at("iadd", cell, integer(cells + way)), integer(cells));
      loop(integer(cells), cells, [], (cell) => {
        const [x, y] = [read(cell, 0), read(cell, 1)];
        const spread = (part: number, here: Value) => {
          const sides = add(read(beside(cell, 1), part), read(beside(cell, -1), part));
          return mul(alpha, is("sub", sides, mul(builder.number(2), here)));
        };
        const both = mul(x, x, y);
        const dx = add(a, is("sub", both, mul(add(b, builder.number(1)), x)), spread(0, x));
        const dy = add(is("sub", mul(b, x), both), spread(1, y));
        const place = at("imul", cell, integer(2));
        builder.store(0, place, dx);
        builder.store(0, at("iadd", place, integer(1)), dy);
        return [];
      });
      return [];
    }
  );
}

/** The determinant of a matrix by elimination in place: nested loops over an array that is overwritten. */
export function determinant(n: number): Model {
  return makeModel({m: n * n}, "number", ({builder, is, mul, at, local, loop}, m) => {
    const size = builder.integer(n);
    const work = local(n * n);
    loop(builder.integer(n * n), n * n, [], (k) => {
      builder.store(work, k, builder.load(m, k));
      return [];
    });
    const place = (row: Value, column: Value) => at("iadd", at("imul", row, size), column);
    return loop(size, n, [builder.number(1)], (k, [product]) => {
      const pivot = builder.load(work, place(k, k));
      const from = at("iadd", k, builder.integer(1));
      builder.loop({from, to: size, trips: n - 1}, [], (row) => {
        const factor = is("div", builder.load(work, place(row, k)), pivot);
        builder.loop({from, to: size, trips: n - 1}, [], (column) => {
          const here = place(row, column);
          const change = mul(factor, builder.load(work, place(k, column)));
          builder.store(work, here, is("sub", builder.load(work, here), change));
          return [];
        });
        return [];
      });
      return [mul(product, pivot)];
    });
  });
}

/** Every output is a sum over the next `width` inputs, in nested loops. */
export function banded(n: number, width: number): Model {
  return makeModel({x: n}, n, ({builder, is, at, loop}, x) => {
    loop(builder.integer(n), n, [], (row) => {
      const [sum] = loop(builder.integer(width), width, [builder.number(0)], (k, [before]) => {
        const place = at("irem", at("iadd", row, k), builder.integer(n));
        const part = is("mul", is("number", k), is("sin", builder.load(x, place)));
        return [is("add", before, part)];
      });
      builder.store(0, row, is("mul", sum, sum));
      return [];
    });
    return [];
  });
}

/** √Σx² by Newton's method, in a while loop. */
export function norm(n: number): Model {
  return makeModel({x: n}, "number", ({builder, is, mul, load}, x) => {
    let square = builder.number(0);
    for (let k = 0; k < n; k++) square = is("add", square, mul(load(x, k), load(x, k)));
    const half = builder.number(0.5);
    return builder.repeat(
      50,
      [square],
      ([guess]) => is("lt", builder.number(1e-12), is("abs", is("sub", mul(guess, guess), square))),
      ([guess]) => [mul(half, is("add", guess, is("div", square, guess)))]
    );
  });
}
