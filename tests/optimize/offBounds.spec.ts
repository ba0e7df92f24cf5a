// Steps that come off a bound may be far longer than the region that asked for them: none may come again and again.
import {expect, it} from "vitest";
import {makeDraws} from "../../kernels-as/random/draws.ts";
import {levenbergMarquardt} from "../../worker/optimize/levenbergMarquardt.ts";
import {makeReducer} from "../../worker/optimize/reduce.ts";
import {isReport} from "../../worker/optimize/search.ts";
import {trust} from "../../worker/optimize/trustRegion.ts";

const ROWS = 6;
const MOST = 2000;

/** Evaluations of a wavy problem in a box, from a start mostly on the box's walls; stops counting at MOST. */
function countEvaluations(method: typeof levenbergMarquardt, stream: number): number {
  const draws = makeDraws(7, stream, 0);
  const k = stream % 2 ? 2 : 3;
  const A = Array.from({length: ROWS * k}, () => 2 * draws.uniform() - 1);
  const b = Array.from({length: ROWS}, () => 4 * draws.uniform() - 2);
  const wave = 3 * draws.uniform();
  const lower = Float64Array.from({length: k}, () => -0.5 - draws.uniform());
  const upper = Float64Array.from({length: k}, () => 0.5 + draws.uniform());
  const start = lower.map((low, j) => {
    const place = draws.uniform();
    return place < 0.3 ? low : place < 0.6 ? upper[j] : 0.3 * (2 * draws.uniform() - 1);
  });
  const inner = (x: Float64Array, i: number) =>
    x.reduce((sum, xj, j) => sum + A[i * k + j] * xj, 0);
  const r = new Float64Array(ROWS);
  const J = new Float64Array(ROWS * k);
  const reducer = makeReducer(k);
  const search = method({start, bounds: {lower, upper}});
  let evaluations = 0;
  for (let item = search.next(); !item.done && evaluations < MOST; item = search.next()) {
    const probe = item.value;
    if (isReport(probe)) continue;
    evaluations++;
    for (let i = 0; i < ROWS; i++) {
      const z = inner(probe.x, i);
      r[i] = z + wave * Math.sin(2 * z) - b[i];
      for (let j = 0; j < k; j++) J[i * k + j] = A[i * k + j] * (1 + 2 * wave * Math.cos(2 * z));
    }
    reducer.clear();
    if (probe.wants === "value") reducer.addValues(r);
    else reducer.add(J, r);
    reducer.write(probe);
  }
  return evaluations;
}

it.each([
  ["lm", levenbergMarquardt],
  ["trust", trust]
] as const)("%s ends from starts on the walls", (_, method) => {
  const counts = Array.from({length: 4000}, (_, stream) => countEvaluations(method, stream));
  expect(Math.max(...counts)).toBeLessThan(MOST);
});
