import {describe, expect, it} from "vitest";
import {M1, M3, toRequest} from "./adaptiveRequests.ts";
import {referenceTrajectory} from "./answers.ts";
import type {Described} from "./adaptiveRequests.ts";

const none = new Int32Array(0);
const CASE_I: Described = {
  dt: 1e-4,
  eta: [1, 2],
  c: 100,
  alpha: 10,
  phi0: [0.25, 0.3],
  at: [50, 500, 1000],
  theta: [1, 0.1, 1, 1, 2]
};

/** Largest distance of two rows as a part of the second's largest number. */
function findDistance(found: ArrayLike<number>, wanted: ArrayLike<number>): number {
  const scale = Math.max(...Array.from(wanted, Math.abs));
  return Math.max(...Array.from(wanted, (x, k) => Math.abs(found[k] - x))) / scale;
}

/** (x(θ + e) − x(θ − e)) / 2e by the trajectories of a tight tolerance. */
function differ(described: Described, place: number): Float64Array[] {
  const e = 1e-3 * Math.max(described.theta[place], 0.1);
  const [more, less] = [e, -e].map((shift) => {
    const theta = described.theta.with(place, described.theta[place] + shift);
    return referenceTrajectory(toRequest({...described, theta}, {rtol: 1e-10, tangents: none}))
      .state;
  });
  return more.map((row, i) => row.map((x, k) => (x - less[i][k]) / (2 * e)));
}

describe("tangents", () => {
  it.each<[name: string, described: Described, places: number[]]>([
    ["M1", M1, [0, 1, 2, 3, 4]],
    ["M3 with a switch", M3, [1, 4, 10, 13]],
    ["case I, of unlike viscosities", CASE_I, [0, 1, 4]]
  ])("%s: as central differences of tight trajectories have them", (_name, described, places) => {
    const tangents = Int32Array.from(places);
    const {tangents: found} = referenceTrajectory(toRequest(described, {rtol: 1e-8, tangents}));
    places.forEach((place, k) => {
      differ(described, place).forEach((wanted, i) => {
        expect(findDistance(found[k][i], wanted)).toBeLessThan(2e-4);
      });
    });
  });

  it("at rtol 1e-6 they are within 1e-3 of their scale", () => {
    for (const described of [M1, CASE_I, M3]) {
      const tight = referenceTrajectory(toRequest(described, {rtol: 1e-9})).tangents;
      const loose = referenceTrajectory(toRequest(described, {rtol: 1e-6})).tangents;
      tight.forEach((rows, k) =>
        rows.forEach((wanted, i) => {
          expect(findDistance(loose[k][i], wanted)).toBeLessThan(1e-3);
        })
      );
    }
  });

  it("without history they are those of one step of the grid, as the fixed solver's", () => {
    const request = toRequest({...M1, at: [1250, 2500]}, {tangent: "local"});
    const fixed = referenceTrajectory({...request, integrator: "fixed"});
    const {tangents} = referenceTrajectory(request);
    tangents.forEach((found, k) => {
      for (const i of [0, 1, 3, 4])
        expect(findDistance(found[i], fixed.tangents[k][i])).toBeLessThan(0.02);
    });
  });
});
