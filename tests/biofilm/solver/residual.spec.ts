// The equations as they stand against what the solvers make of them.
import {describe, expect, it} from "vitest";
import {jacobian, residual} from "../../../worker/biofilm/solver/reference/residual.ts";
import {referenceTrajectory} from "./answers.ts";
import {makeMixed, makeRequest} from "./cases.ts";

function stateAt(state: readonly Float64Array[], t: number): number[] {
  return state.map((column) => column[t]);
}

describe("the residual", () => {
  it.each([1, 2, 3, 4])("is nothing for the steps of %i species", (n) => {
    const request = makeMixed(n);
    const at = Int32Array.from({length: 41}, (_, step) => step);
    const {state} = referenceTrajectory({...request, at});
    for (let step = 1; step <= 40; step++) {
      const equations = {case: request.case, theta: request.theta, step};
      const R = residual(equations, stateAt(state, step), stateAt(state, step - 1));
      // terms of the equations are up to 1e5
      for (const value of R) expect(Math.abs(value)).toBeLessThan(1e-6);
    }
  });

  it("is that of the dossier's penalty at rest", () => {
    // all but the penalty vanishes: P(0.2) = K(4x − 2)/(x(1 − x))³
    const request = makeRequest("M1");
    const state = [0.2, 0.2, 0.6, 0.999, 0.999, 0];
    const still = {
      ...request.case,
      nutrients: new Float64Array(2),
      antibiotics: new Float64Array(2)
    };
    const R = residual({case: still, theta: request.theta, step: 1}, state, state);
    expect(R[0]).toBeCloseTo((1e-4 * -1.2) / 0.16 ** 3, 12);
    expect(R[3]).toBeCloseTo((1e-4 * 1.996) / 0.000999 ** 3, 3);
    expect(R[5]).toBeCloseTo(0, 15);
  });
});

describe("the Jacobian", () => {
  it.each([1, 2, 3])("of %i species is that of central differences", (n) => {
    const request = makeMixed(n);
    const {state} = referenceTrajectory({...request, at: Int32Array.of(4, 5)});
    const [before, now] = [stateAt(state, 0), stateAt(state, 1)];
    const equations = {case: request.case, theta: request.theta, step: 5};
    const m = 2 * n + 2;
    const J = jacobian(equations, now, before);
    const scale = Math.max(...J.map(Math.abs));
    for (let v = 0; v < m; v++) {
      const h = 1e-6;
      const [above, below] = [h, -h].map((by) =>
        residual(equations, now.with(v, now[v] + by), before)
      );
      for (let row = 0; row < m; row++) {
        const slope = (above[row] - below[row]) / (2 * h);
        expect(Math.abs(J[row * m + v] - slope) / scale).toBeLessThan(1e-7);
      }
    }
  });
});
