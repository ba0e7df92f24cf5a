// `Inputs` where there is no document: each is the value that its control would start with, and what it is
// set to is taken as the control would take it.
import type {Inputs} from "./inputTypes.ts";
import {makePlaceholderFunction} from "./placeholders.ts";

type Options = Record<string, unknown>;
type Take = (value: unknown) => unknown;

export function makeHeadlessInputs(): Inputs {
  const inputs: Record<string, unknown> = {
    range: (extent: [unknown, unknown] = [0, 1], options: Options = {}) =>
      makeNumber(extent, options, true),
    number: (...args: unknown[]) => {
      const [extent, options] = args.length < 2 ? [[], args[0]] : args;
      return makeNumber(extent as unknown[], (options ?? {}) as Options, false);
    },
    select: (data: Iterable<unknown>, options: Options = {}) => choose(data, options, "select"),
    radio: (data: Iterable<unknown>, options: Options = {}) => choose(data, options, "radio"),
    checkbox: (data: Iterable<unknown>, options: Options = {}) =>
      choose(data, {...options, multiple: true}, "checkbox"),
    toggle({value, values}: {value?: unknown; values?: [unknown, unknown]} = {}) {
      const [on, off] = values ?? [true, false];
      return make(values ? (value === on ? on : off) : Boolean(value), (next) =>
        values ? (next === on ? on : off) : Boolean(next)
      );
    },
    button: (content: unknown, {value, required}: Options = {}) => {
      const one = typeof content !== "object" || content === null || !(Symbol.iterator in content);
      return make(value ?? (required ? undefined : one ? 0 : null));
    },
    color: ({value = "#000000"}: Options = {}) => make(toColor(value), toColor),
    date: ({value}: Options = {}) => make(toDate(value, true), (next) => toDate(next, true)),
    datetime: ({value}: Options = {}) => make(toDate(value, false), (next) => toDate(next, false)),
    file: ({multiple}: Options = {}) => make(multiple ? [] : null, () => (multiple ? [] : null)),
    form: (parts: Record<string, {value: unknown}> | {value: unknown}[]) => makeForm(parts),
    search: (data: Iterable<unknown>, {filter, query = ""}: Options = {}) => {
      const items = [...data];
      if (!query || typeof filter !== "function") return make(items);
      return make(items.filter((filter as (query: unknown) => (item: unknown) => boolean)(query)));
    },
    // rows that nobody selected are the value, unless there may be none
    table: (data: unknown, {value, required = true}: Options = {}) =>
      make(value ?? (required ? data : [])),
    input: (value: unknown) => make(value),
    bind: (target: unknown) => target
  };
  for (const kind of ["text", "email", "tel", "url", "password", "textarea"]) {
    inputs[kind] = ({value = ""}: Options = {}) => make(toText(value), toText);
  }
  const missing = makePlaceholderFunction("Inputs");
  return new Proxy(inputs, {
    get: (_, key) => (key === "then" ? undefined : (inputs[key as string] ?? missing))
  }) as unknown as Inputs;
}

function make(initial: unknown, take: Take = (value) => value): {value: unknown} {
  let current = initial;
  return {
    get value() {
      return current;
    },
    set value(next) {
      current = take(next);
    }
  };
}

/** Clamped to the extent and rounded to the steps from its start, as HTML does it for sliders. */
function makeNumber(extent: unknown[], {value, step}: Options, isRange: boolean): {value: unknown} {
  const bounds = [toNumber(extent[0], -Infinity), toNumber(extent[1], Infinity)];
  const [min, max] = bounds.sort((a, b) => a - b);
  const by = step === undefined ? undefined : Number(step);
  const coerce = (given: unknown): number => {
    const number = Math.max(min, Math.min(max, Number(given)));
    if (!isRange || !by || !Number.isFinite(number)) return number;
    const start = Number.isFinite(min) ? min : 0;
    const most = Math.floor((max - start) / by + 1e-9);
    const rounded = start + Math.min(most, Math.floor((number - start) / by + 0.5)) * by;
    // as decimals: 0.1 + 2 · 0.1 is 0.3 in a control
    return Number(rounded.toFixed(Math.max(decimals(by), decimals(start))));
  };
  const middle = (toNumber(extent[0], 0) + toNumber(extent[1], 100)) / 2;
  let current = value === undefined ? (isRange ? coerce(middle) : undefined) : coerce(value);
  return {
    get value() {
      return current;
    },
    set value(next: unknown) {
      const number = coerce(next);
      if (Number.isFinite(number)) current = number;
    }
  };
}

