import {describe, expect, it} from "vitest";
import {observationSteps} from "../../worker/biofilm/grid.ts";
import {numpyNormals} from "../../worker/biofilm/numpyNoise.ts";
import {column, makePart} from "./part.ts";

const {biofilm, solver} = makePart();

const noiseOf = ({data, exact}: {data: Float64Array[]; exact: Float64Array[]}) =>
  data.map((y, i) => y.map((x, t) => x - exact[i][t]));
const flat = (vectors: Float64Array[]) => vectors.flatMap((y) => [...y]);
const rms = (values: number[]) =>
  Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);

describe("observation steps", () => {
  it("are the original's", () => {
    const M1 = Array.from({length: 20}, (_, k) => 125 * (k + 1));
    expect([...observationSteps("x", 2500, 20)]).toEqual(M1);
    expect([...observationSteps("x", 5000, 20)]).toEqual(M1.map((step) => 2 * step));
    const M3 = "37 74 112 149 187 224 262 299 337 374 412 449 487 524 562 599 637 674 712 750";
    expect([...observationSteps("x", 750, 20)].join(" ")).toBe(M3);
  });

  it("may be fewer or other ones", async () => {
    expect([...observationSteps("x", 750, 5)]).toEqual([37, 215, 393, 571, 750]);
    expect([...observationSteps("x", 100, 1)]).toEqual([5]);
    // the last is the last also where rounding falls short of it
    expect(observationSteps("x", 91, 20)[19]).toBe(91);
    const sparse = await biofilm.data({model: "M3", at: [40, 700]});
    expect([...sparse.at]).toEqual([40, 700]);
    expect(column(sparse.data, 1)).toHaveLength(4);
  });

  it("are refused where there are not so many", () => {
    expect(() => observationSteps("x", 20, 21)).toThrow("count as an integer from 1 to 20");
    expect(() => observationSteps("x", 100, 97)).toThrow("count of at most 96, the steps from 5");
  });
});

describe("biofilm.data", () => {
  it("repeats the original's noise", async () => {
    const M1 = noiseOf(await biofilm.data({model: "M1", noiseSource: "numpy"}));
    const first = [...column(M1, 0), ...column(M1, 1)];
    const expected = [0.002483571, -0.000691322, 0.003238443, 0.007615149];
    first.forEach((z, k) => expect(z).toBeCloseTo(expected[k], 9));
    const M2 = noiseOf(await biofilm.data({model: "M2", noiseSource: "numpy"}));
    expect(M2[0][0]).toBeCloseTo(0.003692333, 9);
    expect(M2[1][0]).toBeCloseTo(0.000856841, 9);
    const M3 = noiseOf(await biofilm.data({model: "M3", noiseSource: "numpy"}));
    expect(M3[0][0]).toBeCloseTo(-0.001098359, 9);
    expect(M3[1][0]).toBeCloseTo(0.001785563, 9);
  });

  it("draws like NumPy for other seeds, past the generator's first 624 words", () => {
    // numpy.random.seed(7); numpy.random.randn(400)[[0, 1, 398, 399]]
    const z = numpyNormals(7, 0, 400);
    const expected = [
      1.690525703800356, -0.4659373705408328, 1.542483150268954, 1.0795458454539222
    ];
    [0, 1, 398, 399].forEach((at, k) => expect(z[at]).toBeCloseTo(expected[k], 14));
    expect([...numpyNormals(7, 3, 5)]).toEqual([...z.slice(3, 8)]);
  });

  it("has noise of the wished size that depends on seed and case only", async () => {
    const one = await biofilm.data({model: "M1", at: range(1, 400), noise: 0.01});
    expect(rms(flat(noiseOf(one))) / 0.01).toBeGreaterThan(0.93);
    expect(rms(flat(noiseOf(one))) / 0.01).toBeLessThan(1.07);
    const again = await biofilm.data({model: "M1", at: range(1, 400), noise: 0.01, seed: 1});
    const other = await biofilm.data({model: "M1", at: range(1, 400), noise: 0.01, seed: 2});
    expect(again.data).toEqual(one.data);
    expect(other.data).not.toEqual(one.data);
    expect(other.exact).toEqual(one.exact);
    const [M1, M2] = await Promise.all(
      (["M1", "M2"] as const).map((model) => biofilm.data({model, count: 3}))
    );
    expect(noiseOf(M1)[0][0]).not.toBeCloseTo(noiseOf(M2)[0][0], 9);
  });

  it("has none where none is wished", async () => {
    const {data, exact, t, model} = await biofilm.data({model: "M3", noise: 0});
    expect(data).toEqual(exact);
    expect(data[0]).not.toBe(exact[0]);
    expect(t.at(-1)).toBeCloseTo(0.075, 15);
    expect(model).toBe("M3");
  });

  it("draws θ anew for each time in realisations, as widely as cov says", async () => {
    const at = range(201, 320);
    const {variance} = await biofilm.sensitivity({model: "M1", at});
    const wish = {model: "M1", at, kind: "realisations"} as const;
    const made = await biofilm.data(wish);
    const z = noiseOf(made).map((r, i) => r.map((x, t) => x / Math.sqrt(variance[i][t])));
    expect(rms(flat(z))).toBeGreaterThan(0.8);
    expect(rms(flat(z))).toBeLessThan(1.2);
    // independent from time to time: the products of neighbours have no sign of their own
    const product = [...z[0]].reduce((sum, x, t) => sum + (t > 0 ? x * z[0][t - 1] : 0), 0);
    expect(Math.abs(product / z[0].length)).toBeLessThan(0.3);
    const still = await biofilm.data({...wish, at: [300], cov: 0});
    expect(still.data).toEqual(still.exact);
    expect(solver.open).toBe(0);
  });

  it("rejects where the model cannot be solved", async () => {
    const theta = {...biofilm.truth, a11: 1e300};
    await expect(biofilm.data({model: "M1", theta})).rejects.toThrow("unsupported theta");
  });
});

function range(first: number, last: number): number[] {
  return Array.from({length: last - first + 1}, (_, k) => first + k);
}
