// What each pass does, seen on programs made for it.
import {describe, expect, it} from "vitest";
import type {Builder} from "../../worker/compiler/build.ts";
import type {ArrayId, Value} from "../../worker/compiler/ir.ts";
import {cse} from "../../worker/compiler/passes/cse.ts";
import {dce} from "../../worker/compiler/passes/dce.ts";
import {forward} from "../../worker/compiler/passes/forward.ts";
import {hoist} from "../../worker/compiler/passes/hoist.ts";
import {PASSES, optimise} from "../../worker/compiler/passes/index.ts";
import {scalarise} from "../../worker/compiler/passes/scalarise.ts";
import {exactInverse, strength} from "../../worker/compiler/passes/strength.ts";
import {print} from "../../worker/compiler/print.ts";
import {count, make, outline, run, type Given} from "./outline.ts";

describe("cse", () => {
  it("computes once what is the same, in any order of addends", () => {
    const program = make((b, {a, b: c}) =>
      b.apply("mul", b.apply("add", a, c), b.apply("add", c, a))
    );
    expect(outline(cse(program))).toBe("load load add mul store");
  });

  it("tells zeros and types apart", () => {
    const program = make((b, {a}) =>
      b.apply("add", b.apply("add", a, b.number(0)), b.apply("add", a, b.number(-0)))
    );
    expect(outline(cse(program))).toBe("load load add add add store");
  });

  it("sees outer regions from inner ones and not the other way round", () => {
    const program = make((b, {a}) => {
      const outer = b.apply("sin", a);
      const body = (_: Value, [x]: readonly Value[]) => [
        b.apply("mul", x, b.apply("add", b.apply("sin", a), b.apply("cos", a)))
      ];
      const [first] = count(b, 2, [outer], body);
      return count(b, 2, [first], body)[0];
    });
    expect(outline(cse(program))).toBe("load load sin for(cos add mul) for(cos add mul) store");
  });

  it("loads again after a store, in a loop also before one", () => {
    const program = make((b, {a}) => {
      const local = b.array("local", "local", 2);
      const zero = b.integer(0);
      const load = () => b.load(local, zero);
      const first = b.apply("add", load(), load());
      b.store(local, zero, a);
      const [sum] = count(b, 2, [b.apply("add", first, load())], (_, [sum]) => {
        const before = load();
        b.store(local, zero, b.apply("add", before, a));
        return [b.apply("add", sum, b.apply("add", before, load()))];
      });
      return b.apply("add", sum, load());
    });
    const loop = "for(load add store load add add)";
    expect(outline(cse(program))).toBe(`load load load add store load add ${loop} load add store`);
    expect(run(cse(program), 3)).toBe(run(program, 3));
  });
});

describe("strength", () => {
  it("divides by powers of two by multiplying, and doubles by adding", () => {
    const divide = (c: number) =>
      outline(strength(make((b, {a}) => b.apply("div", a, b.number(c)))));
    expect(divide(8)).toBe("load load mul store");
    expect(divide(-0.25)).toBe("load load mul store");
    expect(divide(3)).toBe("load load div store");
    const double = make((b, {a}) => b.apply("mul", b.number(2), a));
    expect(outline(strength(double))).toBe("load load add store");
    expect(run(strength(double), 1.5)).toBe(3);
  });

  it.each([
    [4, 0.25],
    [-1, -1],
    [2 ** 1022, 2 ** -1022],
    [2 ** 1023, undefined],
    [2 ** -1023, undefined],
    [0, undefined],
    [-0, undefined],
    [Infinity, undefined],
    [NaN, undefined],
    [6, undefined],
    [undefined, undefined]
  ])("inverts %s as %s", (c, inverse) => expect(exactInverse(c)).toBe(inverse));
});

