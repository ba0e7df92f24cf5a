import {describe, expect, it} from "vitest";
import {findStops} from "../../../worker/biofilm/solver/adaptive/stops.ts";
import {M1, M3, toRequest} from "./adaptiveRequests.ts";
import {referenceTrajectory} from "./answers.ts";

describe("where steps end", () => {
  it("what is asked for, and where c* or α* changes", () => {
    const c = [0, 1, 1, 1, 2, 2, 2, 2];
    const alpha = [9, 0, 0, 5, 5, 5, 5, 6];
    const stops = findStops(c, alpha, [0, 1, 5, 6]);
    expect(stops.map(({step}) => step)).toEqual([1, 2, 3, 5, 6]);
    expect(stops.map(({length}) => length)).toEqual([1, 1, 1, 2, 1]);
    expect(stops.map(({isAsked}) => isAsked)).toEqual([true, false, false, true, true]);
    expect(stops.map(({isFresh}) => isFresh)).toEqual([true, false, true, true, false]);
  });

  it("the antibiotic of step k acts from (k − 1) Δt on", () => {
    const state = (change: number, at: number[]) =>
      referenceTrajectory(toRequest({...M3, switch: change, at}, {tangents: new Int32Array(0)}))
        .state;
    const never = state(1000, [499, 500, 501]);
    const late = state(500, [499, 500, 501]);
    const alive = (rows: Float64Array[], k: number) => rows[5][k];
    expect(alive(late, 0)).toBe(alive(never, 0));
    // one more end of a step, at the change
    expect(alive(late, 1)).toBeCloseTo(alive(never, 1), 5);
    expect(alive(late, 2)).toBeLessThan(alive(never, 2) - 1e-3);
  });

  it("an antibiotic that changes at every step is followed", () => {
    const request = toRequest(M1, {rtol: 1e-5, tangents: new Int32Array(0)});
    const constant = referenceTrajectory(request);
    const {antibiotics} = request.case;
    for (let k = 0; k < antibiotics.length; k++) antibiotics[k] = 100 + 1e-9 * (k % 2);
    const changing = referenceTrajectory(request);
    expect(changing.code).toBe(0);
    constant.state.forEach((row, i) =>
      row.forEach((x, time) => expect(changing.state[i][time]).toBeCloseTo(x, i === 5 ? 1 : 4))
    );
    // each change ends a step
    expect(changing.iterations.at(-1)).toBeGreaterThanOrEqual(2500);
  });
});

describe("outcomes", () => {
  it("the start is as it was given, and has no tangents", () => {
    const {state, tangents, iterations} = referenceTrajectory(toRequest({...M1, at: [0, 10]}));
    const first = state.map((row) => row[0]);
    expect(first).toEqual([0.2, 0.2, 1 - 0.2 - 0.2, 0.999, 0.999, 1e-6]);
    expect(tangents.flat().every((row) => row[0] === 0)).toBe(true);
    expect(iterations[0]).toBe(0);
    expect(iterations[1]).toBeGreaterThan(10);
  });

  it("what is not a number ends as such, with NaN for an answer", () => {
    const theta = Float64Array.from([0.8, NaN, 1, 0.1, 0.2]);
    const {state, code} = referenceTrajectory(toRequest(M1, {theta}));
    expect(code).toBe(2);
    expect(state.every((row) => row.every(Number.isNaN))).toBe(true);
  });

  it("what cannot go on keeps what it has", () => {
    const request = toRequest({...M1, alpha: [100, NaN], switch: 1000, at: [500, 2000]});
    const {state, code} = referenceTrajectory(request);
    expect(code).toBe(2);
    expect(state.every((row) => Number.isFinite(row[0]) && Number.isNaN(row[1]))).toBe(true);
  });

  it.each([1e-40, 1e-300])("a tolerance below rounding ends, as too many steps: %f", (rtol) => {
    const {state, code} = referenceTrajectory(toRequest(M1, {rtol}));
    expect(code).toBe(1);
    expect(state.every((row) => row.every(Number.isNaN))).toBe(true);
  });

  it("φ, ψ and φ_0 stay inside (0, 1), and add up", () => {
    const {state} = referenceTrajectory(toRequest(M3, {rtol: 1e-3, tangents: new Int32Array(0)}));
    state[0].forEach((_, time) => {
      const sum = state.slice(0, 5).reduce((total, row) => total + row[time], 0);
      expect(sum).toBeCloseTo(1, 14);
      for (let i = 0; i < 9; i++) {
        expect(state[i][time]).toBeGreaterThan(0);
        expect(state[i][time]).toBeLessThan(1);
      }
    });
  });
});
