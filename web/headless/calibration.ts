// The unit that baselines are kept in. It must never change: every baseline ever saved is in multiples of it.
const COUNT = 1 << 16;
const STEPS = 1 << 17;
const PASSES = 32;

/**
 * About half a chain of divisions and square roots, which waits for the processor, half sums over 512 KB, which wait for
 * its caches: a machine that is twice as fast at both halves the unit. Only exact operations, so that nothing depends on
 * a library of mathematical functions.
 */
export function makeCalibration(): () => number {
  const values = Float64Array.from({length: COUNT}, (_, i) => 1 + (i % 97) / 97);
  return () => {
    let x = 2;
    for (let i = 0; i < STEPS; i++) x = Math.sqrt(x + 1 / x);
    let sum = 0;
    for (let pass = 0; pass < PASSES; pass++)
      for (let i = 0; i < COUNT; i++) {
        values[i] = values[i] * 0.5 + 0.75;
        sum += values[i];
      }
    return x + sum;
  };
}
