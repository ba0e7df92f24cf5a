// The same sums of one point where elements have weights: pair by pair, at once.
import {PARAMETERS} from "../../../kernels-as/heterodyne/constants.ts";
import {makeHeterodynePairs} from "../homodyne/heterodynePairs.ts";
import type {PairModel} from "../homodyne/pairModel.ts";
import type {TakenAngle, TakenScan} from "../takenScan.ts";
import type {PointSums, PointWish} from "./localSums.ts";

/** As the sums have it: then contrast is 1 and offset 0. */
const FLAT = 1e-12;

export class WeightedSums {
  readonly #angles: readonly TakenAngle[];
  readonly #model: PairModel;
  readonly #frames: number;

  constructor(taken: TakenScan, places: readonly number[]) {
    this.#angles = places.map((place) => taken.angles[place]);
    this.#model = makeHeterodynePairs(taken.grid, taken.q);
    this.#frames = taken.grid.frames;
  }

  evaluate(theta: Float64Array, {gradient, ofSpread}: PointWish): PointSums {
    const count = this.#angles.length;
    const slopes = (): Float64Array => new Float64Array(PARAMETERS * count);
    const sums: PointSums = {
      ssr: new Float64Array(count),
      stt: new Float64Array(count),
      ...(gradient && {ssrSlopes: slopes(), ...(ofSpread && {sttSlopes: slopes()})})
    };
    this.#model.load(theta, gradient);
    this.#angles.forEach((angle, a) => {
      this.#model.turn(angle.phi);
      this.#addAngle(angle, a, sums);
    });
    return sums;
  }

  #addAngle(angle: TakenAngle, a: number, {ssr, stt, ssrSlopes, sttSlopes}: PointSums): void {
    const n = this.#frames;
    const {mean, total, see} = angle;
    const theory = new Float64Array(n);
    let [sum, squares, withData] = [0, 0, 0];
    for (let i = 0; i < n; i++) {
      this.#model.row(i, theory, 0);
      for (let k = 0; k < n - i; k++) {
        const [w, e] = pairOf(angle, n, i, i + k);
        const t = theory[k] - 1;
        sum += w * t;
        squares += w * t * t;
        withData += t * e;
      }
    }
    const level = sum / total;
    stt[a] = squares - sum * level;
    const isFlat = stt[a] < FLAT * total;
    const contrast = isFlat ? 1 : withData / stt[a];
    const apart = mean - 1 - level;
    const rest = stt[a] - 2 * withData + total * apart * apart;
    ssr[a] = Math.max(isFlat ? see + rest : see - withData * contrast, 0);
    if (!ssrSlopes) return;
    const shift = isFlat ? mean - 1 : contrast * level;
    const into = Array.from({length: PARAMETERS}, () => new Float64Array(n));
    for (let i = 0; i < n; i++) {
      this.#model.row(i, theory, 0);
      this.#model.slopes(i, into);
      for (let k = 1; k < n - i; k++) {
        const [w, e] = pairOf(angle, n, i, i + k);
        const t = theory[k] - 1;
        const bySsr = -2 * contrast * (e + w * (shift - contrast * t));
        const byStt = 2 * w * (t - level);
        for (let p = 0; p < PARAMETERS; p++) {
          ssrSlopes[a * PARAMETERS + p] += bySsr * into[p][k];
          if (sttSlopes) sttSlopes[a * PARAMETERS + p] += byStt * into[p][k];
        }
      }
    }
  }
}

/** The weights of an element and its mirror image together, and Σ of these times the data less their mean. */
function pairOf(
  {data, weights, mean}: TakenAngle,
  n: number,
  i: number,
  j: number
): [number, number] {
  const [at, mirror] = [i * n + j, j * n + i];
  const w = weights ? weights[at] : 1;
  const e = w === 0 ? 0 : w * (data[at] - mean);
  if (i === j) return [w, e];
  const v = weights ? weights[mirror] : 1;
  return [w + v, v === 0 ? e : e + v * (data[mirror] - mean)];
}
