// What learned starts save: simulated cases are fitted from the default start, from the best of a Latin hypercube, and from
// learned starts, and evaluations of the sums are counted.
import type {Pace} from "../../pace.ts";
import {drawStarts} from "../fit/latin.ts";
import {screenStarts} from "../fit/screen.ts";
import {makeC2} from "../model/c2.ts";
import {makeDraws} from "../../../kernels-as/random/draws.ts";
import {PARAMETERS} from "../parameters.ts";
import {toSigmas} from "../scan/statistics.ts";
import type {TakenScan} from "../takenScan.ts";
import type {Sums} from "../sums/types.ts";
import type {Scan} from "../types.ts";
import type {Asked} from "./asked.ts";
import type {PredictorHooks} from "./hooks.ts";
import {drawTruth, STREAMS} from "./laws.ts";
import {fromScaled, toScaled} from "./scaled.ts";
import type {
  Attempt,
  EvaluateOptions,
  EvaluateRow,
  Evaluation,
  Prediction,
  StartKind
} from "./types.ts";

const WHAT = "heterodyne.predictor.evaluate";
/** A fit whose noise-based chi2 is below this is taken to be the answer: no further start is tried. */
const GOOD = 1.2;
/** chi2 up to this many times the truth's is as good as the truth. */
const SUCCESS = 1.01;
const CONTRAST = 0.3;
/** f2 is one with f0. */
const ACTIVE = Int32Array.from(PARAMETERS.keys()).filter((i) => PARAMETERS[i].name !== "f2");
const DEFAULTS = Float64Array.from(PARAMETERS, (parameter) => parameter.default);
const BOUNDS = PARAMETERS.map(({bounds}) => bounds);

export interface EvaluatingWish {
  asked: Asked;
  wish: Required<EvaluateOptions>;
  hooks: PredictorHooks;
  predict: (scan: Scan, starts: number) => Promise<Prediction>;
  pace: Pace;
  /** hears of each fit, so that a cancel reaches it. */
  onFit: (fit: {cancel: () => void}) => void;
}

/** What is known of a case: chi2 is compared by its sums, weighed as a fit does. */
interface Case {
  scan: Scan;
  taken: TakenScan;
  sigmas: Float64Array;
  sums: Sums;
  atTruth: number;
}

/** Undefined where it was cancelled. */
export async function evaluating(work: EvaluatingWish): Promise<Evaluation | undefined> {
  const {asked, wish, hooks, pace} = work;
  const rows: EvaluateRow[] = [];
  for (let m = 0; m < wish.cases; m++) {
    await pace.rest(() => ({phase: "cases", done: m, total: wish.cases}));
    if (pace.isCancelled) return undefined;
    const truth = drawTruth(asked, wish.seed, STREAMS.cases, m);
    const theta = fromScaled(toScaled(truth, asked.scales, "exact"), asked.scales, asked.semantics);
    const scan = await makeCase(work, theta, m);
    const taken = hooks.takeScan(WHAT, scan);
    const sums = await hooks.openSums(taken, {capacity: Math.min(wish.latin, 256)});
    try {
      const sigmas = toSigmas(WHAT, taken, Array.from(taken.angles.keys()), "spread");
      const {ssr} = await sums.evaluate(theta);
      const one: Case = {scan, taken, sigmas, sums, atTruth: weigh(ssr, sigmas)};
      const prediction = await work.predict(scan, wish.tries);
      rows.push({
        truth: theta,
        confidence: prediction.confidence,
        simulations: prediction.screened,
        default: await attempt(work, one, [DEFAULTS], 0),
        latin: await attempt(work, one, ...(await screenLatin(work, one, m))),
        learned: await attempt(work, one, prediction.starts, 0)
      });
    } finally {
      sums.close();
    }
  }
  return {rows, ...summarise(rows)};
}

function weigh(ssr: Float64Array, sigmas: Float64Array): number {
  return ssr.reduce((sum, one, a) => sum + one / (sigmas[a] * sigmas[a]), 0) / ssr.length;
}

async function makeCase(
  {asked, wish}: EvaluatingWish,
  theta: Float64Array,
  m: number
): Promise<Scan> {
  const {q, dt, frames, firstFrame, phi, semantics} = asked;
  const geometry = {q, dt, frames, firstFrame, phi, semantics};
  const data = await makeC2()(theta, geometry);
  data.forEach((matrix, a) => {
    const draws = makeDraws(wish.seed, STREAMS.cases + 16 + a, m);
    for (let i = 0; i < frames; i++)
      for (let j = i; j < frames; j++) {
        const value = 1 + CONTRAST * (matrix[i * frames + j] + wish.noise * draws.normal());
        matrix[i * frames + j] = value;
        matrix[j * frames + i] = value;
      }
  });
  return {...geometry, data};
}

async function screenLatin(
  {wish, pace}: EvaluatingWish,
  {sums, sigmas}: Case,
  m: number
): Promise<[Float64Array[], number]> {
  const drawn = drawStarts(
    PARAMETERS,
    {start: DEFAULTS, active: ACTIVE, bounds: BOUNDS},
    {count: wish.latin, seed: wish.seed + m}
  );
  const weights = sigmas.map((sigma) => 1 / (sigma * sigma));
  const capacity = Math.min(wish.latin, 256);
  const {best, done} = await screenStarts(sums, drawn, {weights, keep: wish.tries, pace, capacity});
  return [best.map((place) => Float64Array.from(drawn, (column) => column[place])), done];
}

/** Follows one start after another until one fits. */
async function attempt(
  {hooks, wish, pace, onFit}: EvaluatingWish,
  {scan, atTruth}: Case,
  starts: readonly Float64Array[],
  screened: number
): Promise<Attempt> {
  const found: Attempt = {evaluations: screened, tries: 0, chi2: Infinity, success: false};
  for (const start of starts.slice(0, wish.tries)) {
    if (pace.isCancelled) break;
    const run = hooks.fit(scan, {start});
    onFit(run);
    const fit = await run;
    found.evaluations += fit.stats.evaluations;
    found.tries++;
    found.chi2 = Math.min(found.chi2, fit.chi2 / atTruth);
    if (fit.noiseReduced < GOOD) break;
  }
  found.success = found.chi2 <= SUCCESS;
  return found;
}

export function summarise(rows: readonly EvaluateRow[]): Omit<Evaluation, "rows"> {
  const sumOf = (of: (row: EvaluateRow) => number): number =>
    rows.reduce((sum, row) => sum + of(row), 0);
  const byKind = (of: (attempt: Attempt) => number): Record<StartKind, number> => ({
    default: sumOf((row) => of(row.default)),
    latin: sumOf((row) => of(row.latin)),
    learned: sumOf((row) => of(row.learned))
  });
  const successes = byKind(({success}) => (success ? 1 : 0));
  const evaluations = byKind((attempt) => attempt.evaluations);
  const savedAgainst = (kind: StartKind): number =>
    successes[kind] > 0 && successes.learned > 0
      ? 1 - evaluations.learned / successes.learned / (evaluations[kind] / successes[kind])
      : NaN;
  return {
    successes,
    evaluations,
    simulations: sumOf(({simulations}) => simulations),
    saved: {default: savedAgainst("default"), latin: savedAgainst("latin")}
  };
}
