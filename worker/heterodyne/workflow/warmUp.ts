// `heterodyne.warmup`: every kernel of the analysis once, on a small problem, so that the first real call finds it compiled.
import {makeC2} from "../model/c2.ts";
import {takeScan} from "../scan/take.ts";
import type {TakenScan} from "../takenScan.ts";
import type {Sums, SumsOptions} from "../sums/types.ts";
import type {Geometry} from "../types.ts";

export interface HeterodyneWarmUp {
  /** milliseconds of the first call, which compiles or loads, and of the second. */
  kernels: {name: string; ms: number; again: number}[];
  total: number;
}

export interface WarmUpHooks {
  openSums: (taken: TakenScan, options: SumsOptions) => Promise<Sums>;
}

/** Blocks of 64 frames, one of them begun: every path of the kernels is taken. */
const FRAMES = 65;
const GEOMETRY: Geometry = {q: 0.0054, dt: 0.1, frames: FRAMES, phi: [0, 30]};
const THETA = [2000, -0.3, 50, 8000, -0.2, 100, 5000, -0.4, 20, 0.4, -0.2, 1, 0.1, -3];
const POINTS = 4;

export function makeWarmUp({openSums}: WarmUpHooks) {
  return async (): Promise<HeterodyneWarmUp> => {
    const kernels: HeterodyneWarmUp["kernels"] = [];
    const began = performance.now();
    const time = async <T>(name: string, work: () => T | Promise<T>): Promise<T> => {
      const start = performance.now();
      await work();
      const ms = performance.now() - start;
      const answer = await work();
      kernels.push({name, ms, again: performance.now() - start - ms});
      return answer;
    };
    const c2 = makeC2();
    const data = await time("c2", () => c2(THETA, GEOMETRY));
    const taken = takeScan("heterodyne.warmup", {...GEOMETRY, data});
    const theta = Float64Array.from(THETA);
    const opened: Sums[] = [];
    try {
      const sums = await time("upload", async () => {
        const one = await openSums(taken, {capacity: POINTS});
        opened.push(one);
        return one;
      });
      await time("sums", () => sums.evaluate(theta));
      await time("sums and gradient", () => sums.evaluate(theta, true));
      await time("normal matrix", () => sums.normal(theta));
      await time("batch", () => runBatch(sums));
    } finally {
      for (const one of opened) one.close();
    }
    return {kernels, total: performance.now() - began};
  };
}

function runBatch(sums: Sums): Promise<void> {
  const theta = THETA.map((value) => new Float64Array(POINTS).fill(value));
  const ssr = Array.from({length: sums.angles}, () => new Float64Array(POINTS));
  return sums.batch(theta, ssr);
}
