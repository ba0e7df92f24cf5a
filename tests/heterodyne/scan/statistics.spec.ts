import {describe, expect, it} from "vitest";
import {toAngleChi2, toSigmas, qualityOf} from "../../../worker/heterodyne/scan/statistics.ts";
import {takeScan} from "../../../worker/heterodyne/scan/take.ts";
import {SETS} from "../oracle.ts";
import {evaluateDirectly} from "./directSums.ts";
import {makeGoldenScan, TRIAL} from "./golden.ts";

const scan = makeGoldenScan();
const taken = takeScan("test", scan);
const all = [0, 1, 2, 3];

function near(got: ArrayLike<number>, want: readonly number[], relative: number): void {
  expect(got.length).toBe(want.length);
  want.forEach((value, k) =>
    expect(Math.abs(got[k] - value), `${k}: ${got[k]} for ${value}`).toBeLessThan(
      relative * Math.abs(value)
    )
  );
}

const statistics = (theta: Float64Array) =>
  toAngleChi2(taken, evaluateDirectly(taken, theta), toSigmas("test", taken, all));

describe("the original's statistics", () => {
  it("has the golden sums and deviations", () => {
    near(
      taken.angles.map(({mean, total}) => mean * total),
      [4737.8046770456385, 4735.867551853234, 4822.529598599056, 4736.886256512489],
      1e-13
    );
    near(
      toSigmas("test", taken, all),
      [0.007465023651814458, 0.006962286711630551, 0.009283546199710248, 0.0072170785789936135],
      1e-12
    );
  });

  it("has the golden chi2 of the trial vector", () => {
    const angles = statistics(TRIAL);
    near(
      angles.map(({reduced}) => reduced),
      [59.13210137695816, 49.173740333610326, 0.13218255545251875, 59.28724703192423],
      1e-9
    );
    near(
      angles.flatMap(({contrast, offset}) => [contrast, offset]),
      [
        0.18793456853883708, 1.060673872754695, 0.195852359742082, 1.0561943891516048,
        0.304469533170913, 0.9939054891775471, 0.1813445571634817, 1.0638194688420157
      ],
      1e-10
    );
    expect(angles.map(({quality}) => quality)).toEqual([
      "critical",
      "critical",
      "excellent",
      "critical"
    ]);
    for (const {chi2, reduced} of angles) expect(chi2 / reduced).toBeCloseTo(4096 - 14, 9);
  });

  it("has the golden chi2 of the truth", () => {
    const angles = statistics(SETS.B);
    near(
      angles.map(({reduced}) => reduced),
      [0.07200937853252558, 0.08285964591085349, 0.04659649228020368, 0.07703991790623083],
      1e-9
    );
    near(
      angles.flatMap(({contrast, offset}) => [contrast, offset]),
      [
        0.2999852824549541, 1.0000079025345452, 0.27994973118024324, 1.0100274353913135,
        0.30998944881483753, 0.9900074423838507, 0.29000862728218224, 1.004995459792221
      ],
      1e-10
    );
  });

  it("labels by the original's thresholds, ends included", () => {
    expect([2, 2.1, 5, 5.1, 10, 10.1, 20, 20.1, NaN].map(qualityOf)).toEqual([
      "excellent",
      "acceptable",
      "acceptable",
      "warning",
      "warning",
      "poor",
      "poor",
      "critical",
      "critical"
    ]);
  });
});
