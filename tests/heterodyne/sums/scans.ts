// Scans for the sums, and what their sums are by loops over all pairs.
import {takeScan} from "../../../worker/heterodyne/scan/take.ts";
import type {TakenScan} from "../../../worker/heterodyne/takenScan.ts";
import type {Semantics} from "../../../worker/heterodyne/types.ts";
import {makeOracle, PARAMETERS, SETS} from "../oracle.ts";

export const TRIAL = Float64Array.of(
  2100, -0.32, 52.5, 8400, -0.21, 105, 5250, -0.42, 21, 0.42, -0.21, 1.1, 0.09, -3.15
); // prettier-ignore
/** All decays within a block. */
export const STEEP = Float64Array.of(2e8, 0, 0, 8e8, 0, 0, 5000, -0.4, 20, 0.4, -0.2, 1, 0.1, -3);
/** c stays within 1e-4 of 1. */
export const NEARLY_FLAT = Float64Array.of(
  0.3, -0.3, 0.1, 0.8, -0.2, 0.1, 0.5, -0.4, 0.1, 0.4, -1e-4, 1, 0.1, -3
); // prettier-ignore

interface Wish {
  frames: number;
  phi?: number[];
  semantics?: Semantics;
  theta?: Float64Array;
  contrast?: number;
  ripple?: number;
}

export const GEOMETRY = {q: 0.0054, dt: 0.1};

/** Correlations at theta with a ripple that is not symmetric. */
export function makeTaken({
  frames,
  phi = [30],
  semantics = "exact",
  theta = SETS.B,
  contrast = 0.3,
  ripple = 0.004
}: Wish): TakenScan {
  const data = phi.map((angle, k) => {
    const {c} = makeOracle({...GEOMETRY, frames, semantics}, theta, angle);
    return Float64Array.from({length: frames * frames}, (_, at) => {
      const [i, j] = [Math.floor(at / frames), at % frames];
      return contrast * c(i, j) + 1 + ripple * Math.sin(0.7 * i + 1.3 * j + k);
    });
  });
  return takeScan("test", {...GEOMETRY, frames, phi, data, semantics});
}

/** No model's correlations, but quickly made. */
export function makePlain({frames, phi = [30]}: Pick<Wish, "frames" | "phi">): TakenScan {
  const data = phi.map((_, k) => {
    const decay = Float64Array.from({length: frames}, (__, lag) => 0.3 / (1 + lag / (20 + 5 * k)));
    const wave = decay.map((__, i) => 0.01 * Math.sin(0.7 * i + k));
    return Float64Array.from({length: frames * frames}, (__, at) => {
      const [i, j] = [Math.floor(at / frames), at % frames];
      return 1 + decay[Math.abs(i - j)] + wave[i] * wave[(3 * j) % frames];
    });
  });
  return takeScan("test", {...GEOMETRY, frames, phi, data, semantics: "exact"});
}

/** By loops over all pairs, of c − 1 and the data less their mean. */
export function sumDirectly(taken: TakenScan, theta: Float64Array, place: number) {
  const {grid, q, angles} = taken;
  const {frames, dt, semantics, firstFrame} = grid;
  const {phi, data} = angles[place];
  const {c, slope} = makeOracle({q, dt, frames, semantics, firstFrame}, theta, phi);
  const n = frames * frames;
  const [t, e] = [new Float64Array(n), new Float64Array(n)];
  const mean = sum(data) / n;
  for (let at = 0; at < n; at++) {
    const [i, j] = [Math.floor(at / frames), at % frames];
    t[at] = i === j ? 0 : c(i, j) - 1;
    e[at] = data[at] - mean;
  }
  const level = sum(t) / n;
  let [stt, ste] = [0, 0];
  for (let at = 0; at < n; at++) {
    stt += (t[at] - level) ** 2;
    ste += (t[at] - level) * e[at];
  }
  const contrast = ste / stt;
  const residual = e.map((value, at) => value - contrast * (t[at] - level));
  const ssr = residual.reduce((total, r) => total + r * r, 0);
  const gradient = new Float64Array(PARAMETERS);
  const scale = new Float64Array(PARAMETERS);
  for (let p = 0; p < PARAMETERS; p++) {
    for (let i = 0; i < frames; i++) {
      for (let j = i + 1; j < frames; j++) {
        const both = residual[i * frames + j] + residual[j * frames + i];
        const term = -2 * contrast * both * slope(p, i, j);
        gradient[p] += term;
        scale[p] += Math.abs(2 * contrast * slope(p, i, j)) * (Math.abs(e[i * frames + j]) + 1e-3);
      }
    }
  }
  const offset = mean - contrast * (1 + level);
  return {ssr, contrast, offset, stt, meanTheory: 1 + level, gradient, scale};
}

function sum(values: Float64Array): number {
  // by halves: a running sum would not be exact enough to compare with
  if (values.length <= 64) return values.reduce((total, value) => total + value, 0);
  const half = values.length >> 1;
  return sum(values.subarray(0, half)) + sum(values.subarray(half));
}
