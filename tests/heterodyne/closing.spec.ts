// What is under way when the engine is closed: it stops and says why, also where it works on the calling thread.
import {describe, expect, it} from "vitest";
import type {Heterodyne} from "../../worker/heterodyne/part.ts";
import {RunHandle} from "../../worker/run.ts";
import {makeEngine} from "../worker/makeEngine.ts";

const THETA = [2000, -0.3, 50, 8000, -0.2, 100, 800, -0.2, 20, 0.4, -0.2, 1, 0.1, -3];
const AT = {q: 0.0054, dt: 0.1, phi: [0, 45]};
const FRAMES = 300;
const ripple = (k: number): number => 1 + 0.1 * Math.sin(k * k);
const SCAN = {
  ...AT,
  frames: FRAMES,
  data: AT.phi.map((phi) =>
    Float64Array.from({length: FRAMES * FRAMES}, (_, k) => {
      const [i, j] = [Math.floor(k / FRAMES), k % FRAMES];
      return 1 + 0.3 * Math.exp(-Math.abs(i - j) / (30 + phi)) + 0.01 * ripple(i + j);
    })
  )
};
const STACK = {data: Float64Array.from({length: 500 * 4000}, (_, k) => ripple(k)), shape: [500, 4000]}; // prettier-ignore
const STATIC = {...SCAN, model: "static"} as const;

/** Each takes seconds. */
const LONG: [string, (heterodyne: Heterodyne) => PromiseLike<unknown>][] = [
  ["fit", (h) => h.fit(SCAN, {start: THETA, method: "nelder-mead"})],
  ["compare", (h) => h.compare(SCAN, {models: ["static"], multistart: 50})],
  ["predictor", (h) => h.predictor({...AT, frames: 40})],
  ["twoTime", (h) => h.twoTime(STACK)],
  ["speckle", (h) => h.speckle(THETA, {...AT, frames: 1000, speckles: 4000})],
  ["homodyne.fit", (h) => h.homodyne.fit(STATIC, {multistart: 50})],
  ["homodyne.c2", (h) => h.homodyne.c2([1000, 0, 0], {...AT, frames: 2000, model: "static"})],
  ["components.c2", (h) => h.components.c2({fractions: [1], transport: [1], velocity: [1]}, {...AT, frames: 2000})], // prettier-ignore
  ["c2", (h) => h.c2(THETA, {...AT, frames: 3000})]
];

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.each(LONG)("heterodyne.%s", (_, start) => {
  it("rejects at once when the engine is closed under it, and stops", async () => {
    const {engine} = await makeEngine({threads: 1});
    const work = start(engine.heterodyne);
    let ended: unknown;
    const end = Promise.resolve(work).then(
      () => (ended = "an answer"),
      (error: unknown) => (ended = error)
    );
    await wait(30);
    expect(ended).toBeUndefined();
    await engine.close();
    await wait(0);
    expect(ended).toEqual(new Error("engine: closed while work was under way"));
    if (work instanceof RunHandle) expect(work.status).toBe("failed");
    await end;
  });

  it("rejects on a closed engine", async () => {
    const {engine} = await makeEngine({threads: 1});
    await engine.close();
    await expect(start(engine.heterodyne)).rejects.toThrow(
      "engine: unsupported on a closed engine"
    );
  });
});

it("leaves what is done as it is", async () => {
  const {engine} = await makeEngine({threads: 1});
  const run = engine.heterodyne.speckle(THETA, {...AT, frames: 8, speckles: 2});
  await run;
  await engine.close();
  expect(run.status).toBe("done");
  expect((await run).shape).toEqual([8, 4]);
});
