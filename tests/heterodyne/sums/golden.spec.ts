// What the original program gives: the dossier's χ² case of semantics v1, and the reference cases.
import {readFileSync} from "node:fs";
import {expect, it} from "vitest";
import {takeScan} from "../../../worker/heterodyne/scan/take.ts";
import {SETS} from "../oracle.ts";
import {makeGoldenScan, TRIAL} from "../scan/golden.ts";
import {openMaker} from "./openMaker.ts";

interface Reference {
  cases: {
    theta: Record<string, number>;
    q: number;
    dt: number;
    frames: number;
    phi: number[];
    data: number[][][];
    fit: {contrast: number; offset: number; sigma: number; chi2: number}[];
  }[];
}

const REFERENCE = JSON.parse(
  readFileSync(new URL("../../fixtures/heterodyne/reference.json", import.meta.url), "utf8")
) as Reference;

function expectRelative(got: ArrayLike<number>, wanted: number[], most: number): void {
  wanted.forEach((value, k) => expect(Math.abs(got[k] / value - 1)).toBeLessThan(most));
}

it("gives contrast, offset and χ² of the v1 case", async () => {
  const taken = takeScan("test", makeGoldenScan());
  const {maker} = await openMaker();
  const sums = await maker.open(taken);
  const reduced = (ssr: Float64Array): number[] =>
    taken.angles.map(({deviation}, a) => ssr[a] / (0.1 * deviation) ** 2 / (64 * 64 - 14));
  const trial = await sums.evaluate(TRIAL);
  expectRelative(
    reduced(trial.ssr),
    [59.13210137695816, 49.173740333610326, 0.13218255545251875, 59.28724703192423],
    1e-9
  );
  expectRelative(
    trial.contrast,
    [0.18793456853883708, 0.195852359742082, 0.304469533170913, 0.1813445571634817],
    1e-9
  );
  expectRelative(
    trial.offset,
    [1.060673872754695, 1.0561943891516048, 0.9939054891775471, 1.0638194688420157],
    1e-9
  );
  const truth = await sums.evaluate(SETS.B);
  expectRelative(
    reduced(truth.ssr),
    [0.07200937853252558, 0.08285964591085349, 0.04659649228020368, 0.07703991790623083],
    1e-9
  );
});

it("gives the sums of the upper triangle alone by weights", async () => {
  const scan = makeGoldenScan();
  const weights = Float64Array.from({length: 64 * 64}, (_, at) => Number(at % 64 > at / 64));
  const {maker} = await openMaker();
  const sums = await maker.open(takeScan("test", {...scan, weights}));
  const {ssr, contrast, offset} = await sums.evaluate(TRIAL);
  expectRelative(
    ssr,
    [6.634069660172068, 4.814785312725006, 0.022899652297731686, 6.2166980403148555],
    1e-9
  );
  expectRelative(
    contrast,
    [0.1813928567693455, 0.19098353628896986, 0.3043521216328219, 0.17500267775725006],
    1e-9
  );
  expectRelative(
    offset,
    [1.063149359850318, 1.0580396895157804, 0.993948809260296, 1.0662192093077978],
    1e-9
  );
});

it.each(REFERENCE.cases.map((one, k) => [k, one] as const))(
  "gives the χ² of reference case %i",
  async (_, {theta, q, dt, frames, phi, data, fit}) => {
    const flat = data.map((matrix) => Float64Array.from(matrix.flat()));
    const taken = takeScan("test", {q, dt, frames, phi, data: flat, semantics: "v1"});
    const {maker} = await openMaker();
    const {ssr, contrast, offset} = await (
      await maker.open(taken)
    ).evaluate(Float64Array.from(Object.values(theta)));
    const chi2 = fit.map(({sigma}, a) => ssr[a] / (sigma * sigma));
    expectRelative(
      chi2,
      fit.map((one) => one.chi2),
      1e-7
    );
    expectRelative(
      contrast,
      fit.map((one) => one.contrast),
      1e-9
    );
    expectRelative(
      offset,
      fit.map((one) => one.offset),
      1e-9
    );
  }
);
