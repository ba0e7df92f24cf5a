import {describe, expect, it} from "vitest";
import {
  bimodal,
  building,
  fairCoin,
  gauss2,
  rosenbrockNarrow,
  sureCoin,
  unequal,
  wideLine
} from "../problems.ts";
import {meanOf, study, toMomentErrors} from "./study.ts";

// The longer problems, with more particles, are in evidence.long.spec.ts. A right sampler passes each gate but for about
// one time in a hundred seeds' choices; the seeds are fixed.
const QUICK = {particles: 250, moves: {kind: "random-walk", sweeps: 6, finalSweeps: 10}} as const;

describe("log-evidence and moments over eight seeds", () => {
  it.each(
    [gauss2, wideLine, bimodal, unequal(2), rosenbrockNarrow, building, fairCoin, sureCoin].map(
      (problem) => [problem.name, problem] as const
    )
  )("are right: %s", async (_name, problem) => {
    const found = await study(problem, QUICK);
    expect(Math.abs(found.meanError)).toBeLessThan(found.gate);
    // the error bar is of the size of what the seeds show
    const told = meanOf(found.results.map(({logEvidenceError}) => logEvidenceError));
    expect(told).toBeGreaterThan(found.spread / 2.5);
    expect(told).toBeLessThan(found.spread * 2.5);
    for (const {thermodynamic, logEvidence, logEvidenceError} of found.results) {
      const difference = Math.abs(thermodynamic.logEvidence - logEvidence);
      expect(difference).toBeLessThan(4 * (thermodynamic.logEvidenceError + logEvidenceError));
    }
    for (const error of toMomentErrors(problem, found)) expect(error).toBeLessThan(0.15);
  });
});
