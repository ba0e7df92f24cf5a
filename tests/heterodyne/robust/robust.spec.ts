import {describe, expect, it} from "vitest";
import {makeRobust} from "../../../worker/heterodyne/robust/robust.ts";
import type {RobustFit, RobustOptions} from "../../../worker/heterodyne/robust/types.ts";
import {makeChi2} from "../../../worker/heterodyne/scan/chi2.ts";
import type {Scan} from "../../../worker/heterodyne/types.ts";
import {hooks, makeScan, START, TRUTH} from "./makeCase.ts";

const robust = makeRobust(hooks);
const chi2 = makeChi2({sums: {open: hooks.openSums}});
const scan = makeScan(40, [0.004, 0.004, 0.004]);
const active = ["D0_ref", "D0_sample", "v0", "beta", "f0", "f1", "f3", "phi0"] as const;
/** The held ones are the truth's. */
const start = TRUTH.map((value, i) => ([0, 3, 6, 7, 9, 10, 12, 13].includes(i) ? START[i] : value));
const fit = (options: RobustOptions, of: Scan = scan) => robust(of, {start, active, ...options});

describe("robust fits", () => {
  it("end where the worst case and the ridge have no slope, by another way of computing them", async () => {
    const found = await fit({method: "wasserstein", epsilon: 0.5, alpha: 50});
    expect(found.status).toBe("converged");
    const sums = await hooks.openSums(hooks.takeScan("test", scan), {});
    const [sigma] = found.sigmas;
    const scales = [5000, 5000, 500, 1, 0.25, 1, 0.5, 5];
    const places = [0, 3, 6, 7, 9, 10, 12, 13];
    const value = async (theta: Float64Array): Promise<number> => {
      const {ssr} = await sums.evaluate(theta);
      const norm = Math.sqrt(ssr.reduce((sum, one) => sum + one, 0) / (2 * sigma * sigma));
      const away = places.map((place, i) => (theta[place] - start[place]) / scales[i]);
      const ridge = away.reduce((sum, u) => sum + u * u, 0);
      return (norm + found.radius) * (norm + found.radius) + 50 * ridge;
    };
    expect(found.radius).toBeCloseTo(0.5 * Math.sqrt((3 * 40 * 40) / 2), 10);
    expect(await value(found.theta)).toBeCloseTo(found.objective, 6);
    for (const [i, place] of places.entries()) {
      const step = 1e-4 * scales[i];
      const [up, down] = [found.theta.slice(), found.theta.slice()];
      up[place] += step;
      down[place] -= step;
      // against the curvature: a step of its size would gain less than a millionth
      const [above, below] = [await value(up), await value(down)];
      const bend = (above + below - 2 * found.objective) / (step * step);
      const slope = (above - below) / (2 * step);
      expect((slope * slope) / bend).toBeLessThan(1e-6 * found.objective);
    }
  });

  it("without doubt and ridge find the truth within three errors", async () => {
    const found = await fit({method: "ellipsoidal", gamma: 0, alpha: 0});
    expect(found.status).toBe("converged");
    expect(found.noiseReduced).toBeLessThan(1.3);
    expect(found.worstCase).toBeCloseTo(found.nominal, 6);
    for (const place of [0, 3, 6, 7, 9, 10, 12, 13])
      expect(Math.abs(found.theta[place] - TRUTH[place])).toBeLessThan(3 * found.errors[place]);
  });

  it("let the ridge count less the more the data are doubted", async () => {
    const lambdas: number[] = [];
    for (const epsilon of [0, 0.3, 3]) {
      const found = await fit({method: "wasserstein", epsilon, alpha: 200});
      const norm = Math.sqrt(found.worstCase) - found.radius;
      expect(found.lambda).toBeCloseTo((200 * norm) / (norm + found.radius), 2);
      lambdas.push(found.lambda);
    }
    expect(lambdas[0]).toBe(200);
    expect(lambdas[1]).toBeLessThan(lambdas[0]);
    expect(lambdas[2]).toBeLessThan(lambdas[1]);
  });

  it("price angles by their own noise if ellipsoidal, all the same if not", async () => {
    const uneven = makeScan(40, [0.002, 0.002, 0.02]);
    const one = await fit({method: "wasserstein"}, uneven);
    const own = await fit({method: "ellipsoidal"}, uneven);
    expect(one.sigmas[0]).toBe(one.sigmas[2]);
    expect(own.sigmas[2]).toBeGreaterThan(4 * own.sigmas[0]);
    // an angle ten times as noisy, trusted as much as the others, makes errors larger
    expect(one.errors[6]).toBeGreaterThan(own.errors[6]);
  });

  it.each(["wasserstein", "ellipsoidal", "scenario"] as const)(
    "tell the chi2 that `chi2` tells of the same theta: %s",
    async (method) => {
      const uneven = makeScan(24, [0.002, 0.002, 0.02]);
      for (const sigma of [undefined, "noise", [0.01, 0.02, 0.03]] as const) {
        const found = await fit({method, steps: 2, ...(sigma && {sigma})}, uneven);
        const told = await chi2(found.theta, uneven, sigma && {sigma});
        expect(found.chi2 / told.chi2).toBeCloseTo(1, 9);
        expect(found.reduced / told.reduced).toBeCloseTo(1, 9);
        expect(found.noiseReduced / told.noiseReduced).toBeCloseTo(1, 9);
        expect(found.angles.map((angle) => angle.sigma)).toEqual(
          told.angles.map((angle) => angle.sigma)
        );
      }
    }
  );

  it("stay in their bounds, and say so", async () => {
    const bounds = {v0: [820, 900], phi0: [-1, 1]} as const;
    const found = await fit({method: "wasserstein", bounds});
    expect(found.status).toBe("converged");
    expect(found.theta[13]).toBe(-1);
    expect(found.errors[13]).toBe(0);
    expect(found.notes.join()).toMatch(/phi0 ended on its bound -1/);
    expect(found.theta[6]).toBeGreaterThanOrEqual(820);
  });

  it("leave what the data do not tell to the ridge", async () => {
    const found = await fit({method: "wasserstein", active: ["f0", "f2", "v0"]});
    expect(found.errors[9]).toBeNaN();
    expect(found.errors[6]).toBeGreaterThan(0);
    expect(found.notes.join()).toMatch(/f0 and f2 apart.*ridge keeps near the start/);
  });
});

