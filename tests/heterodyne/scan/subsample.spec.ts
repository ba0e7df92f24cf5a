import {describe, expect, it} from "vitest";
import {correlate} from "../../../worker/heterodyne/model/c2.ts";
import {fillFrames, makeTable} from "../../../worker/heterodyne/model/frames.ts";
import {subsample, type SubsampleWish} from "../../../worker/heterodyne/scan/subsample.ts";
import {takeScan} from "../../../worker/heterodyne/scan/take.ts";
import type {Scan, Semantics} from "../../../worker/heterodyne/types.ts";
import {makeOracle, SETS} from "../oracle.ts";

function makeScan(semantics: Semantics, change: Partial<Scan> = {}): Scan {
  const geometry = {q: 0.0054, dt: 0.1, frames: 50, semantics, firstFrame: 3, ...change};
  const phi = [0, 30];
  const data = phi.map((angle) =>
    makeOracle(geometry, SETS.B, angle)
      .matrix()
      .map((c) => 0.3 * c + 1)
  );
  return {...geometry, phi, data, ...change};
}

describe("subsampling", () => {
  it("keeps every k-th frame, and the same object for the same wish", () => {
    const scan = makeScan("exact");
    const taken = takeScan("test", scan);
    const thinned = subsample(taken, 4);
    expect(thinned.grid.frames).toBe(13);
    expect(thinned.angles[1].data[2 * 13 + 5]).toBe(scan.data[1][8 * 50 + 20]);
    expect(thinned.angles[1].points).toBe(169);
    expect(thinned.angles[0].phi).toBe(0);
    expect(thinned.grid.times[0]).toBeCloseTo(taken.grid.times[0], 14);
    expect(thinned.grid.times[12]).toBeCloseTo(taken.grid.times[48], 12);
    expect(subsample(taken, {every: 4})).toBe(thinned);
    expect(subsample(taken, 1)).toBe(taken);
    expect(subsample(taken, {every: 3})).not.toBe(thinned);
  });

  it.each(["exact", "v1", "v2", "xpcsjax"] as const)("moves nothing that the model says: %s", (semantics) => {
    const scan = makeScan(semantics);
    const taken = takeScan("test", scan);
    for (const thinned of [subsample(taken, 4), subsample(subsample(taken, 2), 3)]) {
      const table = makeTable(thinned.grid, true);
      fillFrames(thinned.grid, SETS.B, table, true);
      thinned.angles.forEach(({phi, data}) => {
        const c = correlate({q: scan.q, semantics}, SETS.B, table, phi);
        data.forEach((value, k) => expect(Math.abs(0.3 * c[k] + 1 - value)).toBeLessThan(1e-12));
      });
    }
  }); // prettier-ignore

  it.each(["exact", "v1", "v2"] as const)("moves no slope either: %s", (semantics) => {
    const {grid} = takeScan("test", makeScan(semantics));
    const thinned = subsample(takeScan("test", makeScan(semantics)), 4).grid;
    const [whole, few] = [grid, thinned].map((grid) => {
      const table = makeTable(grid, true);
      fillFrames(grid, SETS.B, table, true);
      return table;
    });
    for (let row = 0; row < 17; row++)
      for (let k = 0; k < few.frames; k++) {
        const want = whole.numbers[row * whole.stride + 4 * k];
        const away = Math.abs(few.numbers[row * few.stride + k] - want);
        expect(away).toBeLessThan(1e-12 * Math.max(Math.abs(want), 1));
      }
  });

  it("leaves as many elements as are asked for", () => {
    const taken = takeScan("test", makeScan("exact"));
    // Two angles of 50² are 5,000 elements; of 25² 1,250; of 17² 578.
    const framesOf = (wish: SubsampleWish) => subsample(taken, wish).grid.frames;
    expect(framesOf({points: 5000})).toBe(50);
    expect(framesOf({points: 4999})).toBe(25);
    expect(framesOf({points: 1249})).toBe(17);
    expect(framesOf({points: 8})).toBe(2);
    expect(framesOf("auto")).toBe(50);
    const matrix = new Float64Array(400 * 400).map((_, k) => k % 7);
    const large = takeScan("test", {...makeScan("exact"), frames: 400, phi: 0, data: [matrix]});
    expect(subsample(large, "auto").grid.frames).toBe(200);
  });

  it("keeps masks and the noise of all elements", () => {
    const mask = new Uint8Array(2500).fill(1);
    mask[0] = mask[8] = mask[9] = 0;
    const taken = takeScan("test", makeScan("exact", {mask}));
    const thinned = subsample(taken, 4);
    expect(thinned.isWeighted).toBe(true);
    expect(thinned.angles[0].points).toBe(167);
    expect(thinned.angles[0].noise).toBe(taken.angles[0].noise);
    // What is left out needs no weights.
    mask.fill(1)[1] = 0;
    const other = takeScan("test", makeScan("exact", {mask: mask.slice()}));
    expect(subsample(other, 2).isWeighted).toBe(false);
    const none = new Uint8Array(2500).fill(1);
    for (let k = 0; k < 2500; k++) if (k % 2 === 0 && Math.floor(k / 50) % 2 === 0) none[k] = 0;
    const empty = takeScan("test", makeScan("exact", {mask: none}));
    expect(() => subsample(empty, 2)).toThrow(/heterodyne\.fit: expected elements that count in every 2th frame/); // prettier-ignore
  });

  it("refuses misuse", () => {
    const taken = takeScan("test", makeScan("exact"));
    const wrong = (wish: unknown) => () => subsample(taken, wish as SubsampleWish, "f");
    expect(wrong(0)).toThrow(/f: expected subsample as an integer from 1 to 49, got 0/);
    expect(wrong("all")).toThrow(/expected subsample as a number, "auto"/);
    expect(wrong({points: 7})).toThrow(/subsample\.points as an integer from 8/);
    expect(wrong({point: 7})).toThrow(/did you mean points/);
  });
});