function choose(given: Iterable<unknown>, options: Options, kind: string): {value: unknown} {
  const isMap = given instanceof Map;
  const data = [...given];
  const valueOf = (options.valueof ?? (isMap ? (entry: unknown[]) => entry[1] : undefined)) as
    ((item: unknown, i: number, data: unknown[]) => unknown) | undefined;
  const keyOf = (options.keyof ??
    (isMap ? (entry: unknown[]) => entry[0] : (item: unknown) => item)) as (
    item: unknown,
    i: number
  ) => unknown;
  let keyed = data.map((item, i) => ({
    key: keyOf(item, i),
    value: valueOf ? valueOf(item, i, data) : item
  }));
  const {sort, unique} = options;
  if (sort) {
    const order =
      typeof sort === "function" ? (sort as (a: unknown, b: unknown) => number) : ascend;
    const sign = sort === "descending" ? -1 : 1;
    keyed.sort((a, b) => sign * order(a.key, b.key));
  }
  if (unique) keyed = [...new Map(keyed.map((item) => [item.key, item])).values()];
  const values = keyed.map(({value}) => value);
  const takeMany = (wanted: unknown) => {
    const wishes = new Set(
      Array.isArray(wanted) ? wanted : wanted === undefined || wanted === null ? [] : [wanted]
    );
    return values.filter((value) => wishes.has(value));
  };
  if (options.multiple) return make(takeMany(options.value), takeMany);
  const takeOne = (wanted: unknown) => values.find((value) => value === wanted) ?? null;
  const first = kind === "select" ? (values[0] ?? null) : null;
  return make(takeOne(options.value) ?? first, takeOne);
}

function makeForm(parts: Record<string, {value: unknown}> | {value: unknown}[]): {value: unknown} {
  return {
    get value() {
      if (Array.isArray(parts)) return parts.map(({value}) => value);
      return Object.fromEntries(Object.entries(parts).map(([name, {value}]) => [name, value]));
    },
    set value(next: unknown) {
      for (const [name, part] of Object.entries(parts) as [string, {value: unknown}][]) {
        part.value = (next as Record<string, unknown>)[name];
      }
    }
  };
}

function toNumber(value: unknown, otherwise: number): number {
  const number = Number(value ?? NaN);
  return Number.isNaN(number) ? otherwise : number;
}

function toText(value: unknown): string {
  return value === undefined || value === null ? "" : `${value as string | number}`;
}

function toColor(value: unknown): string {
  return typeof value === "string" && /^#[0-9a-f]{6}$/i.test(value)
    ? value.toLowerCase()
    : "#000000";
}

/** A day has no time. */
function toDate(value: unknown, isDay: boolean): Date | null {
  if (value === null || value === undefined) return null;
  const date = new Date(value as string);
  if (Number.isNaN(date.getTime())) return null;
  return isDay ? new Date(`${date.toISOString().slice(0, 10)}T00:00:00Z`) : date;
}

function ascend(a: unknown, b: unknown): number {
  return (a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : 0;
}

function decimals(value: number): number {
  const [digits, exponent = "0"] = String(value).toLowerCase().split("e");
  const behind = digits.split(".")[1]?.length ?? 0;
  return Math.min(20, Math.max(0, behind - Number(exponent)));
}
