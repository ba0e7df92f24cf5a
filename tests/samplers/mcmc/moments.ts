// Whether samples have the moments they should, within the error that their effective number leaves.
import {expect} from "vitest";
import {diagnose} from "../../../worker/samplers/diagnostics/diagnose.ts";
import {chainsOf} from "../../../worker/samplers/diagnostics/chainsOf.ts";
import type {ChainResult} from "../../../worker/samplers/types.ts";
import type {Known} from "./densities.ts";

/** Standard errors that chance may be off by: with a fixed seed a failure is a fault. */
const WIDE = 4;

export function expectMoments(result: ChainResult, {mean = [], sd = []}: Known): void {
  mean.forEach((truth, j) => expectMean(chainsOf(result, j), truth));
  sd.forEach((truth, j) => {
    const squares = chainsOf(result, j).map((chain) => chain.map((x) => (x - mean[j]) ** 2));
    expectMean(squares, truth * truth);
  });
}

function expectMean(chains: Float64Array[], truth: number): void {
  const all = chains.flatMap((chain) => [...chain]);
  const mean = all.reduce((sum, x) => sum + x, 0) / all.length;
  const variance = all.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (all.length - 1);
  const {bulkEss} = diagnose(chains);
  // too few samples would let anything pass
  expect(bulkEss).toBeGreaterThan(50);
  expect(Math.abs(mean - truth)).toBeLessThan(WIDE * Math.sqrt(variance / bulkEss));
}

/** The largest distance between the samples' shares and what a law says, over what independent samples leave. */
export function distance(chains: Float64Array[], law: (x: number) => number): number {
  const all = Float64Array.from(chains.flatMap((chain) => [...chain])).sort();
  const most = all.reduce(
    (most, x, i) => Math.max(most, Math.abs((i + 0.5) / all.length - law(x))),
    0
  );
  return most * Math.sqrt(diagnose(chains).bulkEss);
}
