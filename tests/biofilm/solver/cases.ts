// Requests to the solvers, by the cases of the model.
import {readFileSync} from "node:fs";
import type {
  LikelihoodSettings,
  SolverCase,
  SolverRequest
} from "../../../worker/biofilm/solver/types.ts";

interface Reference {
  order: string[];
  models: Record<
    "M1" | "M2" | "M3",
    {species: number[]; dt: number; steps: number; c: number; alpha: number; phi_init: number}
  >;
  cases: {
    model: "M1" | "M2" | "M3";
    theta: Record<string, number>;
    at_steps: number[];
    /** by time. */
    state: number[][];
    newton_iterations: number;
    sensitivity_params: string[];
    /** by time, then state. */
    sensitivity_local: number[][][];
    sensitivity_exact: number[][][];
  }[];
}

const path = new URL("../../fixtures/biofilm/reference.json", import.meta.url);
export const reference = JSON.parse(readFileSync(path, "utf8")) as Reference;

const [first] = reference.cases;
/** What the original's data are made with. */
export const TRUTH: Readonly<Record<string, number>> = first.theta;
const CASE_I_TRUTH = {a11: 1, a12: 0.1, a22: 1, b1: 1, b2: 2};

type Name = "M1" | "M2" | "M3" | "M3val" | "caseI";

/** Names of θ, in the solvers' order. */
export function namesOf(species: readonly number[]): string[] {
  const pairs = species.flatMap((i, k) => species.slice(k).map((j) => `a${i}${j}`));
  return [...pairs, ...species.map((i) => `b${i}`)];
}

interface Wish {
  at?: ArrayLike<number>;
  theta?: Record<string, number>;
  /** default: all. */
  tangents?: readonly string[];
  /** default: what the tangents are by. */
  varying?: readonly string[];
  tangent?: "exact" | "local";
  /** M3val: the first step that sees the antibiotic. */
  from?: number;
}

export function makeRequest(name: Name, wish: Wish = {}): SolverRequest {
  const {species, ...rest} = describe(name, wish.from);
  const names = namesOf(species);
  const own = name === "caseI" ? CASE_I_TRUTH : {};
  const theta: Record<string, number> = {...TRUTH, ...own, ...wish.theta};
  const tangents = wish.tangents ?? names;
  return {
    case: {species: species.length, ...rest},
    integrator: "fixed",
    rtol: 1e-6,
    at: Int32Array.from(wish.at ?? [rest.steps]),
    theta: Float64Array.from(names, (key) => theta[key]),
    varying: Int32Array.from(wish.varying ?? tangents, (name) => names.indexOf(name)),
    tangents: Int32Array.from(tangents, (name) => names.indexOf(name)),
    tangent: wish.tangent ?? "exact"
  };
}

function describe(
  name: Name,
  from = 501
): Omit<SolverCase, "species"> & {species: readonly number[]} {
  const common = {gamma0: 1e-6, penalty: 1e-4};
  if (name === "caseI") {
    const steps = 1000;
    return {
      ...common,
      species: [1, 2],
      steps,
      dt: 1e-4,
      eta: Float64Array.of(1, 2),
      nutrients: new Float64Array(steps + 1).fill(100),
      antibiotics: new Float64Array(steps + 1).fill(10),
      phi0: Float64Array.of(0.25, 0.3),
      psi0: new Float64Array(2).fill(0.999)
    };
  }
  const model = reference.models[name === "M3val" ? "M3" : name];
  const n = model.species.length;
  const steps = name === "M3val" ? 1500 : model.steps;
  return {
    ...common,
    species: model.species,
    steps,
    dt: model.dt,
    eta: new Float64Array(n).fill(1),
    nutrients: new Float64Array(steps + 1).fill(model.c),
    antibiotics: new Float64Array(steps + 1).map((_, step) =>
      name === "M3val" ? (step < from ? 0 : 50) : model.alpha
    ),
    phi0: new Float64Array(n).fill(model.phi_init),
    psi0: new Float64Array(n).fill(0.999)
  };
}

/** A short case of n species that differ in everything. */
export function makeMixed(n: number, steps = 40): SolverRequest {
  const count = (n * (n + 1)) / 2 + n;
  const series = (from: number, by: number) =>
    new Float64Array(steps + 1).map((_, step) => from + by * (step % 7));
  return {
    case: {
      species: n,
      steps,
      dt: 1e-4,
      eta: new Float64Array(n).map((_, i) => 1 + 0.3 * i),
      nutrients: series(40, 3),
      antibiotics: series(5, 4),
      phi0: new Float64Array(n).map((_, i) => (0.5 + 0.1 * i) / n),
      psi0: new Float64Array(n).map((_, i) => 0.99 - 0.1 * i),
      gamma0: 1e-6,
      penalty: 1e-4
    },
    integrator: "fixed",
    rtol: 1e-6,
    at: Int32Array.of(0, 1, 2, 9, steps),
    theta: new Float64Array(count).map((_, k) => 0.3 + ((k * 7) % 11) / 5),
    varying: Int32Array.from({length: count}, (_, k) => k),
    tangents: Int32Array.from({length: count}, (_, k) => count - 1 - k),
    tangent: "exact"
  };
}

export function makeSettings(
  data: Float64Array,
  wish: Partial<LikelihoodSettings> = {}
): LikelihoodSettings {
  return {
    data,
    sigma: 0.005,
    cov: 0.005,
    covariance: "diagonal",
    independentStates: false,
    ...wish
  };
}
