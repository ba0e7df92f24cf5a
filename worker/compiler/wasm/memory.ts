// Elements of arrays: read and written, for two points at a time.
import type {ArrayId, Op, Value} from "../ir.ts";
import {I32, VOID} from "./code.ts";
import type {Emission} from "./emission.ts";
import {offsetOf, type Place} from "./layout.ts";
import {choose} from "./operations.ts";

type Load = Op & {kind: "load"};
type Store = Op & {kind: "store"};

/** Added to a small whole number it leaves that number in the low bits. */
const TO_BITS = 4503599627370496;
/** Bytes from the first point's number to the second's. */
const NEXT_POINT = 8;

export function writeLoad(emission: Emission, {array, index}: Load): void {
  if (emission.isF64(index)) return gather(emission, array, index);
  const place = emission.layout.places[array];
  const offset = pushAddress(emission, place, index);
  emission.push(place.isShared ? "v128.load64_splat" : "v128.load", 0, offset);
  emission.code.comment(nameElement(emission, array, index));
}

export function writeStore(emission: Emission, op: Store): void {
  if (emission.isF64(op.index)) return scatter(emission, op);
  const {array, index, value, where} = op;
  const place = emission.layout.places[array];
  const offset = pushAddress(emission, place, index);
  if (where === undefined && emission.mask === undefined) emission.take(value);
  else {
    const address = emission.integer(index) === undefined ? emission.keep(I32) : undefined;
    if (address !== undefined) emission.get(address);
    emission.take(value);
    emission.get(address ?? emission.bases[place.base]);
    emission.push("v128.load", 0, offset);
    pushMask(emission, where);
    choose(emission);
  }
  emission.readBefore(array);
  emission.push("v128.store", 0, offset);
  emission.code.comment(nameElement(emission, array, index));
}

/** The points that a store is for; there is a mask or a condition. */
function pushMask(emission: Emission, where: Value | undefined): void {
  if (where !== undefined) emission.take(where);
  if (emission.mask !== undefined) emission.get(emission.mask);
  if (where !== undefined && emission.mask !== undefined) emission.push("v128.and");
}

/** Leaves an address on the stack; what is to be added to it is returned. */
function pushAddress(emission: Emission, place: Place, index: Value): number {
  emission.get(emission.bases[place.base]);
  const known = emission.integer(index);
  if (known !== undefined) return offsetOf(place, known);
  const {rest, added} = splitIndex(emission, index);
  emission.take(rest);
  emission.push("i32.const", place.stride);
  emission.push("i32.shl");
  emission.push("i32.add");
  return offsetOf(place, added);
}

/** An index that is something plus a constant costs no addition, unless the something may be below zero. */
function splitIndex(emission: Emission, index: Value): {rest: Value; added: number} {
  const op = emission.waiting(index);
  if (op?.kind === "apply" && op.name === "iadd") {
    for (const [rest, constant] of [op.args, [op.args[1], op.args[0]]]) {
      const added = emission.integer(constant);
      if (added === undefined || added < 0 || emission.uses.isNatural[rest] === 0) continue;
      emission.skip(index);
      return {rest, added};
    }
  }
  return {rest: index, added: 0};
}

/** Reads a place for each point; NaN where there is none. */
function gather(emission: Emission, array: ArrayId, index: Value): void {
  const place = emission.layout.places[array];
  const {bits, isPlace} = findPlaces(emission, array, index);
  pushPlace(emission, place, bits, 1);
  pushPlace(emission, place, bits, 0);
  emission.push("v128.load64_splat", 0, place.offset);
  const second = place.offset + (place.isShared ? 0 : NEXT_POINT);
  emission.push("v128.load64_lane", 1, second);
  emission.code.comment(nameElement(emission, array, index));
  emission.fixed(NaN);
  emission.get(isPlace);
  choose(emission);
}

/** Writes to a place for each point, if there is one and the point is at work. */
function scatter(emission: Emission, {array, index, value, where}: Store): void {
  const place = emission.layout.places[array];
  const {bits, isPlace} = findPlaces(emission, array, index);
  if (where !== undefined || emission.mask !== undefined) {
    pushMask(emission, where);
    emission.get(isPlace);
    emission.push("v128.and");
    emission.set(isPlace);
  }
  const kept = emission.inLocal(value);
  emission.readBefore(array);
  for (const point of [0, 1]) {
    emission.get(isPlace);
    emission.push("i32x4.extract_lane", 2 * point);
    emission.push("if", VOID);
    pushPlace(emission, place, bits, point);
    emission.get(kept);
    emission.push("v128.store64_lane", point, place.offset + point * NEXT_POINT);
    emission.code.comment(nameElement(emission, array, index));
    emission.push("end");
  }
}

/** Whether an f64 index is a place of the array, and which: elsewhere 0, in the low bits. Both are locals. */
function findPlaces(
  emission: Emission,
  array: ArrayId,
  index: Value
): {bits: number; isPlace: number} {
  const wanted = emission.inLocal(index);
  emission.get(wanted);
  emission.get(wanted);
  emission.push("f64x2.trunc");
  emission.push("f64x2.eq");
  emission.get(wanted);
  emission.fixed(0);
  emission.push("f64x2.ge");
  emission.push("v128.and");
  emission.get(wanted);
  emission.fixed(emission.program.arrays[array].size);
  emission.push("f64x2.lt");
  emission.push("v128.and");
  const isPlace = emission.keep();
  emission.get(isPlace);
  emission.get(wanted);
  emission.push("v128.and");
  emission.fixed(TO_BITS);
  emission.push("f64x2.add");
  return {isPlace, bits: emission.keep()};
}

function pushPlace(emission: Emission, {base, stride}: Place, bits: number, point: number): void {
  emission.get(emission.bases[base]);
  emission.get(bits);
  emission.push("i32x4.extract_lane", 2 * point);
  emission.push("i32.const", stride);
  emission.push("i32.shl");
  emission.push("i32.add");
}

/** What people call it. */
function nameElement({program, uses}: Emission, array: ArrayId, index: Value): string {
  const {name} = program.arrays[array];
  const param = program.params.find((param) => param.array === array);
  if (param?.isNumber) return name;
  const op = uses.definitions[index];
  return `${name}[${op?.kind === "const" ? String(op.value) : "…"}]`;
}
