import {describe, expect, it} from "vitest";
import {oneTime} from "../../../worker/heterodyne/homodyne/oneTime.ts";
import {apart} from "./pairs.ts";

/** y = qvτ and π²/(16y)·|erf(√(4iy/π))|², by mpmath with 30 digits. */
const FLOW = [
  [1e-6, 0.9999999999998559],
  [0.3, 0.98710276352474399],
  [1.7, 0.65130083475572773],
  [4.7, 0.083269006936405809],
  [4.95, 0.089564291397484817],
  [6, 0.12724179143803596],
  [20, 0.028089153925670457],
  [40, 0.015198910429598772],
  [1e4, 6.2274805490968626e-5]
];

describe("forms of one-time correlations", () => {
  it.each(FLOW)("flow at qvτ = %d", (y, value) => {
    const [g] = oneTime.flow({contrast: 1, rate: 0, q: 0.01, v: -100, baseline: 0}, [y]);
    expect(apart([g], [value])).toBeLessThan(2e-13);
  });

  it("flow with diffusion and vibration", () => {
    const wish = {contrast: 0.2, rate: 0.3, q: 0.01, v: 100};
    const [still, g] = [0, 0.1].map((vibration) => oneTime.flow({...wish, vibration, frequency: 2}, [0, 1.7])); // prettier-ignore
    expect(apart(still, [1.2, 1 + 0.2 * Math.exp(-2 * 0.3 * 1.7) * 0.65130083475572773])).toBeLessThan(1e-14); // prettier-ignore
    expect(apart([g[1] - 1], [(still[1] - 1) * (1 + 0.1 * Math.cos(6.8 * Math.PI))])).toBeLessThan(1e-13); // prettier-ignore
  });

  it("single and double", () => {
    const tau = [0, 0.5, 3];
    const single = oneTime.single({contrast: 0.2, time: 2, stretch: 1.5}, tau);
    const expected = tau.map((t) => 1 + 0.2 * Math.exp(-2 * (t / 2) ** 1.5));
    expect(apart(single, expected)).toBeLessThan(1e-15);
    const both = {contrast: 0.2, time: 2, stretch: 1.5, time2: 7, stretch2: 0.8};
    expect(apart(oneTime.double({...both, share: 1}, tau), expected)).toBeLessThan(1e-15);
    const mixed = tau.map((t) => 1 + 0.2 * (0.3 * Math.exp(-((t / 2) ** 1.5)) + 0.7 * Math.exp(-((t / 7) ** 0.8))) ** 2); // prettier-ignore
    expect(apart(oneTime.double({...both, share: 0.3}, tau), mixed)).toBeLessThan(1e-15);
  });

  it("refuses what is missing", () => {
    const {single, flow} = oneTime;
    expect(() => single({contrast: 1} as never, [0])).toThrow("heterodyne.oneTime.single: expected time as a number, got undefined"); // prettier-ignore
    expect(() => single({contrast: 1, time: 0}, [0])).toThrow("expected time finite and above 0, got 0"); // prettier-ignore
    expect(() => flow({contrast: 1, rate: 1, q: 1, w: 2} as never, [0])).toThrow('unknown field "w"'); // prettier-ignore
  });
});
