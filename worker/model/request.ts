// What `model.compile` is asked for, checked before any work.
import {checkNames, show} from "../check.ts";
import type {Model} from "../compiler/ir.ts";
import {modelOf} from "./identity.ts";
import type {ModelOptions, ModelSizes} from "./types.ts";

export interface CompileRequest {
  source: string;
  sizes: Record<string, number>;
  constants: Record<string, unknown>;
  /** functions as text, models as programs. */
  helpers: Record<string, string | Model>;
  name: string | undefined;
  without: readonly string[];
}

const WHAT = "model.compile";

export function toRequest(
  model: unknown,
  sizes: ModelSizes,
  options: ModelOptions = {}
): CompileRequest {
  const source = toSource(WHAT, "a model", model);
  checkRecord("sizes", sizes);
  checkRecord("options", options);
  checkNames(WHAT, "option", Object.keys(options), ["constants", "helpers", "name", "without"]);
  const {constants = {}, helpers = {}, name, without = []} = options;
  checkRecord("constants", constants);
  checkRecord("helpers", helpers);
  if (name !== undefined && typeof name !== "string")
    throw new TypeError(`${WHAT}: expected name as a string, got ${show(name)}`);
  if (!Array.isArray(without))
    throw new TypeError(`${WHAT}: expected without as an array of names, got ${show(without)}`);
  const inner = splitSizes(sizes);
  return {
    source,
    sizes: inner.sizes,
    constants: {...inner.constants, ...constants},
    helpers: toHelpers({...inner.helpers, ...helpers}),
    name: name ?? nameOf(model),
    without: without as readonly string[]
  };
}

/** Constants and helpers may stand among the sizes. */
function splitSizes(given: ModelSizes) {
  const sizes: Record<string, number> = {};
  const inner: Record<"constants" | "helpers", Record<string, unknown>> = {
    constants: {},
    helpers: {}
  };
  for (const [name, value] of Object.entries(given)) {
    if ((name === "constants" || name === "helpers") && typeof value !== "number") {
      checkRecord(name, value);
      inner[name] = value;
      continue;
    }
    if (typeof value !== "number")
      throw new TypeError(`${WHAT}: expected the size of ${name} as a number, got ${show(value)}`);
    if (!Number.isInteger(value) || value < 1)
      throw new RangeError(
        `${WHAT}: expected the size of ${name} as a whole number from 1, got ${show(value)}`
      );
    sizes[name] = value;
  }
  return {sizes, ...inner};
}

function checkRecord(name: string, value: unknown): asserts value is Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return;
  throw new TypeError(`${WHAT}: expected ${name} as an object, got ${show(value)}`);
}

function nameOf(model: unknown): string | undefined {
  const name = typeof model === "function" ? model.name : "";
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? name : undefined;
}

function toHelpers(helpers: Record<string, unknown>): Record<string, string | Model> {
  return Object.fromEntries(
    Object.entries(helpers).map(([name, helper]) => [
      name,
      modelOf(helper) ?? toSource(WHAT, `helper ${name}`, helper)
    ])
  );
}

/** A function's own text; what has none that could be compiled is refused with what to do instead. */
function toSource(what: string, role: string, value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value !== "function")
    throw new TypeError(`${what}: expected ${role} as a function, got ${show(value)}`);
  if (modelOf(value))
    throw new TypeError(
      `${what}: expected ${role} as an ordinary function, got a compiled model; it can be called as it is, or from another model through helpers`
    );
  const text = Function.prototype.toString.call(value);
  const fix = findFix(value as (...args: never[]) => unknown, text);
  if (fix) throw new TypeError(`${what}: expected ${role} with its own text, got ${fix}`);
  return text;
}

function findFix(value: (...args: never[]) => unknown, text: string): string | undefined {
  if (/\{\s*\[native code\]\s*\}\s*$/.test(text)) {
    return value.name.startsWith("bound ")
      ? "a bound function; pass the function that was bound, and what it was bound to as constants"
      : `a built-in function; wrap it, as in (x) => Math.${value.name || "sqrt"}(x)`;
  }
  if (/^class\b/.test(text)) return "a class; pass a function that returns numbers";
  const kind = value.constructor.name;
  if (kind.startsWith("Async"))
    return "an async function; a model is computed at once, leave async and await out";
  return kind === "GeneratorFunction"
    ? "a generator; return an array instead of yielding its elements"
    : undefined;
}
