// What part of a square of frames is shown, and where the cross stands.
import type {Window} from "./paint.ts";

/** No window is smaller than this many frames. */
const LEAST = 4;

export function wholeWindow(side: number): Window {
  return {x: [0, side], y: [0, side]};
}

/** The window between two places, grown to the least size and kept inside. */
export function windowBetween(side: number, a: Place, b: Place): Window {
  return {x: span(side, a.x, b.x), y: span(side, a.y, b.y)};
}

/** By a factor below 1 nearer, above farther, around a place that stays where it is. */
export function zoomAround(side: number, {x, y}: Window, place: Place, factor: number): Window {
  const scale = (
    [begin, end]: readonly [number, number],
    at: number
  ): readonly [number, number] => {
    const length = Math.round(Math.min(side, Math.max(LEAST, (end - begin) * factor)));
    const share = (at + 0.5 - begin) / (end - begin);
    const from = Math.round(Math.max(0, Math.min(side - length, at + 0.5 - share * length)));
    return [from, from + length];
  };
  return {x: scale(x, place.x), y: scale(y, place.y)};
}

/** A frame along either time. */
export interface Place {
  x: number;
  y: number;
}

function span(side: number, a: number, b: number): readonly [number, number] {
  const least = Math.min(LEAST, side);
  const begin = Math.max(0, Math.min(side - least, Math.min(a, b)));
  return [begin, Math.min(side, Math.max(begin + least, Math.max(a, b) + 1))];
}
