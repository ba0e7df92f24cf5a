// Arguments that are no picture.

/** The side of a square matrix. */
export function toSide(what: string, name: string, {length}: ArrayLike<number>): number {
  const side = Math.round(Math.sqrt(length));
  if (side * side !== length || side < 2)
    throw new RangeError(
      `${what}: expected a square matrix by rows in ${JSON.stringify(name)}, got ${length} numbers`
    );
  return side;
}

export function checkVector(what: string, name: string, value: unknown): ArrayLike<number> {
  if (!Array.isArray(value) && !ArrayBuffer.isView(value))
    throw new TypeError(`${what}: expected a vector in ${name}, got ${typeof value}`);
  return value as unknown as ArrayLike<number>;
}
