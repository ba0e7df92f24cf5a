// What learned starts are worth: random truths fitted from them, from the default start and from a Latin hypercube.
import {describe, expect, it} from "vitest";
import {makeFit} from "../../../worker/heterodyne/fit/fit.ts";
import {makePredictor} from "../../../worker/heterodyne/predictor/predictor.ts";
import {takeScan} from "../../../worker/heterodyne/scan/take.ts";
import {hooks, makeScan} from "../fit/scans.ts";

const LONG = 900_000;

describe("starts learned of 3000 simulations, 40 frames and 4 angles", () => {
  it(
    "lead to the truth in at least 8 of 10 cases, at fewer evaluations",
    async () => {
      const fit = makeFit(hooks);
      const scan = makeScan({frames: 40});
      const predictor = await makePredictor({
        takeScan,
        fit,
        openSums: (taken, options) => hooks.openSums(taken, options, scan)
      })({q: 0.0054, dt: 0.1, frames: 40, phi: [0, 45, 90, 178], simulations: 3000});
      const {errors} = predictor.quality;
      console.log(errors);
      expect(errors.J_sample).toBeLessThan(0.55);
      expect(errors.v).toBeLessThan(0.65);
      const evaluation = await predictor.evaluate({cases: 10});
      const {rows, successes, evaluations, saved} = evaluation;
      for (const {confidence, ...row} of rows)
        console.log(confidence.toFixed(2), row.default, row.latin, row.learned);
      console.log(successes, evaluations, saved);
      expect(successes.learned).toBeGreaterThanOrEqual(8);
      expect(successes.learned).toBeGreaterThan(successes.default);
      expect(successes.learned).toBeGreaterThan(successes.latin);
      expect(saved.default).toBeGreaterThan(0);
      expect(saved.latin).toBeGreaterThan(0);
    },
    LONG
  );
});
