// ψ′, the derivative of digamma, in basic operations: eight steps of its recurrence to where the
// asymptotic series is good to the last digits, and the reflection below zero.
import type {Value} from "../ir.ts";
import type {Writer} from "./writer.ts";

const STEPS = 8;

/** Of the series after 1/z + 1/(2z²): B₂, B₄ … in powers of 1/z², times 1/z³. */
const BERNOULLI = [
  1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510, 43867 / 798
]; // prettier-ignore

export function writeTrigamma(write: Writer, x: Value): Value {
  const one = write.number(1);
  const isBelow = write.apply("lt", x, write.number(0));
  const above = writeAbove(write, write.select(isBelow, write.sub(one, x), x));
  // ψ′(x) + ψ′(1 − x) = (π/sin πx)²; the whole part of x is taken off first, which is exact
  const fraction = write.sub(x, write.apply("round", x));
  const sine = write.apply("sin", write.mul(write.number(Math.PI), fraction));
  const root = write.div(write.number(Math.PI), sine);
  return write.select(isBelow, write.sub(write.mul(root, root), above), above);
}

/** For x ≥ 0. */
function writeAbove(write: Writer, x: Value): Value {
  const one = write.number(1);
  let sum: Value | undefined;
  for (let k = 0; k < STEPS; k++) {
    const place = k === 0 ? x : write.apply("add", x, write.number(k));
    const term = write.div(one, write.mul(place, place));
    sum = sum === undefined ? term : write.add(sum, term);
  }
  const z = write.apply("add", x, write.number(STEPS));
  const w = write.div(one, z);
  const w2 = write.mul(w, w);
  let series = write.number(BERNOULLI[BERNOULLI.length - 1]);
  for (let k = BERNOULLI.length - 2; k >= 0; k--) {
    series = write.add(write.mul(series, w2), write.number(BERNOULLI[k]));
  }
  // w + w²/2 + w³·series
  const tail = write.add(write.mul(write.mul(series, w), w2), write.mul(write.number(0.5), w2));
  return write.add(sum!, write.add(w, tail));
}
