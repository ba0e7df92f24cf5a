// φψ of many points.
import type {EvaluatorStats} from "../../samplers/evaluator.ts";
import type {Probe} from "../../spans.ts";
import type {Points} from "./points.ts";
import {Turns} from "./turns.ts";
import type {Observer} from "./types.ts";

interface Parts {
  points: Points;
  dimension: number;
  capacity: number;
  rows: number;
  probe: Probe;
}

export function makeObserver({points, dimension, capacity, rows, probe}: Parts): Observer {
  const turns = new Turns("biofilm.observe", points, {capacity, dimension, probe});
  return {
    // async so that misuse is a rejection, too
    async observe(theta) {
      const count = theta[0]?.length ?? 1;
      return turns.take(theta, count, () =>
        Array.from({length: rows}, (_, row) => {
          const values = new Float64Array(count);
          if (count > 0) points.read(row, values);
          return values;
        })
      );
    },
    cancel: () => turns.cancel(),
    describe: (): EvaluatorStats => points.describe(),
    close: () => turns.close()
  };
}
