// The workers of a plain function: stopped, lost, and not there.
import {expect, it} from "vitest";
import {makePoints, makeTargets} from "./makeTargets.ts";

/** Ends only where its first number says so. */
const endless = (theta: Float64Array) => {
  const label = "never";
  while (theta[0] < 0 && label.length > 0);
  return theta[0];
};

it("stops a function that does not end, and works on afterwards", async () => {
  const {openFor, hands} = await makeTargets({threads: 1}, undefined, {threads: 2});
  const crew = hands.length;
  const evaluator = await openFor(endless, 1);
  const values = new Float64Array(20);
  const theta = Float64Array.from({length: 20}, (_, i) => (i === 3 || i === 16 ? -1 : i));
  const asked = [0, 1].map(() => evaluator.evaluate([theta], values));
  setTimeout(() => evaluator.cancel(), 50);
  for (const one of asked) await expect(one).rejects.toMatchObject({name: "AbortError"});
  await evaluator.evaluate([theta.map(Math.abs)], values);
  expect([...values]).toEqual([...theta.map(Math.abs)]);
  // both were ended, and others are there instead
  await expect.poll(() => hands.length - crew).toBe(4);
  evaluator.cancel();
  const again = evaluator.evaluate([theta], values);
  evaluator.close();
  await expect(again).rejects.toMatchObject({name: "AbortError"});
});

it("ends them when all that is open is closed", async () => {
  const {open, openFor} = await makeTargets({threads: 1}, undefined, {threads: 2});
  const evaluator = await openFor(endless, 1);
  const asked = evaluator.evaluate([Float64Array.of(-1)], new Float64Array(1));
  setTimeout(() => open.close(), 20);
  await expect(asked).rejects.toMatchObject({name: "AbortError"});
  await expect(evaluator.evaluate([Float64Array.of(1)], new Float64Array(1))).rejects.toThrow(
    /closed evaluator/
  );
});

it("says when one is lost, and starts others", async () => {
  const {openFor, hands} = await makeTargets({threads: 1}, undefined, {threads: 2});
  const evaluator = await openFor(endless, 1);
  const asked = evaluator.evaluate([Float64Array.of(-1, 1)], new Float64Array(2));
  setTimeout(() => hands.at(-1).terminate(), 50);
  await expect(asked).rejects.toThrow(/^test\.sample: lost a worker of the log-likelihood, exit/);
  const values = new Float64Array(2);
  await evaluator.evaluate([Float64Array.of(4, 5)], values);
  expect([...values]).toEqual([4, 5]);
});

it("makes do with fewer workers where some do not start", async () => {
  let spawned = 0;
  const {openFor, session} = await makeTargets({threads: 1}, (home) => ({
    spawn: () => (++spawned > 2 ? Promise.reject(new Error("no more")) : home.spawn!())
  }), {threads: 3}); // prettier-ignore
  expect(session.crew.hasWorkers).toBe(true);
  const evaluator = await openFor(endless, 1);
  const theta = makePoints(1, 64);
  const values = new Float64Array(64);
  await evaluator.evaluate(theta, values);
  expect([...values]).toEqual([...theta[0]]);
  const inline = await openFor(endless, 1);
  await inline.evaluate(theta, values.fill(0));
  expect([...values]).toEqual([...theta[0]]);
  expect(inline.describe()).toMatchObject({threads: 1});
  expect(inline.describe().why).toMatch(/without workers/);
});

it("lets others in between slices where there are no workers", async () => {
  const {openFor} = await makeTargets({threads: 1}, () => ({spawn: undefined}));
  const slow = (theta: Float64Array) => {
    let sum = "".length;
    for (let i = 0; i < 20_000; i++) sum = 0.5 * sum + Math.sqrt(theta[0] + i);
    return sum;
  };
  const evaluator = await openFor(slow, 1, {capacity: 100_000});
  const asked = evaluator.evaluate(makePoints(1, 100_000), new Float64Array(100_000));
  setTimeout(() => evaluator.cancel(), 20);
  await expect(asked).rejects.toMatchObject({name: "AbortError"});
});
