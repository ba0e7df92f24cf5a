// JSON that is read by path, with messages that name the path, and that knows what nobody has read.
import {show} from "../../check.ts";

export interface NumberRange {
  least?: number;
  most?: number;
  above?: number;
  isInteger?: boolean;
}

export class JsonReader {
  readonly #what: string;
  readonly #root: unknown;
  readonly #read = new Set<string>();

  constructor(what: string, root: unknown) {
    this.#what = what;
    this.#root = root;
  }

  fail(path: string, expected: string, value: unknown): never {
    const Failure = typeof value === "number" ? RangeError : TypeError;
    throw new Failure(`${this.#what}: expected ${path} as ${expected}, got ${show(value)}`);
  }

  /** undefined where it, or something above it, is not there or is null. */
  get(path: string): unknown {
    this.#read.add(path);
    let value: unknown = this.#root;
    let above = "";
    for (const key of path.split(".")) {
      if (value === undefined || value === null) return undefined;
      if (typeof value !== "object" || Array.isArray(value)) this.fail(above, "an object", value);
      value = (value as Record<string, unknown>)[key];
      above = above === "" ? key : `${above}.${key}`;
    }
    return value === null ? undefined : value;
  }

  number(path: string, standard: number, range: NumberRange = {}): number {
    const value = this.get(path);
    return value === undefined ? standard : this.checkNumber(path, value, range);
  }

  checkNumber(path: string, value: unknown, range: NumberRange = {}): number {
    const {least = -Infinity, most = Infinity, above = -Infinity, isInteger = false} = range;
    const expected = `${isInteger ? "a whole number" : "a number"}${describeRange(range)}`;
    if (typeof value !== "number") this.fail(path, expected, value);
    const isIn = value >= least && value <= most && value > above && Number.isFinite(value);
    if (!isIn || (isInteger && !Number.isInteger(value))) this.fail(path, expected, value);
    return value;
  }

  boolean(path: string, standard: boolean): boolean {
    const value = this.get(path) ?? standard;
    if (typeof value !== "boolean") this.fail(path, "true or false", value);
    return value;
  }

  text(path: string): string | undefined {
    const value = this.get(path);
    if (value !== undefined && typeof value !== "string") this.fail(path, "a text", value);
    return value;
  }

  oneOf<T extends string>(path: string, standard: T, allowed: readonly T[]): T {
    const value = this.get(path) ?? standard;
    if (!allowed.includes(value as T))
      this.fail(path, `one of ${allowed.map((word) => JSON.stringify(word)).join(", ")}`, value);
    return value as T;
  }

  list(path: string): readonly unknown[] | undefined {
    const value = this.get(path);
    if (value !== undefined && !Array.isArray(value)) this.fail(path, "a list", value);
    return value;
  }

  /** Paths that are there and were not read, as high up as none below was; comments ("_…") apart. */
  unread(): string[] {
    const found: string[] = [];
    const isTouched = (path: string): boolean =>
      [...this.#read].some((one) => one === path || one.startsWith(`${path}.`));
    const walk = (value: unknown, path: string): void => {
      if (this.#read.has(path)) return;
      if (path !== "" && !isTouched(path)) {
        found.push(path);
        return;
      }
      if (typeof value !== "object" || value === null) return;
      for (const [key, below] of Object.entries(value))
        if (!key.startsWith("_")) walk(below, path === "" ? key : `${path}.${key}`);
    };
    walk(this.#root, "");
    return found;
  }
}

function describeRange({least, most, above}: NumberRange): string {
  if (least !== undefined && most !== undefined) return ` from ${least} to ${most}`;
  if (least !== undefined) return ` from ${least} up`;
  return above === undefined ? "" : ` above ${above}`;
}
