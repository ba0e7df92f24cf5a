// Many seeds of every sampler on posteriors that are known: no bias, and errors that are as large as said.
import {describe, expect, it} from "vitest";
import {makeMcmc} from "../../../worker/samplers/mcmc/mcmc.ts";
import type {ChainResult} from "../../../worker/samplers/types.ts";
import {banana, building, coin, oblique, tenNormals, twoHills, type Known} from "./densities.ts";
import {fake} from "./fakeEvaluator.ts";

const SEEDS = 8;

type Sampler = "stretch" | "nuts" | "tempering";

async function sampleSeeds(sampler: Sampler, known: Known, samples: number) {
  const results: ChainResult[] = [];
  for (let seed = 1; seed <= SEEDS; seed++) {
    const mcmc = makeMcmc(fake(known));
    results.push(
      await mcmc[sampler]({logLikelihood: known.value, prior: known.prior, samples, seed})
    );
  }
  return results;
}

function meanAndSd(values: number[]): [number, number] {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const squares = values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  return [mean, Math.sqrt(squares / (values.length - 1))];
}

function expectUnbiased(results: ChainResult[], {mean = []}: Known): void {
  mean.forEach((truth, j) => {
    const [average, scatter] = meanAndSd(results.map((result) => result.mean[j]));
    expect(Math.abs(average - truth)).toBeLessThan((4 * scatter) / Math.sqrt(SEEDS));
    // what seeds scatter by is what the effective sizes say, within what eight seeds can tell
    const said = results.map(({sd, bulkEss}) => sd[j] / Math.sqrt(bulkEss[j]));
    const [error] = meanAndSd(said);
    console.log(
      `mean ${average.toFixed(4)}, ${scatter.toFixed(4)} by seeds, ${error.toFixed(4)} said`
    );
    expect(scatter).toBeLessThan(2.2 * error);
  });
}

describe("over eight seeds", () => {
  it.each([
    ["stretch", "oblique", oblique],
    ["stretch", "coin", coin],
    ["stretch", "tenNormals", tenNormals],
    ["nuts", "oblique", oblique],
    ["nuts", "coin", coin],
    ["nuts", "tenNormals", tenNormals]
  ] as const)(
    "%s is unbiased on %s",
    async (sampler, _name, known) => {
      expectUnbiased(await sampleSeeds(sampler, known, 2000), known);
    },
    600_000
  );

  it.each([
    ["oblique", oblique],
    ["banana", banana],
    ["twoHills", twoHills],
    ["building", building],
    ["coin", coin],
    ["tenNormals", tenNormals]
  ])(
    "tempering finds mean and evidence of %s",
    async (_name, known) => {
      const results = await sampleSeeds("tempering", known, 2000);
      const truth = known.logEvidence!;
      const [mean, sd] = meanAndSd(results.map(({logEvidence}) => logEvidence!));
      const [said] = meanAndSd(results.map(({logEvidenceError}) => logEvidenceError!));
      console.log(
        `log Z − truth ${(mean - truth).toFixed(4)}, ${sd.toFixed(4)} by seeds, ${said.toFixed(4)} said`
      );
      expect(Math.abs(mean - truth)).toBeLessThan((3 * sd) / Math.sqrt(SEEDS) + 0.05);
      expect(sd).toBeLessThan(2.2 * said);
      expect(said).toBeLessThan(2.5 * sd);
      expectUnbiased(results, known);
    },
    600_000
  );
});
