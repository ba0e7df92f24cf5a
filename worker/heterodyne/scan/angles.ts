// Which angles of a scan count.
import {checkNames, checkVector, show} from "../../check.ts";
import type {AngleWish} from "../types.ts";

type Range = readonly [number, number];

/** The sectors of the original's template: along the flow and across it, both ways. */
export const TEMPLATE_RANGES: readonly Range[] = Object.freeze([
  [-10, 10],
  [80, 100],
  [170, 190],
  [260, 280]
]);

/** Text files hold angles with six decimals. */
const SAME = 1e-6;
/** Adding turns rounds: −10.1° + 360° is not quite 349.9°. */
const ROUNDING = 1e-9;

/** Places in `phi` of the angles that are wished for, in the scan's order. */
export function toPlaces(
  what: string,
  phi: ArrayLike<number>,
  wish: AngleWish | undefined
): number[] {
  const all = Array.from({length: phi.length}, (_, k) => k);
  if (wish === undefined) return all;
  if (typeof wish !== "object" || wish === null)
    throw new TypeError(
      `${what}: expected angles as degrees of the scan, as a list of ranges [from, to], or as {ranges}, got ${show(wish)}`
    );
  if ("ranges" in wish) {
    const {ranges, wrap = true, fallback = false} = wish;
    checkNames(what, "option of angles", Object.keys(wish), ["ranges", "wrap", "fallback"]);
    return inRanges(what, phi, checkRanges(what, ranges), wrap, fallback);
  }
  if (Array.isArray(wish) && Array.isArray(wish[0]))
    return inRanges(what, phi, checkRanges(what, wish), true, false);
  checkVector(what, "angles", wish);
  return byValue(what, phi, wish);
}

function checkRanges(what: string, ranges: unknown): readonly Range[] {
  if (!Array.isArray(ranges) || ranges.length === 0)
    throw new TypeError(
      `${what}: expected ranges of angles as a list of [from, to], got ${show(ranges)}`
    );
  ranges.forEach((range: unknown, k) => {
    const isPair = Array.isArray(range) && range.length === 2;
    if (!isPair || !range.every((end) => typeof end === "number" && Number.isFinite(end)))
      throw new TypeError(
        `${what}: expected a range of angles as [from, to] in finite degrees, got ${show(range)} at index ${k}`
      );
  });
  return ranges as Range[];
}

function inRanges(
  what: string,
  phi: ArrayLike<number>,
  ranges: readonly Range[],
  wrap: boolean,
  fallback: boolean
): number[] {
  const all = Array.from({length: phi.length}, (_, k) => k);
  const isIn = wrap ? isInTurned : isInPlain;
  const places = all.filter((k) => ranges.some((range) => isIn(phi[k], range)));
  if (places.length > 0) return places;
  if (fallback) return all;
  throw new RangeError(
    `${what}: expected ranges with at least one of the scan's angles (${listed(phi)}), got ` +
      ranges.map(([from, to]) => `[${from}, ${to}]`).join(", ")
  );
}

function isInPlain(angle: number, [from, to]: Range): boolean {
  return from <= angle && angle <= to;
}

/** Some whole number of turns brings the angle into the range; one that ends below its beginning goes through 360°. */
function isInTurned(angle: number, [from, to]: Range): boolean {
  const end = to < from ? to + 360 * Math.ceil((from - to) / 360) : to;
  const turns = Math.floor((from - angle) / 360);
  return [turns, turns + 1, turns + 2].some((n) =>
    isInPlain(angle + 360 * n, [from - ROUNDING, end + ROUNDING])
  );
}

function byValue(what: string, phi: ArrayLike<number>, wish: ArrayLike<number>): number[] {
  if (wish.length === 0)
    throw new RangeError(`${what}: expected at least one of the scan's angles, got an empty list`);
  const places = new Set<number>();
  for (let k = 0; k < wish.length; k++) {
    const found = Array.from({length: phi.length}, (_, a) => a).filter(
      (a) => Math.abs(phi[a] - wish[k]) <= SAME
    );
    if (found.length === 0)
      throw new RangeError(
        `${what}: expected angles of the scan (${listed(phi)}; ranges are [[from, to], …]), got ${wish[k]}`
      );
    for (const place of found) places.add(place);
  }
  return [...places].sort((a, b) => a - b);
}

function listed(phi: ArrayLike<number>): string {
  const all = Array.from(phi);
  return all.length <= 24 ? all.join(", ") : `${all.slice(0, 24).join(", ")}, …`;
}
