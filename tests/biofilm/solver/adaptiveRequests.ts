// Requests of the adaptive integrator, and its module run on its own.
import {readProgram, referenceRows} from "./answers.ts";
import {
  OUTPUT, SPECIES, STATES, STEPS, TANGENTS, TIMES, VARYING, pointVectors
} from "../../../kernels-as/biofilm/constants.ts"; // prettier-ignore
import {adaptiveVectors} from "../../../kernels-as/programs/biofilmAdaptive/constants.ts";
import {TILE} from "../../../worker/compiler/wasm/abi.ts";
import {countRows} from "../../../worker/biofilm/solver/settings.ts";
import type {SolverRequest, SolverWish} from "../../../worker/biofilm/solver/types.ts";

/** A case as the fixture describes it; before step `switch` of a pair of antibiotics the first holds. */
export interface Described {
  dt: number;
  eta: number[];
  c: number;
  alpha: number | number[];
  switch?: number;
  phi0: number[];
  at: number[];
  theta: number[];
}

export const M1: Described = {
  dt: 1e-5,
  eta: [1, 1],
  c: 100,
  alpha: 100,
  phi0: [0.2, 0.2],
  at: [1, 125, 625, 1250, 2500],
  theta: [0.8, 2, 1, 0.1, 0.2]
};

export const M3: Described = {
  dt: 1e-4,
  eta: [1, 1, 1, 1],
  c: 25,
  alpha: [0, 50],
  switch: 500,
  phi0: [0.02, 0.02, 0.02, 0.02],
  at: [37, 375, 550, 750],
  theta: [0.8, 2, 2, 1, 1, 2, 1, 1.5, 1, 2, 0.1, 0.2, 0.3, 0.4]
};

export function toRequest(
  described: Described,
  changes: Partial<SolverRequest> = {}
): SolverRequest {
  const {dt, eta, c, alpha, phi0, at, theta} = described;
  const steps = at[at.length - 1];
  const [before, after] = typeof alpha === "number" ? [alpha, alpha] : alpha;
  const change = described.switch ?? 0;
  return {
    case: {
      species: eta.length,
      steps,
      dt,
      eta: Float64Array.from(eta),
      nutrients: new Float64Array(steps + 1).fill(c),
      antibiotics: Float64Array.from({length: steps + 1}, (_, k) => (k <= change ? before : after)),
      phi0: Float64Array.from(phi0),
      psi0: new Float64Array(eta.length).fill(0.999),
      gamma0: 1e-6,
      penalty: 1e-4
    },
    integrator: "adaptive",
    rtol: 1e-6,
    at: Int32Array.from(at),
    theta: Float64Array.from(theta),
    varying: new Int32Array(0),
    tangents: Int32Array.from(theta, (_, k) => k),
    tangent: "exact",
    ...changes
  };
}

/** What observations a likelihood is tried with. */
export function toLikelihood(
  request: SolverRequest,
  changes: {covariance?: "full"; independentStates?: boolean} = {}
): SolverWish {
  const data = referenceRows({...request, varying: new Int32Array(0)}, {kind: "observables"});
  const likelihood = {data, sigma: 0.005, cov: 0.005, covariance: "diagonal" as const};
  return {kind: "likelihood", likelihood: {...likelihood, independentStates: false, ...changes}};
}

type Run = (
  constants: number,
  uniforms: number,
  inputs: number,
  outputs: number,
  scratch: number,
  begin: number,
  end: number
) => void;

/** All rows of some points by the strict module, at most a tile of them: those from `begin` to the last. */
export function computeByModule(
  settings: Float64Array,
  points: readonly (readonly number[])[],
  begin = 0
): Float64Array[] {
  const memory = new WebAssembly.Memory({initial: 200, maximum: 65536, shared: true});
  const module = new WebAssembly.Module(readProgram("biofilmAdaptive"));
  const {exports} = new WebAssembly.Instance(module, {env: {memory}});
  const numbers = new Float64Array(memory.buffer);
  const isSum = settings[OUTPUT] === STATES;
  const vectors =
    pointVectors(settings[SPECIES], settings[TANGENTS]) +
    adaptiveVectors(settings[SPECIES], settings[TANGENTS], settings[TIMES], settings[STEPS]);
  const rows = countRows(settings);
  const constants = 2048;
  const inputs = constants + settings.length + (settings.length % 2);
  const outputs = inputs + Math.max(1, settings[VARYING]) * TILE;
  const scratch = outputs + rows * (isSum ? 2 : TILE);
  const end = scratch + 2 * vectors;
  numbers.set(settings, constants);
  points.forEach((point, i) => point.forEach((x, r) => (numbers[inputs + r * TILE + i] = x)));
  numbers.fill(GUARD, end, end + 64);
  const run = exports.run as Run;
  run(constants * 8, 0, inputs * 8, outputs * 8, scratch * 8, begin, points.length);
  if (numbers.subarray(end, end + 64).some((x) => x !== GUARD))
    throw new Error("the module wrote beyond its scratch");
  return points
    .slice(begin)
    .map((_, i) =>
      Float64Array.from({length: rows}, (_row, r) =>
        isSum ? numbers[outputs + 2 * r] : numbers[outputs + r * TILE + begin + i]
      )
    );
}

const GUARD = 12345;
