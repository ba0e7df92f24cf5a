// Models written by hand, one for each thing that the WGSL back end must get right.
import {Builder} from "../../worker/compiler/build.ts";
import {OUTPUT, type Model, type Value} from "../../worker/compiler/ir.ts";
import {makeRandom} from "./modelJobs.ts";

type Write = (
  builder: Builder,
  x: (k: number) => Value,
  constants: Map<number, Float64Array>
) => void;

/** A model of one parameter x. */
function modelOf(name: string, size: number, outputs: number, write: Write): Model {
  const builder = new Builder(name, outputs);
  const {array} = builder.param("x", size);
  const constants = new Map<number, Float64Array>();
  write(builder, (k) => builder.load(array, builder.integer(k)), constants);
  return {program: builder.program, constants};
}

/** f32 numbers, so that only the arithmetic on them counts. */
export function draw(count: number, from: number, to: number, seed = 1): Float64Array {
  const random = makeRandom(seed);
  return Float64Array.from({length: count}, () => Math.fround(from + (to - from) * random()));
}

const count = (b: Builder, trips: number) => ({from: b.integer(0), to: b.integer(trips), trips});

/** Σ −½((y − x)/s)² − log s, over n data, as a normal log density has it; its derivative by x, in an array. */
export function normalModel(n: number): Model {
  return modelOf("normal", 2, 2, (b, x, constants) => {
    const data = b.array("y", "constant", n);
    constants.set(data, draw(n, -3, 3));
    const gradient = b.array("gradient", "local", 1);
    const [mean, sd] = [x(0), x(1)];
    const [sum] = b.loop(count(b, n), [b.number(0)], (k, [total]) => {
      const z = b.apply("div", b.apply("sub", b.load(data, k), mean), sd);
      const half = b.apply("mul", b.number(-0.5), b.apply("mul", z, z));
      const at = b.integer(0);
      b.store(gradient, at, b.apply("add", b.load(gradient, at), b.apply("div", z, sd)));
      return [b.apply("add", total, b.apply("sub", half, b.apply("log", sd)))];
    });
    b.output(0, sum);
    b.output(1, b.load(gradient, b.integer(0)));
  });
}

/** Sums of all kinds: nested, less, by choice, started anew, scaled afterwards. */
export function sumsModel(): Model {
  return modelOf("sums", 3, 5, (b, x) => {
    const [large, small, bound] = [x(0), x(1), x(2)];
    const [nested] = b.loop(count(b, 30), [large], (_, [outer]) =>
      b.loop(count(b, 20), [outer], (k, [inner]) => {
        const term = b.apply("mul", small, b.apply("number", k));
        return [b.apply("add", inner, term)];
      })
    );
    b.output(0, b.apply("sub", nested, large));
    const [less] = b.loop(count(b, 500), [large], (_, [total]) => [b.apply("sub", total, small)]);
    b.output(1, b.apply("mul", b.apply("sub", less, large), b.number(-0.3)));
    const [chosen] = b.loop(count(b, 500), [large], (k, [total]) => {
      const isEarly = b.apply("lt", b.apply("number", k), bound);
      return [b.apply("select", isEarly, b.apply("add", total, small), total)];
    });
    b.output(2, b.apply("neg", b.apply("sub", large, chosen)));
    // carries that change places, of which one is a sum
    const swapped = b.loop(count(b, 7), [large, small, b.number(0)], (_, [p, q, sum]) => [
      q,
      p,
      b.apply("add", sum, p)
    ]);
    b.output(3, b.apply("sub", swapped[2], swapped[0]));
    // a mean of a mean: sums that go on through products
    b.output(4, b.apply("mul", chosen, nested));
  });
}

/** A table of 600 squares, filled by a loop, then summed backwards in steps, at places that may not exist. */
export function roomModel(): Model {
  return modelOf("room", 1, 3, (b, x) => {
    const room = b.array("squares", "local", 600);
    b.loop(count(b, 600), [], (k) => {
      const number = b.apply("number", k);
      b.store(room, k, b.apply("mul", number, b.apply("mul", number, x(0))));
      return [];
    });
    const step = b.number(37.5);
    const [sum] = b.loop(count(b, 16), [b.number(0)], (k, [total]) => {
      const place = b.apply("floor", b.apply("mul", step, b.apply("number", k)));
      return [b.apply("add", total, b.load(room, place))];
    });
    b.output(0, sum);
    b.output(1, b.load(room, b.apply("mul", x(0), b.number(1e4))));
    b.store(room, b.number(700), b.number(5));
    b.output(2, b.load(room, b.integer(599)));
  });
}

/** Newton's √ by a while loop that ends by itself, one that does not, and how far each point came. */
export function whileModel(): Model {
  return modelOf("while", 1, 3, (b, x) => {
    const target = x(0);
    const [root, passes] = b.repeat(
      40,
      [target, b.number(0)],
      ([at]) => {
        const square = b.apply("mul", at, at);
        const off = b.apply("abs", b.apply("sub", square, target));
        return b.apply("lt", b.apply("mul", b.number(1e-4), target), off);
      },
      ([at, done]) => {
        const next = b.apply("add", at, b.apply("div", target, at));
        return [b.apply("mul", b.number(0.5), next), b.apply("add", done, b.number(1))];
      }
    );
    b.output(0, root);
    b.output(1, passes);
    const [endless] = b.repeat(
      10,
      [target],
      ([at]) => b.apply("lt", b.number(1), at),
      ([at]) => [b.apply("sub", at, b.number(1))]
    );
    b.output(2, endless);
  });
}

/** Horner's rule on coefficients picked by an index from the input; and the answer read back and changed. */
export function gatherModel(): Model {
  return modelOf("gather", 2, 4, (b, x, constants) => {
    const table = b.array("table", "constant", 8);
    constants.set(table, draw(8, -1, 1));
    const [value] = b.loop(count(b, 4), [b.number(0)], (k, [total]) => {
      const place = b.apply("add", x(0), b.apply("number", k));
      return [b.apply("add", b.apply("mul", total, x(1)), b.load(table, place))];
    });
    b.output(0, value);
    b.store(OUTPUT, x(0), b.number(3.25), b.apply("lt", b.number(0), x(1)));
    const at = b.integer(1);
    b.output(1, b.apply("add", b.load(OUTPUT, at), x(1)));
  });
}

/** log(1 + x) by the old trick, which only works while nobody simplifies (1 + x) − 1. */
export function trickModel(): Model {
  return modelOf("trick", 1, 1, (b, x) => {
    const [one, small] = [b.number(1), x(0)];
    const u = b.apply("add", one, small);
    const ratio = b.apply("div", small, b.apply("sub", u, one));
    b.output(0, b.apply("mul", b.apply("log", u), ratio));
  });
}

/** What comparisons say of NaN and of zeros. */
export function orderModel(): Model {
  return modelOf("order", 2, 6, (b, x) => {
    const [p, q] = [x(0), x(1)];
    const number = (bool: Value) => b.apply("select", bool, b.number(1), b.number(0));
    (["lt", "le", "eq", "ne"] as const).forEach((name, k) => {
      b.output(k, number(b.apply(name, p, q)));
    });
    b.output(4, number(b.apply("ne", p, p)));
    const both = b.apply("and", b.apply("lt", p, q), b.apply("not", b.apply("eq", q, q)));
    b.output(5, number(b.apply("or", both, b.apply("le", q, p))));
  });
}
