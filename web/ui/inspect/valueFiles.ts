// What a value can be taken away as.
import {say} from "../../say.ts";
import {toBytes, toStem} from "./context.ts";
import type {InspectContext} from "./context.ts";
import {isTypedArray} from "./kindOf.ts";
import type {Matrix, Numbers} from "./kindOf.ts";
import {toCsv} from "./toCsv.ts";
import type {Columns} from "./toCsv.ts";
import {toJson} from "./toJson.ts";
import {toNpy} from "./toNpy.ts";
import type {FileOffer, Made} from "./tools.ts";

export function csvFile(context: InspectContext, read: () => Columns, suffix = ""): FileOffer {
  const name = `${toStem(context)}${suffix}.csv`;
  return {label: suffix ? `CSV (${suffix.slice(1)})` : "CSV", make: () => makeCsv(name, read())};
}

function makeCsv(name: string, columns: Columns): Made {
  const {text, formulas} = toCsv(columns);
  const note = formulas > 0 ? say("inspect.formulas", {count: formulas}) : undefined;
  return {name, mime: "text/csv", bytes: toBytes(text), note};
}

export function jsonFile(context: InspectContext, value: unknown): FileOffer {
  const make = (): Made => {
    const {text, lost} = toJson(value);
    const note = lost > 0 ? say("inspect.lostInJson", {count: lost}) : undefined;
    return {name: `${toStem(context)}.json`, mime: "application/json", bytes: toBytes(text), note};
  };
  return {label: "JSON", make};
}

export function npyFile(
  context: InspectContext,
  read: () => Numbers,
  shape?: readonly number[]
): FileOffer {
  const make = (): Made => ({
    name: `${toStem(context)}.npy`,
    mime: "application/octet-stream",
    bytes: toNpy(read(), shape)
  });
  return {label: "NPY", make};
}

export function textFile(context: InspectContext, text: string): FileOffer {
  const make = (): Made => ({
    name: `${toStem(context)}.txt`,
    mime: "text/plain",
    bytes: toBytes(text)
  });
  return {label: say("inspect.text"), make};
}

/** One row a value. */
export function numbersTable(numbers: Numbers, name = "value"): Columns {
  return {names: [name], length: numbers.length, cell: (row) => numbers[row]};
}

export function matrixTable({rows, columns, at}: Matrix): Columns {
  return {names: Array.from({length: columns}, (_, i) => String(i)), length: rows, cell: at};
}

/** All elements in C order: the author's own array where that is what he has. */
export function matrixNumbers(value: unknown, {rows, columns, at}: Matrix): Numbers {
  const {data} = value as {data?: unknown};
  if (isTypedArray(data)) return data;
  const first = (value as ArrayLike<unknown>)[0];
  const Type = isTypedArray(first) ? (first.constructor as Float64ArrayConstructor) : Float64Array;
  const all = new Type(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) all[row * columns + column] = at(row, column);
  return all;
}