describe("hoist", () => {
  it("moves what does not change before the outermost loop it can leave", () => {
    const program = make((b, {a, x}) => {
      const [sum] = count(b, 2, [b.number(0)], (_, [outer]) =>
        count(b, 3, [outer], (j, [sum]) => {
          const fixed = b.apply("sin", b.apply("mul", a, b.load(x, b.integer(1))));
          const byOuter = b.apply("cos", outer);
          const byInner = b.apply("mul", b.load(x, j), fixed);
          return [b.apply("add", sum, b.apply("add", byOuter, byInner))];
        })
      );
      return sum;
    });
    const inner = "for(load mul add add)";
    expect(outline(hoist(program))).toBe(`load load load mul sin for(cos ${inner}) store`);
    expect(run(hoist(program), 3)).toBe(run(program, 3));
  });

  it("moves a load only where its place is seen to be there", () => {
    const load = (offset: number) =>
      outline(
        hoist(
          make((b, {x}) => {
            const [sum] = count(b, 3, [b.number(0)], (i, [start]) =>
              b.loop({from: b.integer(0), to: i, trips: 3}, [start], (_, [sum]) => {
                const place = b.apply("iadd", i, b.integer(offset));
                return [b.apply("add", sum, b.load(x, place))];
              })
            );
            return sum;
          })
        )
      );
    expect(load(1)).toBe("load load for(iadd load for(add)) store");
    expect(load(-1)).toBe("load load for(iadd for(load add)) store");
  });

  it("leaves loads of what the loop stores, and divisions that might be by zero", () => {
    const program = make((b, {a}) => {
      const local = b.array("local", "local", 4);
      const [sum] = count(b, 3, [a], (i, [start]) =>
        b.loop({from: b.integer(0), to: i, trips: 3}, [start], (_, [sum]) => {
          const before = b.load(local, b.integer(0));
          b.store(local, b.integer(0), sum);
          const place = b.apply("idiv", b.integer(6), i);
          return [b.apply("add", before, b.apply("number", place))];
        })
      );
      return sum;
    });
    const inner = "for(load store idiv number add)";
    expect(outline(hoist(program))).toBe(`load load for(${inner}) store`);
  });

  it("leaves while loops what depends on their carries", () => {
    const program = make((b, {a}) => {
      const [x] = b.repeat(
        5,
        [a],
        ([x]) => b.apply("lt", x, b.apply("exp", a)),
        ([x]) => [b.apply("add", x, b.apply("sin", a))]
      );
      return x;
    });
    expect(outline(hoist(program))).toBe("load load exp sin while(lt)(add) store");
  });
});

describe("forward", () => {
  const withLocal = (write: (b: Builder, local: ArrayId, given: Given) => Value) =>
    make((b, given) => write(b, b.array("local", "local", 2), given));

  it("knows what was stored, and zero where nothing was", () => {
    const program = withLocal((b, local, {a}) => {
      b.store(local, b.integer(0), a);
      return b.apply("add", b.load(local, b.integer(0)), b.load(local, b.integer(1)));
    });
    expect(outline(dce(forward(program)))).toBe("load add store");
    expect(run(forward(program), 3)).toBe(3);
  });

  it("forgets with a store at an unknown place, under a condition, or in a loop", () => {
    const stores: ((b: Builder, local: ArrayId, given: Given) => void)[] = [
      (b, local, {a}) => b.store(local, a, b.number(9)),
      (b, local, {a}) => b.store(local, b.integer(0), b.number(9), b.apply("lt", a, b.number(1))),
      (b, local, {a}) => count(b, 2, [], () => (b.store(local, b.integer(0), a), [])),
      (b, local, {a}) =>
        count(b, 2, [], () => {
          const before = b.load(local, b.integer(0));
          b.store(local, b.integer(0), b.apply("add", before, a));
          return [];
        })
    ];
    for (const store of stores) {
      const program = withLocal((b, local, given) => {
        b.store(local, b.integer(0), given.b);
        store(b, local, given);
        return b.load(local, b.integer(0));
      });
      expect(outline(forward(program)).endsWith("load store")).toBe(true);
      for (const a of [0, 1, 2]) expect(run(forward(program), a)).toBe(run(program, a));
    }
  });

  it("leaves out stores that are covered before they are seen", () => {
    const program = withLocal((b, local, {a, b: c}) => {
      b.store(local, b.integer(0), a);
      b.store(local, b.integer(0), c, b.apply("lt", a, c));
      b.store(local, b.integer(0), c);
      count(b, 2, [], () => (b.output(0, b.load(local, b.integer(0))), []));
      b.store(local, b.integer(0), a);
      return b.load(local, a);
    });
    expect(outline(forward(program))).toBe("load load lt for(store) store load store");
  });

  it("keeps stores that a load sees before they are covered", () => {
    const program = withLocal((b, local, {a}) => {
      b.store(local, b.integer(0), a);
      b.store(local, a, b.number(5));
      const seen = b.load(local, b.integer(0));
      b.store(local, b.integer(0), b.number(6));
      const anywhere = b.load(local, b.apply("neg", a));
      b.store(local, b.integer(0), b.number(7));
      return b.apply("add", b.apply("add", seen, anywhere), b.load(local, a));
    });
    expect(outline(forward(program))).toBe(outline(program));
    for (const a of [0, 1, 2]) expect(run(forward(program), a)).toBe(run(program, a));
  });
});

