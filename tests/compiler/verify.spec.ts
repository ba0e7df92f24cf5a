// Every way to be ill formed is found and named.
import {describe, expect, it} from "vitest";
import {Builder} from "../../worker/compiler/build.ts";
import type {Op, Program} from "../../worker/compiler/ir.ts";
import {verify} from "../../worker/compiler/verify.ts";

/** A program of x (two numbers) that `write` makes, then spoils. */
function make(write: (b: Builder, x: number) => void, spoil?: (program: Program) => void): Program {
  const builder = new Builder("test", 1);
  write(builder, builder.param("x", 2).array);
  spoil?.(builder.program);
  return builder.program;
}

const last = ({body}: Program) => body.ops[body.ops.length - 1];
const loop = (b: Builder, trips = 2, to = 2) =>
  b.loop({from: b.integer(0), to: b.integer(to), trips}, [b.number(1)], (_, [x]) => [
    b.apply("neg", x)
  ]);
const repeat = (b: Builder) =>
  b.repeat(2, [b.number(1)], ([x]) => b.apply("lt", x, x), ([x]) => [b.apply("neg", x)]); // prettier-ignore

describe("verify", () => {
  it.each<[string, (b: Builder, x: number) => void, ((program: Program) => void)?]>([
    ["value 5 is used before it is defined, in: f0 = neg ?5", (b) => b.apply("neg", 5)],
    ["value 0 is used before it is defined", (b) => b.push({kind: "apply", name: "neg", args: [b.value("f64")], result: b.value("f64")})],
    ["value 0 is defined twice", (b) => b.push({kind: "const", result: b.number(1), value: 2})],
    ["7 is no value; there are 0", (b) => b.push({kind: "const", result: 7, value: 2})],
    ["value 3 is used outside its region", (b) => { loop(b); b.apply("neg", 3); }],
    ["value 6 is used outside its region", (b) => { loop(b); b.apply("neg", 6); }],
    ["value 0 is i32, not f64, in: f1 = neg 4", (b) => b.apply("neg", b.integer(4))],
    ["value 0 is f64, not bool", (b) => b.apply("not", b.number(4))],
    ["value 1 is f64, not bool", (b) => b.apply("not", b.boolean(true)), ({types}) => (types[1] = "f64")],
    ["add takes 2 values, got 1", (b) => b.apply("add", b.number(1))],
    ["there is no op plus", (b) => b.apply("neg", b.number(1)), (p) => ((last(p) as {name: string}).name = "plus")],
    ["there is no op toString", (b) => b.apply("neg", b.number(1)), (p) => ((last(p) as {name: string}).name = "toString")],
    ["0.5 is no i32", (b) => b.integer(0.5)],
    ["2147483648 is no i32", (b) => b.integer(2147483648)],
    ["true is no f64", (b) => b.number(1), (p) => ((last(p) as Op & {kind: "const"}).value = true)],
    ["1 is no bool", (b) => b.boolean(true), (p) => ((last(p) as Op & {kind: "const"}).value = 1)],
    ["there is no array 9", (b) => b.load(9, b.integer(0))],
    ["x has 2 numbers, got the index 2, in: f1 = x[2]", (b, x) => b.load(x, b.integer(2))],
    ["out has 1 numbers, got the index -1", (b) => b.output(-1, b.number(1))],
    ["value 0 is bool, not i32 or f64", (b, x) => b.load(x, b.boolean(true))],
    ["x is input and cannot be written", (b, x) => b.store(x, b.integer(0), b.number(1))],
    ["c is constant and cannot be written", (b) => b.store(b.array("c", "constant", 1), b.integer(0), b.number(1))],
    ["value 1 is bool, not f64", (b) => b.store(0, b.integer(0), b.boolean(true))],
    ["value 1 is f64, not bool", (b) => { const one = [b.integer(0), b.number(1)]; b.store(0, one[0], one[1], one[1]); }],
    ["the step is 0", (b) => loop(b), (p) => ((last(p) as Op & {kind: "for"}).step = 0)],
    ["the number of trips is -1", (b) => loop(b, -1)],
    ["from 0 to 3 are more than 2 trips", (b) => loop(b, 2, 3)],
    ["value 0 is f64, not i32", (b) => b.loop({from: b.number(0), to: b.integer(1), trips: 1}, [], () => [])],
    ["value 0 is i32, not f64 or bool", (b) => b.repeat(1, [b.integer(1)], () => b.boolean(false), (x) => x)],
    ["is bool, not f64", (b) => b.repeat(1, [b.number(1)], () => b.boolean(false), () => [b.boolean(true)])],
    ["value -1 is used before it is defined", (b) => b.repeat(1, [b.number(1)], () => b.boolean(false), () => [-1])],
    ["the limit is 0.5", (b) => repeat(b), (p) => ((last(p) as Op & {kind: "while"}).limit = 0.5)],
    ["is f64, not bool", (b) => repeat(b), (p) => ((last(p) as Op & {kind: "while"}).going = 0)],
    ["array table is input and has 0 parameters", (b) => b.array("table", "input", 1)],
    ["array 2 (other) is output; array 0 and no other is the output", (b) => b.array("other", "output", 1)],
    ["array x has the size -1", () => undefined, (p) => (p.arrays[1].size = -1)],
    ["there is no output", () => undefined, (p) => (p.params.length = p.arrays.length = 0)],
    ["parameter x has the size 3, its array 2", () => undefined, (p) => (p.params[0].size = 3)],
    ["parameter x has the size 2, its array 2", () => undefined, (p) => (p.params[0].isNumber = true)]
  ])("finds: %s", (problem, write, spoil) => {
    expect(() => verify(make(write, spoil))).toThrow("verify: test: ");
    expect(() => verify(make(write, spoil))).toThrow(problem);
  }); // prettier-ignore

  it("accepts a body that sees what the test of its while loop computed", () => {
    let seen = -1;
    const program = make((b) => {
      const test = () => b.apply("not", (seen = b.boolean(true)));
      b.repeat(1, [b.boolean(true)], test, () => [seen]);
      repeat(b);
      loop(b, 3);
    });
    expect(() => verify(program)).not.toThrow();
  });
});
