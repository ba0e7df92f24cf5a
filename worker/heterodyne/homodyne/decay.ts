// E_ij = e^(−κ·M), M = I_j − I_i the integral between two frames: row by row, and dE/dM.
import {strictMath} from "../../math.ts";

const {exp} = strictMath;

export interface Decay {
  /** takes the running integral. */
  load(integral: Float64Array): void;
  /** of j = i … n − 1; dE/dM too where wanted. */
  row(i: number, decay: Float64Array, slope?: Float64Array): void;
}

/** Below this a decay is 0: numbers that lose their digits slow the machine down tenfold. */
const VANISHED = 1e-290;

/**
 * An integral that never falls: a row is a running product of the decays from frame to frame, so exponentials are taken
 * once a frame; errors stay below n·1e-16.
 */
export function makeDecay(frames: number, rate: number): Decay {
  const step = new Float64Array(frames);
  return {
    load(integral) {
      for (let j = 1; j < frames; j++) step[j] = exp(-rate * (integral[j] - integral[j - 1]));
    },
    row(i, decay, slope) {
      let e = 1;
      decay[0] = 1;
      for (let j = i + 1; j < frames; j++) {
        e *= step[j];
        if (e < VANISHED) e = 0;
        decay[j - i] = e;
      }
      if (slope) for (let k = 0; k < frames - i; k++) slope[k] = -rate * decay[k];
    }
  };
}

/** With √(M² + ε²) for M, and the exponent of the field, half of this one, at least −700: as v2 has it. */
export function makeSmoothedDecay(frames: number, rate: number, epsilon: number): Decay {
  let integral: Float64Array = new Float64Array(frames);
  return {
    load(next) {
      integral = next;
    },
    row(i, decay, slope) {
      for (let j = i; j < frames; j++) {
        const M = integral[j] - integral[i];
        const size = Math.sqrt(M * M + epsilon * epsilon);
        const field = exp(Math.max(-0.5 * rate * size, -700));
        decay[j - i] = field * field;
        if (slope) slope[j - i] = (-rate * decay[j - i] * M) / size;
      }
    }
  };
}
