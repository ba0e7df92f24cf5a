// A request as a program that the engine's threads run: worker/compiler/wasm/abi.ts.
import {pointVectors, SPECIES, TANGENTS} from "../../../kernels-as/biofilm/constants.ts";
import type {WasmProgram} from "../../compiler/wasm/abi.ts";
import {hashBytes} from "../../compiler/wasm/hash.ts";
import type {Integrator} from "./integrators.ts";
import {countRows, toSettings} from "./settings.ts";
import type {SolverRequest, SolverWish} from "./types.ts";

/** What varies, as the program calls it. */
export const POINT = "point";

export interface BiofilmProgram {
  program: WasmProgram;
  /** the settings. */
  constants: Float64Array<ArrayBuffer>;
  uniform: Record<string, Float64Array>;
}

/**
 * "states" is a program of one point: its answer has the form of a sum, a pair for each row, of which the first number is
 * the point's. So a whole trajectory with tangents takes no tiles.
 */
export function toProgram(
  bytes: Uint8Array<ArrayBuffer>,
  integrator: Integrator,
  request: SolverRequest,
  wish: SolverWish
): BiofilmProgram {
  const constants = toSettings(request, wish);
  const own = pointVectors(constants[SPECIES], constants[TANGENTS]);
  const shape = {
    inputRows: request.varying.length,
    outputRows: countRows(constants),
    isSum: wish.kind === "states",
    scratchBytes: 16 * (own + integrator.vectors(constants)),
    cost: integrator.cost(constants)
  };
  const key = `${hashBytes(bytes)} ${Object.values(shape).join(" ")}`;
  const program: WasmProgram = {
    bytes,
    key,
    uniform: [],
    varying: [POINT],
    ...shape,
    fillConstants: () => constants
  };
  return {program, constants, uniform: {}};
}
