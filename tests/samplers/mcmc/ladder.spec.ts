import {describe, expect, it} from "vitest";
import {makeDraws} from "../../../kernels-as/random/draws.ts";
import {toEvidence, toThermodynamic} from "../../../worker/samplers/mcmc/evidence.ts";
import {levelLadder, startLadder} from "../../../worker/samplers/mcmc/ladder.ts";
import {makeWalk} from "../../../worker/samplers/mcmc/walk.ts";
import {normalScore} from "../../../worker/samplers/diagnostics/normalScore.ts";
import {makePoints} from "../../../worker/samplers/mcmc/points.ts";

describe("the first ladder", () => {
  it("keeps half of the prior's draws effective on its first rung", () => {
    const draws = makeDraws(1, 0, 0);
    const logLikelihood = Float64Array.from({length: 1000}, () => -500 * draws.normal() ** 2);
    const betas = startLadder(logLikelihood, 8);
    const weights = logLikelihood.map((value) => Math.exp(betas[1] * value));
    const sum = weights.reduce((a, b) => a + b);
    const squares = weights.reduce((a, b) => a + b * b, 0);
    expect(sum ** 2 / squares / 1000).toBeCloseTo(0.5, 6);
    for (let k = 2; k < 7; k++) expect(betas[k + 1] / betas[k]).toBeCloseTo(betas[2] / betas[1], 6);
    expect([betas[0], betas[7]]).toEqual([0, 1]);
  });

  it("has equal steps where the likelihood says little", () => {
    expect(startLadder(new Float64Array([-1, -1.1, -1.2, -Infinity]), 5)).toEqual(
      new Float64Array([0, 0.25, 0.5, 0.75, 1])
    );
  });
});

describe("levelling", () => {
  it("gives every pair an equal part of all refusals", () => {
    const next = levelLadder(new Float64Array([0, 0.1, 1]), new Float64Array([0.6, 0.2]));
    expect(next[0]).toBe(0);
    expect(next[1]).toBeCloseTo(0.1 * (0.4 / 0.6), 12);
    expect(next[2]).toBe(1);
  });

  it("leaves a level ladder as it is, and one that never refuses rising", () => {
    const betas = new Float64Array([0, 0.01, 0.1, 1]);
    levelLadder(betas, new Float64Array([0.3, 0.3, 0.3])).forEach((beta, k) =>
      expect(beta).toBeCloseTo(betas[k], 12)
    );
    const free = levelLadder(betas, new Float64Array([0, 0, 0.5]));
    for (let k = 1; k < 4; k++) expect(free[k]).toBeGreaterThan(free[k - 1]);
  });
});

describe("the evidence of a ladder", () => {
  // ℓ = −x²/2 under N(0, 1): at β the law is N(0, 1/(1+β)), and Z(β) = 1/√(1+β)
  const betas = new Float64Array([0, 0.2, 0.5, 1]);
  const draw = (seed: number, n: number) =>
    Array.from(betas, (beta, k) =>
      [0, 1].map((c) => {
        const draws = makeDraws(seed, k, c);
        return Float64Array.from({length: n}, () => (-0.5 * draws.normal() ** 2) / (1 + beta));
      })
    );
  const truth = -0.5 * Math.log(2);

  it("is right within its error, and the error is what seeds scatter by", () => {
    const answers = Array.from({length: 40}, (_, seed) => toEvidence(betas, draw(seed + 1, 200)));
    const scores = answers.map((a) => (a.logEvidence - truth) / a.logEvidenceError);
    const spread = Math.sqrt(scores.reduce((sum, z) => sum + z * z, 0) / scores.length);
    expect(spread).toBeGreaterThan(0.7);
    expect(spread).toBeLessThan(1.35);
    const mean = scores.reduce((sum, z) => sum + z, 0) / scores.length;
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(40));
  });

  it("agrees with the integral over β", () => {
    const {logEvidence, logEvidenceError} = toThermodynamic(betas, draw(7, 1000));
    expect(Math.abs(logEvidence - truth)).toBeLessThan(3 * logEvidenceError);
    expect(logEvidenceError).toBeLessThan(0.02);
    // of samples that are the law's own quantiles only the rule's error is left; without its correction 0.0034
    const even = Array.from(betas, (beta) => [
      Float64Array.from(
        {length: 5000},
        (_, i) => (-0.5 * normalScore((i + 0.5) / 5000) ** 2) / (1 + beta)
      )
    ]);
    expect(Math.abs(toThermodynamic(betas, even).logEvidence - truth)).toBeLessThan(5e-4);
  });

  it("is exact where every sample says the same, and shifts with the likelihood", () => {
    const flat = [0, 1].map(() => [new Float64Array(50).fill(-3)]);
    expect(toEvidence(new Float64Array([0, 1]), flat).logEvidence).toBeCloseTo(-3, 12);
    const energies = draw(3, 100);
    const lifted = energies.map((row) => row.map((chain) => chain.map((x) => x - 1e5)));
    const rise = toEvidence(betas, lifted).logEvidence - toEvidence(betas, energies).logEvidence;
    expect(Math.abs(rise + 1e5)).toBeLessThan(1e-6);
  });

  it("has no error of fewer than four samples", () => {
    expect(toEvidence(betas, draw(1, 3)).logEvidenceError).toBeNaN();
  });
});

describe("a walk", () => {
  it("takes on the shape of what it has seen", () => {
    const walk = makeWalk(2, new Float64Array([1, 0, 0, 1]));
    const draws = makeDraws(1, 0, 0);
    for (let i = 0; i < 4000; i++) {
      const x = draws.normal();
      walk.learn([Float64Array.of(10 * x), Float64Array.of(0.1 * (0.9 * x + draws.normal()))], 0);
    }
    walk.adopt();
    const from = makePoints(2, 1);
    const steps = makePoints(2, 4000);
    for (let k = 0; k < 4000; k++) walk.propose(from, 0, draws, steps, k);
    const [a, b] = steps.theta;
    const products = (x: Float64Array, y: Float64Array) =>
      x.reduce((sum, value, k) => sum + value * y[k], 0) / 4000;
    const scale = 2.38 ** 2 / 2;
    expect(products(a, a) / (100 * scale)).toBeCloseTo(1, 1);
    expect(products(a, b) / (0.9 * scale)).toBeCloseTo(1, 1);
    expect(products(b, b) / (0.0181 * scale)).toBeCloseTo(1, 1);
  });

  it("keeps its shape where chains stood still", () => {
    const walk = makeWalk(1, new Float64Array([4]));
    const other = makeWalk(1, new Float64Array([4]));
    for (let i = 0; i < 10; i++) walk.learn([Float64Array.of(3)], 0);
    walk.adopt();
    const from = makePoints(1, 1);
    const [a, b] = [makePoints(1, 1), makePoints(1, 1)];
    walk.propose(from, 0, makeDraws(1, 0, 0), a, 0);
    other.propose(from, 0, makeDraws(1, 0, 0), b, 0);
    expect(a.theta).toEqual(b.theta);
    expect(a.theta[0][0]).not.toBe(0);
  });
});
