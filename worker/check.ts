// The house vocabulary of misuse: `area.function: problem, got value`.

/** How a wrong value is shown in a message: short, and telling its type. */
export function show(value: unknown): string {
  if (typeof value === "string")
    return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return `an array of length ${value.length}`;
  if (ArrayBuffer.isView(value)) {
    return `${value.constructor.name} of length ${(value as unknown as ArrayLike<number>).length}`;
  }
  if (typeof value === "object" && value !== null) return "an object";
  return String(value);
}

/** An integer in [least, most]. */
export function checkInteger(
  what: string,
  name: string,
  value: unknown,
  least: number,
  most: number
): void {
  if (typeof value !== "number")
    throw new TypeError(`${what}: expected ${name} as a number, got ${show(value)}`);
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(
      `${what}: expected ${name} as an integer from ${least} to ${most}, got ${show(value)}`
    );
  }
}

/** One of a closed list. */
export function checkOneOf(
  what: string,
  name: string,
  value: unknown,
  allowed: readonly string[]
): void {
  if (typeof value === "string" && allowed.includes(value)) return;
  const list = allowed.map((word) => JSON.stringify(word)).join(", ");
  const Failure = typeof value === "string" ? RangeError : TypeError;
  throw new Failure(`${what}: expected ${name} as one of ${list}, got ${show(value)}`);
}

/** Only names that exist, with the nearest one suggested. */
export function checkNames(
  what: string,
  kind: string,
  given: Iterable<string>,
  known: readonly string[]
): void {
  for (const name of given) {
    if (known.includes(name)) continue;
    const near = findNearest(name, known);
    throw new RangeError(
      `${what}: unknown ${kind} ${JSON.stringify(name)}${near ? ` (did you mean ${near}?)` : ""}`
    );
  }
}

/** A vector of numbers: an ordinary array or a typed one. */
export function checkVector(
  what: string,
  name: string,
  value: unknown
): asserts value is ArrayLike<number> {
  if (
    ArrayBuffer.isView(value) &&
    !(value instanceof DataView) &&
    !(value instanceof BigInt64Array) &&
    !(value instanceof BigUint64Array)
  )
    return;
  if (!Array.isArray(value)) {
    throw new TypeError(`${what}: expected ${name} as an array of numbers, got ${show(value)}`);
  }
  const wrong = value.findIndex((item) => typeof item !== "number");
  if (wrong >= 0)
    throw new TypeError(
      `${what}: expected numbers in ${name}, got ${show(value[wrong])} at index ${wrong}`
    );
}

/** The known word within two edits, if there is one. */
function findNearest(word: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((name) => ({name, distance: editDistance(word.toLowerCase(), name.toLowerCase())}))
    .sort((a, b) => a.distance - b.distance);
  return ranked.length > 0 && ranked[0].distance <= 2 ? ranked[0].name : undefined;
}

/** Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({length: b.length + 1}, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, replaced);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    before = row;
    row = next;
  }
  return row[b.length];
}
