// The solver on engines of all kinds: the same bits, in time, and stoppable.
import {describe, expect, it} from "vitest";
import {makeSolver} from "../../../worker/biofilm/solver/solver.ts";
import type {Solver} from "../../../worker/biofilm/solver/types.ts";
import {makeSession, MODES} from "../../worker/makeEngine.ts";
import {makeData, readProgram, referenceRows, referenceTrajectory} from "./answers.ts";
import {makeMixed, makeRequest, makeSettings} from "./cases.ts";

async function solverOf({options, change}: (typeof MODES)[number]): Promise<Solver> {
  const {session} = await makeSession(options, change);
  const simd = change?.({} as never).builds === undefined;
  return makeSolver({
    openBatch: (call) => session.programs.open(call),
    loadProgram: (file) => Promise.resolve(readProgram(...splitName(file))),
    simd,
    relaxed: false
  });
}

function splitName(file: string): [string, string] {
  const [folder, flavour] = file.split(".");
  return [folder, flavour];
}

const request = makeRequest("M1", {
  at: [0, 10, 60],
  tangents: ["a11", "a12", "a22", "b1", "b2"]
});
const settings = makeSettings(
  makeData({...request, at: Int32Array.of(10, 60)}).map((y, k) => y + 0.001 * k)
);
const observed = {...request, at: Int32Array.of(10, 60)};

function scatter(count: number): Float64Array[] {
  return Array.from(request.varying, (place, k) =>
    Float64Array.from(
      {length: count},
      (_, i) => request.theta[place] * (1 + 0.01 * ((i * 3 + k) % 5))
    )
  );
}

describe.each(MODES)("$name", (mode) => {
  it("has the reference's trajectories, φψ and likelihoods", async () => {
    const solver = await solverOf(mode);
    expect(await solver.trajectory(request)).toEqual(referenceTrajectory(request));
    const adaptive = {...request, integrator: "adaptive"} as const;
    expect(await solver.trajectory(adaptive)).toEqual(referenceTrajectory(adaptive));

    const theta = scatter(5);
    const points = theta[0].map((_, i) => i);
    const evaluator = await solver.openLikelihood(observed, settings, {capacity: 7});
    const values = new Float64Array(5);
    await evaluator.evaluate(theta, values);
    points.forEach((i) => {
      const point = theta.map((vector) => vector[i]);
      expect(values[i]).toBe(solver.logLikelihoodNow(observed, settings, point));
    });
    expect(values.every(Number.isFinite)).toBe(true);
    expect(evaluator.msPerPoint).toBeGreaterThan(0);
    const fewer = new Float64Array(2);
    await evaluator.evaluate(
      theta.map((vector) => vector.subarray(3)),
      fewer
    );
    expect([...fewer]).toEqual([...values.subarray(3)]);
    evaluator.close();

    const observer = await solver.openObserver(request, {capacity: 5, threads: 1});
    const rows = await observer.observe(theta);
    expect(rows).toHaveLength(6);
    points.forEach((i) => {
      const point = theta.map((vector) => vector[i]);
      const expected = referenceRows(request, {kind: "observables"}, point);
      expect(rows.map((row) => row[i])).toEqual([...expected]);
    });
    observer.close();
  });

  it("stops when told, and goes on afterwards", async () => {
    const solver = await solverOf(mode);
    const long = makeRequest("M1", {tangents: ["a11", "a12", "a22", "b1", "b2"]});
    const data = makeSettings(Float64Array.of(0.46, 0.51));
    const capacity = 600;
    const evaluator = await solver.openLikelihood(long, data, {capacity});
    const values = new Float64Array(capacity);
    const under = evaluator.evaluate(scatter(capacity), values);
    setTimeout(() => evaluator.cancel(), 5);
    await expect(under).rejects.toMatchObject({name: "AbortError"});
    const few = new Float64Array(1);
    await evaluator.evaluate(scatter(1), few);
    expect(few[0]).toBe(
      solver.logLikelihoodNow(
        long,
        data,
        scatter(1).map(([value]) => value)
      )
    );
    evaluator.close();
  });
});

describe("the evaluator", () => {
  it("has the same bits for one thread and two", async () => {
    const theta = scatter(21);
    const [one, two] = await Promise.all(
      [1, 2].map(async (threads) => {
        const solver = await solverOf({name: "", options: {threads}});
        const evaluator = await solver.openLikelihood(observed, settings, {capacity: 21, threads});
        const values = new Float64Array(21);
        await evaluator.evaluate(theta, values);
        expect(evaluator.describe()).toMatchObject({device: "wasm", threads, reproducible: true});
        evaluator.close();
        return values;
      })
    );
    expect(one).toEqual(two);
  });

  it("takes calls in turn and refuses what does not fit", async () => {
    const solver = await solverOf(MODES[3]);
    const evaluator = await solver.openLikelihood(observed, settings, {capacity: 3});
    const values = [1, 2, 3].map((count) => new Float64Array(count));
    await Promise.all(values.map((to) => evaluator.evaluate(scatter(to.length), to)));
    expect(values[2].subarray(0, 2)).toEqual(values[1]);
    await evaluator.evaluate(scatter(0), new Float64Array(0));
    await expect(evaluator.evaluate(scatter(4), new Float64Array(4))).rejects.toThrow(
      "biofilm.logLikelihood: expected at most 3 points, got 4"
    );
    await expect(evaluator.evaluate(scatter(2).slice(1), new Float64Array(2))).rejects.toThrow(
      "biofilm.logLikelihood: expected 5 vectors in theta, got 4"
    );
    await expect(evaluator.evaluate(scatter(2), new Float64Array(1))).rejects.toThrow(
      "biofilm.logLikelihood: expected vectors of 1 points in theta, got one of 2"
    );
    await expect(evaluator.evaluate(scatter(1), new Float64Array(1), scatter(1))).rejects.toThrow(
      TypeError
    );
    evaluator.close();
    await expect(evaluator.evaluate(scatter(1), new Float64Array(1))).rejects.toThrow(
      "unsupported on what is closed"
    );
  });

  it("stops the calls that wait, too", async () => {
    const solver = await solverOf(MODES[0]);
    const evaluator = await solver.openLikelihood(observed, settings, {capacity: 3});
    const calls = [1, 2, 3].map((count) =>
      evaluator.evaluate(scatter(count), new Float64Array(count)).then(
        () => "done",
        (error: Error) => error.name
      )
    );
    evaluator.cancel();
    expect(await Promise.all(calls)).toEqual(["AbortError", "AbortError", "AbortError"]);
    const value = new Float64Array(1);
    await evaluator.evaluate(scatter(1), value);
    expect(value[0]).not.toBe(0);
    evaluator.close();
  });

  it("loads a module again that could not be loaded", async () => {
    const {session} = await makeSession();
    let calls = 0;
    const solver = makeSolver({
      openBatch: (call) => session.programs.open(call),
      loadProgram: (file) =>
        ++calls === 1
          ? Promise.reject(new Error("offline"))
          : Promise.resolve(readProgram(...splitName(file))),
      simd: true,
      relaxed: false
    });
    const short = makeMixed(2, 5);
    const asked = {...short, at: Int32Array.of(5)};
    await expect(solver.trajectory(asked)).rejects.toThrow("offline");
    expect(await solver.trajectory(asked)).toEqual(referenceTrajectory(asked));
    await solver.trajectory(asked);
    expect(calls).toBe(2);
  });
});
