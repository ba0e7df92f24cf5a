// The text of a program.
import {expect, it} from "vitest";
import {Builder} from "../../worker/compiler/build.ts";
import {print, printOp} from "../../worker/compiler/print.ts";
import {verify} from "../../worker/compiler/verify.ts";

it("prints a program for people", () => {
  const b = new Builder("walk", 2);
  const x = b.param("x", 3).array;
  const rate = b.load(b.param("rate", 1, true).array, b.integer(0));
  const table = b.array("table", "constant", 4);
  const [local, other] = [b.array("sum", "local", 3), b.array("sum", "local", 2)];
  b.array("gone", "local", 0);
  const [total] = b.loop(
    {from: b.integer(0), to: b.integer(3), trips: 3},
    [b.number(-0)],
    (i, [s]) => {
      b.store(local, i, b.load(x, i));
      b.store(other, b.integer(1), s, b.apply("lt", s, rate));
      return [b.apply("add", s, b.load(table, i))];
    }
  );
  const [steps] = b.repeat(
    9,
    [total],
    ([s]) => b.apply("lt", s, b.number(NaN)),
    ([s]) => [b.apply("mul", s, rate)]
  );
  b.output(1, steps);
  verify(b.program);
  expect(print(b.program)).toBe(`\
model walk(x[3], rate) → out[2]
  constant table[4]
  local sum.4[3]
  local sum.5[2]
  f1 = rate[0]
  f7 = for i5 = 0 to 3 by 1, at most 3 with f6 = -0
    f8 = x[i5]
    sum.4[i5] = f8
    b10 = lt f6, f1
    sum.5[1] = f6 where b10
    f11 = table[i5]
    f12 = add f6, f11
    next f6 = f12
  f14 = loop at most 9 with f13 = f7
    b16 = lt f13, NaN
    while b16
    f17 = mul f13, f1
    next f13 = f17
  out[1] = f14
`);
  expect(printOp(b.program, b.program.body.ops[b.program.body.ops.length - 1])).toBe(
    "out[1] = f14"
  );
});

it("says when the answer is a number", () => {
  expect(print(new Builder("one", 1, true).program)).toBe("model one() → number\n");
});
