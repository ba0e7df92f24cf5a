// Programs that go where the emitter is delicate: masks, order of reads and writes, clearing, what is done once.
import {describe, expect, it} from "vitest";
import {emitWasm, printWat} from "../../../worker/compiler/wasm/emit.ts";
import {instantiateProgram} from "../../../worker/compiler/wasm/instantiate.ts";
import {
  compare,
  makeModel,
  makePoints,
  memory,
  place,
  runInterpreter,
  strictKernels
} from "./runProgram.ts";

const options = {uniform: [], kernels: strictKernels};

describe("memory", () => {
  it("reads what was there before a later store", () => {
    const model = makeModel({x: 2}, 3, (b, x) => {
      const local = b.array("a", "local", 2);
      b.store(local, b.integer(0), x("x"));
      const before = b.load(local, b.integer(0));
      const alsoBefore = b.apply("add", b.load(local, b.integer(0)), x("x", 1));
      b.store(local, b.integer(0), b.apply("mul", b.load(local, b.integer(0)), x("x", 1)));
      b.output(0, before);
      b.output(1, alsoBefore);
      b.output(2, b.load(local, b.integer(0)));
    });
    expect(compare(model, 5)).toEqual([]);
  });

  it("reads what was there before a loop that stores", () => {
    const model = makeModel({x: 1}, 2, (b, x) => {
      const local = b.array("a", "local", 3);
      b.store(local, b.integer(1), x("x"));
      const before = b.load(local, b.integer(1));
      b.loop({from: b.integer(0), to: b.integer(3), trips: 3}, [], (i) => {
        b.store(local, i, b.apply("number", i));
        return [];
      });
      b.output(0, before);
      b.output(1, b.load(local, b.integer(1)));
    });
    expect(compare(model, 3)).toEqual([]);
  });

  it.each([3, 40])("answers 0 where nothing was stored, of %d elements", (size) => {
    const model = makeModel({x: 2}, size, (b, x) => {
      b.store(0, b.integer(1), x("x"), b.apply("lt", x("x"), x("x", 1)));
      b.store(0, x("x", 1), x("x"));
    });
    expect(compare(model, 70)).toEqual([]);
  });

  it.each([3, 40])("lets a program read and change its answer, of %d elements", (size) => {
    const model = makeModel({x: 1}, size, (b, x) => {
      const last = b.integer(size);
      b.loop({from: b.integer(0), to: last, trips: size}, [], (i) => {
        const sum = b.apply("add", b.load(0, b.integer(0)), b.load(0, i));
        b.store(0, i, b.apply("add", sum, x("x")));
        return [];
      });
    });
    expect(compare(model, 67)).toEqual([]);
  });

  it.each([[[]], [["x", "at"]]])("finds f64 places in every kind of array, %j alike", (uniform) => {
    const constants = new Map<number, Float64Array>();
    const model = makeModel(
      {x: 4, at: 2},
      5,
      (b, x) => {
        const local = b.array("a", "local", 3);
        const table = b.array("table", "constant", 3);
        constants.set(table, Float64Array.of(7, -0, NaN));
        b.store(local, x("at", 1), x("x"));
        b.store(local, x("at"), x("x", 1), b.apply("lt", x("x"), b.number(3)));
        b.output(0, b.load(1, x("at")));
        b.output(1, b.load(local, x("at")));
        b.output(2, b.load(table, x("at")));
        b.output(3, b.load(table, b.apply("neg", b.apply("sub", x("at"), x("at")))));
        b.store(0, x("at", 1), x("x", 2));
        b.output(4, b.load(local, b.number(0.5)));
      },
      constants
    );
    expect(compare(model, 65, uniform)).toEqual([]);
  });
  it("reads 0 where only some points have stored", () => {
    const model = makeModel({x: 2}, 2, (b, x) => {
      const [one, many] = [1, 3].map((size) => b.array("a", "local", size));
      b.store(one, b.integer(0), x("x"), b.apply("lt", x("x"), x("x", 1)));
      b.repeat(
        2,
        [x("x", 1)],
        ([v]) => b.apply("lt", v, b.number(0)),
        ([v]) => {
          b.loop({from: b.integer(0), to: b.integer(3), trips: 3}, [], (i) => {
            b.store(many, i, v);
            return [];
          });
          return [b.apply("add", v, b.number(5))];
        }
      );
      b.output(0, b.load(one, b.integer(0)));
      b.output(1, b.load(many, b.integer(2)));
    });
    expect(compare(model, 20)).toEqual([]);
  });

  it("adds what is taken off an index without leaving the memory", () => {
    const far = 1 << 20;
    const model = makeModel({x: 3}, 1, (b) => {
      const bounds = {from: b.integer(0), to: b.integer(3), trips: 3};
      const [sum] = b.loop(bounds, [b.number(0)], (i, [s]) => {
        const below = b.apply("isub", i, b.integer(far));
        return [b.apply("add", s, b.load(1, b.apply("iadd", below, b.integer(far))))];
      });
      b.output(0, sum);
    });
    expect(compare(model, 3)).toEqual([]);
  });

  it("clears what may be read before it is written, and nothing else", () => {
    const wat = printWat(
      makeModel({x: 1}, 1, (b, x) => {
        const [first, second] = ["early", "late"].map((name) => b.array(name, "local", 4));
        const bounds = {from: b.integer(0), to: b.integer(4), trips: 4};
        b.loop(bounds, [], (i) => {
          b.store(first, i, x("x"));
          b.store(second, i, b.apply("add", b.load(first, i), b.load(second, i)));
          return [];
        });
        b.output(0, b.apply("add", b.load(first, b.integer(2)), b.load(second, b.integer(2))));
      }),
      options
    );
    expect(wat).toContain("clear late");
    expect(wat).not.toContain("clear early");
    expect(wat).not.toContain("clear out");
  });
});

