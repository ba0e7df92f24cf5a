// What a reader asks of a profile, checked.
import {checkInteger, checkOneOf, show} from "../../check.ts";
import type {ProfileOptions} from "../types.ts";
import {checkAbove0} from "./asked.ts";

export interface ProfileWish {
  /** the parameter's place. */
  place: number;
  points: number;
  span: number;
  range: readonly [number, number] | undefined;
  refit: boolean;
  around: Float64Array | undefined;
}

/** Options beside those of the fit. */
export const PROFILE_OPTIONS = ["fit", "points", "span", "range", "refit"] as const;

export function toProfileWish(
  what: string,
  names: readonly string[],
  name: unknown,
  options: ProfileOptions
): ProfileWish {
  checkOneOf(what, "name", name, names);
  const {fit, points = 21, span = 3, range, refit = true} = options;
  checkInteger(what, "points", points, 3, 10_001);
  if (points % 2 === 0)
    throw new RangeError(
      `${what}: expected points odd, so that the fit is in the middle, got ${points}`
    );
  checkAbove0(what, "span", span);
  if (typeof refit !== "boolean")
    throw new TypeError(`${what}: expected refit as true or false, got ${show(refit)}`);
  const around: unknown = fit?.theta;
  if (fit !== undefined && !(around instanceof Float64Array && around.length === names.length))
    throw new TypeError(`${what}: expected fit as what heterodyne.fit gave, got ${show(fit)}`);
  return {
    place: names.indexOf(name as string),
    points,
    span,
    range: range && toRange(what, range),
    refit,
    around: around as Float64Array | undefined
  };
}

function toRange(what: string, range: unknown): readonly [number, number] {
  const isPair =
    Array.isArray(range) && range.length === 2 && range.every((end) => Number.isFinite(end));
  if (!isPair) throw new TypeError(`${what}: expected range as [lower, upper], got ${show(range)}`);
  const [lower, upper] = range as [number, number];
  if (!(lower < upper))
    throw new RangeError(
      `${what}: expected range with lower below upper, got [${lower}, ${upper}]`
    );
  return [lower, upper];
}
