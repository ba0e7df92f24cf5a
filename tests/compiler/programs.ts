// Random well-formed programs: what interpreters, passes, back ends and derivatives are compared on.
import fc from "fast-check";
import type {Model, Program} from "../../worker/compiler/ir.ts";
import {print} from "../../worker/compiler/print.ts";
import {Author, MOST_ELEMENTS, SPECIAL, type Shape} from "./author.ts";

export type {Shape};

/** Choices that make a program, one number each: shorter and smaller is simpler. */
export function anyProgram(shape: Shape = {}): fc.Arbitrary<Model> {
  const ops = shape.ops ?? 60;
  return fc.array(fc.nat(0xffff), {minLength: 8, maxLength: ops * 5, size: "max"}).map((tape) => {
    const model = new Author(tape, shape, ops).model();
    return {...model, [fc.toStringMethod]: () => print(model.program)};
  });
}

/** Inputs for every parameter: all kinds of numbers, or those from −2 to 2 where the program is smooth. */
export function anyInputs(
  {program}: Model,
  {smooth = false}: Pick<Shape, "smooth"> = {}
): fc.Arbitrary<number[][]> {
  const count = program.params.reduce((sum, {size}) => sum + size, 0);
  return numbers(count, smooth).map((all) => share(program, all));
}

/** A program with inputs; shrinks better than one made from the other. */
export function anyCase(shape: Shape = {}): fc.Arbitrary<{model: Model; inputs: number[][]}> {
  const most = (shape.params ?? 3) * MOST_ELEMENTS;
  return fc
    .tuple(anyProgram(shape), numbers(most, shape.smooth))
    .map(([model, all]) => ({model, inputs: share(model.program, all)}));
}

function share({params}: Program, numbers: readonly number[]): number[][] {
  let used = 0;
  return params.map(({size}) => numbers.slice(used, (used += size)));
}

const anyNumber = fc.oneof(
  {weight: 3, arbitrary: fc.constantFrom(...SPECIAL)},
  {weight: 3, arbitrary: fc.integer({min: -4, max: 6})},
  {weight: 4, arbitrary: fc.double({min: -10, max: 10, noNaN: true})},
  {weight: 1, arbitrary: fc.double()}
);
const plainNumber = fc.oneof(
  fc.integer({min: -4, max: 6}),
  fc.double({min: -4, max: 4, noNaN: true})
);
const smoothNumber = fc.double({min: -2, max: 2, noNaN: true});

/** Where one number is special all answers may be: more often none is. */
function numbers(count: number, smooth = false): fc.Arbitrary<number[]> {
  const length = {minLength: count, maxLength: count};
  if (smooth) return fc.array(smoothNumber, length);
  return fc.oneof(
    {weight: 2, arbitrary: fc.array(plainNumber, length)},
    {weight: 1, arbitrary: fc.array(anyNumber, length)}
  );
}
