import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {M1, toRequest} from "./adaptiveRequests.ts";
import {referenceTrajectory} from "./answers.ts";
import type {Described} from "./adaptiveRequests.ts";
import type {SolverRequest} from "../../../worker/biofilm/solver/types.ts";

interface Reference extends Described {
  name: string;
  state: number[][];
}

const file = new URL("../../fixtures/biofilmAdaptive/trajectories.json", import.meta.url);
const {trajectories} = JSON.parse(readFileSync(file, "utf8")) as {trajectories: Reference[]};
const none = new Int32Array(0);

/** Largest error of φ, φ_0 and ψ, and of γ relative to itself. */
function findErrors(found: readonly ArrayLike<number>[], wanted: readonly ArrayLike<number>[]) {
  const last = wanted.length - 1;
  const apart = wanted.map((row, i) =>
    Math.max(
      ...Array.from(row, (x, k) => Math.abs(found[i][k] - x) / (i === last ? Math.abs(x) : 1))
    )
  );
  return {state: Math.max(...apart.slice(0, last)), gamma: apart[last]};
}

describe("against Radau at rtol 1e-12 on the equations as they stand", () => {
  it.each(trajectories)("$name: a tight tolerance", (reference) => {
    const {state, code} = referenceTrajectory(toRequest(reference, {rtol: 1e-9, tangents: none}));
    expect(code).toBe(0);
    const errors = findErrors(state, reference.state);
    expect(errors.state).toBeLessThan(5e-9);
    expect(errors.gamma).toBeLessThan(1e-6);
  });

  it.each([1e-4, 1e-5, 1e-6])("rtol %f: errors are about rtol, in few steps", (rtol) => {
    for (const reference of trajectories) {
      const {state, iterations} = referenceTrajectory(toRequest(reference, {rtol, tangents: none}));
      expect(findErrors(state, reference.state).state).toBeLessThan(5 * rtol);
      expect(iterations.at(-1)).toBeLessThan(reference.at[reference.at.length - 1] / 3);
    }
  });
});

/** The fixed solver with steps `parts` times as short, at the same times. */
function followFixed(request: SolverRequest, parts: number): Float64Array[] {
  const {case: model, at} = request;
  const steps = model.steps * parts;
  const finer: SolverRequest = {
    ...request,
    integrator: "fixed",
    case: {
      ...model,
      steps,
      dt: model.dt / parts,
      nutrients: new Float64Array(steps + 1).fill(model.nutrients[1]),
      antibiotics: new Float64Array(steps + 1).fill(model.antibiotics[1])
    },
    at: at.map((step) => step * parts)
  };
  return referenceTrajectory(finer).state;
}

describe("against the limit of the model's own grid", () => {
  it("M1: halved steps approach it at nearly order 1, and their extrapolation 20 times as closely", () => {
    const request = toRequest({...M1, at: [625, 1250, 2500]}, {rtol: 1e-9, tangents: none});
    const {state: limit} = referenceTrajectory(request);
    const [whole, half, quarter] = [1, 2, 4].map((parts) => followFixed(request, parts));
    const far = [whole, half, quarter].map((state) => findErrors(state, limit).state);
    // not quite 2: in the first 1e-5 ψ falls like the fourth root of time, which no power of Δt describes
    for (const ratio of [far[0] / far[1], far[1] / far[2]]) {
      expect(ratio).toBeGreaterThan(1.75);
      expect(ratio).toBeLessThan(2.1);
    }
    const extrapolated = quarter.map((row, i) =>
      row.map((x, k) => (8 * x - 6 * half[i][k] + whole[i][k]) / 3)
    );
    const near = findErrors(extrapolated, limit).state;
    expect(near).toBeLessThan(far[0] / 20);
  });
});
