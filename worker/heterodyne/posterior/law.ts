// The likelihood of one angle, out of its sum of squares.
import {lgamma, strictMath} from "../../math.ts";
import {apartOf} from "../scan/apart.ts";
import type {TakenScan} from "../takenScan.ts";
import type {ScalingWish} from "./types.ts";

const {log} = strictMath;
const LOG_TWO_PI = log(2 * Math.PI);
/** Below this share of the elements the correlation is flat, and contrast is not told: as the sums have it. */
const FLAT = 1e-12;
/** Squares below this share of the data's own are what rounding leaves of none. */
const NOTHING = 1e-28;

/** ln L of an angle, and its derivatives by the angle's ssr and Σ(t − t̄)². */
export interface Weighed {
  value: number;
  bySsr: number;
  byStt: number;
}

export interface AngleLaw {
  /** `stt`: only of marginal scaling. */
  weigh(ssr: number, stt: number): Weighed;
}

export interface LawWish {
  scaling: ScalingWish;
  /** one an angle; undefined: unknown. */
  sigmas: Float64Array | undefined;
}

/** One each of the angles at `places`. */
export function toLaws(
  taken: TakenScan,
  places: readonly number[],
  {scaling, sigmas}: LawWish
): AngleLaw[] {
  return places.map((place, a) => {
    const angle = taken.angles[place];
    // Sums over the matrix count each datum twice.
    const count = angle.total / 2;
    const asymmetry = apartOf(angle, taken.grid.frames).asymmetry;
    const least = NOTHING * angle.see + Number.MIN_VALUE;
    const isMarginal = scaling === "marginal";
    const squaresOf = (ssr: number): number => {
      const squares = (ssr - asymmetry) / 2;
      return squares < least ? least : squares;
    };
    const part = sigmas ? known(count, sigmas[a], isMarginal) : unknown(count, isMarginal);
    return {
      weigh(ssr, stt) {
        const {value, slope} = part(squaresOf(ssr));
        if (!isMarginal || !(stt > FLAT * angle.total)) return {value, bySsr: slope / 2, byStt: 0};
        const spread = -0.5 * log((angle.total * stt) / 4);
        return {value: value + spread, bySsr: slope / 2, byStt: -0.5 / stt};
      }
    };
  });
}

type Part = (squares: number) => {value: number; slope: number};

/** Normal, of known deviation; integrals over contrast and offset give 2πσ² and the root of a determinant. */
function known(count: number, sigma: number, isMarginal: boolean): Part {
  const variance = sigma * sigma;
  const logOne = LOG_TWO_PI + log(variance);
  const level = -0.5 * count * logOne + (isMarginal ? logOne : 0);
  const slope = -0.5 / variance;
  return (squares) => ({value: level + slope * squares, slope});
}

/** ∫ dσ/σ of the same: ½·Γ(m/2)·(Q/2)^(−m/2), m data less those that contrast and offset take. */
function unknown(count: number, isMarginal: boolean): Part {
  const half = (count - (isMarginal ? 2 : 0)) / 2;
  const level = lgamma(half) - strictMath.LN2 - (isMarginal ? count - 2 : count) * 0.5 * LOG_TWO_PI;
  return (squares) => ({value: level - half * log(squares / 2), slope: -half / squares});
}
