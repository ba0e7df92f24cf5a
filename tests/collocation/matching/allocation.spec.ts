import {getHeapStatistics, setFlagsFromString} from "node:v8";
import {runInNewContext} from "node:vm";
import {expect, it} from "vitest";
import {problem} from "../../../worker/collocation/matching/problem.ts";
import {models} from "../../solvers/oneThread.ts";
import {cases, compiled, slopesOf} from "./lotkaVolterra.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const CALLS = 100_000;
const CHUNK = 1000;

/**
 * Bytes by which the heap grows in 100,000 calls: a hundred times the middle one of a hundred measurements, so that
 * neither the collector nor the threads on which V8 compiles count.
 */
function grow(call: (i: number) => void): number {
  collect();
  const growth = new Float64Array(CALLS / CHUNK);
  for (let chunk = 0; chunk < growth.length; chunk++) {
    const before = getHeapStatistics().used_heap_size;
    for (let k = 0; k < CHUNK; k++) call(chunk * CHUNK + k);
    growth[chunk] = getHeapStatistics().used_heap_size - before;
  }
  return growth.sort()[growth.length / 2] * growth.length;
}

/** The least of several goes, as V8 compiles when it finds the time; one that is below `enough` is the last. */
function leastGrowth(call: (i: number) => void, enough = -Infinity): number {
  for (let i = 0; i < CALLS; i++) call(i);
  let least = Infinity;
  for (let go = 0; go < 4 && least >= enough; go++) least = Math.min(least, grow(call));
  return least;
}

const nothing = leastGrowth(() => undefined);
const slopes = slopesOf(cases[0]);
const transcendental = await models.compile(
  "(u, p, t) => [p[0]*Math.exp(-p[1]*u[0]) + Math.sin(t), p[2]*Math.tanh(p[3]*u[1])]",
  {u: 2, p: 4, t: 1}
);

it("what allocates is seen", () => {
  let last: object = {};
  const growth = leastGrowth((i) => (last = {i}));
  expect(last).toEqual({i: CALLS - 1});
  expect(growth - nothing).toBeGreaterThan(10 * CALLS);
});

it.each([
  ["Lotka–Volterra", compiled],
  ["a model with functions of Math", transcendental]
])("a problem allocates nothing in 100,000 calls of any kind, %s", (_name, model) => {
  const matched = problem(model, slopes);
  const weighted = problem(model, slopes, {weights: [1, 0.5]});
  const p = Float64Array.of(1, 1, 1, 1);
  const list = [1, 1, 1, 1];
  const out = new Float64Array(4);
  const sums = new Float64Array(4);
  const calls = {
    sse: (i: number) => {
      p[0] = 1 + i * 1e-6;
      sums[0] += matched.sse(p);
    },
    value: (i: number) => {
      p[0] = 1 + i * 1e-6;
      sums[1] += matched.value(p);
    },
    gradient: (i: number) => {
      p[0] = 1 + i * 1e-6;
      sums[2] += matched.gradient(p, out)[1];
    },
    "value of a list": (i: number) => {
      list[0] = 1 + i * 1e-6;
      sums[1] += matched.value(list);
    },
    sseGradient: (i: number) => {
      p[0] = 1 + i * 1e-6;
      sums[3] += weighted.sseGradient(p, out);
    }
  };
  const limit = nothing + CALLS / 10;
  for (const call of Object.values(calls)) expect(leastGrowth(call, limit)).toBeLessThan(limit);
  expect(sums.every(Number.isFinite)).toBe(true);
});
