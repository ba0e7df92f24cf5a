import {describe, expect, it} from "vitest";
import {TEMPLATE_RANGES, toPlaces} from "../../../worker/heterodyne/scan/angles.ts";
import type {AngleWish} from "../../../worker/heterodyne/types.ts";

const PHI = [-90, -10, 0, 10.1, 45, 90, 178, 190, 349.9];
const chosen = (wish?: AngleWish) => toPlaces("heterodyne.chi2", PHI, wish).map((k) => PHI[k]);

describe("the angle filter", () => {
  it("takes all angles without a wish", () => {
    expect(chosen()).toEqual(PHI);
  });

  it("turns ranges around the circle, ends included", () => {
    expect(chosen([[260, 280]])).toEqual([-90]);
    expect(chosen([[-10, 10]])).toEqual([-10, 0]);
    expect(chosen([[-10.1, 10.1]])).toEqual([-10, 0, 10.1, 349.9]);
    expect(chosen([[170, -170]])).toEqual([178, 190]);
    expect(chosen([[0, 360]])).toEqual(PHI);
    expect(chosen({ranges: TEMPLATE_RANGES})).toEqual([-90, -10, 0, 90, 178, 190]);
  });

  it("compares plain numbers as the original does", () => {
    expect(chosen({ranges: TEMPLATE_RANGES, wrap: false})).toEqual([-10, 0, 90, 178, 190]);
    expect(() => chosen({ranges: [[260, 280]], wrap: false})).toThrow(
      /heterodyne\.chi2: expected ranges with at least one of the scan's angles \(-90, -10, .*, got \[260, 280\]/
    );
    expect(chosen({ranges: [[260, 280]], wrap: false, fallback: true})).toEqual(PHI);
  });

  it("takes angles by value, in the scan's order", () => {
    expect(chosen([178, 0, 178])).toEqual([0, 178]);
    expect(chosen(Float64Array.of(45.0000004))).toEqual([45]);
    expect(() => chosen([0, 46])).toThrow(/expected angles of the scan .*got 46/);
    expect(() => chosen([])).toThrow(/got an empty list/);
  });

  it("refuses what is no wish", () => {
    const wrong = (wish: unknown) => () => chosen(wish as AngleWish);
    expect(wrong("all")).toThrow(/expected angles as degrees of the scan.*got "all"/);
    expect(wrong([[1, 2, 3]])).toThrow(/expected a range of angles as \[from, to\]/);
    expect(wrong([[1, 2], 5])).toThrow(/got 5 at index 1/);
    expect(wrong({ranges: []})).toThrow(/expected ranges of angles as a list/);
    expect(wrong({ranges: [[1, NaN]]})).toThrow(/finite degrees/);
    expect(wrong({ranges: [[1, 2]], wraps: false})).toThrow(/unknown option of angles "wraps"/);
  });
});
