// From models to what the page is sent, and back to numbers.
import type {Model} from "../../worker/compiler/ir.ts";
import {emitWgsl} from "../../worker/compiler/wgsl/emit.ts";
import type {ModelJob} from "./page/models.ts";
import {toText} from "./page/text.ts";

export interface Points {
  model: Model;
  /** by point, in the order of the parameters; those named in `uniform` are taken from the first. */
  inputs: readonly (readonly ArrayLike<number>[])[];
  uniform?: readonly string[];
}

export function toJob({model, inputs, uniform = []}: Points): ModelJob {
  const {fillConstants, ...program} = emitWgsl(model, {uniform});
  const same: number[] = [];
  const varying: string[][] = [];
  model.program.params.forEach(({name, size}, k) => {
    for (let element = 0; element < size; element++) {
      if (uniform.includes(name)) same.push(inputs[0][k][element]);
      else varying.push(inputs.map((point) => toText(point[k][element])));
    }
  });
  return {
    program,
    constants: Array.from(fillConstants(model.constants), toText),
    uniform: same.map(toText),
    varying,
    n: inputs.length
  };
}

/** A generator with a period long enough for tests (mulberry32). */
export function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
