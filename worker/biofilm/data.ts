// `biofilm.data`: observations made with the model, as the original's code makes them and as the paper says.
import {checkOneOf} from "../check.ts";
import type {Probe} from "../spans.ts";
import {checkNumber, checkOptions, checkSeed, toRequest} from "./asked.ts";
import {observationSteps, toTimes} from "./grid.ts";
import type {BiofilmHooks} from "./hooks.ts";
import type {Solver} from "./solver/types.ts";
import {toModel, type Model} from "./model.ts";
import {toObservable} from "./moments.ts";
import {drawNormals} from "./noise.ts";
import {numpyNormals} from "./numpyNoise.ts";
import {toOutcome} from "./outcomes.ts";
import {scatterTheta} from "./scatter.ts";
import type {SolverRequest} from "./solver/types.ts";
import type {BiofilmData, DataOptions} from "./types.ts";

const WHAT = "biofilm.data";
const OPTIONS = "model theta count at noise kind noiseSource cov seed switchStep".split(" ");
const COUNT = 20;

interface DataAsked {
  model: Model;
  request: SolverRequest;
  kind: "noise" | "realisations";
  noise: number;
  noiseSource: "engine" | "numpy";
  cov: number;
  seed: number;
}

export function makeData({solver}: Pick<BiofilmHooks, "solver">, within?: Probe) {
  return (options: DataOptions): Promise<BiofilmData> => {
    const asked = toDataAsked(options);
    const work = async (): Promise<BiofilmData> => {
      const {model, request} = asked;
      const exact = await observeExactly(solver, asked, within);
      const seen = asked.kind === "realisations" ? await observeEach(solver, asked, within) : exact;
      return {
        model: model.wish,
        at: request.at,
        t: toTimes(model, request.at),
        data: addNoise(asked, seen),
        exact
      };
    };
    return work();
  };
}

function toDataAsked(options: DataOptions): DataAsked {
  checkOptions(WHAT, options, OPTIONS);
  const {kind = "noise", noiseSource = "engine", cov = 0.005} = options;
  checkOneOf(WHAT, "kind", kind, ["noise", "realisations"]);
  checkOneOf(WHAT, "noiseSource", noiseSource, ["engine", "numpy"]);
  const {noise = kind === "noise" ? 0.005 : 0, seed = noiseSource === "numpy" ? 42 : 1} = options;
  checkNumber(WHAT, "noise", noise, 0, Infinity);
  checkNumber(WHAT, "cov", cov, 0, 1);
  checkSeed(WHAT, seed);
  if (noiseSource === "numpy") checkNumber(WHAT, "seed of NumPy's generator", seed, 0, 0xffffffff);
  const {model, theta, switchStep, count = COUNT} = options;
  if (options.at !== undefined && options.count !== undefined)
    throw new RangeError(`${WHAT}: expected count or at, got both`);
  const {steps} = toModel(WHAT, model, {switchStep}).case;
  const at = options.at ?? observationSteps(WHAT, steps, count);
  return {...toRequest(WHAT, {model, theta, switchStep, at}), kind, noise, noiseSource, cov, seed};
}

async function observeExactly(
  solver: Solver,
  {model, request}: DataAsked,
  within?: Probe
): Promise<Float64Array[]> {
  const {state, code} = await solver.trajectory(request, within);
  if (code !== 0) throw new Error(`${WHAT}: unsupported theta: ${toOutcome(code).advice}`);
  return toObservable(model.case.species, state);
}

/** Time by time another draw of all parameters. */
async function observeEach(
  solver: Solver,
  asked: DataAsked,
  within?: Probe
): Promise<Float64Array[]> {
  const {model, request, cov, seed} = asked;
  const {species} = model.case;
  const count = request.at.length;
  const columns = Array.from(request.theta, (value) => new Float64Array(count).fill(value));
  scatterTheta(columns, cov, drawNormals(seed, "realisation", model.name, count * columns.length));
  const varying = Int32Array.from(request.theta, (_, place) => place);
  const observer = await solver.openObserver({...request, varying}, {capacity: count, within});
  try {
    const rows = await observer.observe(columns);
    const seen = Array.from({length: species}, (_, i) =>
      Float64Array.from({length: count}, (_, t) => rows[t * species + i][t])
    );
    if (seen.some((y) => y.includes(NaN)))
      throw new Error(`${WHAT}: unsupported theta: a draw of it could not be solved`);
    return seen;
  } finally {
    observer.close();
  }
}

/** The draws are dealt out by time, then species, as the original does. */
function addNoise(asked: DataAsked, seen: readonly Float64Array[]): Float64Array[] {
  const {model, noise} = asked;
  if (noise === 0) return seen.map((y) => y.slice());
  const {species} = model.case;
  const z = drawNoise(asked, seen[0].length * species);
  return seen.map((y, i) => y.map((value, t) => value + noise * z[t * species + i]));
}

/** The original draws M1, M2 and M3 from one sequence; the draws before a case's own are those of the cases before it. */
const SPECIES_BEFORE = {M1: 0, M2: 2, M3: 4, M3val: 8, caseI: 0, custom: 0};

function drawNoise({model, noiseSource, seed, request}: DataAsked, count: number): Float64Array {
  if (noiseSource === "engine") return drawNormals(seed, "noise", model.name, count);
  return numpyNormals(seed, SPECIES_BEFORE[model.name] * request.at.length, count);
}
