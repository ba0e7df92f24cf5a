const view = new DataView(new ArrayBuffer(8));

/** A double's place among all doubles in order: neighbours differ by one; −0 and 0 share a place. */
export function rank(x: number): bigint {
  view.setFloat64(0, x);
  const bits = view.getBigInt64(0);
  return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits;
}

/** How many doubles lie between two; 0 for two NaN, infinite where only one is NaN or the signs of zeros differ. */
export function ulpsBetween(a: number, b: number): number {
  if (Object.is(a, b)) return 0;
  if (Number.isNaN(a) || Number.isNaN(b)) return Infinity;
  const distance = rank(a) - rank(b);
  return distance === 0n ? Infinity : Number(distance < 0n ? -distance : distance);
}
