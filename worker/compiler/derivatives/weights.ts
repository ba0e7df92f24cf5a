// Where reverse differentiation starts: the adjoints of the answer's elements.
import {OUTPUT, regionsOf, type ArrayId, type Op, type Program, type Value} from "../ir.ts";
import type {Copy} from "./copy.ts";
import {writeLoop} from "./loops.ts";

export interface Weights {
  /** the adjoint of an element; undefined: zero. Missing where the answer is an array like any other. */
  at?: (index: Value) => Value | undefined;
  /** a new local array with the adjoints, where it is. */
  array: () => ArrayId;
}

/** One for one element, zero for all others. */
export function unitWeights(copy: Copy, row: number, isDirect: boolean): Weights {
  const {write, builder} = copy;
  const at = (index: Value) => (write.literalOf(index) === row ? write.number(1) : undefined);
  const array = () => {
    const weights = makeRoom(copy);
    builder.store(weights, write.integer(row), write.number(1));
    return weights;
  };
  return isDirect ? {at, array} : {array};
}

/** Those of a parameter. */
export function parameterWeights(copy: Copy, given: ArrayId, isDirect: boolean): Weights {
  const {write, builder, program} = copy;
  const array = () => {
    const weights = makeRoom(copy);
    writeLoop(write, program.arrays[OUTPUT].size, (index) =>
      builder.store(weights, index, builder.load(given, index))
    );
    return weights;
  };
  return isDirect ? {at: (index) => builder.load(given, index), array} : {array};
}

function makeRoom({builder, program}: Copy): ArrayId {
  return builder.array("answer adjoint", "local", program.arrays[OUTPUT].size);
}

/** Whether all places of the answer are literals. */
export function isStoredAtLiterals({body}: Program): boolean {
  const literals = new Set<Value>();
  const visit = (op: Op): boolean => {
    if (op.kind === "const") literals.add(op.result);
    if (op.kind === "store" && op.array === OUTPUT) return literals.has(op.index);
    return regionsOf(op).every(({ops}) => ops.every(visit));
  };
  return body.ops.every(visit);
}