describe("scenarios", () => {
  const settings = {method: "scenario", scenarios: 6, seed: 3} as const;

  it("lower the largest sum of squares below that of a plain fit", async () => {
    const found = await fit(settings);
    expect(found.status).toBe("converged");
    expect(found.weights.length).toBe(6);
    expect(found.weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12);
    expect(Math.max(...found.scenarios)).toBe(found.worstCase);
    // the first row of the search is the plain fit's end
    const at = found.trace.findIndex(({phase}) => phase === "worst case");
    expect(found.worstCase).toBeLessThan(found.trace[at].worstCase);
    expect(found.trace[at].theta).toEqual(found.trace[at - 1].theta);
    // scenarios that decide are the worst; the others lie below
    found.weights.forEach((w, s) => {
      if (w > 1e-6) expect(found.scenarios[s] / found.worstCase).toBeCloseTo(1, 6);
      else expect(found.scenarios[s]).toBeLessThanOrEqual(found.worstCase);
    });
    // doubt is honest: the data themselves are met a little worse than they could be
    const plain = await fit({method: "ellipsoidal", gamma: 0});
    expect(found.nominal).toBeGreaterThan(plain.nominal);
    expect(found.nominal).toBeLessThan(1.1 * plain.nominal);
  });

  it("have errors about as large as those by curvature", async () => {
    const few = {active: ["v0", "beta", "phi0"], start: TRUTH} as const;
    const found = await fit({...settings, ...few, scenarios: 24, block: 1});
    const plain = await fit({method: "ellipsoidal", gamma: 0, ...few});
    for (const place of [6, 7, 13]) {
      expect(found.errors[place] / plain.errors[place]).toBeGreaterThan(0.5);
      expect(found.errors[place] / plain.errors[place]).toBeLessThan(2);
    }
  });

  it("are the same for the same seed, and others for another", async () => {
    const numbers = ({theta, weights, scenarios}: RobustFit) => [
      ...theta,
      ...weights,
      ...scenarios
    ];
    const few = {...settings, active: ["v0", "phi0"], scenarios: 3, resample: "shift"} as const;
    const one = numbers(await fit(few));
    expect(numbers(await fit(few))).toEqual(one);
    expect(numbers(await fit({...few, seed: 4}))).not.toEqual(one);
  });

  it("take the noise of simulated speckles at the size of the residuals", async () => {
    const few = {active: ["v0", "beta", "phi0"], scenarios: 3} as const;
    const found = await fit({...settings, ...few, resample: "speckle"});
    expect(found.status).toBe("converged");
    // on average of the measurement's own size, and no two alike
    const mean = found.scenarios.reduce((sum, size) => sum + size, 0) / 3;
    expect(mean / found.nominal).toBeGreaterThan(0.6);
    expect(mean / found.nominal).toBeLessThan(1.5);
    expect(new Set(found.scenarios).size).toBe(3);
    const dealt = await fit({...settings, ...few});
    expect(found.worstCase).not.toBe(dealt.worstCase);
  });

  it("work on fewer frames too", async () => {
    const found = await fit({...settings, subsample: 2});
    expect(found.status).toBe("converged");
    expect(found.angles[0].points).toBe(400);
  });
});

