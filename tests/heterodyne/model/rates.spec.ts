// J(t), v(t), x(t) and their bands; how far the programs are from the continuous model.
import {describe, expect, it} from "vitest";
import {makeDifferences} from "../../../worker/heterodyne/model/differences.ts";
import {makeRates} from "../../../worker/heterodyne/model/rates.ts";
import type {RatesOptions, Semantics} from "../../../worker/heterodyne/types.ts";
import {makeOracle, SETS} from "../oracle.ts";

const rates = makeRates();
const differences = makeDifferences();
const TIMES = {dt: 0.1, frames: 12};

/** A covariance with correlations: LLᵀ of a lower triangle, scaled as parameters are. */
function makeCovariance(): Float64Array {
  const scale = [50, 0.02, 3, 80, 0.03, 2, 40, 0.01, 1, 0.02, 0.01, 0.5, 0.02, 1];
  const lower = (i: number, k: number): number =>
    k > i ? 0 : scale[i] * (i === k ? 1 : 0.3 * Math.sin(i + 2 * k));
  return Float64Array.from({length: 196}, (_, at) => {
    const [i, j] = [Math.floor(at / 14), at % 14];
    let sum = 0;
    for (let k = 0; k < 14; k++) sum += lower(i, k) * lower(j, k);
    return sum;
  });
}

describe("heterodyne.rates", () => {
  it("has times, rates and the fraction of each frame", async () => {
    const {t, J_ref, J_sample, v, x, D_ref, D_sample, errors} = await rates(SETS.B, TIMES);
    expect(t.length).toBe(12);
    t.forEach((time, k) => {
      expect(time).toBeCloseTo(0.1 * (k + 0.5), 14);
      expect(J_ref[k] / (2000 * Math.pow(time, -0.3) + 50)).toBeCloseTo(1, 13);
      expect(J_sample[k] / (8000 * Math.pow(time, -0.2) + 100)).toBeCloseTo(1, 13);
      expect(v[k] / (5000 * Math.pow(time, -0.4) + 20)).toBeCloseTo(1, 13);
      expect(x[k]).toBeCloseTo(0.4 * Math.exp(-0.2 * (time - 1)) + 0.1, 13);
      expect([D_ref[k], D_sample[k]]).toEqual([J_ref[k] / 2, J_sample[k] / 2]);
    });
    expect(errors).toBeUndefined();
  });

  it("takes J = 6·D where asked, a record of parameters, and a whole scan as the times", async () => {
    const scan = {...TIMES, q: 0.0054, phi: [0], data: [], divisor: 6} as RatesOptions;
    const {J_ref, D_ref, x} = await rates({D0_ref: 600, f0: 2}, scan);
    expect(J_ref[3]).toBeCloseTo(600, 10);
    expect(D_ref[3]).toBeCloseTo(100, 10);
    expect(x[3]).toBe(1);
  });

  it("holds J at its floor, and has the programs' times", async () => {
    const theta = {D0_ref: 10, D_offset_ref: -20, alpha_ref: -0.5, v0: -3, beta: -0.5};
    const [exact, v1, v2] = await Promise.all(
      (["exact", "v1", "v2"] as const).map((semantics) =>
        rates(theta, {...TIMES, semantics, firstFrame: 4})
      )
    );
    expect([exact, v1, v2].map(({t}) => Math.round(t[0] * 1e12) / 1e12)).toEqual([0.45, 0, 0.4]);
    expect([exact, v1, v2].map(({J_ref}) => J_ref[9])).toEqual([0, 1e-10, 0]);
    const still = await rates({D0_ref: 7, D_offset_ref: 1}, {...TIMES, semantics: "v1"});
    expect(still.J_ref[0]).toBe(8);
    // without t^p at t = 0 the offset is all there is: J is floored, v is not
    expect(v1.J_ref[0]).toBe(1e-10);
    expect(v1.v[0]).toBe(0);
    expect(exact.v[0]).toBeLessThan(0);
  });

  it("has the band of a covariance, to first order", async () => {
    const covariance = makeCovariance();
    const theta = SETS.B.slice();
    const {errors} = await rates({theta, covariance}, TIMES);
    for (const name of ["J_ref", "J_sample", "v", "x", "D_ref"] as const) {
      const slopes: Float64Array[] = [];
      for (let p = 0; p < 14; p++) {
        const step = 1e-5 * Math.max(1, Math.abs(theta[p]));
        const moved = async (change: number) =>
          (await rates(theta.map((value, k) => (k === p ? value + change : value)), TIMES))[name]; // prettier-ignore
        const [up, down] = [await moved(step), await moved(-step)];
        slopes.push(up.map((value, k) => (value - down[k]) / (2 * step)));
      }
      for (const k of [0, 5, 11]) {
        let variance = 0;
        for (let a = 0; a < 14; a++)
          for (let b = 0; b < 14; b++)
            variance += slopes[a][k] * slopes[b][k] * covariance[14 * a + b];
        expect(errors![name][k] / Math.sqrt(variance)).toBeCloseTo(1, 6);
      }
    }
  });

  it("has bands where the data cannot tell what plays no part", async () => {
    const covariance = makeCovariance().map((value, at) => (at % 14 === 11 || Math.floor(at / 14) === 11 ? NaN : value)); // prettier-ignore
    const still = SETS.B.map((value, k) => (k === 10 ? 0 : value));
    const {errors} = await rates(still, {...TIMES, covariance});
    expect(errors!.x.every((value) => value > 0)).toBe(true);
    const moving = await rates(SETS.B, {...TIMES, covariance});
    expect(moving.errors!.x.every(Number.isNaN)).toBe(true);
    expect(moving.errors!.v.every((value) => value > 0)).toBe(true);
  });

  it.each([
    [{covariance: [1]}, "heterodyne.rates: expected covariance with 14×14 numbers, got 1"],
    [{divisor: 3}, "heterodyne.rates: expected divisor as 2 or 6, got 3"],
    [{frames: 0}, "heterodyne.rates: expected frames as an integer from 2 to 10000, got 0"],
    [{dtt: 1}, 'heterodyne.rates: unknown field of the geometry "dtt" (did you mean dt?)']
  ])("refuses %j", (change, message) => {
    expect(() => rates(SETS.B, {...TIMES, ...change} as RatesOptions)).toThrow(message);
  });
});

