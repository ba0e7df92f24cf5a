// χ² and fits of the siblings, on scans made of them.
import {describe, expect, it} from "vitest";
import {makeHomodyneChi2} from "../../../worker/heterodyne/homodyne/chi2.ts";
import {makeHomodyneFit} from "../../../worker/heterodyne/homodyne/fit.ts";
import {HOMODYNE_PARAMETERS} from "../../../worker/heterodyne/homodyne/parameters.ts";
import type {HomodyneForm, HomodyneScan} from "../../../worker/heterodyne/homodyne/types.ts";
import {apart, LAMINAR, makeModel, noise, STATIC, toMatrix} from "./pairs.ts";

const N = 32;
const PHI = [0, 45, 80];
const SIGMA = 0.0005;
const AT = {q: 0.0054, dt: 0.1, frames: N, phi: PHI, gap: 2e6};

const chi2 = makeHomodyneChi2();
const fit = makeHomodyneFit();

/** Noise of deviation SIGMA, the same on both sides of the diagonal. */
function makeScan(model: "static" | "laminar", form: HomodyneForm = "paper"): HomodyneScan {
  const pairs = makeModel({model, form, frames: N, firstFrame: 0});
  const theta = model === "static" ? STATIC : LAMINAR;
  const data = PHI.map((phi, a) => {
    const u = noise(N * N, a);
    return toMatrix(pairs, theta, phi).map((c, k) => {
      const [i, j] = [Math.floor(k / N), k % N].sort((x, y) => x - y);
      return 1 + 0.02 * a + 0.3 * c + SIGMA * Math.sqrt(3) * u[i * N + j];
    });
  });
  return {...AT, model, form, data};
}

describe("chi2", () => {
  it("has the statistics of the heterodyne one, with its own number of parameters", async () => {
    const scan = makeScan("laminar");
    const {angles, gradient, ...means} = await chi2(LAMINAR, scan, {gradient: true, angles: [[-10, 50]]}); // prettier-ignore
    expect(angles.map(({phi}) => phi)).toEqual([0, 45]);
    for (const [a, angle] of angles.entries()) {
      const spread = deviation(scan.data[a]);
      const c = toMatrix(makeModel({frames: N, firstFrame: 0}), LAMINAR, PHI[a]);
      const ssr = c.reduce((sum, t, k) => sum + (scan.data[a][k] - angle.contrast * t - angle.offset) ** 2, 0); // prettier-ignore
      expect(apart([angle.sigma], [0.1 * spread])).toBeLessThan(1e-12);
      expect(apart([angle.chi2], [ssr / angle.sigma ** 2])).toBeLessThan(1e-10);
      expect(apart([angle.reduced], [angle.chi2 / (N * N - 7)])).toBeLessThan(1e-14);
      expect(Math.abs(angle.contrast - 0.3)).toBeLessThan(4 * angle.contrastError);
      expect(Math.abs(angle.noiseReduced - 1)).toBeLessThan(0.5);
    }
    expect(means.chi2).toBe((angles[0].chi2 + angles[1].chi2) / 2);
    const h = 1e-4;
    const at = async (alpha: number) => (await chi2(LAMINAR.with(1, alpha), scan, {angles: [0, 45]})).chi2; // prettier-ignore
    const slope = ((await at(-0.3 + h)) - (await at(-0.3 - h))) / (2 * h);
    expect(gradient).toHaveLength(7);
    expect(Math.abs(gradient![1] - slope)).toBeLessThan(1e-5 * Math.abs(slope));
  });

  it("tells the forms apart", async () => {
    const scan = makeScan("laminar", "v1");
    const right = await chi2(LAMINAR, scan);
    const wrong = await chi2(LAMINAR, {...scan, form: "paper"});
    expect(right.noiseReduced).toBeLessThan(1.5);
    expect(wrong.noiseReduced).toBeGreaterThan(5);
  });

  it("takes names and defaults", async () => {
    const scan = makeScan("static");
    const named = await chi2({D0: 2000, alpha: -0.3}, scan);
    const listed = await chi2([2000, -0.3, HOMODYNE_PARAMETERS.static[2].default], scan);
    expect(named).toEqual(listed);
  });
});

const deviation = (data: ArrayLike<number>): number => {
  const all = Array.from(data);
  const mean = all.reduce((sum, e) => sum + e, 0) / all.length;
  return Math.sqrt(all.reduce((sum, e) => sum + (e - mean) ** 2, 0) / all.length);
};

describe("fit", () => {
  it.each(["lm", "trust"] as const)("finds the laminar model again: %s", async (method) => {
    const scan = makeScan("laminar");
    const start = {D0: 2600, alpha: -0.2, D_offset: 20, gamma_dot_t0: 2.3e-3, beta: -0.15, gamma_dot_t_offset: 0, phi0: 1}; // prettier-ignore
    const {theta, errors, status, active, byName, chi2: found} = await fit(scan, {start, method});
    expect(status).toBe("converged");
    expect(active).toHaveLength(7);
    expect(byName.phi0).toBe(theta[6]);
    expect(found).toBeLessThanOrEqual((await chi2(LAMINAR, scan)).chi2);
    theta.forEach((value, p) => {
      expect(errors[p]).toBeGreaterThan(0);
      expect(Math.abs(value - LAMINAR[p]), `parameter ${p}`).toBeLessThan(4 * errors[p]);
    });
    expect(errors[6]).toBeLessThan(0.1);
  });

  it("finds the static model again, from its defaults and with a loss that forgives", async () => {
    const scan = makeScan("static");
    const spoilt = {...scan, data: scan.data.map((matrix) => Float64Array.from(matrix, (e, k) => e + (k % 97 === 5 ? 0.5 : 0)))}; // prettier-ignore
    const start = [2400, -0.2, 20];
    const plain = await fit(scan);
    const robust = await fit(spoilt, {start, loss: "cauchy"});
    const misled = await fit(spoilt, {start});
    const off = (theta: Float64Array) => Math.abs(theta[1] - STATIC[1]);
    expect(plain.status).toBe("converged");
    plain.theta.forEach((value, p) => expect(Math.abs(value - STATIC[p])).toBeLessThan(4 * plain.errors[p])); // prettier-ignore
    expect(off(robust.theta)).toBeLessThan(0.1);
    expect(off(misled.theta)).toBeGreaterThan(2 * off(robust.theta));
  });

  it("says what alone is told where the exponent is 0", async () => {
    const {notes, errors} = await fit(makeScan("static"), {start: [2000, 0, 10], active: ["D0", "D_offset"]}); // prettier-ignore
    expect(notes.join()).toContain("with alpha at 0 only D0 + D_offset");
    expect(errors[0]).toBeNaN();
  });

  it("refuses the other models' words", () => {
    const scan = makeScan("static");
    expect(() => fit(scan, {active: ["phi0"]})).toThrow('unknown parameter in active "phi0"');
    expect(() => fit({...scan, model: "laminar", gap: -1})).toThrow("expected gap (Å, of the laminar model) finite and above 0, got -1"); // prettier-ignore
    expect(() => fit({...scan, semantics: "v2"} as HomodyneScan)).toThrow("expected no semantics");
  });
});
