// `collocation.refine` once it is under way.
import type {Models} from "../../model/models.ts";
import type {Pace} from "../../pace.ts";
import {isCompiled} from "../../solvers/ode/system.ts";
import type {OdeModel} from "../../solvers/ode/types.ts";
import type {Stats} from "../../work.ts";
import type {Refined} from "./types.ts";
import type {FitProblem} from "./asked.ts";
import {fitTrajectory, type Found} from "./fitTrajectory.ts";
import type {Tell} from "./hooks.ts";
import {toRefined} from "./report.ts";
import {makeShooter, toModel, type Shooter} from "./shoot.ts";

/** What all fits of one run share. */
export interface Workplace {
  problem: FitProblem;
  shooter: Shooter;
  pace: Pace;
  tell: Tell;
  stats: () => Stats;
}

export async function makeWorkplace(
  problem: FitProblem,
  compile: Models["compile"],
  pace: Pace,
  tell: Tell
): Promise<Workplace> {
  const model = await toModel(problem, compile);
  const compiled = isCompiled(model) && model !== problem.rhs ? model.compileMs : 0;
  pace.begin();
  const shooter = makeShooter(problem, model, pace);
  return {problem, shooter, pace, tell, stats: () => toStats(model, compiled, shooter, pace)};
}

function toStats(model: OdeModel, compile: number, {evaluations}: Shooter, pace: Pace): Stats {
  return {
    device: "reference",
    why: "a trajectory goes step by step on the calling thread",
    threads: 1,
    evaluations,
    elapsed: pace.elapsed(),
    compile,
    reproducible: isCompiled(model)
  };
}

export async function refineNow(
  problem: FitProblem,
  compile: Models["compile"],
  pace: Pace,
  tell: Tell
): Promise<Refined> {
  const workplace = await makeWorkplace(problem, compile, pace, tell);
  return toRefined(problem, await findBest(workplace), workplace.stats());
}

/** The problem's own fit: by segments first, where these are asked for. */
export async function findBest({problem, shooter, pace, tell}: Workplace): Promise<Found> {
  const onStep = (done: number) => tell({phase: "refine", done, total: problem.steps});
  if (problem.segments === 1) return fitTrajectory(problem, shooter, pace, {onStep});
  const {fitSegments} = await import("./fitSegments.ts");
  const joined = await fitSegments(problem, shooter, pace, tell);
  const found = await fitTrajectory(problem, shooter, pace, {from: joined.x, onStep});
  return {...found, trace: [...joined.trace, ...found.trace]};
}
