// The posteriors of an independent program (the dossier's C code), found again from exact data. One population's evidence
// of M1 scatters by 0.8 with 1,000 particles and 6 sweeps a stage (five seeds), by 0.25 with 20 sweeps; so there are four of
// them here. The adaptive integrator, whose states differ from the program's by less than a tenth of the noise, makes that
// affordable.
import {describe, expect, it} from "vitest";
import type {TmcmcOptions, TmcmcResult} from "../../worker/samplers/types.ts";
import {makeEngine} from "../worker/makeEngine.ts";

const LONG = 900_000;
const toMoves = (sweeps: number) =>
  ({kind: "random-walk", sweeps, finalSweeps: 2 * sweeps}) as const;

async function sampleCase(model: "M1" | "M2", wish: Partial<TmcmcOptions>): Promise<TmcmcResult> {
  const {engine} = await makeEngine({});
  const {biofilm, tmcmc, prior} = engine;
  const {at, exact} = await biofilm.data({model, noise: 0});
  const {unknowns} = biofilm.cases[model];
  return tmcmc.sample({
    logLikelihood: biofilm.logLikelihood({
      ...{model, at, data: exact, integrator: "adaptive", rtol: 1e-5}
    }),
    prior: Object.fromEntries(unknowns.map((name) => [name, prior.uniform(0, 3)])),
    ...wish
  });
}

function correlation({covariance, sd}: TmcmcResult, i: number, j: number): number {
  return covariance[i * sd.length + j] / (sd[i] * sd[j]);
}

describe("reference posteriors", () => {
  it("M1: evidence, moments and the ridge", {timeout: LONG}, async () => {
    const M1 = await sampleCase("M1", {particles: 1000, populations: 4, moves: toMoves(20)});
    expect(M1.status).toBe("converged");
    expect(Math.abs(M1.logEvidence - 150.72)).toBeLessThan(0.3);
    const sd = [0.167, 0.174, 0.164, 0.0135, 0.0074];
    [0.7, 2.09, 0.91, 0.0925, 0.2035].forEach((mean, k) => {
      expect(Math.abs(M1.mean[k] - mean)).toBeLessThan(0.3 * sd[k]);
      expect(M1.sd[k] / sd[k]).toBeGreaterThan(0.8);
      expect(M1.sd[k] / sd[k]).toBeLessThan(1.25);
    });
    expect(Math.abs(correlation(M1, 0, 1) + 0.985)).toBeLessThan(0.01);
    expect(Math.abs(correlation(M1, 0, 2) - 0.997)).toBeLessThan(0.004);
    expect(Math.abs(correlation(M1, 1, 2) + 0.983)).toBeLessThan(0.01);
    expect(M1.stages.length).toBeGreaterThan(11);
    expect(M1.stages.length).toBeLessThan(19);
  });

  it("M2: evidence and moments", {timeout: LONG}, async () => {
    const M2 = await sampleCase("M2", {particles: 1000, moves: toMoves(12)});
    expect(Math.abs(M2.logEvidence - 146.7)).toBeLessThan(0.5);
    const sd = [0.0256, 0.021, 0.0148, 0.16, 0.3];
    [1.49, 1.013, 1.998, 0.41, 0.53].forEach((mean, k) => {
      expect(Math.abs(M2.mean[k] - mean)).toBeLessThan(0.5 * sd[k]);
    });
  });
});

describe("the hierarchy", () => {
  it.each(["map", "mean", "posterior"] as const)(
    "foretells M3val with its %s carried",
    {timeout: LONG},
    async (carry) => {
      const {engine} = await makeEngine({});
      const {biofilm} = engine;
      const {status, validation, theta, M3} = await biofilm.calibrate({carry, particles: 500});
      expect(status).toBe("converged");
      // noise of 0.005 and bands of 90 %, of 80 numbers
      expect(validation.rmse).toBeLessThan(0.01);
      expect(validation.coverage).toBeGreaterThan(0.75);
      expect(Object.keys(theta).sort()).toEqual([...biofilm.parameters].sort());
      expect(M3.beta).toBe(1);
    }
  );
});
