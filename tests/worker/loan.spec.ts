// Lanes that the caller leads itself: all of the work is done, by several threads, and the crew and the caller never lead
// them at one time.
import {expect, it} from "vitest";
import {TILE, type Entry} from "../../worker/compiler/wasm/abi.ts";
import {instantiateProgram} from "../../worker/compiler/wasm/instantiate.ts";
import {
  CALLER, Control, FREE, KEY, LEFT, NEXT, OPEN, STATE
} from "../../worker/pool/control.ts"; // prettier-ignore
import {Loan} from "../../worker/pool/loan.ts";
import {makeSession} from "./makeEngine.ts";
import {
  expectedOf, expectSame, makePoints, makeTestProgram, prepare, toTestConstants, type TestConstants
} from "./testProgram.ts"; // prettier-ignore

const BLOCKS = 24;
const POINTS = BLOCKS * TILE;
const SCRATCH = 64;

/** A loan of an engine's lanes, and a program in its memory with points to work on. */
async function borrow(
  threads: number,
  constants: TestConstants = {},
  change?: (x: Float64Array) => void
) {
  const {session} = await makeSession({threads});
  const {crew, desk} = {crew: session.crew, desk: session.programs.desk};
  const memory = crew.memory!;
  // the lanes have started when they have answered
  await crew.door.measureHandOff(1, 0);
  const {bytes} = await makeTestProgram();
  const reserve = (size: number) => crew.door.reserve(size);
  const at = await reserve(bytes.length);
  const room = await reserve(64 + 4 * 8 * POINTS + threads * SCRATCH);
  new Uint8Array(memory.buffer, at, bytes.length).set(bytes);
  const numbers = (offset: number, length: number) =>
    new Float64Array(memory.buffer, room + offset, length);
  numbers(0, 3).set(toTestConstants(constants));
  numbers(32, 1)[0] = 2;
  const points = makePoints(POINTS);
  change?.(points[0]);
  // a tile's rows follow one another
  const [inputs, outputs] = [64, 64 + 16 * POINTS];
  for (let tile = 0; tile < BLOCKS; tile++)
    points.forEach((row, r) =>
      numbers(inputs + 8 * TILE * (2 * tile + r), TILE).set(
        row.subarray(tile * TILE, (tile + 1) * TILE)
      )
    );
  const readRow = (r: number) =>
    Float64Array.from(
      {length: POINTS},
      (_, i) => numbers(outputs, 2 * POINTS)[TILE * (2 * Math.floor(i / TILE) + r) + (i % TILE)]
    );
  const scratch = outputs + 16 * POINTS;
  numbers(scratch, (threads * SCRATCH) / 8).fill(NaN);
  const work = {
    label: "test",
    program: {id: desk.nextId(), at, bytes: bytes.length},
    args: [room, room + 32, room + inputs, room + outputs, room + scratch] as const,
    scratch: SCRATCH,
    n: POINTS,
    block: TILE
  };
  const {words} = new Control(memory.buffer);
  const entry = instantiateProgram(bytes, memory);
  /** The caller's own, which leaves the others time to come. */
  const waiting: Entry = (...call) => {
    const end = performance.now() + 3000;
    while (Atomics.load(words, NEXT) < 2 && performance.now() < end) continue;
    entry(...call);
  };
  return {
    session,
    loan: new Loan(memory, threads),
    work: {...work, args: [...work.args] as [number, number, number, number, number]},
    entry,
    waiting,
    words,
    points,
    readRows: () => [readRow(0), readRow(1)],
    /** Lanes that have used their scratch. */
    lanes: () =>
      Array.from({length: threads}, (_, lane) => lane).filter(
        (lane) => !Number.isNaN(numbers(scratch + lane * SCRATCH, 1)[0])
      )
  };
}

it.each([2, 3])("works with %i threads, all of it", async (threads) => {
  const {loan, work, waiting, points, readRows, lanes} = await borrow(threads);
  expect(loan.run(work, waiting)).toBe(true);
  expectSame(readRows(), expectedOf(points, 2));
  // they may have been quicker than the caller, and have left it nothing
  expect(lanes().some((lane) => lane > 0)).toBe(true);
});

