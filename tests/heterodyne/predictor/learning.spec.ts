// What the ensemble is made of: components, straight lines, networks and calibration.
import {describe, expect, it} from "vitest";
import {makeDraws} from "../../../kernels-as/random/draws.ts";
import {
  explainedAt, makeCalibration, type HeldOut
} from "../../../worker/heterodyne/predictor/calibration.ts"; // prettier-ignore
import {Network} from "../../../worker/heterodyne/predictor/network.ts";
import {makeRegression} from "../../../worker/heterodyne/predictor/regression.ts";
import {COUNT} from "../../../worker/heterodyne/predictor/scaled.ts";
import {
  findCovariance,
  findScale,
  makeWhitening
} from "../../../worker/heterodyne/predictor/whiten.ts";
import type {Reading} from "../../../worker/heterodyne/predictor/reading.ts";

/** 300 rows of 6 features, of which one never changes and the last two are sums of others. */
const SIZE = 6;
const draws = makeDraws(1, 2, 3);
const rows = new Float64Array(300 * SIZE);
for (let r = 0; r < 300; r++) {
  const z = Array.from({length: 3}, () => draws.normal());
  rows.set([5 + z[0], 100 * z[1], z[2], 7, z[0] + z[2], z[2] - 0.01 * z[1]], r * SIZE);
}
const scale = findScale(rows, SIZE);
const covariance = findCovariance(rows, SIZE, scale);

describe("makeWhitening", () => {
  it("gives uncorrelated components of variance 1, and says what is left out", () => {
    const whitening = makeWhitening(SIZE, scale, covariance);
    expect(whitening.kept).toBe(3);
    const all = Array.from({length: 300}, (_, r) => {
      const z = new Float64Array(whitening.kept);
      expect(whitening.project(rows.subarray(r * SIZE, (r + 1) * SIZE), z)).toBeLessThan(1e-6);
      return z;
    });
    for (let a = 0; a < 3; a++)
      for (let b = 0; b <= a; b++) {
        const mean = all.reduce((sum, z) => sum + z[a] * z[b], 0) / 300;
        expect(mean).toBeCloseTo(a === b ? 1 : 0, 9);
      }
    const strange = rows.slice(0, SIZE);
    strange[4] += 5;
    expect(whitening.project(strange, new Float64Array(SIZE))).toBeGreaterThan(0.5);
  });
});

describe("makeRegression", () => {
  it("finds a straight line through the features", () => {
    const targets = Float64Array.from(
      {length: 300},
      (_, r) => rows[r * SIZE + 2] - 0.02 * rows[r * SIZE + 1]
    );
    const mean = targets.reduce((sum, x) => sum + x, 0) / 300;
    const centred = targets.map((x) => x - mean);
    const regression = makeRegression({
      rows,
      size: SIZE,
      scale,
      covariance,
      targets: centred,
      outputs: 1
    });
    const said = new Float64Array(1);
    let [joint, own] = [0, 0];
    for (let r = 0; r < 300; r++) {
      regression.project(rows.subarray(r * SIZE, (r + 1) * SIZE), said);
      joint += said[0] * centred[r];
      own += centred[r] * centred[r];
    }
    // said has variance 1: this is the correlation
    expect(joint / Math.sqrt(300 * own)).toBeGreaterThan(0.995);
  });
});

describe("Network", () => {
  const train = (seed: number): Network => {
    const network = new Network(2, 1, seed, 0);
    const own = makeDraws(9, 9, 9);
    for (let step = 0; step < 200; step++) {
      for (let k = 0; k < 16; k++) {
        const input = Float64Array.of(2 * own.uniform() - 1, 2 * own.uniform() - 1);
        network.learn(input, Float64Array.of(input[0] * input[1]));
      }
      network.step(16, 3e-3);
    }
    return network;
  };
  const miss = (network: Network): number => {
    let squares = 0;
    for (let k = 0; k < 100; k++) {
      const [x, y] = [(k % 10) / 5 - 0.9, Math.floor(k / 10) / 5 - 0.9];
      const away = network.run(Float64Array.of(x, y))[0] - x * y;
      squares += away * away;
    }
    return Math.sqrt(squares / 100);
  };

  it("learns a product, which no straight line is", () => {
    const network = train(1);
    // the product itself has a root mean square of 1/3
    expect(miss(network)).toBeLessThan(0.1);
    expect(miss(new Network(2, 1, 1, 0))).toBeGreaterThan(0.2);
    expect(miss(train(1))).toBe(miss(network));
    expect(miss(train(2))).not.toBe(miss(network));
  });
});

describe("makeCalibration", () => {
  const reading: Reading = {
    size: 1,
    components: 1,
    mean: new Float64Array(COUNT),
    sd: new Float64Array(COUNT).fill(1),
    read: () => 0
  };
  const known = {trained: 2, reading, read: Float64Array.of(0, 1), said: new Float64Array(0)};
  const own = makeDraws(4, 4, 4);
  /** Errors grow with the doubt; the networks miss by half of what the neighbours do, the other way. */
  const heldOut = Array.from({length: 400}, (_, m): HeldOut => {
    const doubt = m / 400;
    const target = Float64Array.from({length: COUNT}, () => own.normal());
    const error = target.map(() => Math.sqrt(doubt) * own.normal());
    return {
      target,
      said: {
        read: Float64Array.of(own.uniform()),
        rest: 1,
        doubt,
        mean: target.map((value, t) => value - error[t]),
        nearMean: target.map((value, t) => value + 2 * error[t])
      }
    };
  });
  const calibration = makeCalibration(known, heldOut);

  it("shares out networks and neighbours so that errors are least", () => {
    for (const share of calibration.shares) expect(share).toBeCloseTo(2 / 3, 9);
    for (const error of calibration.errors) expect(error).toBeLessThan(1e-9);
  });

  it("trusts less where there was more doubt", () => {
    const alike = heldOut.map((one) => ({...one, said: {...one.said, nearMean: one.said.mean}}));
    const plain = makeCalibration(known, alike);
    expect(explainedAt(plain, 0)).toBeGreaterThan(0.85);
    expect(explainedAt(plain, 0.5)).toBeGreaterThan(0.3);
    expect(explainedAt(plain, 0.5)).toBeLessThan(0.7);
    expect(explainedAt(plain, 0.99)).toBeLessThan(0.3);
    expect(explainedAt(plain, 1e6)).toBeLessThan(1e-3);
    for (const error of plain.errors) expect(Math.abs(error * error - 0.5)).toBeLessThan(0.15);
  });
});
