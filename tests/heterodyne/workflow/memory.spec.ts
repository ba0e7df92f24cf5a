import {describe, expect, it} from "vitest";
import {
  estimateMemory,
  memory,
  planMemory,
  toEvery
} from "../../../worker/heterodyne/workflow/memory.ts";

describe("memory", () => {
  it("is counted before anything runs", () => {
    // 3 × 1000² doubles, and half of that packed
    expect(estimateMemory({frames: 1000, angles: 3})).toEqual({
      data: 24e6,
      sums: 12e6,
      scenarios: 0,
      total: 36e6
    });
    expect(estimateMemory({frames: 1000, angles: 3, scenarios: 10}).scenarios).toBe(360e6);
    expect(estimateMemory({frames: 1000, angles: 3, every: 2}).sums).toBe(9e6);
  });

  it("is not told of what is no measurement", () => {
    expect(memory({frames: 1000, angles: 3})).toEqual(estimateMemory({frames: 1000, angles: 3}));
    const ask = (wish: object | undefined) => () =>
      memory(wish as {frames: number; angles: number});
    expect(ask(undefined)).toThrow("heterodyne.memory: expected a record with frames and angles");
    expect(ask({frame: 100, angles: 3})).toThrow('unknown option "frame" (did you mean frames?)');
    expect(ask({frames: -1, angles: 3})).toThrow("expected frames as an integer from 1");
    expect(ask({frames: 100})).toThrow("expected angles as a number, got undefined");
    expect(ask({frames: 100, angles: 3, every: 0})).toThrow("expected every as an integer from 1");
  });

  it("that does not do is an error that says what would", () => {
    const wish = {frames: 1000, angles: 3, scenarios: 10};
    expect(planMemory("fit", wish, 400e6, false).every).toBe(1);
    expect(() => planMemory("fit", wish, 300e6, false)).toThrow(
      "fit: expected at most 300000000 bytes (memory_limit_gb), got 396000000 of 1000 frames and 3 angles: give a higher memory_limit_gb, low_memory_mode, fewer frames, angles or scenarios"
    );
  });

  it("makes do with fewer frames in low-memory mode", () => {
    const plan = planMemory("fit", {frames: 1000, angles: 3, scenarios: 10}, 100e6, true);
    expect(plan.every).toBe(3);
    expect(plan.estimate.total).toBeLessThanOrEqual(100e6);
    expect(() => planMemory("fit", {frames: 1000, angles: 3}, 20e6, true)).toThrow(
      /give a higher memory_limit_gb, fewer frames \(start_frame, end_frame\) or fewer angles$/
    );
  });
});

describe("the original's subsampling", () => {
  it("keeps all frames of small measurements", () => {
    expect(toEvery({points: 100_000, every: 4}, 150, 4)).toBe(1);
    expect(toEvery(undefined, 5000, 4)).toBe(1);
  });

  it("thins the example of its documentation to 2·167²", () => {
    const every = toEvery({points: 100_000, every: 4}, 2000, 2);
    expect(every).toBe(12);
    expect(2 * Math.ceil(2000 / every) * Math.ceil(2000 / every)).toBe(55_778);
  });
});
