// A model computed in every way there is on a CPU: the interpreter's answers, those of the generated JavaScript
// and those of the generated WASM, at the same points, compared bit for bit.
import {emitJs} from "../../worker/compiler/js/emitJs.ts";
import {TILE} from "../../worker/compiler/wasm/abi.ts";
import {interpret} from "../../worker/compiler/interpret.ts";
import type {Model} from "../../worker/compiler/ir.ts";
import {optimise} from "../../worker/compiler/passes/index.ts";
import {verify} from "../../worker/compiler/verify.ts";
import {memory, runWasm} from "../compiler/wasm/runProgram.ts";

/** By parameter, then element. */
export type Point = readonly (readonly number[])[];

/** More than a tile, and odd. */
export const MANY = TILE + 3;

export interface Wish {
  /** parameters that are the same for every point. */
  uniform?: readonly string[];
  /** how many of the points the slow interpreter computes. */
  interpreted?: number;
}

/** The same model after all passes. */
export function optimised(model: Model): Model {
  const {program} = optimise(model);
  verify(program);
  return {...model, program};
}

/** Where the ways differ, in words; nothing, if all is well. */
export function disagreements(
  model: Model,
  points: readonly Point[],
  {uniform = [], interpreted = Infinity}: Wish = {}
): string[] {
  const {params} = model.program;
  const at = points.map((point) =>
    params.map(({name}, k) => (uniform.includes(name) ? points[0][k] : point[k]))
  );
  const js = emitJs({program: model.program}).bind(model.constants);
  const byJs = at.map((point) => [js(...point)].flat());
  const byParam = params.map((_, k) => points.map((point) => point[k]));
  makeRoom(model, points.length);
  const byWasm = runWasm(model, byParam, points.length, uniform);
  const said = at.flatMap((_, i) => differ(`WASM at ${i}`, byWasm[i], byJs[i]));
  for (const [i, point] of at.slice(0, interpreted).entries())
    said.push(...differ(`JS at ${i}`, byJs[i], [...interpret(model, point)]));
  return said;
}

const PAGE = 65536;

/** Large Jacobians need more memory than most tests. */
function makeRoom({program: {arrays}}: Model, n: number): void {
  const rows = arrays.reduce((sum, {size}) => sum + size, 0);
  const bytes = 2 ** 23 + rows * 8 * (Math.ceil(n / TILE) * TILE + 4);
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE);
  if (missing > 0) memory.grow(missing);
}

function differ(way: string, got: readonly number[], wanted: readonly number[]): string[] {
  if (got.length !== wanted.length) return [`${way}: ${got.length} numbers, not ${wanted.length}`];
  return wanted.flatMap((value, row) =>
    Object.is(value, got[row]) ? [] : [`${way}, row ${row}: ${got[row]}, not ${value}`]
  );
}
