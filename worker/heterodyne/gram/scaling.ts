// Contrast and offset that suit one angle best, from sums over its elements.
import type {TakenAngle} from "../takenScan.ts";
import type {Moments} from "./totals.ts";

/** A correlation that varies less is flat: nothing tells contrast from offset. */
const FLAT = 1e-12;

/** Residuals are e′ − contrast·(t − 1) − shift, where e′ are the data less their mean. */
export interface Scaling {
  contrast: number;
  shift: number;
  /** t̄ − 1 and Σ(t − t̄)². */
  mean: number;
  stt: number;
  isFlat: boolean;
  /** of all elements, mirror images that differ among them. */
  ssr: number;
}

export function scaleBest({n, t, e, tt, te}: Moments, angle: TakenAngle): Scaling {
  const mean = t / n;
  const stt = tt - t * mean;
  const rest = e / n;
  if (stt < FLAT * n) {
    const shift = 1 - angle.mean;
    const ssr = angle.see - 2 * te + tt + n * shift * shift + 2 * shift * (t - e);
    return {contrast: 1, shift, mean, stt, isFlat: true, ssr};
  }
  const ste = te - mean * e;
  const contrast = ste / stt;
  const ssr = angle.see - contrast * ste;
  return {contrast, shift: rest - contrast * mean, mean, stt, isFlat: false, ssr};
}

/** The same sums of squares, of another contrast and shift. */
export function ssrOf(
  {n, t, e, tt, te}: Moments,
  {see}: TakenAngle,
  contrast: number,
  shift: number
): number {
  const [mean, rest] = [t / n, e / n];
  const miss = rest - contrast * mean - shift;
  return see - contrast * (2 * (te - mean * e) - contrast * (tt - t * mean)) + n * miss * miss;
}

/** The offset of contrast·t + offset. */
export function offsetOf({mean}: TakenAngle, contrast: number, shift: number): number {
  return mean + shift - contrast;
}
