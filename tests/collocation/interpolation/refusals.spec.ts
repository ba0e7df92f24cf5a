// What interpolate refuses, and what it says.
import {describe, expect, it} from "vitest";
import {interpolate} from "../../../worker/collocation/interpolation/interpolate.ts";

const t = [0, 1, 3, 4, 6, 7];
const y = [1, 2, 0, 5, 4, 4.5];

describe("misuse is refused at the call", () => {
  const linear = {method: "linear"} as const;
  const even = {method: "bspline", knots: "uniform"} as const;
  it.each<[string, () => unknown, ErrorConstructor, string]>([
    [
      "no options",
      () => interpolate(y, t, t, undefined as never),
      TypeError,
      "expected options as an object, got undefined"
    ],
    [
      "options in a list",
      () => interpolate(y, t, t, [] as never),
      TypeError,
      "expected options as an object, got an array of length 0"
    ],
    [
      "no method",
      () => interpolate(y, t, t, {} as never),
      TypeError,
      "missing method (one of linear, quadratic, cubic, akima, makima, bspline, bspline-fit)"
    ],
    [
      "an unknown method",
      () => interpolate(y, t, t, {method: "spline"} as never),
      RangeError,
      'expected method as one of "linear", "quadratic", "cubic", "akima", "makima", "bspline", "bspline-fit", got "spline"'
    ],
    [
      "an unknown option",
      () => interpolate(y, t, t, {...linear, extrapolation: "nan"} as never),
      RangeError,
      'unknown option "extrapolation"'
    ],
    [
      "an unknown extrapolation",
      () => interpolate(y, t, t, {...linear, extrapolate: "zero"} as never),
      RangeError,
      'expected extrapolate as one of "error", "constant", "extend", "linear", "nan", got "zero"'
    ],
    [
      "an option of another method",
      () => interpolate(y, t, t, {method: "cubic", degree: 3}),
      RangeError,
      'unsupported degree with method "cubic": it is of B-splines'
    ],
    ["no data", () => interpolate(undefined as never, t, t, linear), TypeError, "missing data"],
    [
      "data that are no numbers",
      () => interpolate("abc" as never, t, t, linear),
      TypeError,
      'expected data as an array of numbers, got "abc"'
    ],
    [
      "a series that is none",
      () => interpolate([y, 3] as never, t, t, linear),
      TypeError,
      "expected data[1] as an array of numbers, got 3"
    ],
    [
      "a gap in the data",
      () => interpolate([1, 2, NaN, 4, 5, 6], t, t, linear),
      RangeError,
      "expected finite numbers in data, got NaN at index 2"
    ],
    [
      "a time that is none",
      () => interpolate([1, 2], [0, Infinity], [0], linear),
      RangeError,
      "expected finite numbers in t, got Infinity at index 1"
    ],
    [
      "lengths that differ",
      () => interpolate([y, [1, 2]], t, t, linear),
      RangeError,
      "expected data[1] of length 6, as t, got length 2"
    ],
    ["no at", () => interpolate(y, t, undefined as never, linear), TypeError, "missing at"],
    [
      "an at that is no number",
      () => interpolate(y, t, [0, NaN], {...linear, extrapolate: "nan"}),
      RangeError,
      "expected finite numbers in at, got NaN at index 1"
    ],
    [
      "one point",
      () => interpolate([1], [0], [0], linear),
      RangeError,
      'expected at least 2 points for method "linear", got 1'
    ],
    [
      "two points for parabolas",
      () => interpolate([1, 2], [0, 1], [0], {method: "quadratic"}),
      RangeError,
      'expected at least 3 points for method "quadratic", got 2'
    ],
    [
      "two points for Akima",
      () => interpolate([1, 2], [0, 1], [0], {method: "makima"}),
      RangeError,
      'expected at least 3 points for method "makima", got 2'
    ],
    [
      "too few points for a degree",
      () => interpolate(y.slice(2), t.slice(2), [4], {method: "bspline", degree: 4}),
      RangeError,
      'expected at least 5 points for method "bspline" of degree 4, got 4'
    ],
    [
      "a time twice",
      () => interpolate([1, 2, 3, 4], [1, 0, 1, 2], [0], linear),
      RangeError,
      "expected distinct times, got 1 more than once: average the values at equal times, or smooth with collocation.collocate"
    ],
    [
      "many times twice",
      () => interpolate([..."1122334455"].map(Number), [..."1122334455"].map(Number), [1], linear),
      RangeError,
      "expected distinct times, got 1, 2, 3 (and 2 others) more than once: average the values at equal times, or smooth with collocation.collocate"
    ],
    [
      "a degree above 5",
      () => interpolate(y, t, t, {method: "bspline", degree: 6}),
      RangeError,
      "expected degree as an integer from 1 to 5, got 6"
    ],
    [
      "unknown knots",
      () => interpolate(y, t, t, {method: "bspline", knots: "even"} as never),
      RangeError,
      'expected knots as one of "average", "uniform", got "even"'
    ],
    [
      "controls of an interpolation",
      () => interpolate(y, t, t, {method: "bspline", controls: 4}),
      RangeError,
      'unsupported controls with method "bspline": use method "bspline-fit"'
    ],
    [
      "no controls",
      () => interpolate(y, t, t, {method: "bspline-fit"}),
      TypeError,
      "missing controls: how many control points, from 4 to 6"
    ],
    [
      "too many controls",
      () => interpolate(y, t, t, {method: "bspline-fit", controls: 7}),
      RangeError,
      "expected controls as an integer from 4 to 6, got 7"
    ],
    [
      "even knots for late times",
      () => interpolate([0, 1, 2, 3, 4, 5], [0, 9.6, 9.7, 9.8, 9.9, 10], [1], even),
      RangeError,
      'expected times that suit evenly spaced knots, got too few between 0 and 6.666666666666667: use knots "average"'
    ],
    [
      "even knots and few controls",
      () =>
        interpolate([0, 1, 2, 3, 4, 5, 6], [0, 0.1, 0.2, 0.3, 0.4, 0.5, 10], [1], {
          method: "bspline-fit",
          degree: 1,
          controls: 5,
          knots: "uniform"
        }),
      RangeError,
      'expected times that suit evenly spaced knots, got too few between 2.5 and 7.5: use knots "average" or fewer controls'
    ],
    [
      "even knots for crowded times",
      () => interpolate([0, 1, 2, 3, 4, 5], [0, 0.1, 0.2, 0.3, 0.4, 10], [1], even),
      RangeError,
      'expected times that suit evenly spaced knots, got too few between 3.3333333333333335 and 10: use knots "average"'
    ]
  ])("%s", (_name, call, Kind, message) => {
    expect(call).toThrow(new Kind(`collocation.interpolate: ${message}`));
    expect(call).toThrow(Kind);
  });
});
