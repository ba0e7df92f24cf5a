// Likelihoods of many points as one piece of work that can be watched, held and stopped.
import {Cancelled} from "../../device/device.ts";
import {makePace} from "../../pace.ts";
import {RunHandle} from "../../run.ts";
import type {Evaluator} from "../../samplers/evaluator.ts";
import type {Run} from "../../work.ts";

/** Points of a piece: in f64, and on the GPU, which wants many at a time. */
const PIECE = 1024;
const GPU_PIECE = 16384;

/** `onGpu`: as `Evaluator.screen` gives them; rejects where that cannot be. */
export function runBatch(
  columns: readonly Float64Array[],
  open: (capacity: number) => Promise<Evaluator>,
  onGpu: boolean
): Run<Float64Array> {
  const total = columns[0].length;
  const size = Math.max(1, Math.min(total, onGpu ? GPU_PIECE : PIECE));
  const pace = makePace((progress) => handle.report(progress));
  let evaluator: Evaluator | undefined;
  const work = async (): Promise<Float64Array> => {
    handle.started();
    const values = new Float64Array(total);
    evaluator = await open(size);
    try {
      if (onGpu && !evaluator.screen) {
        const {why} = evaluator.describe();
        throw new RangeError(
          `heterodyne.logLikelihood.batch: expected device "wasm" or "auto" where there is no GPU, got "gpu" (${why})`
        );
      }
      for (let begin = 0; begin < total; begin += size) {
        await pace.rest(() => ({phase: "likelihoods", done: begin, total}));
        if (pace.isCancelled) throw new Cancelled();
        const cut = (vector: Float64Array): Float64Array =>
          vector.subarray(begin, Math.min(begin + size, total));
        const piece = columns.map(cut);
        if (onGpu) await screen(evaluator, piece, cut(values));
        else await evaluator.evaluate(piece, cut(values));
      }
      return values;
    } finally {
      evaluator.close();
      pace.close();
    }
  };
  const handle: RunHandle<Float64Array> = new RunHandle(Promise.resolve().then(work), {
    ...pace.steering,
    cancel() {
      pace.steering.cancel();
      evaluator?.cancel();
    }
  });
  return handle;
}

/** What f32 cannot tell is told by f64. */
async function screen(
  evaluator: Evaluator,
  columns: readonly Float64Array[],
  values: Float64Array
): Promise<void> {
  await evaluator.screen!(columns, values);
  const untold = Array.from(values.keys()).filter((k) => Number.isNaN(values[k]));
  if (untold.length === 0) return;
  const scored = new Float64Array(untold.length);
  await evaluator.evaluate(
    columns.map((column) => Float64Array.from(untold, (k) => column[k])),
    scored
  );
  untold.forEach((k, at) => (values[k] = scored[at]));
}