it("works with no more threads than it may", async () => {
  const {loan, work, waiting, points, readRows, lanes} = await borrow(3);
  for (let turn = 0; turn < 20; turn++) expect(loan.run(work, waiting, 2)).toBe(true);
  expect(lanes()).toContain(1);
  expect(lanes()).not.toContain(2);
  expectSame(readRows(), expectedOf(points, 2));
});

it("returns when the last lane has done its part", async () => {
  // a block takes a lane some 10 ms, and the caller, which only writes down which it took, none
  const {loan, work, words, points, readRows} = await borrow(2, {work: 20_000});
  const own = new Set<number>();
  const quick: Entry = (...call) => {
    const end = performance.now() + 3000;
    while (Atomics.load(words, NEXT) < 2 && performance.now() < end) continue;
    own.add(call[5]);
  };
  expect(loan.run(work, quick)).toBe(true);
  expect(own.size).toBeLessThan(BLOCKS);
  const isOwn = (i: number) => own.has(i - (i % TILE));
  const expected = expectedOf(points, 2).map((row) =>
    row.map((value, i) => (isOwn(i) ? 0 : value))
  );
  expectSame(readRows(), expected);
});

it("is refused while the crew works, which it leaves alone", async () => {
  const {session, loan, work, entry, words} = await borrow(2);
  const run = await prepare(session);
  const points = makePoints(20_000);
  const long = run({points, constants: {work: 20_000}, cost: 60_000});
  await expect.poll(() => Atomics.load(words, STATE), {interval: 5}).toBe(OPEN);
  expect(loan.run(work, entry)).toBe(false);
  for (let k = 0; k < 1000 && Atomics.load(words, STATE) === OPEN; k++) loan.rouse();
  expectSame((await long).vectors, expectedOf(points, 2));
  expect(loan.run(work, entry)).toBe(true);
});

it("has the crew wait until the caller is done", async () => {
  const {session, words} = await borrow(2);
  const run = await prepare(session);
  const points = makePoints(5000);
  Atomics.store(words, KEY, CALLER);
  let isOver = false;
  const answer = run({points});
  void answer.then(() => (isOver = true));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(isOver).toBe(false);
  Atomics.store(words, KEY, FREE);
  Atomics.notify(words, KEY);
  expectSame((await answer).vectors, expectedOf(points, 2));
});

it("fails on a lane's trap with the reason, and works on", async () => {
  const trapped = await borrow(2, {evil: 1}, (x) => {
    for (let block = 0; block < BLOCKS; block++) x[TILE * block + 5] = 77;
  });
  const {session, loan, work, words, entry} = trapped;
  // the caller keeps its one block, if it gets one, until a lane has met the trap
  const patient: Entry = () => {
    const end = performance.now() + 3000;
    while (Atomics.load(words, STATE) === OPEN && performance.now() < end) continue;
  };
  expect(() => loan.run(work, patient)).toThrow(/^test: unreachable \(lane 1\)$/);
  expect(() => loan.run(work, entry)).toThrow(/unreachable/);
  const run = await prepare(session);
  const answer = await run({points: makePoints(5000)});
  expectSame(answer.vectors, expectedOf(makePoints(5000), 2));
});

it("gives the lanes back when the caller's own part throws", async () => {
  const {session, loan, work, waiting, points, readRows} = await borrow(2);
  const failing: Entry = () => {
    throw new Error("of the caller");
  };
  // on its own: lanes might leave it nothing to fail at
  expect(() => loan.run(work, failing, 1)).toThrow("of the caller");
  const run = await prepare(session);
  expectSame((await run({points: makePoints(5000)})).vectors, expectedOf(makePoints(5000), 2));
  expect(loan.run(work, waiting)).toBe(true);
  expectSame(readRows(), expectedOf(points, 2));
});

it("wakes lanes ahead of the work", async () => {
  const {loan, words} = await borrow(3);
  const left = Atomics.load(words, LEFT);
  await new Promise((resolve) => setTimeout(resolve, 20));
  loan.rouse();
  await expect.poll(() => Atomics.load(words, LEFT) - left).toBe(2);
});
