// A scan as a predictor sees it: the curves of the angles that it knows, and the features of them.
import type {TakenScan} from "../takenScan.ts";
import {toFirstFrame, type Asked} from "./asked.ts";
import {curvesOf, type Curves} from "./curves.ts";
import {featuresOf} from "./features.ts";

export interface Data {
  curves: Curves[];
  /** standard deviation of single elements, one an angle. */
  noise: Float64Array;
  features: Float64Array;
}

/** Angles are the same where files hold them with six decimals. */
const SAME = 1e-6;

export function toData(what: string, taken: TakenScan, asked: Asked): Data {
  const {q, dt, frames, firstFrame, phi, layout} = asked;
  const {grid} = taken;
  const given = {
    q: taken.q,
    dt: grid.dt,
    frames: grid.frames,
    firstFrame: toFirstFrame(grid.semantics, grid.firstFrame)
  };
  for (const [name, value] of Object.entries({q, dt, frames, firstFrame})) {
    const own = given[name as keyof typeof given];
    if (own !== value)
      throw new RangeError(
        `${what}: expected a scan of the predictor's geometry (${name} ${value}; make another predictor for others), got ${name} ${own}`
      );
  }
  const angles = Array.from(phi, (angle) => {
    const found = taken.angles.find((one) => Math.abs(one.phi - angle) <= SAME);
    if (found) return found;
    throw new RangeError(
      `${what}: expected a scan with the predictor's angles (${phi.join(", ")}), got one without ${angle}`
    );
  });
  const curves = angles.map((angle) => curvesOf(angle, frames, layout));
  const noise = Float64Array.from(angles, (angle) => angle.noise);
  return {curves, noise, features: featuresOf(curves, noise, phi, layout)};
}
