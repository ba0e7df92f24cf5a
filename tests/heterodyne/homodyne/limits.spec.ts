// What the siblings must be where the answer is known without computing them.
import {describe, expect, it} from "vitest";
import {homodyneC2} from "../../../worker/heterodyne/homodyne/c2.ts";
import type {HomodyneForm} from "../../../worker/heterodyne/homodyne/types.ts";
import {makeC2} from "../../../worker/heterodyne/model/c2.ts";
import {apart, FORMS} from "./pairs.ts";

const AT = {q: 0.0054, dt: 0.1, frames: 70, firstFrame: 2, phi: [0, 50]};

/** 1 − c of small Φ, in units of Φ². */
const BENDS: [HomodyneForm, number][] = [
  ["paper", 1 / 3],
  ["v1", 2 / 3],
  ["v2", 2 / (3 * Math.PI ** 2)]
];

describe("limits", () => {
  it.each(["exact", "v1"] as const)(
    "static is the heterodyne model without sample, %s",
    async (semantics) => {
      const form = semantics === "v1" ? "v1" : "paper";
      const J = [2000, -0.3, 50];
      const [c] = await homodyneC2(J, {...AT, model: "static", form});
      const whole = [...J, 700, 0.1, 3, 900, 0, 1, 0, 0, 0, 0, 0];
      const [same] = await makeC2()(whole, {...AT, semantics});
      expect(apart(c, same)).toBeLessThan(1e-13);
    }
  );

  it.each(BENDS)("form %s at small Φ: 1 − %d·Φ²", async (form, bend) => {
    const [q, gap, shear] = [0.0054, 2e3, 0.05];
    const [c] = await homodyneC2(
      {D0: 0, alpha: 0, D_offset: 0, gamma_dot_t0: shear, beta: 0, gamma_dot_t_offset: 0, phi0: 10},
      {...AT, model: "laminar", gap, form, frames: 5, phi: 40}
    );
    for (const lag of [1, 2, 3]) {
      const Phi = 0.5 * q * gap * Math.cos(Math.PI / 6) * shear * lag * AT.dt;
      expect(Phi).toBeLessThan(0.1);
      expect(Math.abs((1 - c[lag]) / (Phi * Phi) - bend)).toBeLessThan(0.2 * Phi * Phi + 1e-6);
    }
  });

  it.each(FORMS)("laminar across the flow is static: %s, %s", async (form, integrals) => {
    const J = [2000, -0.3, 50];
    const geometry = {...AT, form, integrals, phi: 92};
    const [c] = await homodyneC2([...J, 2e-3, -0.2, 1e-4, 2], {...geometry, model: "laminar", gap: 2e6}); // prettier-ignore
    const [still] = await homodyneC2(J, {...geometry, model: "static"});
    expect(apart(c, still)).toBeLessThan(1e-11);
  });

  it.each(FORMS)(
    "symmetric, 1 on the diagonal and between 0 and 1: %s, %s",
    async (form, integrals) => {
      const theta = [2000, -0.3, 50, 2e-3, -0.2, 1e-4, 2];
      const matrices = await homodyneC2(theta, {
        ...AT,
        model: "laminar",
        gap: 2e6,
        form,
        integrals
      });
      const n = AT.frames;
      for (const c of matrices) {
        for (let i = 0; i < n; i++) {
          expect(Math.abs(c[i * n + i] - 1)).toBeLessThan(form === "v2" ? 1e-7 : 1e-15);
          for (let j = 0; j < i; j++) expect(c[i * n + j]).toBe(c[j * n + i]);
        }
        expect(c.every((value) => value >= 0 && value <= 1)).toBe(true);
      }
    }
  );

  it("continuous integrals do not depend on how finely time is cut", async () => {
    const theta = [2000, -0.3, 50, 2e-3, -0.2, 1e-4, 2];
    const wish = {q: 0.0054, phi: 30, model: "laminar", gap: 2e6} as const;
    // middles of 3 short frames: every third of them is the middle of a long one
    const [fine] = await homodyneC2(theta, {...wish, dt: 0.1, frames: 60});
    const [coarse] = await homodyneC2(theta, {...wish, dt: 0.3, frames: 20});
    const picked = coarse.map((_, k) => fine[(3 * Math.floor(k / 20) + 1) * 60 + 3 * (k % 20) + 1]);
    expect(apart(coarse, picked)).toBeLessThan(1e-12);
  });

  it("decays that vanish are 0, and nothing is NaN", async () => {
    const [c] = await homodyneC2([1e6, 2, 0], {...AT, dt: 10, frames: 300, model: "static"});
    expect(c[1]).toBeLessThan(1e-3);
    expect(c[299]).toBe(0);
    expect(c.some(Number.isNaN)).toBe(false);
  });
});

describe("refusals", () => {
  const geometry = {...AT, model: "laminar", gap: 2e6} as const;
  const cases: [string, () => unknown][] = [
    ['heterodyne.homodyne.c2: expected model as one of "static", "laminar", got "shear"', () => homodyneC2([1, 0, 0], {...geometry, model: "shear" as "static"})],
    ["heterodyne.homodyne.c2: expected gap (Å, of the laminar model) as a number, got undefined", () => homodyneC2([], {...AT, model: "laminar"})],
    ["heterodyne.homodyne.c2: expected theta as 7 numbers for the laminar model, got 3", () => homodyneC2([1, 2, 3], geometry)],
    ['heterodyne.homodyne.c2: unknown parameter "alpa" (did you mean alpha?)', () => homodyneC2({alpa: 1} as object, geometry)],
    ["heterodyne.homodyne.c2: expected theta's alpha to be finite, got NaN", () => homodyneC2({alpha: NaN}, geometry)],
    ['heterodyne.homodyne.c2: unknown parameter "phi0"', () => homodyneC2({phi0: 1}, {...geometry, model: "static"})],
    ['heterodyne.homodyne.c2: expected no semantics, got "v1" (say form: "paper", "v1" or "v2" instead)', () => homodyneC2({}, {...geometry, semantics: "v1"} as typeof geometry)],
    ['heterodyne.homodyne.c2: expected integrals "trapezoid" with form "paper" only, got form "v1", which has sums of its own', () => homodyneC2({}, {...geometry, form: "v1", integrals: "trapezoid"})]
  ]; // prettier-ignore

  it.each(cases)("%s", (message, call) => expect(call).toThrow(message));
});
