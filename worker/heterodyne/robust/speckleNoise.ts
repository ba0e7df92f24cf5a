// The noise of a two-time correlation as few speckles make it: correlated along age and lag as in a real measurement.
import {speckle} from "../data/speckle.ts";
import {twoTime} from "../data/twoTime.ts";
import type {TakenScan} from "../takenScan.ts";

/** Pixels an angle. Their noise is made as large as the residuals afterwards: only its shape matters. */
const SPECKLES = 200;

/** One simulated measurement of the angles at `places`, a matrix an angle. */
export async function simulateSpeckles(
  {q, grid, angles}: TakenScan,
  places: readonly number[],
  theta: Float64Array,
  seed: number
): Promise<readonly Float64Array[]> {
  const {dt, frames, semantics, firstFrame} = grid;
  const phi = places.map((place) => angles[place].phi);
  const geometry = {q, dt, frames, phi, semantics, firstFrame};
  const {data, shape, regions} = await speckle(theta, {...geometry, speckles: SPECKLES, seed});
  return (await twoTime({data, shape}, {regions})).data;
}
