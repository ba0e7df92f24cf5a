// The graph's cut-off: whether a new value need not be told apart from the old one.

/** What comparing may cost, all parts together, before it could cost more than it saves. */
interface Budget {
  parts: number;
  bytes: number;
}

const DEEPEST = 50;

/** By content for typed arrays, arrays and plain records; everything else, such as an element, by identity. */
export function isSame(a: unknown, b: unknown): boolean {
  return compare(a, b, {parts: 10_000, bytes: 1 << 20}, 0);
}

function compare(a: unknown, b: unknown, budget: Budget, depth: number): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const kind: unknown = Object.getPrototypeOf(a);
  if (kind !== Object.getPrototypeOf(b) || depth > DEEPEST) return false;
  if (ArrayBuffer.isView(a)) return compareBytes(a, b as ArrayBufferView, budget);
  if (kind === Date.prototype) return Object.is((a as Date).getTime(), (b as Date).getTime());
  if (kind !== Array.prototype && kind !== Object.prototype && kind !== null) return false;
  if (Array.isArray(a) && a.length !== (b as unknown[]).length) return false;
  return compareKeys(a as Parts, b as Parts, budget, depth + 1);
}

type Parts = Record<string, unknown>;

/** In order, because it shows in tables; a list of rows may carry its `columns` along. */
function compareKeys(a: Parts, b: Parts, budget: Budget, depth: number): boolean {
  const keys = Object.keys(a);
  const others = Object.keys(b);
  budget.parts -= keys.length;
  if (keys.length !== others.length || budget.parts < 0) return false;
  return keys.every((key, i) => key === others[i] && compare(a[key], b[key], budget, depth));
}

function compareBytes(a: ArrayBufferView, b: ArrayBufferView, budget: Budget): boolean {
  budget.bytes -= a.byteLength;
  if (a.byteLength !== b.byteLength || budget.bytes < 0) return false;
  const x = new Uint8Array(a.buffer, a.byteOffset, a.byteLength);
  const y = new Uint8Array(b.buffer, b.byteOffset, b.byteLength);
  for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return false;
  return true;
}
