// The facade in an engine: WebAssembly on threads.
import {expect, it} from "vitest";
import {makeEngine} from "../worker/makeEngine.ts";
import {makePart} from "./part.ts";

it("has the bits of one thread, and of no WebAssembly at all, also in a sampler", async () => {
  const {engine} = await makeEngine({threads: 2});
  const {biofilm, tmcmc, prior} = engine;
  const at = [20, 40, 60];
  const {exact: data} = await biofilm.data({model: "M1", at});
  const wish = {model: "M1", at, data, steps: 60} as const;
  const likelihood = biofilm.logLikelihood(wish);
  const theta = [0.8, 2, 1, 0.1, 0.2].map((value) => Float64Array.of(value, value * 1.1, 2.9));
  const values = await likelihood.batch(theta);
  expect(await likelihood.batch(theta, {threads: 1})).toEqual(values);
  const alone = makePart().biofilm.logLikelihood(wish);
  expect(await alone.batch(theta)).toEqual(values);

  const uniform = prior.uniform(0, 3);
  const sample = (threads: number, names: string, shown?: string[]) =>
    tmcmc.sample({
      ...(shown && {names: shown}),
      logLikelihood: biofilm.logLikelihood({...wish, parameters: ["a11", "b2"]}),
      prior: prior.independent(Object.fromEntries(names.split(" ").map((name) => [name, uniform]))),
      ...{threads, particles: 64, moves: {kind: "random-walk", sweeps: 2, finalSweeps: 2}}
    });
  expect(() => sample(1, "b2 a12")).toThrow("expected a prior of a11, b2, got one of b2, a12");
  const [one, two, turned, renamed, named] = await Promise.all([
    sample(1, "a11 b2"),
    sample(2, "a11 b2"),
    sample(2, "b2 a11"),
    // other words for what the prior names, and the likelihood's own words for what it does not
    sample(2, "b2 a11", ["sensitivity", "growth"]),
    sample(2, "x1 x2", ["b2", "a11"])
  ]);
  expect(one.samples).toEqual(two.samples);
  expect(one.logEvidence).toBe(two.logEvidence);
  // the names tell which is which: b2 is known from the data, a11 much less
  expect(turned.names).toEqual(["b2", "a11"]);
  expect(renamed.names).toEqual(["sensitivity", "growth"]);
  expect(renamed.samples).toEqual(turned.samples);
  expect(named.samples).toEqual(turned.samples);
  expect(Math.abs(turned.sd[0] - one.sd[1])).toBeLessThan(0.5 * one.sd[1]);
  expect(turned.mapLogDensity).toBeCloseTo(one.mapLogDensity, 0);
});
