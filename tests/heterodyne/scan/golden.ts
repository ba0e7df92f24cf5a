// The dossier's v1 case: four angles of set B with a small wave on them.
import type {Scan} from "../../../worker/heterodyne/types.ts";
import {makeOracle, SETS} from "../oracle.ts";

const FRAMES = 64;
const PHI = [0, 30, 85, 178];
const CONTRAST = [0.3, 0.28, 0.31, 0.29];
const OFFSET = [1, 1.01, 0.99, 1.005];

export const TRIAL = Float64Array.of(
  2100, -0.32, 52.5, 8400, -0.21, 105, 5250, -0.42, 21, 0.42, -0.21, 1.1, 0.09, -3.15
); // prettier-ignore

export function makeGoldenScan(): Scan {
  const geometry = {q: 0.0054, dt: 0.1, frames: FRAMES, semantics: "v1" as const};
  const data = PHI.map((phi, k) =>
    makeOracle(geometry, SETS.B, phi)
      .matrix()
      .map((c, place) => {
        const i = Math.floor(place / FRAMES);
        const j = place % FRAMES;
        const wave = Math.sin(0.7 * i + 1.3 * j + k) + Math.sin(0.7 * j + 1.3 * i + k);
        return CONTRAST[k] * c + OFFSET[k] + 0.002 * wave;
      })
  );
  return {...geometry, phi: PHI, data};
}
