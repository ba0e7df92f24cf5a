// One handle for several runs after one another: what is wished of it reaches the one under way.
import {expect, it, vi} from "vitest";
import {makeChain} from "../../../worker/collocation/estimate/chain.ts";
import {RunHandle} from "../../../worker/run.ts";
import type {Progress} from "../../../worker/work.ts";

/** A run that ends when told, and writes down what it is told. */
function makeLink<T>(value: T) {
  const told: string[] = [];
  let end = (): void => undefined;
  const result = new Promise<T>((resolve) => (end = () => resolve(value)));
  const tell = (wish: string) => () => void told.push(wish);
  const run = new RunHandle(result, {
    cancel: tell("cancel"),
    pause: tell("pause"),
    resume: tell("resume")
  });
  return {run, told, end: () => end()};
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

it("passes on progress, or keeps it where it counts the links itself", async () => {
  const loud = makeLink(1);
  const quiet = makeLink(2);
  const chain = makeChain(async ({run, runQuietly, report}) => {
    const one = await run(() => loud.run);
    report({phase: "own", done: 1, total: 1});
    return one + (await runQuietly(() => quiet.run));
  });
  const seen: Progress[] = [];
  const watch = (async () => {
    for await (const progress of chain) seen.push(progress);
  })();
  await settle();
  loud.run.report({phase: "link", done: 1, total: 2});
  await settle();
  loud.end();
  await settle();
  quiet.run.report({phase: "link", done: 2, total: 2});
  await settle();
  quiet.end();
  expect(await chain).toBe(3);
  await watch;
  expect(seen.map(({phase, done}) => `${phase} ${done}`)).toEqual(["link 1", "own 1"]);
});

it("steers the link under way, and starts no other once it is cancelled", async () => {
  const first = makeLink(1);
  let isStarted = false;
  const chain = makeChain(async ({run}) => {
    await run(() => first.run);
    return run(() => {
      isStarted = true;
      return makeLink(2).run;
    });
  });
  await settle();
  chain.pause();
  chain.resume();
  chain.cancel();
  first.end();
  await expect(chain).rejects.toMatchObject({name: "AbortError"});
  expect(first.told).toEqual(["pause", "resume", "cancel"]);
  expect(isStarted).toBe(false);
});

it("tells of its own links at most ten times a second", async () => {
  const clock = vi.spyOn(performance, "now").mockReturnValue(5000);
  const seen: number[] = [];
  const chain = makeChain(async ({report}) => {
    for (let done = 1; done <= 30; done++) {
      clock.mockReturnValue(5000 + 10 * done);
      report({phase: "own", done, total: 30});
      await settle();
    }
  });
  for await (const {done} of chain) seen.push(done);
  clock.mockRestore();
  expect(seen).toEqual([1, 11, 21]);
});
