// Answers of the reference, of the compiled program run without an engine, and what follows of states.
import {readFileSync} from "node:fs";
import {outputWidth} from "../../../worker/compiler/wasm/abi.ts";
import {toTrajectory} from "../../../worker/biofilm/solver/decode.ts";
import {INTEGRATORS} from "../../../worker/biofilm/solver/integrators.ts";
import {toProgram} from "../../../worker/biofilm/solver/program.ts";
import {countRows, toSettings} from "../../../worker/biofilm/solver/settings.ts";
import type {SolverRequest, SolverWish, Trajectory} from "../../../worker/biofilm/solver/types.ts";
import {tilesLength, packRow, unpackRow} from "../../../worker/programs/tiles.ts";

/** Rows of one point; by default that of the request. */
export function referenceRows(
  request: SolverRequest,
  wish: SolverWish,
  point: ArrayLike<number> = Array.from(request.varying, (place) => request.theta[place])
): Float64Array {
  const settings = toSettings(request, wish);
  const rows = new Float64Array(countRows(settings));
  INTEGRATORS[request.integrator].compute(settings, point, rows);
  return rows;
}

export function referenceTrajectory(request: SolverRequest): Trajectory {
  const rows = referenceRows(request, {kind: "states"});
  return toTrajectory(request, (row) => rows[row]);
}

export function readProgram(folder: string, flavour = "strict"): Uint8Array<ArrayBuffer> {
  const url = new URL(`../../../dist/kernels/${folder}.${flavour}.wasm`, import.meta.url);
  return new Uint8Array(readFileSync(url));
}

/** A program on its own: rows by point. "states" has one point, the request's. */
export function programRows(
  request: SolverRequest,
  wish: SolverWish,
  points: readonly ArrayLike<number>[]
): Float64Array[] {
  const integrator = INTEGRATORS[request.integrator];
  const bytes = readProgram(integrator.folder);
  const {program, constants} = toProgram(bytes, integrator, request, wish);
  const n = points.length;
  const parts = [
    constants.length,
    tilesLength(program.inputRows, n),
    tilesLength(program.outputRows, n, outputWidth(program)),
    program.scratchBytes / 8
  ];
  let top = 65536;
  const places = parts.map((length) => {
    const at = top;
    top += Math.ceil(length / 8) * 64;
    return at;
  });
  const memory = new WebAssembly.Memory({
    initial: Math.ceil(top / 65536) + 4,
    maximum: 65536,
    shared: true
  });
  const view = (k: number) => new Float64Array(memory.buffer, places[k], parts[k]);
  view(0).set(constants);
  // what a batch finds there is of no account
  view(3).fill(NaN);
  for (let k = 0; k < program.inputRows; k++)
    packRow(
      view(1),
      program.inputRows,
      k,
      Float64Array.from(points, (point) => point[k])
    );
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), {env: {memory}});
  const run = instance.exports.run as (...args: number[]) => void;
  run(places[0], 0, places[1], places[2], places[3], 0, n);
  const tiles = view(2);
  if (program.isSum)
    return [Float64Array.from({length: program.outputRows}, (_, row) => tiles[2 * row])];
  const rows = Array.from({length: program.outputRows}, (_, row) =>
    unpackRow(tiles, program.outputRows, row, new Float64Array(n))
  );
  return points.map((_, i) => Float64Array.from(rows, (row) => row[i]));
}

/** φψ by species. */
export function observables({state}: Trajectory): Float64Array[] {
  const n = state.length / 2 - 1;
  return Array.from({length: n}, (_, i) => state[i].map((phi, t) => phi * state[n + 1 + i][t]));
}

/** d(φψ)/dθ: [tangent][species]. */
export function slopes({state, tangents}: Trajectory): Float64Array[][] {
  const n = state.length / 2 - 1;
  return tangents.map((tangent) =>
    Array.from({length: n}, (_, i) =>
      tangent[i].map(
        (slope, t) => state[n + 1 + i][t] * slope + state[i][t] * tangent[n + 1 + i][t]
      )
    )
  );
}

/** φψ by time, then species: noise-free data. */
export function makeData(request: SolverRequest): Float64Array {
  return referenceRows(request, {kind: "observables"});
}
