// Round numbers along an axis, and how numbers are written on it.

/** Multiples of 1, 2 or 5 times a power of ten from `low` to `high`, about `count` of them. */
export function makeTicks(low: number, high: number, count: number): number[] {
  const rough = (high - low) / Math.max(1, count);
  if (!(rough > 0) || !Number.isFinite(rough)) return [];
  const power = 10 ** Math.floor(Math.log10(rough));
  const share = rough / power;
  const step = power * (share > 5 ? 10 : share > 2 ? 5 : share > 1 ? 2 : 1);
  const ticks: number[] = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++)
    ticks.push(k * step);
  return ticks;
}

/** Four digits, without zeros behind; a true minus sign. */
export function write(x: number, digits = 4): string {
  return String(Number(x.toPrecision(digits))).replace("-", "−");
}
