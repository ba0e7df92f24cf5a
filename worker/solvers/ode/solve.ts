// `ode.solve`: what is asked is checked here and now; what computes is loaded when it is first needed.
import type {Run} from "../../work.ts";
import {RunHandle} from "../../run.ts";
import {makePace} from "../../pace.ts";
import {toProblem} from "./problem.ts";
import type {OdeModel, OdeOptions, OdeSolution} from "./types.ts";

export function solve(model: OdeModel, options: OdeOptions): Run<OdeSolution> {
  const problem = toProblem(model, options);
  const pace = makePace((progress) => handle.report(progress));
  const answer = import("./march.ts").then(({march}) => {
    handle.started();
    pace.begin();
    return march(problem, pace).finally(() => pace.close());
  });
  const handle: RunHandle<OdeSolution> = new RunHandle(answer, pace.steering);
  return handle;
}
