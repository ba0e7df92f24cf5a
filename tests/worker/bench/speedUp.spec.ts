import {describe, expect, it} from "vitest";
import {makeBench} from "../../../worker/bench/bench.ts";
import {speedUp, toThreadCounts} from "../../../worker/bench/speedUp.ts";

function makeStopwatch() {
  let ms = 0;
  return {now: () => ms, collect: () => undefined, spend: (amount: number) => void (ms += amount)};
}

describe("bench.speedUp", () => {
  it("gives medians, and speed-ups within each round", async () => {
    const watch = makeStopwatch();
    const order: number[] = [];
    let calls = 0;
    const rows = await speedUp(
      (threads) => {
        order.push(threads);
        // the machine gets slower from round to round, alike for all
        const round = Math.floor(calls++ / 3);
        watch.spend((12 * (1 + round)) / threads);
      },
      {threads: [2, 1, 4], runs: 3, warmup: 0},
      watch
    );
    expect(order).toEqual([2, 1, 4, 1, 4, 2, 4, 2, 1]);
    expect(rows).toEqual([
      {threads: 2, median: 12, ratio: 1, spread: {p10: 1, p90: 1}, times: [6, 12, 18]},
      {threads: 1, median: 24, ratio: 0.5, spread: {p10: 0.5, p90: 0.5}, times: [12, 24, 36]},
      {threads: 4, median: 6, ratio: 2, spread: {p10: 2, p90: 2}, times: [3, 6, 9]}
    ]);
  });

  it("shows how far the rounds differ", async () => {
    const watch = makeStopwatch();
    let round = 0;
    const rows = await speedUp(
      (threads) =>
        watch.spend(threads === 1 ? 10 : 10 / [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11][round++]),
      {threads: [1, 2], runs: 11, warmup: 0},
      watch
    );
    expect(rows[1].ratio).toBeCloseTo(6, 12);
    expect(rows[1].spread.p10).toBeCloseTo(2, 12);
    expect(rows[1].spread.p90).toBeCloseTo(10, 12);
  });

  it("tries powers of two and all threads when not told which", async () => {
    expect([1, 2, 3, 8, 12].map(toThreadCounts)).toEqual([
      [1],
      [1, 2],
      [1, 2, 3],
      [1, 2, 4, 8],
      [1, 2, 4, 8, 12]
    ]);
    const seen = new Set<number>();
    const rows = await makeBench({threads: 3}).speedUp((threads) => seen.add(threads), {runs: 1});
    expect([...seen]).toEqual([1, 2, 3]);
    expect(rows.map(({threads}) => threads)).toEqual([1, 2, 3]);
  });

  it.each([
    [[], "expected different numbers in threads, got []"],
    [[1, 2, 1], "expected different numbers in threads, got [1, 2, 1]"],
    [[0], "expected threads as an integer from 1 to 1024, got 0"],
    ["2", "expected threads as an array of numbers"]
  ])("refuses %j", async (threads, message) => {
    await expect(speedUp(() => 1, {threads: threads as number[]})).rejects.toThrow(message);
  });
});
