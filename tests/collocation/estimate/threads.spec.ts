// The same bits for any number of threads, with shared memory and without.
import {describe, expect, it} from "vitest";
import {makeEstimate} from "../../../worker/collocation/estimate/estimate.ts";
import type {CollocateOptions} from "../../../worker/collocation/types.ts";
import {makeEngine, MODES} from "../../worker/makeEngine.ts";

const n = 3000;
const t = Float64Array.from({length: n}, (_, i) => i + ((i * 0.618) % 1));
const rows = [0, 1, 2].map((k) => t.map((x, i) => Math.sin(x / 200 + k) + ((i * 0.377) % 1)));
const QUESTIONS: CollocateOptions[] = [
  {kernel: "tricube", bandwidth: 0.1, derivativeBandwidth: 0.15, confidence: 0.95},
  {kernel: "gaussian", bandwidth: 0.01, confidence: 0.5, at: [5, 1, 900.5]},
  {bandwidth: "gcv"}
];

const plain = await (async () => {
  const {engine} = await makeEngine({threads: 1});
  const answers = [];
  for (const options of QUESTIONS) {
    const {stats: _stats, ...answer} = await makeEstimate(engine).collocate(rows, t, options);
    answers.push(answer);
  }
  return answers;
})();

describe.each(MODES)("an engine $name", ({options, change}) => {
  it.each(change ? [1] : [1, 2, 3])(
    "collocates to the same bits with %i threads",
    async (threads) => {
      const {engine} = await makeEngine({...options, threads}, change);
      const {collocate} = makeEstimate(engine);
      for (const [k, question] of QUESTIONS.entries()) {
        const {stats, ...answer} = await collocate(rows, t, question);
        expect(answer).toEqual(plain[k]);
        expect(stats.evaluations).toBeGreaterThan(0);
        expect(stats.reproducible).toBe(true);
      }
    }
  );
});

it("uses no more threads than it may", async () => {
  const {engine} = await makeEngine({threads: 3});
  const {stats} = await makeEstimate(engine).collocate(rows, t, {threads: 2});
  expect(stats.threads).toBe(2);
});

it("gives vectors on ordinary buffers, and keeps none of the caller's", async () => {
  const {engine} = await makeEngine({threads: 2});
  const times = t.slice();
  const run = makeEstimate(engine).collocate(rows[0], times, {confidence: 0.9});
  times.fill(0);
  const {u, du, t: kept, bands, condition} = await run;
  expect(kept).toEqual(t);
  for (const row of [u, du, kept, bands!.lower, bands!.noise, condition.u])
    expect(row.buffer).toBeInstanceOf(ArrayBuffer);
});
