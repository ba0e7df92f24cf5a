import {describe, expect, it} from "vitest";
import {makeDraws} from "../../../kernels-as/random/draws.ts";
import {bootstrap, models, refine} from "./part.ts";

const t = Array.from({length: 60}, (_, i) => i / 15);
const draws = makeDraws(7, 0, 0);
const data = t.map((s) => 2 * Math.exp(-0.7 * s) + 0.05 * draws.normal());
const decay = await models.compile("(u, p) => [-p[0] * u[0] + p[1]]", {u: 1, p: 2});
const options = {data, t, u0: [2], start: [0.5, 0.1]};

describe("bootstrap", () => {
  it.each(["residual", "parametric"] as const)(
    "of a nearly linear fit scatters like its covariance: %s",
    async (kind) => {
      const fit = await refine(decay, options);
      const found = await bootstrap(decay, {...options, kind, samples: 400, seed: 3});
      expect(found.status).toBe("converged");
      expect(found.failed).toBe(0);
      for (let j = 0; j < 2; j++) {
        expect(found.p[j]).toHaveLength(400);
        expect(Math.abs(found.sd[j] / fit.errors[j] - 1)).toBeLessThan(0.2);
        // the mean's own scatter is a twentieth of the error
        expect(Math.abs(found.mean[j] - fit.p[j])).toBeLessThan(0.2 * fit.errors[j]);
        const [lower, upper] = found.intervals[j];
        const share = (found.p[j].filter((x) => x >= lower && x <= upper).length - 380) / 400;
        expect(Math.abs(share)).toBeLessThan(0.005);
        expect((upper - lower) / (2 * 1.96 * fit.errors[j])).toBeGreaterThan(0.8);
        expect((upper - lower) / (2 * 1.96 * fit.errors[j])).toBeLessThan(1.25);
      }
    }
  );

  it("gives the same bits for the same seed, others for another", async () => {
    const call = {...options, samples: 12, seed: 5};
    const one = await bootstrap(decay, call);
    const again = await bootstrap(decay, call);
    const other = await bootstrap(decay, {...call, seed: 6});
    expect(again.p).toEqual(one.p);
    expect(other.p).not.toEqual(one.p);
    const longer = await bootstrap(decay, {...call, samples: 15});
    expect(longer.p[0].slice(0, 12)).toEqual(one.p[0]);
  });

  it("leaves missing values missing, and draws known noise at its size", async () => {
    const sparse = data.map((y, i) => (i % 3 === 1 ? NaN : y));
    const call = {...options, data: sparse, samples: 100, kind: "parametric"} as const;
    const small = await bootstrap(decay, {...call, sigma: [0.05]});
    const large = await bootstrap(decay, {...call, sigma: [0.1]});
    expect(small.p[0]).toHaveLength(100);
    // the same draws at twice the size
    expect(large.sd[0] / small.sd[0]).toBeGreaterThan(1.9);
    expect(large.sd[0] / small.sd[0]).toBeLessThan(2.1);
  });

  it("counts the samples whose fit failed", async () => {
    const found = await bootstrap(decay, {...options, start: [0.3, 0.5], samples: 10, steps: 1});
    expect(found.failed).toBe(10 - found.p[0].length);
    expect(found.failed).toBeGreaterThan(0);
  });
});
