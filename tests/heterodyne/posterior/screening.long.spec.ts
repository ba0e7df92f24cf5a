// A hundred thousand starts of a scan of a million points an angle.
import {expect, it} from "vitest";
import {makeFit} from "../../../worker/heterodyne/fit/fit.ts";
import {takeScan} from "../../../worker/heterodyne/scan/take.ts";
import {makeScan, TRUTH} from "../fit/scans.ts";
import {openMaker} from "../sums/openMaker.ts";

it("looks at 100,000 starts, and more of them find better ones", {timeout: 600_000}, async () => {
  const {maker} = await openMaker();
  const fit = makeFit({takeScan, openSums: (taken, options) => maker.open(taken, options)});
  const scan = makeScan({frames: 1000, phi: [0, 45, 90, 178], semantics: "exact"});
  const start = TRUTH.map((x, k) => (k === 11 ? x : 1.5 * x + 0.3));
  const chi2s: number[] = [];
  for (const screen of [1000, 100_000]) {
    const [began, cpu] = [performance.now(), process.cpuUsage()];
    // one step: the start that the screening found is all but where it ends
    const found = await fit(scan, {start, steps: 1, multistart: {starts: 2, screen}});
    const {user, system} = process.cpuUsage(cpu);
    const ms = performance.now() - began;
    console.log(
      `${screen} starts: ${ms.toFixed(0)} ms, ${((user + system) / 1e3).toFixed(0)} ms of CPU`
    );
    expect(found.stats.evaluations).toBeGreaterThan(screen);
    const drawn = found.starts.find((row) => row.start.some((x, k) => x !== start[k]));
    chi2s.push(drawn!.chi2);
  }
  expect(chi2s[1]).toBeLessThan(chi2s[0]);
});
