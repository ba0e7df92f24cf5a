// The weight of a point at z; constant factors are left out, which a local fit does not notice. Twin: weights.as.ts.
import {cos} from "../math/cos/reference.ts";
import {exp} from "../math/exp/reference.ts";
import {sin} from "../math/sin/reference.ts";
import {HALF_PI, QUARTER_PI, ROOT_HALF} from "./constants.ts";

/** 1 − z² */
function parabola(z: number): number {
  return 1 - z * z;
}

function quartic(z: number): number {
  const q = parabola(z);
  return q * q;
}

function triweight(z: number): number {
  const q = parabola(z);
  return q * q * q;
}

function tricube(z: number): number {
  const a = Math.abs(z);
  const q = 1 - a * a * a;
  return q * q * q;
}

function logistic(z: number): number {
  const e = exp(-Math.abs(z));
  const d = 1 + e;
  return e / (d * d);
}

function sigmoid(z: number): number {
  const e = exp(-Math.abs(z));
  return e / (1 + e * e);
}

function silverman(z: number): number {
  const decay = Math.abs(z) * ROOT_HALF;
  return exp(-decay) * sin(decay + QUARTER_PI);
}

function silvermanSciml(z: number): number {
  const a = Math.abs(z);
  return exp(-(a * ROOT_HALF)) * sin(a * 0.5 + QUARTER_PI);
}

/** By number, as in constants.ts. */
export const WEIGHTS: readonly ((z: number) => number)[] = [
  parabola,
  () => 1,
  (z) => 1 - Math.abs(z),
  quartic,
  triweight,
  tricube,
  (z) => exp(z * z * -0.5),
  (z) => cos(z * HALF_PI),
  logistic,
  sigmoid,
  silverman,
  silvermanSciml
];
