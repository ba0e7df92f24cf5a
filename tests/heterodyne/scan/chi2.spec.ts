import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {makeChi2} from "../../../worker/heterodyne/scan/chi2.ts";
import {makeKeptSums} from "../../../worker/heterodyne/scan/keptSums.ts";
import {takeScan} from "../../../worker/heterodyne/scan/take.ts";
import type {SumsOptions} from "../../../worker/heterodyne/sums/types.ts";
import type {TakenScan} from "../../../worker/heterodyne/takenScan.ts";
import type {HeterodyneTheta, Scan} from "../../../worker/heterodyne/types.ts";
import {SETS} from "../oracle.ts";
import {makeDirectSums} from "./directSums.ts";
import {makeGoldenScan, TRIAL} from "./golden.ts";

/** A chi2 over sums that are watched. */
function makeWatched() {
  const opened: ReturnType<typeof makeDirectSums>[] = [];
  let failures = 0;
  const open = (taken: TakenScan, {angles}: SumsOptions) => {
    if (failures-- > 0) return Promise.reject(new Error("no memory"));
    const direct = makeDirectSums(taken, angles);
    opened.push(direct);
    return Promise.resolve(direct.sums);
  };
  return {chi2: makeChi2({sums: {open}}), opened, failNext: () => (failures = 1)};
}

const {chi2} = makeWatched();
const scan = makeGoldenScan();

describe("chi2 of the golden case", () => {
  it("is the mean, with its uncertainty", async () => {
    const result = await chi2(TRIAL, scan);
    expect(Math.abs(result.reduced / 41.93131782448631 - 1)).toBeLessThan(1e-9);
    expect(Math.abs(result.uncertainty / 14.132455632668826 - 1)).toBeLessThan(1e-9);
    const mean = result.angles.reduce((sum, angle) => sum + angle.chi2, 0) / 4;
    expect(Math.abs(result.chi2 / mean - 1)).toBeLessThan(1e-14);
    expect(result.angles.map(({phi}) => phi)).toEqual([0, 30, 85, 178]);
    expect("gradient" in result).toBe(false);
    const truth = await chi2(SETS.B, scan);
    expect(Math.abs(truth.reduced / 0.0696263586574534 - 1)).toBeLessThan(1e-9);
  });

  it("keeps the angles of the filter, by ranges and by value", async () => {
    const filtered = await chi2(TRIAL, scan, {angles: [[-10, 10], [80, 100], [170, 190]]}); // prettier-ignore
    expect(Math.abs(filtered.reduced / 39.517176988111636 - 1)).toBeLessThan(1e-9);
    expect(filtered.angles.map(({phi}) => phi)).toEqual([0, 85, 178]);
    expect((await chi2(TRIAL, scan, {angles: [178, 0, 85]})).reduced).toBe(filtered.reduced);
    const one = await chi2(TRIAL, scan, {angles: [30]});
    expect(one.uncertainty).toBe(0);
    expect(one.reduced).toBe(one.angles[0].reduced);
  });

  it("takes given deviations, one for all or one an angle", async () => {
    const plain = await chi2(TRIAL, scan);
    const given = await chi2(TRIAL, scan, {sigma: 0.02});
    given.angles.forEach(({chi2, ssr, sigma}, a) => {
      expect(sigma).toBe(0.02);
      expect(ssr).toBe(plain.angles[a].ssr);
      expect(chi2).toBe(ssr / (0.02 * 0.02));
    });
    // By the scan's angles, whichever are asked for.
    const each = await chi2(TRIAL, scan, {sigma: [0.1, 0.2, 0.3, 0.4], angles: [178]});
    expect(each.angles[0].sigma).toBe(0.4);
    const noise = await chi2(TRIAL, scan, {sigma: "noise"});
    expect(noise.angles.map(({sigma}) => sigma)).toEqual(plain.angles.map(({noise}) => noise));
  });

  it("has the gradient of the mean chi2", async () => {
    const small: Scan = {
      ...scan,
      frames: 12,
      phi: [0, 30],
      data: scan.data.slice(0, 2).map((matrix) =>
        Float64Array.from({length: 144}, (_, k) => matrix[Math.floor(k / 12) * 64 + (k % 12)])
      )
    }; // prettier-ignore
    const {gradient} = await chi2(TRIAL, small, {gradient: true, sigma: [0.01, 0.03]});
    expect(gradient).toHaveLength(14);
    for (let p = 0; p < 14; p++) {
      const h = 1e-5 * Math.max(Math.abs(TRIAL[p]), 0.1);
      const at = async (step: number) =>
        (await chi2(TRIAL.map((x, k) => (k === p ? x + step : x)), small, {sigma: [0.01, 0.03]})).chi2; // prettier-ignore
      const slope = ((await at(h)) - (await at(-h))) / (2 * h);
      expect(Math.abs(gradient![p] - slope), `${p}`).toBeLessThan(1e-5 * Math.abs(slope) + 1e-6);
    }
  });
});

