import {expect, it} from "vitest";
import {adam} from "../../worker/optimize/adam.ts";
import {isReport, type Search} from "../../worker/optimize/search.ts";
import wanted from "../fixtures/optimize/adam.json" with {type: "json"};
import {scalars} from "./problems.ts";

const gradients: Record<string, (x: number[]) => number[]> = {
  rosenbrock: (x) => {
    const g = new Array<number>(x.length).fill(0);
    for (let i = 0; i + 1 < x.length; i++) {
      const bend = x[i + 1] - x[i] * x[i];
      g[i] += -400 * x[i] * bend - 2 * (1 - x[i]);
      g[i + 1] += 200 * bend;
    }
    return g;
  },
  beale: ([a, b]) => {
    const r = [1.5 - a + a * b, 2.25 - a + a * b * b, 2.625 - a + a * b * b * b];
    const byA = [b - 1, b * b - 1, b * b * b - 1];
    const byB = [a, 2 * a * b, 3 * a * b * b];
    return [byA, byB].map((by) => 2 * by.reduce((sum, d, i) => sum + d * r[i], 0));
  }
};

/** The iterates and values after each step. */
function follow(search: Search, name: string): Map<number, {x: number[]; value: number}> {
  const seen = new Map<number, {x: number[]; value: number}>();
  let x = new Float64Array(0);
  for (let next = search.next(); !next.done; next = search.next()) {
    const item = next.value;
    if (isReport(item)) {
      seen.set(item.step, {x: Array.from(x), value: item.value});
      continue;
    }
    ({x} = item as {x: Float64Array<ArrayBuffer>});
    item.value = scalars[name](Array.from(x));
    item.gradient.set(gradients[name](Array.from(x)));
  }
  return seen;
}

it.each(["rosenbrock", "beale"] as const)("makes the steps that numpy makes: %s", (name) => {
  const {start, learningRate, path} = wanted[name];
  const seen = follow(adam({start, learningRate, steps: path.at(-1)!.step}), name);
  expect(seen.size).toBe(path.at(-1)!.step + 1);
  for (const {step, x, value} of path) {
    const got = seen.get(step)!;
    x.forEach((xi, i) => expect(Math.abs(got.x[i] - xi)).toBeLessThan(1e-12));
    expect(Math.abs(got.value - value)).toBeLessThan(1e-12 * Math.max(1, value));
  }
});
