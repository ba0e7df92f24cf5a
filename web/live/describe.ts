/** What was given instead, for an error. */
export function describe(value: unknown): string {
  if (value === null) return "null";
  return typeof value === "object" ? value.constructor.name : typeof value;
}

/** An array or a typed array. */
export function isList(value: unknown): value is ArrayLike<unknown> {
  return ArrayBuffer.isView(value) ? "length" in value : Array.isArray(value);
}
