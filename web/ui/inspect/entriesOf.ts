// What is inside an object, without running any of its getters.
import {isTypedArray, kindOf, tagOf} from "./kindOf.ts";
import {brief} from "./brief.ts";
import {safely} from "./safely.ts";
import type {Outcome} from "./safely.ts";

export interface Entry {
  key: string;
  value?: unknown;
  /** a getter, which runs only when the reader asks. */
  read?: () => Outcome<unknown>;
}

const MOST = 10_000;

/** At most some thousand; an object that cannot be looked into has none. */
export function entriesOf(value: object, most = MOST): Entry[] {
  const found = safely(() => listEntries(value, most));
  return found.ok ? found.value : [];
}

function listEntries(value: object, most: number): Entry[] {
  const {kind} = kindOf(value);
  if (kind === "date" || kind === "regexp" || kind === "promise") return [];
  if (kind === "node" || kind === "image" || kind === "error") return [{key: "value", value}];
  if (Array.isArray(value) || isTypedArray(value)) {
    const list = value as ArrayLike<unknown>;
    const length = Math.min(list.length, most);
    return Array.from({length}, (_, i) => ({key: String(i), value: list[i]}));
  }
  const tag = tagOf(value);
  const entries: Entry[] = [];
  if (tag === "Map")
    for (const [key, inner] of value as Map<unknown, unknown>) {
      if (entries.length >= most) break;
      entries.push({key: brief(key), value: inner});
    }
  if (tag === "Set")
    for (const inner of value as Set<unknown>) {
      if (entries.length >= most) break;
      entries.push({key: String(entries.length), value: inner});
    }
  for (const key of Reflect.ownKeys(value)) {
    if (entries.length >= most) break;
    const field = Object.getOwnPropertyDescriptor(value, key);
    if (!field || (!field.enumerable && typeof key === "string")) continue;
    const entry: Entry = {key: typeof key === "string" ? key : String(key)};
    if ("value" in field) entry.value = field.value;
    else entry.read = () => safely(() => (value as Record<PropertyKey, unknown>)[key]);
    entries.push(entry);
  }
  return entries;
}
