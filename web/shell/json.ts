// Values of controls come from the frame and from links: small, plain and shallow, or nothing.

const DEEPEST = 8;
/** Parts and characters together. */
const LARGEST = 256 * 1024;

/** A copy of a value that JSON can hold, or undefined where it is none or too large. */
export function toJson(value: unknown): unknown {
  let room = LARGEST;
  const copy = (part: unknown, depth: number): unknown => {
    if (--room < 0 || depth > DEEPEST) throw new RangeError("too large");
    if (part === null || typeof part === "boolean") return part;
    if (typeof part === "number" && Number.isFinite(part)) return part;
    if (typeof part === "string" && (room -= part.length) >= 0) return part;
    if (Array.isArray(part)) return Array.from(part, (item) => copy(item, depth + 1));
    if (typeof part !== "object") throw new TypeError("not JSON");
    if (![Object.prototype, null].includes(Object.getPrototypeOf(part) as null))
      throw new TypeError("not JSON");
    // fromEntries defines: a key such as __proto__ is a key like any other
    return Object.fromEntries(
      Object.entries(part).map(([key, item]) => {
        room -= key.length;
        return [key, copy(item, depth + 1)];
      })
    );
  };
  try {
    return copy(value, 0);
  } catch {
    return undefined;
  }
}
