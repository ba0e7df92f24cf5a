// A fit under way: right-hand sides are compiled, a way is chosen, a search runs, and what it found is described.
import type {Models} from "../../model/models.ts";
import {toAdvice, toFitAdvice} from "../../optimize/advice.ts";
import {openBox} from "../../optimize/bounds.ts";
import {toCovariance, type Covariance} from "../../optimize/covariance.ts";
import {makeSquaresProbe} from "../../optimize/squaresProbe.ts";
import type {Pace} from "../../pace.ts";
import type {Fit, RightHandSide} from "../types.ts";
import type {OpenBatch} from "./crewSums.ts";
import {notLinear, type Asked} from "./fitAsked.ts";
import {CompiledMisfit} from "./misfit.ts";
import {toMisfit} from "./problem.ts";
import {resolve, type Resolved} from "./resolve.ts";
import {choose, search, toLosses, type Searched} from "./searching.ts";
import type {PointTable} from "./slopes.ts";
import {take} from "./steps.ts";
import {Total} from "./total.ts";

export interface FittingHooks {
  compile: Models["compile"];
  /** the engine's threads, for sums over many points; without it all is computed on the calling thread. */
  openBatch?: OpenBatch;
}

/**
 * Residuals times squared parameters above which a search by gradients, which needs no such product, does not end with
 * a covariance: it would take longer than the fit.
 */
const MOST_FOR_COVARIANCE = 5e8;
const LEFT_OUT =
  " The covariance was left out: with so many parameters and points it takes longer than the fit; optimizer lm computes it.";

export async function fitting(
  asked: Asked,
  tables: readonly PointTable[],
  {compile, openBatch}: FittingHooks,
  pace: Pace
): Promise<Fit> {
  const sides = await resolveAll(asked, tables, compile);
  const {k} = asked.unknowns;
  pace.begin();
  const sets = asked.sets.map(({what, weight}, s) => ({
    misfit: toMisfit(what, sides[s].rhs, tables[s], k),
    weight
  }));
  const own = sets.flatMap(({misfit}) => (misfit instanceof CompiledMisfit ? misfit : []));
  const isCompiled = own.length === sets.length;
  const linear = isCompiled && own.every(({isLinear}) => isLinear);
  if (asked.optimizer === "linear" && !linear) throw notLinear(asked.sets[0].what);
  const chosen = choose(asked, linear);
  // the others do without sums
  if (openBatch && isByGradient(chosen))
    for (const misfit of own) misfit.lend(openBatch, asked.threads);
  const total = new Total(sets, asked.combine, k);
  try {
    const searched = await search(asked, chosen, total, pace);
    const found = await describe(asked, total, searched, pace);
    const written = own.reduce((sum, {compileMs}) => sum + compileMs, 0);
    return {
      ...found,
      trace: toLosses(searched, asked),
      linear,
      optimizer: searched.optimizer,
      stats: {
        device: isCompiled && own.every(({usesLanes}) => usesLanes) ? "wasm" : "reference",
        why: toWhy(own, sides),
        threads: Math.max(1, ...own.map(({threads}) => threads)),
        evaluations: total.evaluations,
        elapsed: pace.elapsed() - written,
        compile: [...new Set(sides)].reduce((sum, side) => sum + side.compileMs, written),
        reproducible: isCompiled
      }
    };
  } finally {
    for (const misfit of own) misfit.close();
  }
}

/** Each function is compiled once for each number of states. */
async function resolveAll(
  {sets, unknowns}: Asked,
  tables: readonly PointTable[],
  compile: Models["compile"]
): Promise<Resolved[]> {
  const known = new Map<RightHandSide, Map<number, Resolved>>();
  const resolved: Resolved[] = [];
  for (const [s, {rhs}] of sets.entries()) {
    const {d} = tables[s];
    const bySize = known.get(rhs) ?? new Map<number, Resolved>();
    known.set(rhs, bySize);
    const made = bySize.get(d) ?? (await resolve(compile, rhs, d, unknowns.k));
    bySize.set(d, made);
    resolved.push(made);
  }
  return resolved;
}

/** What was found, computed once more at the end. */
async function describe(asked: Asked, total: Total, {driven, optimizer}: Searched, pace: Pace) {
  const {x, status} = driven;
  const {unknowns} = asked;
  const {k} = unknowns;
  const p = new Float64Array(k);
  unknowns.toParameters(x, p);
  // also of a fit that was cancelled
  for (const wait of total.value(p)) await wait;
  const isLong = total.residuals * k * k > MOST_FOR_COVARIANCE && isByGradient(optimizer);
  const spread = isLong || pace.isCancelled ? undefined : await spreadOf(asked, total, x, p, pace);
  const {isDetermined, ...errors} = spread ?? unknownSpread(k);
  return {
    p,
    unknowns: x.slice(),
    loss: total.loss,
    sse: total.sse,
    losses: total.sums.map(Math.sqrt),
    ...errors,
    status,
    advice: isLong ? toAdvice(status) + LEFT_OUT : toFitAdvice(status, isDetermined)
  };
}

function isByGradient(optimizer: Fit["optimizer"]): boolean {
  return optimizer === "adam" || optimizer === "lbfgs";
}

function unknownSpread(k: number): Covariance {
  const covariance = new Float64Array(k * k).fill(NaN);
  return {covariance, errors: new Float64Array(k).fill(NaN), isDetermined: false};
}

async function spreadOf(
  {unknowns}: Asked,
  total: Total,
  x: Float64Array,
  p: Float64Array,
  pace: Pace
): Promise<Covariance> {
  const {k} = unknowns;
  const probe = makeSquaresProbe(p, "factor");
  const progress = () => ({phase: "describe", done: 0, total: 1});
  await take(total.squares(p, "factor", probe), pace, progress);
  // an unknown on its bound holds its parameter
  const box = openBox(k);
  const {lower, upper} = unknowns.box;
  for (let i = 0; i < k && unknowns.isEach; i++) {
    if (x[i] <= lower[i]) box.lower[i] = p[i];
    if (x[i] >= upper[i]) box.upper[i] = p[i];
  }
  return toCovariance(probe.factor, probe.value, total.residuals, p, box);
}

function toWhy(own: readonly CompiledMisfit[], sides: readonly Resolved[]): string {
  const isShared = own.some(({threads}) => threads > 1);
  const where = isShared
    ? "a fit goes step by step, with long sums on all threads"
    : "a fit of this size goes step by step on the calling thread";
  const whys = [...new Set(sides.flatMap(({why}) => why ?? []))];
  if (whys.length === 0) return where;
  return `${where}; derivatives by differences, as the right-hand side does not compile (${whys.join("; ")})`;
}