it("has the reference's values of contrast, offset and chi2", async () => {
  const path = new URL("../../fixtures/heterodyne/reference.json", import.meta.url);
  const {cases} = JSON.parse(readFileSync(path, "utf8")) as {
    cases: (Omit<Scan, "data"> & {
      theta: HeterodyneTheta;
      data: number[][][];
      fit: Record<"contrast" | "offset" | "sigma" | "chi2" | "reduced", number>[];
    })[];
  };
  expect(cases.length).toBe(6);
  for (const {theta, q, dt, frames, phi, data, fit} of cases) {
    const given = {q, dt, frames, phi, semantics: "v1" as const, data: data.map((m) => m.flat())};
    const {angles} = await chi2(theta, given);
    fit.forEach((want, a) => {
      for (const key of ["contrast", "offset", "sigma", "chi2", "reduced"] as const)
        expect(Math.abs(angles[a][key] / want[key] - 1), key).toBeLessThan(1e-7);
    });
  }
});

describe("kept sums", () => {
  const tiny: Scan = {q: 0.005, dt: 0.1, frames: 4, phi: [0, 40], data: [tinyMatrix(1), tinyMatrix(2)]}; // prettier-ignore

  function tinyMatrix(k: number): Float64Array {
    return Float64Array.from({length: 16}, (_, i) => 1 + Math.sin(i * (k + 1)) / 5);
  }

  it("are opened once for a scan and its angles, and asked one call after another", async () => {
    const {chi2, opened} = makeWatched();
    const thetas = [SETS.A, SETS.B, SETS.C];
    const together = await Promise.all(thetas.map((theta) => chi2(theta, tiny)));
    expect(opened.length).toBe(1);
    expect(opened[0].calls).toMatchObject({evaluate: 3, most: 1});
    for (const [k, theta] of thetas.entries())
      expect((await chi2(theta, {...tiny, data: [...tiny.data]})).chi2).toBe(together[k].chi2);
    expect(opened.length).toBe(1);
    await chi2(SETS.B, tiny, {angles: [40]});
    expect(opened.length).toBe(2);
    expect(opened[1].sums.angles).toBe(1);
  });

  it("are closed when others were used for long", async () => {
    const {chi2, opened} = makeWatched();
    for (let k = 0; k < 8; k++) await chi2(SETS.B, {...tiny, q: 0.001 * (k + 1)});
    await Promise.resolve();
    expect(opened.map(({calls}) => calls.closed)).toEqual([true, true, ...Array<boolean>(6).fill(false)]); // prettier-ignore
    // One that was closed is opened anew.
    await chi2(SETS.B, {...tiny, q: 0.001});
    expect(opened.length).toBe(9);
  });

  it("are opened anew after a failure, which its call alone hears of", async () => {
    const {chi2, opened, failNext} = makeWatched();
    failNext();
    await expect(chi2(SETS.B, tiny)).rejects.toThrow("no memory");
    await chi2(SETS.B, tiny);
    expect(opened.length).toBe(1);
  });

  it("are told the parameters of the call, whatever happens to the vector afterwards", async () => {
    const taken = takeScan("test", tiny);
    const kept = makeKeptSums({open: (taken) => Promise.resolve(makeDirectSums(taken).sums)});
    const want = await kept.evaluate(taken, [0, 1], SETS.B, false);
    const theta = SETS.B.slice();
    const answer = kept.evaluate(taken, [0, 1], theta, false);
    theta.fill(1);
    expect((await answer).ssr).toEqual(want.ssr);
  });

  it("measure a scan only once", () => {
    expect(takeScan("test", tiny)).toBe(takeScan("test", {...tiny}));
  });
});

describe("misuse", () => {
  const wrong =
    (theta: unknown, options: unknown, given: unknown = scan) =>
    () =>
      void chi2(theta as HeterodyneTheta, given as Scan, options as object);
  it("throws at the call", () => {
    expect(wrong([1, 2], {})).toThrow(/heterodyne\.chi2: expected theta with 14 numbers, got 2/);
    expect(wrong({D0: 1}, {})).toThrow(/unknown parameter in theta "D0"/);
    expect(wrong(SETS.B, {sigmas: 1})).toThrow(/unknown option "sigmas" \(did you mean sigma\?\)/);
    expect(wrong(SETS.B, {sigma: "std"})).toThrow(/expected sigma as "spread", "noise"/);
    expect(wrong(SETS.B, {sigma: 0})).toThrow(/finite numbers above 0 in sigma, got 0/);
    expect(wrong(SETS.B, {sigma: [1, 2]})).toThrow(/each of the scan's 4 angles, got 2/);
    expect(wrong(SETS.B, {gradient: 1})).toThrow(/expected gradient as true or false, got 1/);
    expect(wrong(SETS.B, {angles: [31]})).toThrow(/angles of the scan \(0, 30, 85, 178/);
    expect(wrong(SETS.B, 3)).toThrow(/expected the options as a record, got 3/);
    expect(wrong(SETS.B, {}, {...scan, data: []})).toThrow(/one matrix an angle, 4 by phi/);
  });
});
