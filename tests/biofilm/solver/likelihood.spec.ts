// Log-likelihoods against values computed elsewhere, and against the formula written out.
import {describe, expect, it} from "vitest";
import {toLogLikelihood} from "../../../worker/biofilm/solver/decode.ts";
import type {LikelihoodSettings, SolverRequest} from "../../../worker/biofilm/solver/types.ts";
import {makeData, referenceRows, referenceTrajectory} from "./answers.ts";
import {makeRequest, makeSettings, namesOf, TRUTH} from "./cases.ts";

/** Twenty steps from 5 % on, as the original has them. */
function observed(steps: number): number[] {
  const first = Math.floor(0.05 * (steps + 1));
  return Array.from({length: 20}, (_, k) => Math.floor(first + (k * (steps - first)) / 19));
}

function logLikelihood(
  request: SolverRequest,
  likelihood: LikelihoodSettings,
  point: ArrayLike<number>
): number {
  const rows = referenceRows(request, {kind: "likelihood", likelihood}, point);
  return toLogLikelihood(rows, likelihood.data.length);
}

describe("noise-free data", () => {
  const M1 = ["a11", "a12", "a22", "b1", "b2"];
  const M2 = ["a33", "a34", "a44", "b3", "b4"];
  it.each([
    ["M1", 2500, M1, [173.5746052799, 164.6288044088, 156.2739023396, -122071.640987]],
    ["M2", 5000, M2, [164.0953303046, 148.4514084, 109.0137356, -37415.5487]]
  ] as const)("of %s have the log-likelihoods of the dossier", (name, steps, names, golden) => {
    const request = makeRequest(name, {at: observed(steps), tangents: names});
    const settings = makeSettings(makeData(request));
    const truth = names.map((key) => TRUTH[key]);
    const points = [
      truth,
      truth.map((x) => 1.02 * x),
      truth.with(0, truth[0] + 0.05),
      truth.map(() => 1.5)
    ];
    points.forEach((point, k) => {
      const digits = Math.abs(golden[k]) > 1000 ? 4 : name === "M1" || k === 0 ? 8 : 6;
      expect(logLikelihood(request, settings, point)).toBeCloseTo(golden[k], digits);
    });
  });

  it("of M3 have those of the dossier, by four parameters or all", () => {
    const at = observed(750);
    expect(at.slice(0, 3)).toEqual([37, 74, 112]);
    const cross = makeRequest("M3", {at, tangents: ["a13", "a14", "a23", "a24"], varying: []});
    const settings = makeSettings(makeData(cross));
    expect(logLikelihood(cross, settings, [])).toBeCloseTo(350.1607023086, 8);
    const all = makeRequest("M3", {at, varying: []});
    expect(logLikelihood(all, settings, [])).toBeCloseTo(350.019808969, 8);
  });
});

/** log N(data; φψ, V) by Gauss's elimination of V for each time. */
function byHand(request: SolverRequest, settings: LikelihoodSettings): number {
  const {state, tangents} = referenceTrajectory(request);
  const n = request.case.species;
  let sum = 0;
  request.at.forEach((_, t) => {
    const phi = state.slice(0, n).map((column) => column[t]);
    const psi = state.slice(n + 1, -1).map((column) => column[t]);
    const sources = tangents.flatMap((tangent, k) => {
      const sd = settings.cov * request.theta[request.tangents[k]];
      const byPhi = phi.map((_, i) => sd * psi[i] * tangent[i][t]);
      const byPsi = phi.map((x, i) => sd * x * tangent[n + 1 + i][t]);
      return settings.independentStates ? [byPhi, byPsi] : [byPhi.map((x, i) => x + byPsi[i])];
    });
    const V = phi.map((_, i) =>
      phi.map((_, j) => {
        if (i !== j && settings.covariance === "diagonal") return 0;
        const noise = i === j ? settings.sigma ** 2 : 0;
        return sources.reduce((total, row) => total + row[i] * row[j], noise);
      })
    );
    const r = phi.map((x, i) => settings.data[t * n + i] - x * psi[i]);
    const rest = r.slice();
    for (let k = 0; k < n; k++) {
      for (let i = k + 1; i < n; i++) {
        const factor = V[i][k] / V[k][k];
        for (let j = k; j < n; j++) V[i][j] -= factor * V[k][j];
        rest[i] -= factor * rest[k];
      }
      sum -= 0.5 * (Math.log(2 * Math.PI * V[k][k]) + rest[k] ** 2 / V[k][k]);
    }
  });
  return sum;
}

describe("the formula", () => {
  const request = makeRequest("M3", {
    at: [5, 30, 60],
    tangents: ["a13", "b4", "a11", "a24"],
    varying: []
  });
  const data = makeData(request).map((y, k) => y + 0.004 * ((k % 3) - 1));

  it.each([
    ["diagonal", false],
    ["diagonal", true],
    ["full", false],
    ["full", true]
  ] as const)("with %s covariance, states apart: %s", (covariance, independentStates) => {
    const settings = makeSettings(data, {covariance, independentStates, sigma: 1e-4, cov: 0.2});
    const value = logLikelihood(request, settings, []);
    expect(value).toBeCloseTo(byHand(request, settings), 7);
  });

  it("tells its four forms apart", () => {
    const values = [false, true].flatMap((independentStates) =>
      (["diagonal", "full"] as const).map((covariance) =>
        logLikelihood(
          request,
          makeSettings(data, {covariance, independentStates, sigma: 1e-4, cov: 0.2}),
          []
        )
      )
    );
    expect(new Set(values).size).toBe(4);
  });

  it("keeps the product of very many and very small variances in range", () => {
    const at = Int32Array.from({length: 300}, (_, k) => k + 1);
    const long = {...request, at};
    const settings = makeSettings(makeData(long), {sigma: 1e-9, cov: 0});
    const value = logLikelihood(long, settings, []);
    const terms = settings.data.length;
    expect(terms).toBe(1200);
    // no residuals, all variances σ²: −N log(σ√(2π)); Πv = 10^−21600
    expect(value).toBeCloseTo(-terms * Math.log(1e-9 * Math.sqrt(2 * Math.PI)), 6);
  });

  it("is NaN where a variance is nothing, or a point fails", () => {
    const still = makeSettings(data, {sigma: 0, cov: 0});
    expect(logLikelihood(request, still, [])).toBeNaN();
    const varying = {...request, varying: Int32Array.of(namesOf([1, 2, 3, 4]).indexOf("a13"))};
    expect(logLikelihood(varying, makeSettings(data), [NaN])).toBeNaN();
    expect(logLikelihood(varying, makeSettings(data), [2])).not.toBeNaN();
  });
});
