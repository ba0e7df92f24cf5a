// Which search a fit takes, and how its probes are filled in.
import {adam} from "../../optimize/adam.ts";
import {project} from "../../optimize/bounds.ts";
import {defaultSteps} from "../../optimize/defaults.ts";
import {drive, type Driven, type Evaluate} from "../../optimize/drive.ts";
import {lbfgsb} from "../../optimize/lbfgsb.ts";
import {levenbergMarquardt} from "../../optimize/levenbergMarquardt.ts";
import type {Probe, SquaresProbe} from "../../optimize/search.ts";
import {makeSquaresProbe} from "../../optimize/squaresProbe.ts";
import type {Pace} from "../../pace.ts";
import type {Fit} from "../types.ts";
import type {Asked} from "./fitAsked.ts";
import {solveLinear} from "./linear.ts";
import {take} from "./steps.ts";
import type {Total} from "./total.ts";

type Optimizer = Fit["optimizer"];

/** With more unknowns steps of least squares cost more than they save. */
const MOST_FOR_SQUARES = 100;

export interface Searched {
  driven: Driven;
  /** the one that gave the answer. */
  optimizer: Optimizer;
}

export function choose({optimizer, unknowns, sets, combine}: Asked, linear: boolean): Optimizer {
  if (optimizer !== "auto") return optimizer;
  if (combine === "roots" && sets.length > 1) return "lbfgs";
  if (linear && unknowns.isPlain) return "linear";
  return unknowns.count > MOST_FOR_SQUARES ? "lbfgs" : "lm";
}

/** What the trace's values are: "sse" where the search looks for the least squares. */
function objectiveOf(optimizer: Optimizer, {combine, sets}: Asked): "sse" | "loss" {
  if (optimizer === "adam") return "loss";
  return combine === "roots" && sets.length > 1 ? "loss" : "sse";
}

export async function search(
  asked: Asked,
  chosen: Optimizer,
  total: Total,
  pace: Pace
): Promise<Searched> {
  const {unknowns, learningRate, ftol, gtol, xtol} = asked;
  const {start, box: bounds} = unknowns;
  const steps = asked.steps ?? defaultSteps(chosen === "linear" ? "lm" : chosen, start.length);
  const options = {start, bounds, steps, ftol, gtol, xtol, learningRate};
  const driving = {pace, phase: "fit", steps};
  const progress = () => ({phase: "fit", done: 0, total: steps});
  const squares = evaluateSquares(asked, total, pace, progress);
  if (chosen === "adam" || chosen === "lbfgs") {
    const of = objectiveOf(chosen, asked);
    const evaluate = evaluateGradient(asked, total, of, pace, progress);
    const way = chosen === "adam" ? adam(options) : lbfgsb(options);
    return {driven: await drive(way, evaluate, driving), optimizer: chosen};
  }
  if (chosen === "linear") {
    const driven = await drive(solveLinear(start, bounds), squares, driving);
    const isAnswer = driven.status !== "diverged" && driven.status !== "singular";
    if (isAnswer) return {driven, optimizer: chosen};
    // a wall stands in the way, or there are many answers: step by step from where that got to
    project(driven.x, bounds);
    const way = levenbergMarquardt({...options, start: driven.x});
    const next = await drive(way, squares, driving);
    const isOpen = driven.status === "singular" && next.status === "converged";
    return {driven: isOpen ? {...next, status: "singular"} : next, optimizer: "lm"};
  }
  return {driven: await drive(levenbergMarquardt(options), squares, driving), optimizer: "lm"};
}

type Progress = () => {phase: string; done: number; total: number};

function evaluateSquares(
  {unknowns}: Asked,
  total: Total,
  pace: Pace,
  progress: Progress
): Evaluate<SquaresProbe> {
  const p = new Float64Array(unknowns.k);
  const own = makeSquaresProbe(p, "factor");
  return (probe) => {
    unknowns.toParameters(probe.x, p);
    const target = unknowns.isPlain ? probe : own;
    const finish = () => {
      if (unknowns.isPlain) return;
      probe.value = own.value;
      if (probe.wants === "factor") unknowns.pullFactor(probe.x, own, probe);
    };
    const wait = take(total.squares(p, probe.wants, target), pace, progress);
    return wait ? wait.then(() => (pace.isCancelled ? undefined : finish())) : finish();
  };
}

function evaluateGradient(
  {unknowns}: Asked,
  total: Total,
  of: "sse" | "loss",
  pace: Pace,
  progress: Progress
): Evaluate<Probe> {
  const p = new Float64Array(unknowns.k);
  const byParameters = new Float64Array(unknowns.k);
  return (probe) => {
    unknowns.toParameters(probe.x, p);
    const isValue = probe.wants === "value";
    const finish = () => {
      probe.value = of === "sse" ? total.sse : total.loss;
      if (!isValue) unknowns.pullBack(probe.x, byParameters, probe.gradient);
    };
    const work = isValue ? total.value(p) : total.gradient(p, of, byParameters);
    const wait = take(work, pace, progress);
    return wait ? wait.then(() => (pace.isCancelled ? undefined : finish())) : finish();
  };
}

/** The trace in the fit's own terms: whatever was searched, the loss. */
export function toLosses({driven: {trace}, optimizer}: Searched, asked: Asked): Fit["trace"] {
  if (objectiveOf(optimizer, asked) === "loss") return trace;
  return trace.map((row) => ({...row, value: Math.sqrt(row.value)}));
}
