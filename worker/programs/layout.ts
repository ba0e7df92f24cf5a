// Where the parts of one batch lie, and how its points get there.
import {outputWidth, type WasmProgram} from "../compiler/wasm/abi.ts";
import type {Layout} from "../device/programs.ts";
import {packRow, tilesLength} from "./tiles.ts";

/** What is computed: the points of a program's parameters. */
export interface Batch {
  program: WasmProgram;
  /** as `program.fillConstants` gives them. */
  constants: Float64Array;
  /** by the names in `program.uniform`. */
  uniform: Readonly<Record<string, Float64Array>>;
  /** by the names in `program.varying`: a vector of length n for each element. */
  varying: Readonly<Record<string, readonly Float64Array[]>>;
  n: number;
}

/** Every part begins on a cache line. */
const LINE = 64;

export function layOut({program, constants, uniform, n}: Batch): Layout {
  let next = 0;
  const place = (length: number): number => {
    const at = next;
    next += Math.ceil((8 * length) / LINE) * LINE;
    return at;
  };
  const uniformLength = program.uniform.reduce((sum, name) => sum + uniform[name].length, 0);
  return {
    constants: place(constants.length),
    uniforms: place(uniformLength),
    inputs: place(tilesLength(program.inputRows, n)),
    outputs: place(tilesLength(program.outputRows, n, outputWidth(program))),
    bytes: next
  };
}

/** Writes all but the outputs; `image` begins where the batch begins. */
export function writeBatch(image: Float64Array, layout: Layout, batch: Batch): void {
  const {program, constants, uniform, varying} = batch;
  image.set(constants, layout.constants / 8);
  let at = layout.uniforms / 8;
  for (const name of program.uniform) {
    image.set(uniform[name], at);
    at += uniform[name].length;
  }
  let row = 0;
  for (const name of program.varying) {
    writeRows(image, layout, program.inputRows, row, varying[name]);
    row += varying[name].length;
  }
}

/** Writes some vectors as neighbouring rows of the inputs. */
export function writeRows(
  image: Float64Array,
  layout: Layout,
  inputRows: number,
  first: number,
  vectors: readonly Float64Array[]
): void {
  const tiles = image.subarray(layout.inputs / 8, layout.outputs / 8);
  vectors.forEach((values, k) => packRow(tiles, inputRows, first + k, values));
}
