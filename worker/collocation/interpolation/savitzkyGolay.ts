// `collocation.savitzkyGolay`: what is asked is checked here and now; what computes is loaded when it is first needed.
import {checkInteger, show} from "../../check.ts";
import {makePace} from "../../pace.ts";
import type {Interpolation, Like, SavitzkyGolayOptions, Series} from "../types.ts";
import {checkCount, checkOptions, checkWithin, toFinite, toSampled} from "./asked.ts";
import type {SmoothRequest} from "./smooth.ts";
import {EDGE} from "./windows.ts";

const WHAT = "collocation.savitzkyGolay";
const NAMES = ["window", "span", "degree", "at"];
/** Above this a polynomial follows the noise between the points of any window. */
const MOST_DEGREE = 12;

/**
 * Smooths by a polynomial of least squares in a window around each time: its value and its slope there. On an even grid
 * this is SciPy's savgol_filter with mode "interp". Default window: 2·degree + 5 points, or as many as there are.
 */
export function savitzkyGolay<D extends Series>(
  data: D,
  t: ArrayLike<number>,
  options: SavitzkyGolayOptions = {}
): Promise<Interpolation<Like<D>>> {
  const request = toRequest(data, t, options);
  return import("./smooth.ts").then(async ({smooth}) => {
    const pace = makePace(() => undefined);
    const answer = await smooth(request, pace).finally(() => pace.close());
    return answer as Interpolation<Like<D>>;
  });
}

function toRequest(data: unknown, times: unknown, options: SavitzkyGolayOptions): SmoothRequest {
  checkOptions(WHAT, options, NAMES);
  const {degree = 3, at, window, span} = options;
  checkInteger(WHAT, "degree", degree, 1, MOST_DEGREE);
  if (window !== undefined && span !== undefined)
    throw new RangeError(`${WHAT}: expected window or span, got both`);
  const sampled = toSampled(WHAT, data, times);
  const {t} = sampled;
  // the least odd number above the degree
  const least = degree + 1 + (degree % 2);
  checkCount(WHAT, `degree ${degree}`, t.length, span === undefined ? least : degree + 1);
  const width =
    span === undefined
      ? {points: toPoints(window, degree, least, t.length)}
      : {span: toSpan(span, t[t.length - 1] - t[0])};
  const wanted = at === undefined ? t.slice() : toFinite(WHAT, "at", at);
  checkWithin(WHAT, t, wanted, "a local fit does not reach beyond them");
  return {...sampled, at: wanted, degree, width};
}

function toPoints(window: unknown, degree: number, least: number, n: number): number {
  const most = n % 2 === 1 ? n : n - 1;
  if (window === undefined) return Math.min(2 * degree + 5, most);
  checkInteger(WHAT, "window", window, least, most);
  if ((window as number) % 2 === 0)
    throw new RangeError(
      `${WHAT}: expected window as an odd number of points, got ${window as number}`
    );
  return window as number;
}

function toSpan(span: unknown, whole: number): number {
  if (typeof span !== "number")
    throw new TypeError(`${WHAT}: expected span as a number, got ${show(span)}`);
  // a span computed from the times may be the whole but for rounding
  if (!(span > 0 && span <= whole * (1 + EDGE)))
    throw new RangeError(
      `${WHAT}: expected span above 0 and at most ${whole}, the length of the times, got ${span}`
    );
  return Math.min(span, whole);
}
