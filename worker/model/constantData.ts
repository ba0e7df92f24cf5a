// The constants of a model as what shapes its program, and the vectors that are only data to it.

export interface ConstantData {
  /** equal where the same text gives the same program. */
  shape: string;
  /** the data of vectors and matrices, by the names of their arrays in a program. */
  vectors: ReadonlyMap<string, Float64Array>;
}

/** Undefined where something is no constant at all, which the compiler says better. */
export function describeConstants(
  constants: Readonly<Record<string, unknown>>
): ConstantData | undefined {
  const vectors = new Map<string, Float64Array>();
  try {
    const parts = Object.keys(constants).map((name) => describe(name, constants[name], vectors));
    return {shape: parts.join(), vectors};
  } catch (error) {
    if (error instanceof NotConstant) return undefined;
    throw error;
  }
}

class NotConstant extends Error {}

function describe(path: string, value: unknown, vectors: Map<string, Float64Array>): string {
  // a number may set a bound or a length, so its value counts
  if (typeof value === "number") return `${path}=${Object.is(value, -0) ? "-0" : value}`;
  if (typeof value === "boolean") return `${path}=${value}`;
  if (isVector(value)) {
    vectors.set(path, Float64Array.from(value));
    return `${path}[${value.length}]`;
  }
  if (Array.isArray(value)) return describeRows(path, value, vectors);
  if (typeof value !== "object" || value === null) throw new NotConstant();
  const fields = Object.entries(value).map(([key, field]) =>
    describe(`${path}.${key}`, field, vectors)
  );
  return `${path}{${fields.join()}}`;
}

function describeRows(
  path: string,
  rows: readonly unknown[],
  vectors: Map<string, Float64Array>
): string {
  if (rows.every(isVector) && rows.every(({length}) => length === rows[0].length)) {
    const {length} = rows[0];
    const data = new Float64Array(rows.length * length);
    rows.forEach((row, k) => data.set(row, k * length));
    vectors.set(path, data);
    return `${path}[${rows.length},${length}]`;
  }
  return `${path}(${rows.map((row, k) => describe(`${path}[${k}]`, row, vectors)).join()})`;
}

function isVector(value: unknown): value is ArrayLike<number> {
  if (Array.isArray(value)) return value.every((item) => typeof item === "number");
  if (!ArrayBuffer.isView(value) || value instanceof DataView) return false;
  return !(value instanceof BigInt64Array || value instanceof BigUint64Array);
}
