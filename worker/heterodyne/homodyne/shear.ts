// s_ij = sin Δ/Δ, Δ = factor·M, M = ∫γ̇ between two frames: row by row, and its derivatives.
import {strictMath} from "../../math.ts";

const {sin, cos} = strictMath;

export interface Shear {
  /** takes ∫γ̇ up to each frame. */
  load(integral: Float64Array): void;
  /** takes what depends on the direction: the factor, and its derivative by the flow's angle. */
  turn(factor: number, factorSlope: number): void;
  /** of j = i … n − 1; ds/dM and ds/d(angle) too where wanted. */
  row(i: number, s: Float64Array, byIntegral?: Float64Array, byAngle?: Float64Array): void;
}

/** Below this size of Δ a series is taken; above it sin Δ/Δ may come of sines of the frames, with errors of 1e-15. */
const NEAR = 0.3;

/** sin Δ/Δ = 1 − Δ²/3! + …, to the last digit within NEAR. */
function sincNear(z: number): number {
  return 1 - (z / 6) * (1 - (z / 20) * (1 - (z / 42) * (1 - (z / 72) * (1 - z / 110))));
}

/** (sin Δ/Δ)′/Δ = −1/3 + Δ²/30 − …, of z = Δ². */
function slopeNear(z: number): number {
  return (-1 / 3) * (1 - (z / 10) * (1 - (z / 28) * (1 - (z / 54) * (1 - z / 88))));
}

/** sin(F_j − F_i) = sin F_j·cos F_i − cos F_j·sin F_i: sines are taken once a frame. */
export function makeShear(frames: number): Shear {
  let integral: Float64Array = new Float64Array(frames);
  let slope = 0;
  let factor = 0;
  const sines = new Float64Array(frames);
  const cosines = new Float64Array(frames);
  return {
    load(next) {
      integral = next;
    },
    turn(next, nextSlope) {
      factor = next;
      slope = nextSlope;
      for (let j = 0; j < frames; j++) {
        sines[j] = sin(factor * integral[j]);
        cosines[j] = cos(factor * integral[j]);
      }
    },
    row(i, s, byIntegral, byAngle) {
      const origin = integral[i];
      const sine = sines[i];
      const cosine = cosines[i];
      for (let j = i; j < frames; j++) {
        const M = integral[j] - origin;
        const delta = factor * M;
        const isNear = delta < NEAR && delta > -NEAR;
        const z = delta * delta;
        const value = isNear ? sincNear(z) : (sines[j] * cosine - cosines[j] * sine) / delta;
        s[j - i] = value;
        if (!byIntegral || !byAngle) continue;
        const ds = isNear
          ? delta * slopeNear(z)
          : (cosines[j] * cosine + sines[j] * sine - value) / delta;
        byIntegral[j - i] = factor * ds;
        byAngle[j - i] = slope * M * ds;
      }
    }
  };
}

/** With √(M² + ε²) for M, as v2 has it; ε is small. */
export function makeSmoothedShear(frames: number, epsilon: number): Shear {
  let integral: Float64Array = new Float64Array(frames);
  let factor = 0;
  let slope = 0;
  return {
    load(next) {
      integral = next;
    },
    turn(next, nextSlope) {
      factor = next;
      slope = nextSlope;
    },
    row(i, s, byIntegral, byAngle) {
      for (let j = i; j < frames; j++) {
        const M = integral[j] - integral[i];
        const size = Math.sqrt(M * M + epsilon * epsilon);
        const delta = factor * size;
        const z = delta * delta;
        const isNear = z < NEAR * NEAR;
        const value = isNear ? sincNear(z) : sin(delta) / delta;
        s[j - i] = value;
        if (!byIntegral || !byAngle) continue;
        const ds = isNear ? delta * slopeNear(z) : (cos(delta) - value) / delta;
        byIntegral[j - i] = (factor * ds * M) / size;
        byAngle[j - i] = slope * size * ds;
      }
    }
  };
}
