import {describe, expect, it} from "vitest";
import {random} from "./draws.ts";
import {M1, M3, computeByModule, toLikelihood, toRequest} from "./adaptiveRequests.ts";
import {referenceRows} from "./answers.ts";
import {toSettings} from "../../../worker/biofilm/solver/settings.ts";
import type {SolverRequest, SolverWish} from "../../../worker/biofilm/solver/types.ts";

/** Cases of one, two, three and four species; the three- and one-species ones go by the loops. */
const CASES: [name: string, request: SolverRequest][] = [
  ["one species", toRequest({...M1, eta: [1.5], phi0: [0.3], theta: [0.7, 0.4]}, {rtol: 1e-4})],
  ["two", toRequest(M1, {rtol: 1e-5})],
  [
    "three",
    toRequest(
      {...M3, eta: [1, 2, 1], phi0: [0.1, 0.05, 0.02], theta: [1, 2, 0.5, 1, 2, 1, 0.1, 0.2, 0.3]},
      {rtol: 1e-4}
    )
  ],
  ["four, with a switch", toRequest({...M3, at: [0, 3, 250, 520, 750]}, {rtol: 1e-4})]
];

/** The truth, draws of the prior, and one that is no point. */
function drawPoints(request: SolverRequest, count: number): number[][] {
  const draw = random(7);
  return Array.from({length: count}, (_, k) =>
    Array.from(request.theta, (value) => (k === 0 ? value : k === 3 ? NaN : 3 * draw()))
  );
}

function varyAll(request: SolverRequest): SolverRequest {
  return {...request, varying: Int32Array.from(request.theta, (_, k) => k)};
}

describe("the adaptive module has the reference's bits", () => {
  it.each(CASES)("%s: φψ, and the likelihood in its forms", (_name, request) => {
    const wishes: SolverWish[] = [
      {kind: "observables"},
      toLikelihood(request),
      toLikelihood(request, {covariance: "full", independentStates: true})
    ];
    const points = drawPoints(request, 5);
    for (const wish of wishes) {
      const rows = computeByModule(toSettings(varyAll(request), wish), points);
      const wanted = points.map((point) => referenceRows(varyAll(request), wish, point));
      expect(rows).toStrictEqual(wanted);
      expect(rows[3].every(Number.isNaN) || wish.kind === "observables").toBe(true);
      expect(rows[0].every(Number.isFinite) && rows[2].every(Number.isFinite)).toBe(true);
    }
  });

  it.each(CASES)("%s: states and tangents, exact and local", (_name, request) => {
    for (const tangent of ["exact", "local"] as const) {
      const wish = {kind: "states"} as const;
      const rows = computeByModule(toSettings({...request, tangent}, wish), [[]]);
      expect(rows).toStrictEqual([referenceRows({...request, tangent}, wish)]);
      expect(rows[0].every(Number.isFinite)).toBe(true);
    }
  });

  it("whoever the partner is, and where the range begins", () => {
    const request = CASES[1][1];
    const settings = toSettings(varyAll(request), toLikelihood(request));
    const points = drawPoints(request, 6);
    const together = computeByModule(settings, points);
    const turned = computeByModule(settings, points.toReversed()).toReversed();
    expect(turned).toStrictEqual(together);
    expect(computeByModule(settings, points, 4)).toStrictEqual(together.slice(4));
    expect(together[2].every(Number.isFinite)).toBe(true);
  });
});