describe("heterodyne.differences", () => {
  const GEOMETRY = {q: 0.0054, dt: 0.1, frames: 30, phi: [30, -80]};

  it("finds the largest distance from the continuous model, of the same flow", async () => {
    const rows = await differences(SETS.B, GEOMETRY);
    expect(rows.map(({semantics}) => semantics)).toEqual(["v1", "v2", "xpcsjax"]);
    const matrix = (semantics: Semantics, phi: number, phi0: number) => {
      const theta = SETS.B.map((value, k) => (k === 13 ? phi0 : value));
      return makeOracle({...GEOMETRY, semantics}, theta, phi).matrix();
    };
    for (const {semantics, largest, angles} of rows) {
      for (const [k, {phi, largest: here, frames, rms}] of angles.entries()) {
        expect(phi).toBe(GEOMETRY.phi[k]);
        const own = matrix(semantics, phi, semantics === "v1" ? -3 : 3);
        const apart = matrix("exact", phi, -3).map((value, at) => Math.abs(value - own[at]));
        expect(here).toBeCloseTo(Math.max(...apart), 12);
        expect(apart[30 * frames[0] + frames[1]]).toBeCloseTo(here, 12);
        const mean = apart.reduce((sum, value) => sum + value * value, 0) / 900;
        expect(rms).toBeCloseTo(Math.sqrt(mean), 12);
        expect(here).toBeGreaterThan(1e-3);
      }
      expect(largest).toBe(Math.max(...angles.map((angle) => angle.largest)));
    }
  });

  it("counts the sign of φ0 in where asked, which is no matter of v1", async () => {
    const turned = await differences(SETS.B, GEOMETRY);
    const kept = await differences(SETS.B, GEOMETRY, {phi0: "kept"});
    expect(kept[0]).toEqual(turned[0]);
    expect(kept[1].angles[1].largest).toBeGreaterThan(1.5 * turned[1].angles[1].largest);
  });

  it("goes to nothing with the interval", async () => {
    const [coarse, fine] = await Promise.all(
      [1, 16].map((parts) =>
        differences(SETS.C, {...GEOMETRY, dt: 0.1 / parts, frames: 16 * parts, phi: 30})
      )
    );
    fine.slice(0, 2).forEach(({largest}, k) => expect(largest).toBeLessThan(coarse[k].largest / 8));
  });

  it("refuses options that it does not have", () => {
    expect(() => differences(SETS.B, GEOMETRY, {phi0: "as is" as "kept"})).toThrow(
      'heterodyne.differences: expected phi0 as one of "turned", "kept", got "as is"'
    );
  });
});
