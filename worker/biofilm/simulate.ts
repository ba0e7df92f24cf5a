// `biofilm.simulate`: one trajectory, as a reader sees it.
import {checkOptions, toRequest, TRAJECTORY, type Asked} from "./asked.ts";
import {toTimes} from "./grid.ts";
import type {BiofilmHooks} from "./hooks.ts";
import {toObservable} from "./moments.ts";
import {toOutcome} from "./outcomes.ts";
import type {SolverRequest, Trajectory} from "./solver/types.ts";
import {startStats, type Ended} from "./stats.ts";
import type {Simulation, SimulateOptions} from "./types.ts";

export function makeSimulate({solver}: Pick<BiofilmHooks, "solver">) {
  return (options: SimulateOptions): Promise<Simulation> => {
    const what = "biofilm.simulate";
    checkOptions(what, options, [...TRAJECTORY, "theta"]);
    const asked = toRequest(what, options);
    const end = startStats(solver);
    return solver
      .trajectory(asked.request)
      .then((trajectory) => toSimulation(asked, trajectory, end));
  };
}

export function toSimulation(
  {model, request}: Asked & {request: SolverRequest},
  {state, iterations, code}: Trajectory,
  end: Ended
): Simulation {
  return {
    t: toTimes(model, request.at),
    at: request.at,
    state,
    observable: toObservable(model.case.species, state),
    newtonIterations: iterations,
    ...toOutcome(code),
    stats: end(1)
  };
}