describe("a robust run", () => {
  it("keeps the best point when it is cancelled", async () => {
    const slow = makeRobust({
      ...hooks,
      async openSums(taken, options) {
        const sums = await hooks.openSums(taken, options);
        const evaluate = sums.evaluate.bind(sums);
        let count = 0;
        sums.evaluate = async (theta, gradient) => {
          if (++count === 3) run.cancel();
          await new Promise((resolve) => setTimeout(resolve, 1));
          return evaluate(theta, gradient);
        };
        return sums;
      }
    });
    const run = slow(scan, {start, active, method: "wasserstein"});
    const found = await run;
    expect(found.status).toBe("cancelled");
    expect(found.trace.length).toBeGreaterThan(1);
    expect(found.trace.length).toBeLessThan(6);
    expect(found.objective).toBe(found.trace.at(-1).objective);
  });

  it("closes all that it opened, to its end or not", async () => {
    for (const isCut of [false, true]) {
      const open = new Set<object>();
      const counted = makeRobust({
        ...hooks,
        async openSums(taken, options) {
          const sums = await hooks.openSums(taken, options);
          const close = sums.close.bind(sums);
          sums.close = () => {
            open.delete(sums);
            close();
          };
          open.add(sums);
          // three scenarios are open by then
          if (isCut && open.size === 4) run.cancel();
          return sums;
        }
      });
      const few = {active: ["v0"], start, scenarios: 5} as const;
      const run = counted(scan, {method: "scenario", ...few});
      const found = await run;
      expect(found.status).toBe(isCut ? "cancelled" : "converged");
      expect(found.weights.length).toBe(isCut ? 0 : 5);
      expect(open.size).toBe(0);
    }
  });

  const misuse: [string, unknown, RegExp][] = [
    ["no method", {}, /heterodyne.robust: expected method as one of "wasserstein".*got undefined/],
    ["another method's option", {method: "scenario", gamma: 1}, /unsupported gamma with method "scenario", it belongs to "ellipsoidal"/],
    ["a negative radius", {method: "wasserstein", epsilon: -1}, /finite epsilon from 0 up, got -1/],
    ["too few scenarios", {method: "scenario", scenarios: 1}, /scenarios as an integer from 2 to 200, got 1/],
    ["a block without blocks", {method: "scenario", resample: "shift", block: 3}, /unsupported block with resample "shift"/],
    ["a scale of 0", {method: "wasserstein", scales: {v0: 0}}, /v0 in scales above 0, got 0/],
    ["a misspelt option", {method: "wasserstein", epsilom: 1}, /unknown option "epsilom" \(did you mean epsilon\?\)/],
    ["too little memory", {method: "scenario", memory: 1000}, /at most 1000 bytes \(memory\), got 1152000: ask for fewer/],
    ["speckles of fewer frames", {method: "scenario", resample: "speckle", subsample: 2}, /unsupported subsample with resample "speckle"/]
  ]; // prettier-ignore
  it.each(misuse)("refuses %s at the call", (_, options, message) => {
    expect(() => robust(scan, options as RobustOptions)).toThrow(message);
  });
});
