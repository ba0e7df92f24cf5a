// What two programs must share to have one key.
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {Builder} from "../../worker/compiler/build.ts";
import {fingerprint} from "../../worker/compiler/fingerprint.ts";
import type {Program, Value} from "../../worker/compiler/ir.ts";
import {compact} from "../../worker/compiler/passes/compact.ts";
import {print} from "../../worker/compiler/print.ts";
import {anyProgram} from "./programs.ts";

interface Details {
  outputs?: number;
  isScalar?: boolean;
  size?: number;
  isNumber?: boolean;
  role?: "local" | "constant";
  number?: number;
  isBool?: boolean;
  name?: "add" | "sub";
  isSwapped?: boolean;
  array?: number;
  isUnconditional?: boolean;
  step?: number;
  trips?: number;
  limit?: number;
  next?: number;
  isInside?: boolean;
}

/** A program with a bit of everything; each detail is part of its structure. */
function make(detail: Details = {}, names = ["f", "x", "t"], skipped = 0): Program {
  const b = new Builder(names[0], detail.outputs ?? 1, detail.isScalar);
  for (let k = 0; k < skipped; k++) b.value("f64");
  const x = b.param(names[1], detail.size ?? 1, detail.isNumber).array;
  b.array(names[2], detail.role ?? "local", 1);
  const zero = b.integer(0);
  const first = b.load(detail.array ?? x, zero);
  const second = b.number(detail.number ?? 1);
  if (detail.isBool) b.boolean(true);
  else b.integer(1);
  const args: Value[] = detail.isSwapped ? [second, first] : [first, second];
  const sum = b.apply(detail.name ?? "add", ...args);
  const where = b.apply("lt", sum, first);
  const {step = 1, trips = 3, limit = 3} = detail;
  b.loop({from: zero, to: b.integer(3), step, trips}, [sum, first], (_, within) => {
    if (detail.isInside) b.store(0, zero, sum);
    return [within[detail.next ?? 0], sum];
  });
  if (!detail.isInside) b.store(0, zero, sum);
  b.repeat(limit, [sum], ([s]) => b.apply("le", s, sum), (s) => s); // prettier-ignore
  b.store(0, zero, sum, detail.isUnconditional ? undefined : where);
  return b.program;
}

describe("fingerprint", () => {
  const key = fingerprint(make());

  it("is a short word", () => expect(key).toMatch(/^[0-9a-f]{32}$/));

  it("does not depend on names or on how values are numbered", () => {
    expect(fingerprint(make({}, ["g", "y", "u"], 7))).toBe(key);
  });

  it.each<Details>([
    {outputs: 2},
    {isScalar: true},
    {size: 2},
    {isNumber: true},
    {role: "constant"},
    {number: 1.0000000000000002},
    {number: NaN},
    {number: -0},
    {number: 0},
    {isBool: true},
    {name: "sub"},
    {isSwapped: true},
    {array: 2},
    {isUnconditional: true},
    {step: 2},
    {trips: 4},
    {limit: 4},
    {next: 1},
    {isInside: true}
  ])("depends on %o", (detail) => expect(fingerprint(make(detail))).not.toBe(key));

  it("has one NaN", () => {
    const other = new Float64Array(new BigUint64Array([0xfff8000000000001n]).buffer)[0];
    expect(fingerprint(make({number: other}))).toBe(fingerprint(make({number: NaN})));
  });

  it("is the same for a renumbered program and differs where the text does", () => {
    const keys = new Map<string, string>();
    fc.assert(
      fc.property(anyProgram(), ({program}) => {
        const dense = compact(program);
        const found = fingerprint(dense);
        expect(fingerprint(program)).toBe(found);
        expect(keys.get(found) ?? print(dense)).toBe(print(dense));
        keys.set(found, print(dense));
      }),
      {numRuns: 300}
    );
  });
});
