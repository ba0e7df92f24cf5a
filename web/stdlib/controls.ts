// The values of a notebook's controls by name: part of the document's state, carried by links and kept
// over reloads, while what a control is stands in the source.

export interface Controls {
  /** Puts a control that was just made at the value it had or was sent with, if there is one. */
  restore(name: string, input: {value: unknown}): void;
  /** Notes what the reader chose. */
  set(name: string, value: unknown): void;
  /** what a link carries: the values that differ from what the source says. */
  values(): Record<string, unknown>;
}

interface Entry {
  value: unknown;
  /** the value that the source gave, as JSON; undefined until the control has been made. */
  initial: string | undefined;
}

const LARGEST = 10_000;

/** `initial`: values from a link or of an earlier visit; they are anyone's, and inputs check what they are set to. */
export function makeControls(
  initial: Readonly<Record<string, unknown>>,
  onChange: (name: string, value: unknown) => void
): Controls {
  const entries = new Map<string, Entry>();
  for (const [name, value] of Object.entries(initial)) {
    entries.set(name, {value, initial: undefined});
  }
  return {
    restore(name, input) {
      const given = input.value;
      const source = toJson(given ?? null);
      if (source === undefined) return;
      const entry = entries.get(name);
      // a control whose source says another value than before has been edited: the source wins
      if (!entry || (entry.initial !== undefined && entry.initial !== source)) {
        entries.set(name, {value: JSON.parse(source), initial: source});
        return;
      }
      entry.initial = source;
      if (toJson(entry.value) === source) return;
      input.value = given instanceof Date ? new Date(entry.value as string) : entry.value;
      // the input could make nothing of it
      if (isNothing(input.value) && !isNothing(given)) input.value = given;
      entry.value = JSON.parse(toJson(input.value ?? null) ?? source);
    },
    set(name, value) {
      const text = toJson(value ?? null);
      if (text === undefined) return;
      const entry = entries.get(name) ?? {value: undefined, initial: undefined};
      entry.value = JSON.parse(text);
      entries.set(name, entry);
      onChange(name, entry.value);
    },
    values() {
      const changed = [...entries].filter(([, entry]) => toJson(entry.value) !== entry.initial);
      return Object.fromEntries(changed.map(([name, {value}]) => [name, value]));
    }
  };
}

/**
 * A small value that JSON keeps as it is (a Date becomes its text), as JSON; undefined for any other. Lists of
 * records are the data of tables: known by identity, which JSON loses.
 */
export function toJson(value: unknown): string | undefined {
  if (!isJson(value, 4)) return undefined;
  const text = JSON.stringify(value);
  return text.length <= LARGEST ? text : undefined;
}

function isJson(value: unknown, depth: number): boolean {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || depth === 0) return false;
  if (value instanceof Date) return !Number.isNaN(value.getTime());
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return false;
  const parts: unknown[] = Object.values(value);
  if (Array.isArray(value) && parts.some(isRecord)) return false;
  return parts.length <= LARGEST && parts.every((part) => isJson(part, depth - 1));
}

function isRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || Number.isNaN(value);
}
