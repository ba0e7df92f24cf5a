// All problems of known evidence with all moves: run by `npm run test:long`.
import {describe, expect, it} from "vitest";
import {all, gaussian, unequal} from "../problems.ts";
import {meanOf, study, toMomentErrors} from "./study.ts";
import type {MoveKind} from "../../../worker/samplers/types.ts";

describe("random-walk moves", () => {
  it.each(all.map((problem) => [problem.name, problem] as const))(
    "have the evidence and moments of: %s",
    async (_name, problem) => {
      const found = await study(problem, {particles: 1000});
      expect(Math.abs(found.meanError)).toBeLessThan(found.gate);
      const within = found.results.filter(
        (result) =>
          Math.abs(result.logEvidence - problem.logEvidence) < 2.5 * result.logEvidenceError
      );
      expect(within.length).toBeGreaterThanOrEqual(6);
      const told = meanOf(found.results.map(({logEvidenceError}) => logEvidenceError));
      expect(told).toBeLessThan(found.spread * 3);
      for (const error of toMomentErrors(problem, found)) expect(error).toBeLessThan(0.15);
    }
  );
});

describe("other moves", () => {
  const smooth = [gaussian(5), gaussian(10), unequal(4)];
  const kinds: MoveKind[] = ["independence", "mala", "hmc"];
  it.each(kinds.flatMap((kind) => smooth.map((problem) => [kind, problem.name, problem] as const)))(
    "%s: the evidence of %s",
    async (moves, _name, problem) => {
      const found = await study(problem, {particles: 1000, moves});
      expect(Math.abs(found.meanError)).toBeLessThan(found.gate);
      for (const error of toMomentErrors(problem, found)) expect(error).toBeLessThan(0.15);
    }
  );

  it("basis: the evidence of the five-dimensional Gaussian, with many chains", async () => {
    const problem = gaussian(5);
    const found = await study(problem, {particles: 20000, moves: "basis"});
    expect(Math.abs(found.meanError)).toBeLessThan(found.gate);
  });
});

describe("few particles in many dimensions", () => {
  it("do not raise the evidence: moves are shaped by the other half", async () => {
    const problem = gaussian(20);
    const found = await study(problem, {particles: 500});
    // shaped by the particles they move, the error was 0.6
    expect(Math.abs(found.meanError)).toBeLessThan(found.gate);
  });
});
