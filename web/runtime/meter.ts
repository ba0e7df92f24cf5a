import type {CellProgress} from "./types.ts";

/** Makes progress reports with a rate and what remains, phase by phase. */
export function makeMeter(): (step: {phase: string; done: number; total: number}) => CellProgress {
  let phase: string | undefined;
  let started = 0;
  let before = 0;
  return (step) => {
    const now = performance.now();
    if (step.phase !== phase || step.done < before) {
      phase = step.phase;
      started = now;
      before = step.done;
    }
    const seconds = (now - started) / 1000;
    const rate = seconds > 0 ? (step.done - before) / seconds : 0;
    const left = Math.max(0, step.total - step.done);
    return {
      phase: step.phase,
      done: step.done,
      total: step.total,
      rate,
      remaining: rate > 0 ? (1000 * left) / rate : undefined
    };
  };
}
