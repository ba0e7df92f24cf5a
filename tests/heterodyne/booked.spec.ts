// The monitor's rows of heterodyne work: calls by name, and what a fit's time goes to.
import {expect, it} from "vitest";
import {booked, bookedWith} from "../../worker/heterodyne/booked.ts";
import {makeFit} from "../../worker/heterodyne/fit/fit.ts";
import {makeMonitor} from "../../worker/monitor.ts";
import {hooks, makeScan, START} from "./fit/scans.ts";

const scan = makeScan({frames: 16, phi: [0, 60]});
const OPTIONS = {start: START, steps: 4};

function open() {
  const monitor = makeMonitor();
  const fit = bookedWith(monitor.probe("heterodyne"), "fit", (book) => makeFit(book(hooks)));
  const rows = () =>
    Object.fromEntries(monitor.hotSpots({component: "heterodyne"}).map((row) => [row.name, row]));
  return {monitor, fit, rows};
}

it("books a fit, and within it what it asked of its sums", async () => {
  const {fit, rows} = open();
  const found = await fit(scan, OPTIONS);
  const {fit: whole, "opening the data": opening, ...asked} = rows();
  expect([whole.calls, opening.calls]).toEqual([1, 1]);
  const calls = Object.values(asked).map((row) => row.calls);
  expect(calls.reduce((sum, count) => sum + count, 0)).toBe(found.stats.evaluations);
  // what lies within is not the fit's own
  const selves = Object.values(rows()).reduce((sum, {self}) => sum + self, 0);
  expect(selves).toBeCloseTo(whole.total, 6);
  expect(whole.self).toBeLessThan(whole.total);
});

it("finds the same as a fit that nobody books", async () => {
  const {fit, monitor, rows} = open();
  const found = await fit(scan, OPTIONS);
  monitor.reset();
  monitor.record(false);
  const again = await fit(scan, OPTIONS);
  expect(again.theta).toEqual(found.theta);
  expect(rows()).toEqual({});
});

it("lies within what a reader times", async () => {
  const {fit, monitor} = open();
  await monitor.time("mine", () => fit(scan, OPTIONS));
  const [mine] = monitor.hotSpots({component: "own"});
  expect(mine.name).toBe("mine");
  expect(mine.self).toBeLessThan(mine.total / 2);
});

it("leaves a run that can be cancelled", async () => {
  const {fit, rows} = open();
  const run = fit(scan, {start: START});
  run.cancel();
  await expect(run).rejects.toMatchObject({name: "AbortError"});
  expect(rows().fit.calls).toBe(1);
});

it("leaves hooks what they have besides", () => {
  const take = bookedWith(makeMonitor().probe("heterodyne"), "take", (book) => () => book(hooks));
  const {openSums: _plain, ...others} = hooks;
  // copied too, as whoever adds to them does
  expect({...take()}).toMatchObject(others);
});

it("books a call that throws", () => {
  const monitor = makeMonitor();
  const wrong = booked(monitor.probe("heterodyne"), "c2", (frames: number): number => {
    throw new RangeError(`got ${frames}`);
  });
  expect(() => wrong(-1)).toThrow("got -1");
  expect(monitor.hotSpots()).toMatchObject([{name: "c2", component: "heterodyne", calls: 1}]);
});
