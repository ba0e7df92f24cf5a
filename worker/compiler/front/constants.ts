// The numbers and arrays that a model's body names.
import type {Machine} from "./machine.ts";
import type {ArrayValue, NumberValue, RecordValue, Symbolic} from "./values.ts";

type Vector = ArrayLike<number>;

function isVector(value: unknown): value is Vector {
  if (Array.isArray(value)) return value.every((item) => typeof item === "number");
  return (
    ArrayBuffer.isView(value) &&
    !(value instanceof DataView) &&
    typeof (value as {0?: unknown} & ArrayBufferView)[0] !== "bigint"
  );
}

/** What a constant's name stands for; its data goes with the program. */
export function makeConstant(machine: Machine, name: string, value: unknown): Symbolic {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return makeNumber(machine, name, value);
  if (isVector(value)) return makeTable(machine, name, Float64Array.from(value), [value.length]);
  if (Array.isArray(value)) return makeRows(machine, name, value);
  if (isRecord(value)) return makeRecord(machine, name, value);
  const got = value === null ? "null" : typeof value;
  const advice =
    typeof value === "function"
      ? "pass functions in { helpers }"
      : "pass numbers, arrays or arrays of rows";
  throw new TypeError(
    `model.compile: the constant ${name} cannot be used in a model, got ${got}: ${advice}`
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** A number is data as well: only where it shapes the program its value is part of that. */
function makeNumber(machine: Machine, name: string, value: number): NumberValue {
  const array = machine.emit.table(name, Float64Array.of(value));
  return {kind: "number", value: machine.emit.loadFixed(array, 0), known: value};
}

function makeTable(
  machine: Machine,
  name: string,
  data: Float64Array,
  shape: readonly number[]
): ArrayValue {
  const array = machine.emit.table(name, data);
  return machine.view({array, role: "constant", offset: 0, shape, conditions: 0}, name);
}

function makeRows(machine: Machine, name: string, rows: readonly unknown[]): ArrayValue {
  const [first] = rows;
  if (rows.every(isVector) && rows.every(({length}) => length === (first as Vector).length)) {
    const {length} = first as Vector;
    const data = new Float64Array(rows.length * length);
    rows.forEach((row, k) => data.set(row, k * length));
    return makeTable(machine, name, data, [rows.length, length]);
  }
  const items = rows.map((row, k) => makeConstant(machine, `${name}[${k}]`, row));
  return {
    ...machine.list(items, name),
    fixed: `${name} is a constant and cannot be written: copy it`
  };
}

function makeRecord(
  machine: Machine,
  name: string,
  value: Readonly<Record<string, unknown>>
): RecordValue {
  const fields = Object.create(null) as RecordValue["fields"];
  for (const [key, field] of Object.entries(value))
    fields[key] = makeConstant(machine, `${name}.${key}`, field);
  return {kind: "record", fields, birth: 0, fixed: `${name} is a constant and cannot be written`};
}
