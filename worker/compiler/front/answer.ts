// What the function returns becomes the program's output.
import {OUTPUT} from "../ir.ts";
import {checkReadable, elementsOf} from "./elements.ts";
import type {AnyFunction} from "./functions.ts";
import type {Machine} from "./machine.ts";
import {toNumeric, toValue} from "./numbers.ts";
import type {Place} from "./place.ts";
import {isArray, isObject, lengthOf, type ArrayValue, type Symbolic} from "./values.ts";

/** Longer answers are copied by a loop. */
const MOST_STORES = 64;

export function writeAnswer(machine: Machine, answer: Symbolic, {body}: AnyFunction): void {
  const place = {start: body.start, end: body.start + 1};
  if (answer === undefined)
    machine.fail(place, "this function returns nothing: return a number, or an array of numbers");
  if (isObject(answer)) {
    if (answer.kind === "unusable") machine.fail(place, answer.why);
    if (answer.kind === "record" || answer.kind === "function")
      machine.fail(
        place,
        `this function returns ${answer.kind === "record" ? "an object" : "a function"}: return a number, or an array of numbers`
      );
  }
  const {emit} = machine;
  const {program} = emit.builder;
  if (!isArray(answer) || answer.single?.isNumber) {
    program.isScalar = true;
    emit.store(OUTPUT, emit.integer(0), toValue(machine, toNumeric(machine, answer, place)));
    return;
  }
  program.arrays[OUTPUT].size = lengthOf(answer);
  writeArray(machine, answer, place);
}

function writeArray(machine: Machine, answer: ArrayValue, place: Place): void {
  const {emit} = machine;
  const length = lengthOf(answer);
  if (length === 0) machine.fail(place, "this function returns an empty array: return numbers");
  const {memory} = answer;
  if (memory && length > MOST_STORES && memory.shape.length === 1 && memory.offset === 0) {
    checkReadable(machine, answer, place);
    const bounds = {from: emit.integer(0), to: emit.integer(length), trips: length};
    emit.builder.loop(bounds, [], (index) => {
      emit.builder.store(OUTPUT, index, emit.builder.load(memory.array, index));
      return [];
    });
    return;
  }
  elementsOf(machine, answer, place).forEach((element, k) => {
    if (isArray(element) && !element.single)
      machine.fail(
        place,
        "this function returns an array of arrays: return the numbers in one array, as .flat() gives them"
      );
    const number = element === undefined ? NaN : toNumeric(machine, element, place);
    emit.store(OUTPUT, emit.integer(k), toValue(machine, number));
  });
}
