// The same bits wherever the sums are computed: by the crew, by any number of threads, without shared memory, without
// workers, without SIMD, one by one or in a batch.
import {describe, expect, it} from "vitest";
import {SETS} from "../oracle.ts";
import type {Sums} from "../../../worker/heterodyne/sums/types.ts";
import {MODES} from "../../worker/makeEngine.ts";
import {makePoints, prepare} from "../../worker/testProgram.ts";
import {Control, COORDINATOR, FREE, KEY} from "../../../worker/pool/control.ts";
import {openMaker} from "./openMaker.ts";
import {makePlain, makeTaken, NEARLY_FLAT, STEEP, TRIAL} from "./scans.ts";

const POINTS = [TRIAL, SETS.A, STEEP, NEARLY_FLAT];
const SMALL = makeTaken({frames: 130, phi: [0, 30]});
/** Too much for the calling thread. */
const LARGE = makePlain({frames: 600, phi: [0, 30, 85, 178, 60, 45, 120, 10]});

const join = (arrays: readonly Float64Array[]): number[] => arrays.flatMap((array) => [...array]);

async function evaluate(sums: Sums, points = POINTS): Promise<number[]> {
  const all: number[] = [];
  for (const theta of points) {
    const {ssr, contrast, offset, stt, meanTheory} = await sums.evaluate(theta);
    const more = await sums.evaluate(theta, true);
    expect([...more.ssr]).toEqual([...ssr]);
    all.push(...join([ssr, contrast, offset, stt, meanTheory, more.gradient!]));
  }
  return all;
}

async function evaluateBatch(sums: Sums, gradient: boolean): Promise<number[][]> {
  const theta = Array.from({length: 14}, (_, p) => Float64Array.from(POINTS, (point) => point[p]));
  const toRoom = (rows: number) =>
    Array.from({length: rows}, () => new Float64Array(POINTS.length));
  const ssr = toRoom(sums.angles);
  const slopes = toRoom(14 * sums.angles);
  await sums.batch(theta, ssr, gradient ? slopes : undefined);
  return [join(ssr), join(slopes)];
}

const wanted = (async () => {
  const {maker} = await openMaker();
  const sums = await maker.open(SMALL);
  return {one: await evaluate(sums), batch: await evaluateBatch(sums, true)};
})();

describe.each(MODES)("$name", (mode) => {
  it("gives the same bits", async () => {
    const {maker} = await openMaker(mode);
    const sums = await maker.open(SMALL, {capacity: 4});
    expect(await evaluate(sums)).toEqual((await wanted).one);
    expect(await evaluateBatch(sums, true)).toEqual((await wanted).batch);
    expect((await evaluateBatch(sums, false))[0]).toEqual((await wanted).batch[0]);
    expect(sums.describe().device).toBe(mode.name === "without SIMD" ? "reference" : "wasm");
  });
});

it("gives the same bits on one, two and three threads", async () => {
  const answers: number[][] = [];
  for (const threads of [1, 2, 3]) {
    const {maker} = await openMaker({options: {threads}});
    const sums = await maker.open(LARGE);
    answers.push(await evaluate(sums, [TRIAL, STEEP]));
    expect(sums.describe().threads).toBe(threads);
  }
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
});

it("gives the same bits alone, while the crew has other work", async () => {
  const {maker, session} = await openMaker();
  const sums = await maker.open(makePlain({frames: 1000, phi: [30]}));
  const together = await evaluate(sums, [TRIAL]);
  expect(sums.describe().threads).toBe(2);
  const run = await prepare(session);
  const other = run({points: makePoints(20_000), constants: {work: 100_000}, cost: 300_000});
  const {words} = new Control(session.crew.memory!.buffer);
  await expect.poll(() => Atomics.load(words, KEY)).toBe(COORDINATOR);
  expect(await evaluate(sums, [TRIAL])).toEqual(together);
  expect(sums.describe().threads).toBe(1);
  other.cancel();
  await expect(other).rejects.toThrow(expect.objectContaining({name: "AbortError"}));
  await expect.poll(() => Atomics.load(words, KEY)).toBe(FREE);
  expect(await evaluate(sums, [TRIAL])).toEqual(together);
  expect(sums.describe().threads).toBe(2);
});

it("gives of a batch what single points give", async () => {
  const {maker} = await openMaker();
  const sums = await maker.open(SMALL);
  const [ssr, slopes] = await evaluateBatch(sums, true);
  for (const [k, theta] of POINTS.entries()) {
    const one = await sums.evaluate(theta, true);
    one.ssr.forEach((value, a) => expect(ssr[a * POINTS.length + k]).toBe(value));
    one.gradient!.forEach((value, at) => expect(slopes[at * POINTS.length + k]).toBe(value));
  }
});

it("gives some of the angles as all of them have them", async () => {
  const {maker} = await openMaker();
  const some = await (await maker.open(LARGE, {angles: [2, 0]})).evaluate(TRIAL);
  const all = await (await maker.open(LARGE)).evaluate(TRIAL);
  expect([...some.ssr]).toEqual([all.ssr[2], all.ssr[0]]);
});