describe("loops", () => {
  it.each([
    [0, 5],
    [3, 3],
    [4, 1]
  ])("carries values all at once, from %d to %d", (from, to) => {
    const model = makeModel({x: 2}, 3, (b, x) => {
      const bounds = {from: b.integer(from), to: b.integer(to), step: 2, trips: 3};
      const results = b.loop(bounds, [x("x"), x("x", 1), b.number(0)], (i, [p, q, s]) => [
        q,
        b.apply("sub", p, q),
        b.apply("add", s, b.apply("number", i))
      ]);
      results.forEach((value, k) => b.output(k, value));
    });
    expect(compare(model, 3)).toEqual([]);
  });

  it("has bounds and places that depend on other loops", () => {
    const n = 6;
    const model = makeModel({x: n, y: n}, n, (b) => {
      const full = {from: b.integer(0), to: b.integer(n), trips: n};
      b.loop(full, [], (i) => {
        const [sum] = b.loop({from: i, to: b.integer(n), trips: n}, [b.number(0)], (j, [s]) => {
          const back = b.apply("isub", b.integer(n - 1), j);
          return [b.apply("add", s, b.apply("mul", b.load(1, j), b.load(2, back)))];
        });
        b.store(0, i, sum);
        return [];
      });
      b.loop({from: b.integer(0), to: b.integer(n - 1), trips: n}, [], (i) => {
        const next = b.load(0, b.apply("iadd", i, b.integer(1)));
        b.store(0, i, b.apply("sub", next, b.load(0, i)));
        return [];
      });
    });
    for (const uniform of [[], ["y"], ["x", "y"]]) expect(compare(model, 9, uniform)).toEqual([]);
  });

  it("lets each point leave a while loop on its own, nested and storing", () => {
    const model = makeModel({x: 2}, 4, (b, x) => {
      const [p, q] = b.repeat(
        9,
        [x("x"), b.number(1)],
        ([v]) => b.apply("lt", v, b.number(6)),
        ([v, w]) => {
          const [inner] = b.repeat(
            4,
            [v],
            ([s]) => b.apply("lt", s, x("x", 1)),
            ([s]) => {
              b.store(0, b.integer(2), s);
              return [b.apply("add", s, b.number(1.5))];
            }
          );
          b.store(0, inner, w);
          b.store(0, b.integer(3), w);
          return [w, b.apply("add", v, inner)];
        }
      );
      b.output(0, p);
      b.output(1, q);
    });
    expect(compare(model, 131)).toEqual([]);
  });

  it("goes on for points that differ only in when they stop", () => {
    const model = makeModel({x: 1}, 1, (b, x) => {
      const isAbove = b.apply("lt", b.number(0), x("x"));
      const [r] = b.repeat(
        3,
        [b.number(0)],
        () => isAbove,
        ([v]) => [b.apply("add", v, b.number(1))]
      );
      b.output(0, r);
    });
    expect(compare(model, 6)).toEqual([]);
  });

  it("does not wait for a point that nobody asked for", () => {
    const model = makeModel({x: 1}, 1, (b, x) => {
      const [, passes] = b.repeat(
        1000,
        [x("x"), b.number(0)],
        ([v]) => b.apply("not", b.apply("le", v, b.number(0))),
        ([v, k]) => [b.apply("sub", v, b.number(1)), b.apply("add", k, b.number(1))]
      );
      b.output(0, passes);
    });
    expect(compare(model, 3)).toEqual([]);
    // the second of the last pair is NaN in memory, for which this loop would not end
    const wasm = emitWasm(model, options);
    const placed = place(model, wasm, makePoints(model, 3), 3);
    placed.call(instantiateProgram(wasm.bytes, memory));
    expect(placed.answer(3)).toEqual([0]);
  });
});

