// Statistics, decimation and the way numbers are written.
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {makeEnvelope, toBand, toPath, widen} from "../../web/ui/inspect/decimate.ts";
import {toFacts} from "../../web/ui/inspect/drawProgress.ts";
import {
  formatBytes,
  formatNumber,
  formatRate,
  formatShort,
  formatSpan
} from "../../web/ui/inspect/formatNumber.ts";
import {makeHeatImage} from "../../web/ui/inspect/heatImage.ts";
import {countInto, gather, makeBins, walk} from "../../web/ui/inspect/statistics.ts";

describe("statistics", () => {
  it("are of the finite values, and count the others", () => {
    expect(gather([1, NaN, 2, 3, Infinity, -Infinity, 4])).toEqual({
      count: 7,
      missing: 1,
      infinite: 2,
      min: 1,
      max: 4,
      mean: 2.5,
      sd: Math.sqrt(5 / 3)
    });
  });

  it("are NaN where there is nothing, and of one value have no spread", () => {
    expect(gather([])).toMatchObject({min: NaN, max: NaN, mean: NaN, sd: NaN});
    expect(gather([5])).toMatchObject({min: 5, max: 5, mean: 5, sd: NaN});
  });

  it("do not cancel on a large offset", () => {
    const {sd} = gather(Float64Array.from({length: 1000}, (_, i) => 1e9 + (i % 2)));
    expect(sd).toBeCloseTo(Math.sqrt(250 / 999), 9);
  });

  it("take 64-bit integers", () => {
    expect(gather(BigInt64Array.of(1n, 3n))).toMatchObject({min: 1, max: 3, mean: 2});
  });

  it("are gathered in slices that leave nothing out and nothing twice", async () => {
    const seen: number[] = [];
    expect(await walk(200_000, (begin, end) => seen.push(begin, end))).toBe(true);
    expect(seen[0]).toBe(0);
    expect(seen[seen.length - 1]).toBe(200_000);
    for (let i = 1; i < seen.length - 1; i += 2) expect(seen[i]).toBe(seen[i + 1]);
  });

  it("are given up when nobody waits for them", async () => {
    let pieces = 0;
    expect(
      await walk(
        1e9,
        () => pieces++,
        () => false
      )
    ).toBe(false);
    expect(pieces).toBe(0);
  });
});

describe("bins", () => {
  it("have round edges around the range, and hold every value", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({noNaN: true, noDefaultInfinity: true}), {minLength: 2, maxLength: 200}),
        (values) => {
          const {min, max} = gather(values);
          const bins = makeBins(min, max, values.length);
          for (const x of values) countInto(bins, x);
          const total = bins.counts.reduce((sum, n) => sum + n, 0);
          expect(total).toBe(values.length);
          expect(bins.from <= min && bins.to >= max).toBe(true);
        }
      )
    );
  });

  it("are few enough to be seen", () => {
    expect(makeBins(0, 1, 1e7).counts.length).toBeLessThanOrEqual(52);
    expect(makeBins(0, 100, 100)).toMatchObject({from: 0, to: 110});
  });
});

describe("decimation", () => {
  const envelop = (values: ArrayLike<number>, columns: number) => {
    const envelope = makeEnvelope(columns);
    for (let i = 0; i < values.length; i++) widen(envelope, i, values.length, values[i]);
    return envelope;
  };
  const box = {min: 0, max: 10, width: 100, height: 50};

  it("keeps a peak of one sample in a million", () => {
    const values = new Float32Array(1_000_000);
    values[765_432] = 10;
    const envelope = envelop(values, 300);
    expect(Math.max(...envelope.high)).toBe(10);
    expect(toBand(envelope, box)).toMatch(/L76\.\d+,0\.00/);
  });

  it("draws few points as they are", () => {
    expect(toPath(envelop([0, 10, 5], 3), box)).toBe("M0.00,50.00L50.00,0.00L100.00,25.00");
  });

  it("breaks at gaps, and keeps a point that stands alone", () => {
    const path = toPath(envelop([0, NaN, 5, NaN, 10, 10], 6), box);
    expect(path).toBe("M0.00,50.00h0M40.00,25.00h0M80.00,0.00L100.00,0.00");
    expect(toBand(envelop([0, NaN, 10], 3), box).match(/M/g)).toHaveLength(2);
  });

  it("draws a constant in the middle", () => {
    expect(toPath(envelop([3, 3], 2), {...box, min: 3, max: 3})).toBe("M0.00,25.00L100.00,25.00");
  });
});

