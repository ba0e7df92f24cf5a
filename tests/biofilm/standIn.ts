// The facade on solvers that run on this thread, point by point, and count what is asked of them.
import {makeSolver} from "../../worker/biofilm/solver/solver.ts";
import type {Solver} from "../../worker/biofilm/solver/types.ts";
import type {Probe} from "../../worker/spans.ts";

export interface StandIn extends Solver {
  trajectories: number;
  /** evaluators and observers that were not closed. */
  open: number;
}

const nobody = () => {
  throw new Error("there is no crew here");
};

export function makeStandIn(probe?: Probe): StandIn {
  const solver = makeSolver({
    ...{openBatch: nobody, loadProgram: nobody, simd: false, relaxed: false, probe}
  });
  const counted = async <T extends {close(): void}>(opening: Promise<T>): Promise<T> => {
    const opened = await opening;
    const close = opened.close.bind(opened);
    standIn.open++;
    opened.close = () => {
      standIn.open--;
      close();
    };
    return opened;
  };
  const standIn: StandIn = {
    ...solver,
    trajectories: 0,
    open: 0,
    trajectory(...call) {
      standIn.trajectories++;
      return solver.trajectory(...call);
    },
    openLikelihood: (...call) => counted(solver.openLikelihood(...call)),
    openObserver: (...call) => counted(solver.openObserver(...call))
  };
  return standIn;
}
