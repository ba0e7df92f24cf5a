// Where a robust loss is least, on a few elements: by steps that never climb.
import {describe, expect, test} from "vitest";
import {Location} from "../../../worker/heterodyne/gram/location.ts";

interface Element {
  t: number;
  e: number;
}

type Rho = (z: number) => [value: number, slope: number, stiffness: number];

const softL1: Rho = (z) => {
  const s = 1 / Math.sqrt(1 + z);
  return [2 / s - 2, s, s ** 3];
};
const cauchy: Rho = (z) => [Math.log1p(z), 1 / (1 + z), (1 - z) / (1 + z) ** 2];

/** The sums of LOSSES of these elements. */
function sumUp(all: Element[], rho: Rho, contrast: number, shift: number): Float64Array {
  const sums = new Float64Array(9);
  for (const {t, e} of all) {
    const r = e - contrast * t - shift;
    const [value, slope, stiffness] = rho(r * r);
    const terms = [value, slope * r, slope * r * t, slope, slope * t, slope * t * t];
    [...terms, stiffness, stiffness * t, stiffness * t * t].forEach((term, k) => (sums[k] += term));
  }
  return sums;
}

function locate(all: Element[], rho: Rho, start: {contrast: number; shift: number}) {
  const location = new Location(start, 1);
  const costs: number[] = [];
  while (!location.isDone) {
    const sums = sumUp(all, rho, location.contrast, location.shift);
    costs.push(sums[0]);
    location.take(sums);
  }
  return {location, costs};
}

const line = (outliers: number[]): Element[] =>
  Array.from({length: 60}, (_, k) => {
    const t = -((k * 7) % 60) / 60;
    return {t, e: 2 * t + 0.5 + 0.1 * Math.sin(3 * k) + (outliers[k] ?? 0)};
  });

describe("contrast and shift of a robust loss", () => {
  test.each([
    {name: "soft_l1", rho: softL1},
    {name: "cauchy", rho: cauchy}
  ])("$name: no sum is left that would move them", ({rho}) => {
    const all = line([40, -3, 0, 7, 25]);
    const {location} = locate(all, rho, {contrast: 1, shift: 0});
    const sums = sumUp(all, rho, location.contrast, location.shift);
    expect(Math.abs(sums[1])).toBeLessThan(1e-11);
    expect(Math.abs(sums[2])).toBeLessThan(1e-11);
    expect(location.passes).toBeLessThan(15);
    expect(location.contrast).toBeCloseTo(2, 0);
  });

  test("a step that climbs is taken back", () => {
    // far from all elements soft_l1 is nearly straight, and Newton's step is far too long
    const all = line([]);
    const {location, costs} = locate(all, softL1, {contrast: 2, shift: 4});
    const climbs = costs.filter((cost, k) => k > 0 && cost > costs[k - 1]);
    expect(climbs.length).toBeGreaterThan(0);
    const sums = sumUp(all, softL1, location.contrast, location.shift);
    expect(Math.abs(sums[1])).toBeLessThan(1e-11);
    expect(location.shift).toBeCloseTo(0.5, 1);
    expect(location.passes).toBeLessThan(30);
  });

  test("one correlation alone tells no contrast", () => {
    const all = [1, 2, 4].map((e) => ({t: -0.5, e}));
    const {location} = locate(all, softL1, {contrast: 0, shift: 0});
    expect(location.contrast).toBe(0);
    expect(location.shift).toBeGreaterThan(1);
  });

  test("sums that are no numbers end it", () => {
    const location = new Location({contrast: 1, shift: 0}, 1);
    location.take(new Float64Array(9).fill(NaN));
    expect(location.isDone).toBe(true);
  });
});
