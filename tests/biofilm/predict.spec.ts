import {describe, expect, it} from "vitest";
import {makePart} from "./part.ts";

const {biofilm, solver} = makePart();
const at = [0, 50, 100];

/** b2 = 0.1, 0.2 … 1.1, the others true. */
const b2 = Array.from({length: 11}, (_, j) => 0.1 + j / 10);
const wish = {model: "M1", at, samples: [b2], parameters: ["b2"]} as const;

describe("biofilm.predict", () => {
  it("has the quantiles of what each draw would show", async () => {
    const {bands, t, quantiles, failed} = await biofilm.predict(wish);
    const runs = await Promise.all(
      b2.map((value) => biofilm.simulate({model: "M1", at, theta: {...biofilm.truth, b2: value}}))
    );
    expect([...quantiles]).toEqual([0.05, 0.5, 0.95]);
    expect([...t]).toEqual([0, 5e-4, 1e-3]);
    expect(failed).toBe(0);
    for (const species of [0, 1]) {
      const sorted = runs.map(({observable}) => observable[species][2]).sort((a, b) => a - b);
      expect(bands[1][species][2]).toBe(sorted[5]);
      // half-way between the lowest two, as numpy.quantile
      expect(bands[0][species][2]).toBeCloseTo((sorted[0] + sorted[1]) / 2, 14);
      expect(bands[2][species][2]).toBeCloseTo((sorted[9] + sorted[10]) / 2, 14);
      expect(bands[0][species][0]).toBeCloseTo(0.2 * 0.999, 9);
    }
    expect(solver.open).toBe(0);
  });

  it("adds measurement noise and scatter of the wished size, by the seed", async () => {
    const samples = [new Float64Array(1200).fill(biofilm.truth.b2)];
    const one = {...wish, at: [0, 20], samples, quantiles: [0.158655, 0.5, 0.841345]};
    const noisy = await biofilm.predict({...one, sigma: 0.01});
    const width = (noisy.bands[2][0][0] - noisy.bands[0][0][0]) / 2;
    expect(width / 0.01).toBeGreaterThan(0.9);
    expect(width / 0.01).toBeLessThan(1.1);
    expect((await biofilm.predict({...one, sigma: 0.01})).bands).toEqual(noisy.bands);
    expect((await biofilm.predict({...one, sigma: 0.01, seed: 2})).bands).not.toEqual(noisy.bands);
    const few = {...one, samples: [samples[0].subarray(0, 400)]};
    const scattered = await biofilm.predict({...few, cov: 0.05});
    const {variance} = await biofilm.sensitivity({model: "M1", at: [20], cov: 0.05});
    const sd = (scattered.bands[2][1][1] - scattered.bands[0][1][1]) / 2;
    expect(sd / Math.sqrt(variance[1][0])).toBeGreaterThan(0.85);
    expect(sd / Math.sqrt(variance[1][0])).toBeLessThan(1.15);
    const still = await biofilm.predict(few);
    expect(still.bands[2]).toEqual(still.bands[0]);
  });

  it("looks at evenly spread steps by default, and tells how far it is", async () => {
    const run = biofilm.predict({model: "M3", steps: 200, samples: samplesOf(300)});
    const seen: number[] = [];
    for await (const {done, total, phase} of run) {
      seen.push(done);
      expect([phase, total]).toEqual(["draws", 300]);
    }
    const {at: steps} = await run;
    expect(steps).toHaveLength(201);
    expect([steps[0], steps[100], steps[200]]).toEqual([0, 100, 200]);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  it("leaves draws out that cannot be computed", async () => {
    const {bands, failed} = await biofilm.predict({...wish, samples: [[...b2, 1e300]]});
    expect(failed).toBe(1);
    expect(bands.flat().every((y) => !y.includes(NaN))).toBe(true);
  });

  it("can be cancelled", async () => {
    const run = biofilm.predict({model: "M3", samples: samplesOf(2000)});
    run.cancel();
    await expect(run).rejects.toMatchObject({name: "AbortError"});
    expect(solver.open).toBe(0);
  });
});

function samplesOf(count: number): Float64Array[] {
  return [2, 1, 2, 1].map((value) => Float64Array.from({length: count}, (_, j) => value + j / 1e4));
}