describe("heat maps", () => {
  it("stretch the colours over the finite range and leave what is no number clear", () => {
    const data = [0, NaN, 1, Infinity];
    const matrix = {rows: 2, columns: 2, at: (i: number, j: number) => data[2 * i + j], type: ""};
    const {min, max, pixels} = makeHeatImage(matrix);
    expect([min, max]).toEqual([0, 1]);
    expect([3, 7, 11, 15].map((i) => pixels[i])).toEqual([255, 0, 255, 255]);
    const sum = (i: number) => pixels[i] + pixels[i + 1] + pixels[i + 2];
    expect(sum(8)).toBeGreaterThan(sum(0) + 300);
  });

  it("average blocks of a matrix that has more cells than a picture should", () => {
    const matrix = {rows: 1024, columns: 2000, at: (i: number) => i % 2, type: ""};
    const image = makeHeatImage(matrix);
    expect(image).toMatchObject({height: 512, width: 500, block: [2, 4], read: [2, 4], min: 0.5});
  });

  it("read a bounded number of cells", () => {
    let reads = 0;
    const at = () => reads++;
    makeHeatImage({rows: 100_000, columns: 100_000, at, type: ""});
    expect(reads).toBeLessThan(5e6);
  });
});

describe("numbers", () => {
  it("are written so that reading them back gives the same double", () => {
    expect([0.1 + 0.2, -0, 1e21, NaN, 5n].map(formatNumber)).toEqual([
      "0.30000000000000004",
      "-0",
      "1e+21",
      "NaN",
      "5"
    ]);
    fc.assert(fc.property(fc.double(), (x) => Object.is(Number(formatNumber(x)), x)));
  });

  it("are short where they are read, not copied", () => {
    const written = [1 / 3, 123456.789, 12345678.9, 0.000012345678, 1500, -0, 1e6].map((x) =>
      formatShort(x)
    );
    expect(written).toEqual(["0.33333", "123460", "1.2346e7", "1.2346e-5", "1500", "0", "1e6"]);
  });

  it("of time, size and rate have units", () => {
    expect([340, 9960, 61_000, 3_600_000, 7_500_000].map(formatSpan)).toEqual([
      "0.3 s",
      "10 s",
      "1 min 1 s",
      "1 h",
      "2 h 5 min"
    ]);
    expect([12, 1500, 2.5e9].map(formatBytes)).toEqual(["12 bytes", "1.5 kB", "2.5 GB"]);
    expect([0.321, 12.34, 840.4, 12_345, 3_400_000].map(formatRate)).toEqual([
      "0.32",
      "12",
      "840",
      "12 k",
      "3.4 M"
    ]);
  });
});

describe("progress", () => {
  it("says how many, how fast and how long still", () => {
    const progress = {phase: "", done: 1200, total: 5000, rate: 840, remaining: 4520};
    expect(toFacts(progress)).toBe("1,200 of 5,000 · 840 a second · about 4.5 s left");
  });

  it("promises no end that it does not know", () => {
    const unknown = {phase: "", done: 7, total: 0, rate: 0, remaining: undefined};
    expect(toFacts(unknown)).toBe("7");
    expect(toFacts({...unknown, total: 7, remaining: 0})).toBe("7 of 7");
  });
});
