// A case, named or a reader's own, as the numbers that the solvers take and the names that readers use.
import {checkInteger, checkNames, checkOneOf, checkVector, show} from "../check.ts";
import {CASES, PARAMETERS, SWITCH_STEP} from "./cases.ts";
import {parameterNames} from "./names.ts";
import type {SolverCase} from "./solver/types.ts";
import type {CaseName, CaseWish, CustomCase, Theta} from "./types.ts";

export interface Model {
  /** as it was asked for. */
  wish: CaseWish;
  name: CaseName | "custom";
  /** numbers of the species. */
  labels: readonly number[];
  /** of all parameters, in the solvers' order of θ. */
  names: readonly string[];
  /** of all parameters, in the order in which readers see them. */
  parameters: readonly string[];
  /** what is inferred of it, or differentiated by, where nothing else is asked for. */
  unknowns: readonly string[];
  truth: Readonly<Theta> | undefined;
  case: SolverCase;
}

export interface ModelOptions {
  steps?: number | undefined;
  switchStep?: number | undefined;
}

const MOST_SPECIES = 8;
const MOST_STEPS = 1_000_000;
const OPTIONAL = {psi0: 0.999, gamma0: 1e-6, penalty: 1e-4};
const REQUIRED = ["species", "steps", "dt", "eta", "c", "alpha", "phi0"];

export function toModel(what: string, wish: CaseWish, options: ModelOptions = {}): Model {
  const {steps, switchStep} = options;
  if (steps !== undefined) checkInteger(what, "steps", steps, 1, MOST_STEPS);
  if (switchStep !== undefined) {
    checkInteger(what, "switchStep", switchStep, 1, MOST_STEPS + 1);
    if (wish !== "M3val")
      throw new RangeError(
        `${what}: unsupported switchStep: only M3val has one, a case of one's own has alpha as a function of the step`
      );
  }
  if (wish === undefined) throw new TypeError(`${what}: missing model`);
  if (typeof wish === "object" && wish !== null) return toCustomModel(what, wish, steps);
  checkOneOf(what, "model", wish, Object.keys(CASES));
  const row = CASES[wish];
  const from = wish === "M3val" ? (switchStep ?? SWITCH_STEP) : 1;
  const custom = {...row, alpha: (step: number) => (step < from ? 0 : row.alpha)};
  return {
    wish,
    name: wish,
    labels: row.labels,
    names: parameterNames(row.labels),
    parameters: row.parameters,
    unknowns: row.unknowns.length > 0 ? row.unknowns : row.parameters,
    truth: row.truth,
    case: toSolverCase(what, custom, steps)
  };
}

function toCustomModel(what: string, wish: CustomCase, steps: number | undefined): Model {
  checkNames(what, "property of model", Object.keys(wish), [...REQUIRED, ...Object.keys(OPTIONAL)]);
  const missing = REQUIRED.find((name) => wish[name as keyof CustomCase] === undefined);
  if (missing) throw new TypeError(`${what}: missing ${missing} in model`);
  checkInteger(what, "species", wish.species, 1, MOST_SPECIES);
  const labels = Array.from({length: wish.species}, (_, i) => i + 1);
  const names = parameterNames(labels);
  return {
    wish,
    name: "custom",
    labels,
    names,
    parameters: names,
    unknowns: names,
    truth: undefined,
    case: toSolverCase(what, wish, steps)
  };
}

function toSolverCase(what: string, wish: CustomCase, wished: number | undefined): SolverCase {
  const {species, dt, psi0 = 0.999, gamma0 = 1e-6, penalty = 1e-4} = {...OPTIONAL, ...wish};
  const steps = wished ?? wish.steps;
  checkInteger(what, "steps", steps, 1, MOST_STEPS);
  checkWithin(what, "dt", dt, 0, Infinity);
  checkWithin(what, "penalty", penalty, 0, Infinity);
  if (typeof gamma0 !== "number" || !Number.isFinite(gamma0))
    throw new RangeError(`${what}: expected gamma0 as a finite number, got ${show(gamma0)}`);
  const phi0 = toSpecies(what, "phi0", wish.phi0, species, 1);
  const filled = phi0.reduce((sum, phi) => sum + phi, 0);
  if (!(filled < 1))
    throw new RangeError(`${what}: expected phi0 with a sum below 1, got a sum of ${filled}`);
  return {
    species,
    steps,
    dt,
    eta: toSpecies(what, "eta", wish.eta, species, Infinity),
    nutrients: toSeries(what, "c", wish.c, steps),
    antibiotics: toSeries(what, "alpha", wish.alpha, steps),
    phi0,
    psi0: toSpecies(what, "psi0", psi0, species, 1),
    gamma0,
    penalty
  };
}

/** One number for each species, each in (0, most). */
function toSpecies(
  what: string,
  name: string,
  value: number | ArrayLike<number>,
  species: number,
  most: number
): Float64Array {
  if (typeof value === "number") {
    checkWithin(what, name, value, 0, most);
    return new Float64Array(species).fill(value);
  }
  checkVector(what, name, value);
  if (value.length !== species)
    throw new RangeError(`${what}: expected ${name} of ${species} species, got ${value.length}`);
  const out = Float64Array.from(value);
  out.forEach((x, i) => checkWithin(what, `${name}[${i}]`, x, 0, most));
  return out;
}

/** The values at steps 1 … steps; index 0 is not read. */
function toSeries(
  what: string,
  name: string,
  value: number | ((step: number) => number),
  steps: number
): Float64Array {
  const at = typeof value === "function" ? value : () => value;
  const out = new Float64Array(steps + 1);
  for (let step = 1; step <= steps; step++) {
    const x: unknown = at(step);
    if (typeof x !== "number")
      throw new TypeError(
        `${what}: expected ${name} as a number or a function of the step to one, got ${show(x)}`
      );
    if (!Number.isFinite(x))
      throw new RangeError(`${what}: expected ${name} finite, got ${x} at step ${step}`);
    out[step] = x;
  }
  return out;
}

function checkWithin(what: string, name: string, x: unknown, above: number, below: number): void {
  if (typeof x !== "number")
    throw new TypeError(`${what}: expected ${name} as a number, got ${show(x)}`);
  if (!(x > above && x < below)) {
    const range = below === Infinity ? `above ${above}` : `between ${above} and ${below}`;
    throw new RangeError(`${what}: expected ${name} ${range}, got ${x}`);
  }
}

/** Names of parameters that a reader may write: the case's, and for a named case those of all the others. */
export function knownNames(model: Model): readonly string[] {
  return model.name === "custom" ? model.names : PARAMETERS;
}
