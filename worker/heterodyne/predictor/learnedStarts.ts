// Starts for `heterodyne.fit` with `multistart: {from: "learned"}`: a predictor for each geometry, made when it is first asked.
import {takeScan} from "../scan/take.ts";
import type {Scan} from "../types.ts";
import {toFirstFrame} from "./asked.ts";
import type {Predictor, PredictorOptions} from "./types.ts";

/** Geometries whose predictors are kept. */
const MOST = 4;

/** A predictor that a reader made is asked where `remember` was told of it. */
export interface LearnedStarts {
  (scan: Scan): Promise<readonly Float64Array[]>;
  remember(predictor: Predictor, geometry: PredictorOptions): void;
}

export function makeLearnedStarts(
  predictor: (options: PredictorOptions) => PromiseLike<Predictor>
): LearnedStarts {
  const known = new Map<string, Promise<Predictor>>();
  const keep = (key: string, made: Promise<Predictor>): Promise<Predictor> => {
    known.delete(key);
    known.set(key, made);
    if (known.size > MOST) known.delete(known.keys().next().value!);
    return made;
  };
  const learnedStarts = async (scan: Scan): Promise<readonly Float64Array[]> => {
    const geometry = geometryOf(scan);
    const key = keyOf(geometry);
    const made = known.get(key) ?? Promise.resolve(predictor(geometry));
    // one that failed, or was cancelled, is made anew another time
    made.catch(() => known.get(key) === made && known.delete(key));
    return (await (await keep(key, made)).predict(scan)).starts;
  };
  return Object.assign(learnedStarts, {
    remember(made: Predictor, geometry: PredictorOptions) {
      void keep(keyOf(geometry), Promise.resolve(made));
    }
  });
}

function geometryOf(scan: Scan): PredictorOptions {
  const {q, grid, angles} = takeScan("heterodyne.fit", scan);
  const {dt, frames, semantics} = grid;
  const firstFrame = toFirstFrame(semantics, grid.firstFrame);
  return {q, dt, frames, firstFrame, semantics, phi: angles.map(({phi}) => phi)};
}

function keyOf({q, dt, frames, firstFrame = 0, phi}: PredictorOptions): string {
  return [q, dt, frames, firstFrame, ...(typeof phi === "number" ? [phi] : Array.from(phi))].join(
    " "
  );
}
