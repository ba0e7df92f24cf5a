// What of an angle's sum of squares no symmetric model can change, or is no pair of different frames.
import type {TakenAngle} from "../takenScan.ts";

export interface Apart {
  /** Σ (w_ij + w_ji)/2 of i < j: the number of independent elements where every factor is 1. */
  readonly pairs: number;
  /** Σ w_ij w_ji/(w_ij + w_ji)·(e_ij − e_ji)²: what an element and its mirror image differ by. */
  readonly asymmetry: number;
  /** of the diagonal: sum of factors, mean, and sum of squares about it. */
  readonly diagonal: {total: number; mean: number; see: number};
}

/** Transposed reading is done by such tiles. */
const TILE = 32;

const known = new WeakMap<TakenAngle, Apart>();

export function apartOf(angle: TakenAngle, frames: number): Apart {
  let apart = known.get(angle);
  if (!apart) {
    apart = {...pairsOf(angle, frames), diagonal: diagonalOf(angle, frames)};
    known.set(angle, apart);
  }
  return apart;
}

function diagonalOf({data, weights}: TakenAngle, frames: number): Apart["diagonal"] {
  let total = 0;
  let sum = 0;
  for (let i = 0; i < frames; i++) {
    const w = weights ? weights[i * frames + i] : 1;
    total += w;
    sum += w * data[i * frames + i];
  }
  const mean = total > 0 ? sum / total : 0;
  let see = 0;
  for (let i = 0; i < frames; i++) {
    const away = data[i * frames + i] - mean;
    see += (weights ? weights[i * frames + i] : 1) * away * away;
  }
  return {total, mean, see};
}

function pairsOf({data, weights}: TakenAngle, frames: number): {pairs: number; asymmetry: number} {
  let pairs = weights ? 0 : (frames * (frames - 1)) / 2;
  let asymmetry = 0;
  for (let top = 0; top < frames; top += TILE) {
    for (let left = top; left < frames; left += TILE) {
      for (let i = top; i < Math.min(top + TILE, frames); i++) {
        for (let j = Math.max(left, i + 1); j < Math.min(left + TILE, frames); j++) {
          const away = data[i * frames + j] - data[j * frames + i];
          if (!weights) {
            asymmetry += 0.5 * away * away;
            continue;
          }
          const w = weights[i * frames + j];
          const v = weights[j * frames + i];
          pairs += 0.5 * (w + v);
          if (w * v > 0) asymmetry += ((w * v) / (w + v)) * away * away;
        }
      }
    }
  }
  return {pairs, asymmetry};
}
