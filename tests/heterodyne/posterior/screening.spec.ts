// Starts by the thousand: looked at with a part of the frames, and the best of them again with all.
import {expect, it} from "vitest";
import {makeFit} from "../../../worker/heterodyne/fit/fit.ts";
import {takeScan} from "../../../worker/heterodyne/scan/take.ts";
import type {Sums, SumsOptions} from "../../../worker/heterodyne/sums/types.ts";
import type {TakenScan} from "../../../worker/heterodyne/takenScan.ts";
import {makeScan, TRUTH} from "../fit/scans.ts";
import {openMaker} from "../sums/openMaker.ts";

it("are looked at coarsely first", {timeout: 60_000}, async () => {
  const {maker} = await openMaker();
  const opened: {frames: number; points: number; closed: number}[] = [];
  const openSums = async (taken: TakenScan, options: SumsOptions): Promise<Sums> => {
    const sums = await maker.open(taken, options);
    const count = {frames: taken.grid.frames, points: 0, closed: 0};
    opened.push(count);
    const batch: Sums["batch"] = (theta, ...rest) => {
      count.points += theta[0].length;
      return sums.batch(theta, ...rest);
    };
    const close = (): void => {
      count.closed++;
      sums.close();
    };
    return {
      angles: sums.angles,
      batch,
      close,
      evaluate: (...args) => sums.evaluate(...args),
      normal: (...args) => sums.normal(...args),
      cancel: () => sums.cancel(),
      describe: () => sums.describe()
    };
  };
  const fit = makeFit({takeScan, openSums});
  const scan = makeScan({frames: 144, phi: [0, 60], semantics: "exact"});
  const far = TRUTH.slice();
  far[6] = 4000;
  far[7] = 0.6;
  const active = ["v0", "beta", "phi0"] as const;
  const found = await fit(scan, {start: far, active, multistart: {starts: 2, screen: 5000}});
  const all = opened.find(({frames}) => frames === 144)!;
  const coarse = opened.find(({frames}) => frames === 48)!;
  expect(opened).toHaveLength(2);
  expect(coarse).toMatchObject({points: 5000, closed: 1});
  expect(all.points).toBe(256);
  expect(found.stats.evaluations).toBeGreaterThan(5256);
  expect(Math.abs(found.byName.v0 - 800)).toBeLessThan(4 * found.errors[6]);
  // the start alone leads elsewhere
  expect(found.starts[0].chi2).toBeLessThan(found.starts[1].chi2);
  expect(found.starts[1].start[6]).toBe(4000);

  opened.length = 0;
  await fit(scan, {start: far, active, multistart: {starts: 2, screen: 100}});
  expect(opened).toMatchObject([{frames: 144, points: 100}]);
});
