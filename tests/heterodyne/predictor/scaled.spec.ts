// The numbers that are learned: of the same correlation the same numbers, and back.
import {describe, expect, it} from "vitest";
import {drawTruth, STREAMS} from "../../../worker/heterodyne/predictor/laws.ts";
import {
  COUNT, fromScaled, PHI0, SCALED, toScaled, toScales
} from "../../../worker/heterodyne/predictor/scaled.ts"; // prettier-ignore
import {PARAMETERS} from "../../../worker/heterodyne/parameters.ts";
import {makeOracle} from "../oracle.ts";

const geometry = {q: 0.0054, dt: 0.1, frames: 40, semantics: "exact" as const};
const scales = toScales(geometry.q, geometry.dt, geometry.frames, 0);
/** f2 is not 0, phi0 is beyond 90, the reference is the faster one, and v is negative. */
const THETA = Float64Array.of(
  8000, -0.2, 100, 2000, -0.3, 50, -800, -0.2, -20, 0.4, -0.2, 1, 0.1, 177
); // prettier-ignore
const law = {scales, frames: 40, prior: new Map<number, readonly [number, number]>()};

describe("toScaled and fromScaled", () => {
  it("keep the correlation", () => {
    const back = fromScaled(toScaled(THETA, scales, "exact"), scales, "exact");
    for (const phi of [0, 45]) {
      const [a, b] = [THETA, back].map((theta) => makeOracle(geometry, theta, phi));
      for (const [i, j] of [
        [0, 1],
        [0, 39],
        [5, 20],
        [30, 33]
      ])
        // prettier-ignore
        expect(b.c(i, j)).toBeCloseTo(a.c(i, j), 11);
    }
    expect(back[11]).toBe(0);
    expect(back[3]).toBeGreaterThan(back[0]);
    expect(back[6]).toBeGreaterThan(0);
    expect(back[13]).toBeCloseTo(-3, 12);
  });

  it("do nothing more the second time", () => {
    for (let m = 0; m < 200; m++) {
      const truth = drawTruth(law, 1, STREAMS.truth, m);
      const scaled = toScaled(truth, scales, "exact");
      const again = toScaled(fromScaled(scaled, scales, "exact"), scales, "exact");
      for (let t = 0; t < COUNT; t++) expect(again[t], SCALED[t]).toBeCloseTo(scaled[t], 8);
    }
  });

  it("have v2's sign of phi0", () => {
    const turned = THETA.slice();
    turned[13] = -turned[13];
    const scaled = toScaled(turned, scales, "v2");
    expect(scaled[PHI0]).toBeCloseTo(toScaled(THETA, scales, "exact")[PHI0], 12);
    expect(fromScaled(scaled, scales, "v2")[13]).toBeCloseTo(3, 12);
  });

  it("stay within the parameters' bounds whatever was predicted", () => {
    for (const value of [-50, 50]) {
      const theta = fromScaled(new Float64Array(COUNT).fill(value), scales, "exact");
      PARAMETERS.forEach(({bounds: [low, high]}, i) => {
        expect(theta[i]).toBeGreaterThanOrEqual(low);
        expect(theta[i]).toBeLessThanOrEqual(high);
      });
    }
  });
});

describe("drawTruth", () => {
  it("follows what a reader believes", () => {
    const prior = new Map<number, readonly [number, number]>([[7, [0.3, 0]], [0, [3000, 300]]]); // prettier-ignore
    const drawn = Array.from({length: 100}, (_, m) => drawTruth({...law, prior}, 1, 5, m));
    for (const theta of drawn) expect(theta[7]).toBeCloseTo(0.3, 9);
    // one of the two components is the one that was wished for, but where its offset leaves no rate
    const close = drawn.filter((theta) =>
      [0, 3].some((at) => theta[at] > 2250 && theta[at] < 3750)
    );
    expect(close.length).toBeGreaterThan(90);
  });

  it("fills both ends of the fraction and orders the components", () => {
    const drawn = Array.from({length: 300}, (_, m) =>
      toScaled(drawTruth(law, 1, STREAMS.truth, m), scales, "exact")
    );
    for (const at of [9, 10]) {
      const below = drawn.filter((scaled) => scaled[at] < 0.5).length;
      expect(below).toBeGreaterThan(100);
      expect(below).toBeLessThan(200);
    }
    expect(drawn.every((scaled) => scaled[3] >= scaled[0])).toBe(true);
  });
});
