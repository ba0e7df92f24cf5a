// `engine.optimize`: what is asked is checked here and now; what computes is loaded when it is first needed.
import {makePace, type Pace} from "../pace.ts";
import {RunHandle} from "../run.ts";
import type {Run} from "../work.ts";
import {toFitting, toMinimization} from "./asked.ts";
import type {Optimize} from "./types.ts";

export function makeOptimize(): Optimize {
  return {
    minimize(f, options) {
      const asked = toMinimization(f, options);
      const load = () => import("./minimization.ts");
      return run(load, ({minimization}, pace) => minimization(asked, pace));
    },
    leastSquares(r, options) {
      const asked = toFitting(r, options);
      const load = () => import("./fitSquares.ts");
      return run(load, ({fitSquares}, pace) => fitSquares(asked, pace));
    }
  };
}

function run<M, T>(load: () => Promise<M>, work: (loaded: M, pace: Pace) => Promise<T>): Run<T> {
  const pace = makePace((progress) => handle.report(progress));
  const start = async (): Promise<T> => {
    const loaded = await load();
    pace.begin();
    return work(loaded, pace);
  };
  const handle: RunHandle<T> = new RunHandle(
    start().finally(() => pace.close()),
    pace.steering
  );
  handle.started();
  return handle;
}
