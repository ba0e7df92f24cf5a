// Features as the networks read them: principal components, and what straight lines say of each target.
import type {Simulations} from "./examples.ts";
import {makeRegression} from "./regression.ts";
import {COUNT} from "./scaled.ts";
import {findCovariance, findScale, makeWhitening} from "./whiten.ts";

export interface Reading {
  /** numbers that networks read; the first `components` are uncorrelated, of variance 1. */
  size: number;
  components: number;
  /** of the scaled numbers, before any data. */
  mean: Float64Array;
  sd: Float64Array;
  /** gives how much of the features the components leave out. */
  read(features: ArrayLike<number>, into: Float64Array): number;
}

/** Of the first `count` simulations. */
export function makeReading({features, scaled, size}: Simulations, count: number): Reading {
  const rows = features.subarray(0, count * size);
  const targets = scaled.subarray(0, count * COUNT);
  const {mean, scale} = findScale(targets, COUNT);
  const own = findScale(rows, size);
  const covariance = findCovariance(rows, size, own);
  const sd = scale.map((one) => (one > 0 ? 1 / one : 0));
  const whitening = makeWhitening(size, own, covariance);
  const centred = targets.map((value, k) => (value - mean[k % COUNT]) * scale[k % COUNT]);
  const regression = makeRegression({
    rows,
    size,
    scale: own,
    covariance,
    targets: centred,
    outputs: COUNT
  });
  const {kept} = whitening;
  return {
    size: kept + COUNT,
    components: kept,
    mean,
    sd,
    read(given, into) {
      regression.project(given, into.subarray(kept));
      return whitening.project(given, into);
    }
  };
}
