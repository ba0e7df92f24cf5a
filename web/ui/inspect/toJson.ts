// Any value as JSON. Typed arrays become arrays, maps with string keys objects, sets arrays; what
// JSON has no word for becomes null and is counted.
import {isTypedArray, tagOf} from "./kindOf.ts";

export interface Json {
  text: string;
  /** values that became null: NaN, infinities, functions, cycles. */
  lost: number;
}

const DEEPEST = 200;

export function toJson(value: unknown, indent = 0): Json {
  let lost = 0;
  const path = new Set<object>();
  const drop = () => {
    lost++;
    return null;
  };
  const convert = (item: unknown): unknown => {
    if (item === null || typeof item === "string" || typeof item === "boolean") return item;
    if (typeof item === "number") return Number.isFinite(item) ? item : drop();
    // more digits than a double has must not be lost: in quotes
    if (typeof item === "bigint")
      return Number.isSafeInteger(Number(item)) ? Number(item) : `${item}`;
    if (item === undefined) return null;
    if (typeof item !== "object" || path.size > DEEPEST || path.has(item)) return drop();
    path.add(item);
    try {
      return convertObject(item);
    } catch {
      return drop();
    } finally {
      path.delete(item);
    }
  };
  const convertObject = (item: object): unknown => {
    if (isTypedArray(item)) return Array.from(item as ArrayLike<number | bigint>, convert);
    if (Array.isArray(item)) return Array.from(item, convert);
    const tag = tagOf(item);
    if (tag === "Date") return (item as Date).toJSON() ?? drop();
    if (item instanceof RegExp || item instanceof URL) return `${item}`;
    if (tag === "Set") return Array.from(item as Set<unknown>, convert);
    if (tag === "Map") return convertMap(item as Map<unknown, unknown>);
    if (tag === "Error") return {name: (item as Error).name, message: (item as Error).message};
    if (tag === "Promise") return drop();
    const made: Record<string, unknown> = {};
    for (const [key, inner] of Object.entries(item))
      if (typeof inner !== "function" && inner !== undefined) setOwn(made, key, convert(inner));
    return made;
  };
  const convertMap = (map: Map<unknown, unknown>): unknown => {
    const entries = [...map];
    if (!entries.every(([key]) => typeof key === "string"))
      return entries.map(([key, inner]) => [convert(key), convert(inner)]);
    const made: Record<string, unknown> = {};
    for (const [key, inner] of entries) setOwn(made, key as string, convert(inner));
    return made;
  };
  const text = JSON.stringify(convert(value), null, indent);
  return {text, lost};
}

/** Also for the key `__proto__`. */
function setOwn(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, {value, enumerable: true, configurable: true, writable: true});
}
