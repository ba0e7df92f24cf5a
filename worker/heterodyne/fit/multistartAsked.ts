// What a reader asks of a multistart, checked.
import {checkInteger, checkNames, checkOneOf, show} from "../../check.ts";
import type {FitOptions} from "../types.ts";

export interface Multistart {
  /** how many starts are followed to their ends. */
  starts: number;
  /** how many places are looked at for them. */
  screen: number;
  from: "latin" | "learned";
  seed: number;
  /** undefined: over the bounds; else around the start, in standard deviations of the parameters' priors. */
  spread: number | undefined;
}

/** Places looked at for each start that is followed. */
const SCREEN = 32;

export function toMultistart(
  what: string,
  wish: FitOptions["multistart"],
  seed: number
): Multistart | undefined {
  if (wish === undefined) return undefined;
  if (typeof wish === "number") return toMultistart(what, {starts: wish}, seed);
  if (typeof wish !== "object" || wish === null)
    throw new TypeError(
      `${what}: expected multistart as a number of starts or a record, got ${show(wish)}`
    );
  checkNames(what, "part of multistart", Object.keys(wish), [
    "starts", "screen", "from", "seed", "spread"
  ]); // prettier-ignore
  const {starts, from = "latin", spread} = wish;
  checkInteger(what, "starts in multistart", starts, 1, 10_000);
  const {screen = SCREEN * starts, seed: own = seed} = wish;
  checkInteger(what, "screen in multistart", screen, starts, 1e8);
  checkInteger(what, "seed in multistart", own, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  checkOneOf(what, "from in multistart", from, ["latin", "learned"]);
  if (spread !== undefined && !(typeof spread === "number" && spread > 0 && spread < Infinity))
    throw new RangeError(
      `${what}: expected spread in multistart as a finite number above 0, got ${show(spread)}`
    );
  return {starts, screen, from, seed: own, spread};
}
