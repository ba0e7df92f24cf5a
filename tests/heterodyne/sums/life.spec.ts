// How sums live: what they reserve and give back, how they are stopped, and what is left of them when the crew ends.
import {expect, it} from "vitest";
import type {Session} from "../../../worker/session.ts";
import {openMaker} from "./openMaker.ts";
import {makePlain, makeTaken, TRIAL} from "./scans.ts";

const SMALL = makeTaken({frames: 130, phi: [0, 30]});
const LARGE = makePlain({frames: 600, phi: [0, 30, 85, 178, 60, 45]});

const reservedIn = async (session: Session): Promise<number> =>
  (await session.crew.door.memory()).byOwner.reserved ?? 0;

const toVectors = (count: number): Float64Array[] =>
  [...TRIAL].map((value) => new Float64Array(count).fill(value));

it("uploads a scan once for all who use it", async () => {
  const {maker, session, home} = await openMaker();
  const {length} = await home.program("heterodyneSums.strict.wasm");
  const one = await maker.open(SMALL);
  const first = await reservedIn(session);
  const others = await Promise.all([maker.open(SMALL), maker.open(SMALL)]);
  const three = await reservedIn(session);
  for (const sums of others) sums.close();
  await expect.poll(() => reservedIn(session)).toBe(first);
  one.close();
  await expect.poll(() => reservedIn(session)).toBeLessThan(first);
  // the data stay for the next who opens it, and the program for the lanes
  const upload = await reservedIn(session);
  expect(upload).toBe(2 * 8 * 6 * 4096 + 64 * Math.ceil(length / 64));
  expect(three - first).toBe(2 * (first - upload));
});

it.each([{}, {shared: false}])("gives the room of idle scans to others (%o)", async (options) => {
  const {maker, session} = await openMaker({options: {...options, memory: 16 << 20}});
  // 5.4 MB each, and none is garbage
  const scans = [0, 1, 2, 3].map((k) => makePlain({frames: 600, phi: [0, 30, 90 + k]}));
  for (const scan of [...scans, scans[0]]) {
    const sums = await maker.open(scan);
    expect((await sums.evaluate(TRIAL)).ssr[0]).toBeGreaterThan(0);
    sums.close();
  }
  const open = await Promise.all(scans.slice(0, 2).map((scan) => maker.open(scan)));
  await expect(maker.open(scans[2])).rejects.toThrow("memory");
  for (const sums of open) expect((await sums.evaluate(TRIAL)).ssr[0]).toBeGreaterThan(0);
  expect(session.isClosed).toBe(false);
});

it.each([{}, {shared: false}])("stops a batch (%o) and goes on afterwards", async (options) => {
  const {maker} = await openMaker({options});
  const sums = await maker.open(LARGE);
  const {ssr} = await sums.evaluate(TRIAL);
  const out = Array.from({length: LARGE.angles.length}, () => new Float64Array(5000));
  const under = sums.batch(toVectors(5000), out);
  setTimeout(() => sums.cancel(), 50);
  await expect(under).rejects.toThrow(expect.objectContaining({name: "AbortError"}));
  expect([...(await sums.evaluate(TRIAL)).ssr]).toEqual([...ssr]);
});

it("goes on with a new crew", async () => {
  const {maker, hands} = await openMaker();
  const sums = await maker.open(LARGE);
  const {ssr} = await sums.evaluate(TRIAL);
  hands[0].terminate();
  const out = Array.from({length: LARGE.angles.length}, () => new Float64Array(3));
  // until the end is heard of, what needs the crew may fail
  const why = new Set<string>();
  await expect
    .poll(() => sums.batch(toVectors(3), out).catch((error: Error) => void why.add(error.message)))
    .toSatisfy(() => out[0][2] === ssr[0]);
  for (const message of why) expect(message).toContain("lost its worker");
  expect([...(await sums.evaluate(TRIAL)).ssr]).toEqual([...ssr]);
});

it("refuses to work when closed", async () => {
  const {maker} = await openMaker();
  const sums = await maker.open(SMALL);
  sums.close();
  expect(() => sums.evaluate(TRIAL)).toThrow("closed");
});

it.each([{}, {shared: false}])("closes after its engine, too (%o)", async (options) => {
  const {maker, session} = await openMaker({options});
  const sums = await maker.open(SMALL);
  await sums.normal(TRIAL);
  await session.close();
  expect(() => sums.close()).not.toThrow();
});
