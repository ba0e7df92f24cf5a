// What a notebook may keep: JSON, and the typed arrays and buffers that JSON has no words for.

/** All that one notebook keeps: values and attachments together. */
export const LARGEST_HOLDINGS = 50 * 1024 * 1024;

/** About how many bytes a value takes; throws a TypeError for what cannot be kept. */
export function measureValue(value: unknown, path = "value", above = new Set<object>()): number {
  switch (typeof value) {
    case "string":
      return 2 * value.length;
    case "number":
      return 8;
    case "boolean":
    case "undefined":
      return 1;
    case "object":
      return value === null ? 1 : measureObject(value, path, above);
    default:
      throw new TypeError(
        `store.setValue: expected JSON, typed arrays or buffers, got a ${typeof value} at ${path}`
      );
  }
}

function measureObject(value: object, path: string, above: Set<object>): number {
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value.byteLength;
  if (above.has(value)) throw new TypeError(`store.setValue: ${path} contains itself`);
  const isPlain =
    Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value) as null);
  if (!isPlain) {
    const name = value.constructor?.name ?? "class";
    throw new TypeError(
      `store.setValue: expected JSON, typed arrays or buffers, got a ${name} at ${path}`
    );
  }
  above.add(value);
  let bytes = 8;
  for (const [key, part] of Object.entries(value)) {
    bytes += 2 * key.length + measureValue(part, `${path}.${key}`, above);
  }
  above.delete(value);
  return bytes;
}

/** Throws a RangeError that names size and limit. */
export function checkRoom(what: string, bytes: number, others: number): void {
  if (bytes + others <= LARGEST_HOLDINGS) return;
  const beside = others ? ` beside the ${toMegabytes(others)} it keeps already` : "";
  throw new RangeError(
    `${what}: too large, a notebook keeps at most ${toMegabytes(LARGEST_HOLDINGS)}, got ${toMegabytes(bytes)}${beside}`
  );
}

function toMegabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
