import {createEngine} from "cuvette";
import {afterAll, beforeAll, expect, it} from "vitest";
import type {Engine} from "../../worker/api.ts";
import {
  BINS,
  CURVE,
  FIRST_DIGEST,
  FIRST_DROP,
  REACH,
  STEPS,
  simulateDrop
} from "../../web/ui/drop.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine({threads: 2});
});
afterAll(() => engine.close());

it("has the recorded bits", async () => {
  expect((await simulateDrop(engine, FIRST_DROP)).digest).toBe(FIRST_DIGEST);
});

it("follows the law of diffusion with drift", async () => {
  const {mean, spread, expected, shares, density, ways, positions} = await simulateDrop(engine, {
    ...FIRST_DROP,
    walkers: 50_000,
    seed: 7
  });
  expect(expected).toEqual({mean: 0.15 * 16, spread: Math.sqrt(2 * 0.3 * 16)});
  // five standard errors
  expect(Math.abs(mean - expected.mean)).toBeLessThan((5 * expected.spread) / Math.sqrt(50_000));
  expect(Math.abs(spread / expected.spread - 1)).toBeLessThan(5 / Math.sqrt(2 * 50_000));
  const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
  const inside = positions.filter((x) => Math.abs(x) < REACH).length / positions.length;
  expect(sum(shares) * ((2 * REACH) / BINS)).toBeCloseTo(inside, 10);
  // trapezoid rule against the share that theory puts within reach: Φ(2.4530) − Φ(−4.0022)
  const ends = (density[0] + density[CURVE - 1]) / 2;
  expect((sum(density) - ends) * ((2 * REACH) / (CURVE - 1))).toBeCloseTo(0.99288, 4);
  expect(ways[STEPS]).toBe(positions[0]);
});
