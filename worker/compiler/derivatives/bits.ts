// Sets of small whole numbers as the bits of a bigint.

/** The bits of a set that are on, from the lowest. */
export function toList(set: bigint): number[] {
  const digits = set.toString(2);
  const list: number[] = [];
  for (let k = digits.length - 1; k >= 0; k--)
    if (digits[k] === "1") list.push(digits.length - 1 - k);
  return list;
}