describe("scalarise", () => {
  const accumulate = (loop: "for" | "while") =>
    make((b, {a, x}) => {
      const local = b.array("local", "local", 2);
      const [zero, one] = [b.integer(0), b.integer(1)];
      b.store(local, zero, a);
      const step = (value: Value) => {
        b.store(local, one, b.load(local, zero), b.apply("lt", value, b.number(3)));
        b.store(local, zero, b.apply("add", b.load(local, zero), value));
        return [];
      };
      if (loop === "for") count(b, 4, [], (i) => step(b.load(x, i)));
      else b.repeat(0, [], () => b.apply("lt", a, a), () => step(a)); // prettier-ignore
      return b.apply("mul", b.load(local, zero), b.load(local, one));
    });

  it("carries small arrays through for loops", () => {
    const program = dce(scalarise(accumulate("for")));
    expect(outline(program)).toBe("load for(load lt select add) mul store");
    expect(program.arrays.filter(({role}) => role === "local")).toMatchObject([{size: 0}]);
    expect(run(program, 5)).toBe((5 + 1 + 2 + 3 + 4) * (5 + 1));
  });

  it("leaves while loops their memory", () => {
    const program = accumulate("while");
    expect(outline(scalarise(program))).toBe(outline(program));
  });
});

describe("dce", () => {
  it("leaves out what the answer does not need, circles of carries too", () => {
    const program = make((b, {a, x}) => {
      const unread = b.array("unread", "local", 8);
      b.apply("exp", a);
      count(b, 3, [], (i) => (b.store(unread, i, b.load(x, i)), []));
      const [kept] = count(b, 3, [a, a, a], (_, [p, q, r]) => [
        b.apply("sin", p),
        b.apply("cos", r),
        b.apply("tan", q)
      ]);
      b.repeat(
        3,
        [a],
        ([p]) => b.apply("lt", p, a),
        ([p]) => [b.apply("neg", p)]
      );
      return kept;
    });
    const result = dce(program);
    expect(outline(result)).toBe("load for(sin) store");
    expect(result.arrays.map(({size}) => size)).toEqual([1, 4, 1, 1, 0]);
    expect(result.params).toEqual(program.params);
  });

  it("keeps the loops around what it needs", () => {
    const program = make((b, {a}) => {
      const local = b.array("local", "local", 1);
      const [from, to] = [b.integer(0), b.integer(2)];
      const twice = (body: () => void) => b.loop({from, to, trips: 2}, [], () => (body(), []));
      const one = b.number(1);
      twice(() => twice(() => b.store(local, from, one)));
      return b.apply("add", a, b.load(local, from));
    });
    expect(outline(dce(program))).toBe("load for(for(store)) load add store");
  });
});

describe("optimise", () => {
  const program = make((b, {a}) => b.apply("add", b.apply("exp", a), b.apply("exp", a)));

  it("reports every pass, with the program it left", () => {
    const {program: result, passes} = optimise(program);
    expect(outline(result)).toBe("load exp add store");
    expect(passes.slice(0, PASSES.length).map(({name}) => name)).toEqual(
      PASSES.map(({name}) => name)
    );
    expect(passes.at(-1)?.ops).toBe(5);
    expect(passes.at(-1)?.dump()).toContain("= exp");
    expect(result.types).toHaveLength(4);
  });

  it("leaves out passes by name and knows no others", () => {
    const {program: result, passes} = optimise(program, {without: ["cse", "dce"]});
    expect(outline(result)).toBe("load load exp exp add store");
    expect(passes.some(({name}) => name === "cse")).toBe(false);
    expect(() => optimise(program, {without: ["CSE"]})).toThrow("got CSE; there are fold,");
  });

  it("takes a model as well and leaves what it is given alone", () => {
    const text = print(program);
    expect(optimise({program, constants: new Map()}).program).toEqual(optimise(program).program);
    expect(print(program)).toBe(text);
  });
});