describe("points", () => {
  it("can be computed in parts, and none at all", () => {
    const model = makeModel({x: 2, y: 1}, 2, (b, x) => {
      b.output(0, b.apply("hypot", x("x"), x("y")));
      b.output(1, b.apply("exp", x("x", 1)));
    });
    const n = 201;
    const wasm = emitWasm(model, options);
    const points = makePoints(model, n);
    const placed = place(model, wasm, points, n);
    const entry = instantiateProgram(wasm.bytes, memory);
    placed.call(entry, 0, 0);
    placed.call(entry, 64, 130);
    placed.call(entry, 0, 64);
    placed.call(entry, 130, n);
    const wanted = runInterpreter(model, points, n);
    expect(wanted.map((_, i) => placed.answer(i))).toEqual(wanted);
  });

  it("may lie in a memory that no threads share", () => {
    const model = makeModel({x: 2}, 1, (b, x) => {
      b.output(0, b.apply("max", x("x"), x("x", 1)));
    });
    const wasm = emitWasm(model, options);
    const ordinary = new WebAssembly.Memory({initial: 2, maximum: 65536});
    const points = makePoints(model, 7);
    const placed = place(model, wasm, points, 7, {memory: ordinary, top: 64});
    placed.call(instantiateProgram(wasm.bytes, ordinary));
    expect(points[0].map((_, i) => placed.answer(i))).toEqual(runInterpreter(model, points, 7));
  });

  it("leave what is alike to be done once", () => {
    const model = makeModel({x: 1, p: 3}, 1, (b, x) => {
      const bounds = {from: b.integer(0), to: b.integer(3), trips: 3};
      const [sum] = b.loop(bounds, [b.number(0)], (i, [s]) => [b.apply("add", s, b.load(2, i))]);
      b.output(0, b.apply("mul", x("x"), b.apply("sin", sum)));
    });
    expect(compare(model, 5, ["p"])).toEqual([]);
    const once = printWat(model, {...options, uniform: ["p"]}).split(
      "$point (local.get $begin)"
    )[0];
    expect(once).toContain("(call $lane_sin");
    const cost = (uniform: string[]) => emitWasm(model, {...options, uniform}).cost;
    expect(cost([])).toBeGreaterThan(cost(["p"]) + 20);
  });

  it("may share more numbers than there are locals for", () => {
    const size = 300;
    const model = makeModel({x: 2, p: size}, 1, (b, x) => {
      let sum = x("x");
      for (let k = 0; k < 2 * size; k++) {
        const p = x("p", (k * 7) % size);
        sum = b.apply("add", sum, b.apply("mul", p, x("x", k % 2)));
      }
      b.output(0, sum);
    });
    expect(compare(model, 4, ["p"])).toEqual([]);
    const text = printWat(model, {...options, uniform: ["p"]});
    expect(text.match(/\(local \$/g)?.length).toBeLessThan(20);
  });
});

it("emits chains of any length, and functions in place as far as they pay", () => {
  const model = makeModel({x: 1}, 1, (b, x) => {
    let value = x("x");
    for (let k = 0; k < 20_000; k++) value = b.apply("sub", b.number(k % 3), value);
    for (let k = 0; k < 200; k++) value = b.apply("exp", b.apply("neg", b.apply("log", value)));
    b.output(0, value);
  });
  expect(compare(model, 3)).toEqual([]);
  expect(emitWasm(model, options).bytes.length).toBeLessThan(400_000);
});
