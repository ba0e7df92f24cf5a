import {COVARIANCE_BLOCK} from "../constants.ts";
import {lost} from "../pairs.ts";

interface Arguments {
  mean: Float64Array;
  rest: Float64Array;
  products: Float64Array;
  x: Float64Array;
  d: number;
}

export function meanCovarianceReference(args: Arguments, begin: number, end: number): void {
  const {x, d} = args;
  const block = Math.floor(begin / COVARIANCE_BLOCK);
  const mean = args.mean.subarray(block * d, (block + 1) * d);
  const rest = args.rest.subarray(block * d, (block + 1) * d);
  const products = args.products.subarray(block * d * d, (block + 1) * d * d);
  const count = end - begin;

  // 1 a first mean
  mean.fill(0);
  for (let i = begin; i < end; i++) for (let j = 0; j < d; j++) mean[j] += x[i * d + j];
  for (let j = 0; j < d; j++) mean[j] /= count;

  // 2 −Σ (x − mean)(x − mean)ᵀ in the upper triangle, and what the mean still misses
  const missing = new Float64Array(d);
  const centred = new Float64Array(d);
  products.fill(0);
  for (let i = begin; i < end; i++) {
    for (let j = 0; j < d; j++) centred[j] = x[i * d + j] - mean[j];
    for (let j = 0; j < d; j++) missing[j] += centred[j];
    for (let j = 0; j < d; j++) {
      for (let k = j; k < d; k++) products[j * d + k] -= centred[j] * centred[k];
    }
  }

  // 3 the second mean, and the products about it
  for (let i = 0; i < d; i++) {
    const missed = missing[i] / count;
    for (let j = i; j < d; j++) {
      products[i * d + j] = products[j * d + i] = -products[i * d + j] - missed * missing[j];
    }
    const sum = Number.isFinite(mean[i]) ? mean[i] + missed : mean[i];
    rest[i] = Number.isFinite(sum) ? lost(mean[i], missed, sum) : 0;
    mean[i] = sum;
  }
}
