// What a reader asks of learned starts, checked and with the defaults filled in. All misuse ends here.
import {checkInteger, checkNames, show} from "../../check.ts";
import {toGeometry} from "../model/geometry.ts";
import {NAMES} from "../parameters.ts";
import type {Semantics} from "../types.ts";
import type {LawWish} from "./laws.ts";
import {toScales} from "./scaled.ts";
import type {EvaluateOptions, PredictorOptions} from "./types.ts";
import {makeLayout, type Layout} from "./views.ts";

export interface Asked extends LawWish {
  q: number;
  dt: number;
  firstFrame: number;
  semantics: Semantics;
  /** of the angles that are looked at. */
  phi: Float64Array;
  layout: Layout;
  noise: readonly [number, number];
  simulations: number;
  ensemble: number;
  epochs: number;
  seed: number;
  checkpoint: string | undefined;
}

/** Fewer frames than these hold no curve. */
const LEAST_FRAMES = 8;
/** More angles than these are thinned: they tell starts little more. */
const MOST_ANGLES = 6;
const OWN = ["prior", "noise", "simulations", "ensemble", "epochs", "seed", "checkpoint"];
const WHAT = "heterodyne.predictor";

export function toAsked(options: PredictorOptions): Asked {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw new TypeError(`${WHAT}: expected options as a record, got ${show(options)}`);
  const geometry = Object.fromEntries(
    Object.entries(options).filter(([name]) => !OWN.includes(name))
  );
  checkNames(WHAT, "option", Object.keys(options), [
    ...["q", "dt", "frames", "phi", "semantics", "firstFrame"],
    ...OWN
  ]);
  const {q, dt, frames, phi, semantics, firstFrame: first} = toGeometry(WHAT, geometry);
  const firstFrame = toFirstFrame(semantics, first);
  checkInteger(WHAT, "frames", frames, LEAST_FRAMES, 10_000);
  const {simulations = 4000, ensemble = 5, epochs = 6, seed = 1, checkpoint} = options;
  checkInteger(WHAT, "simulations", simulations, 100, 1_000_000);
  checkInteger(WHAT, "ensemble", ensemble, 2, 64);
  checkInteger(WHAT, "epochs", epochs, 1, 10_000);
  checkInteger(WHAT, "seed", seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  if (checkpoint !== undefined && (typeof checkpoint !== "string" || checkpoint === ""))
    throw new TypeError(`${WHAT}: expected checkpoint as a name, got ${show(checkpoint)}`);
  return {
    ...{q, dt, frames, semantics, firstFrame, simulations, ensemble, epochs, seed, checkpoint},
    phi: thin(phi),
    layout: makeLayout(frames),
    scales: toScales(q, dt, frames, firstFrame),
    prior: toPrior(options.prior),
    noise: toNoise(options.noise)
  };
}

/** "v1" counts time from the first frame that there is. */
export function toFirstFrame(semantics: Semantics, firstFrame: number): number {
  return semantics === "v1" ? 0 : firstFrame;
}

/** Some of many angles, from end to end. */
function thin(phi: Float64Array): Float64Array {
  if (phi.length <= MOST_ANGLES) return phi;
  const sorted = phi.slice().sort();
  return Float64Array.from(
    {length: MOST_ANGLES},
    (_, k) => sorted[Math.round((k * (sorted.length - 1)) / (MOST_ANGLES - 1))]
  );
}

function toPrior(wish: PredictorOptions["prior"]): Map<number, readonly [number, number]> {
  const prior = new Map<number, readonly [number, number]>();
  if (wish === undefined) return prior;
  if (typeof wish !== "object" || wish === null || Array.isArray(wish))
    throw new TypeError(`${WHAT}: expected prior as a record by name, got ${show(wish)}`);
  checkNames(WHAT, "parameter in prior", Object.keys(wish), NAMES);
  for (const [name, pair] of Object.entries(wish) as [(typeof NAMES)[number], unknown][])
    prior.set(NAMES.indexOf(name), toPair(`prior of ${name}`, "[mean, deviation]", pair, 0));
  return prior;
}

function toNoise(wish: unknown = [0.005, 0.1]): readonly [number, number] {
  const pair = toPair("noise", "[least, largest]", wish, Number.MIN_VALUE);
  if (pair[0] > 0 && pair[1] >= pair[0]) return pair;
  throw new RangeError(
    `${WHAT}: expected noise as [least, largest] above 0, ascending, got [${pair.join(", ")}]`
  );
}

/** Two finite numbers, the second no less than `least`. */
function toPair(
  name: string,
  form: string,
  pair: unknown,
  least: number
): readonly [number, number] {
  if (!Array.isArray(pair) || pair.length !== 2 || pair.some((end) => typeof end !== "number"))
    throw new TypeError(`${WHAT}: expected ${name} as ${form}, got ${show(pair)}`);
  const [first, second] = pair as [number, number];
  if (!Number.isFinite(first) || !(second >= least && second < Infinity))
    throw new RangeError(
      `${WHAT}: expected ${name} as ${form}, finite${least === 0 ? ", the deviation from 0 up" : ""}, got [${first}, ${second}]`
    );
  return [first, second];
}

export function toEvaluateAsked(options: EvaluateOptions = {}): Required<EvaluateOptions> {
  const what = "heterodyne.predictor.evaluate";
  if (typeof options !== "object" || options === null)
    throw new TypeError(`${what}: expected options as a record, got ${show(options)}`);
  checkNames(what, "option", Object.keys(options), ["cases", "latin", "tries", "noise", "seed"]);
  const {cases = 10, latin = 64, tries = 3, noise = 0.03, seed = 1} = options;
  checkInteger(what, "cases", cases, 1, 10_000);
  checkInteger(what, "latin", latin, 1, 1e6);
  checkInteger(what, "tries", tries, 1, 100);
  checkInteger(what, "seed", seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  if (typeof noise !== "number")
    throw new TypeError(`${what}: expected noise as a number, got ${show(noise)}`);
  if (!(noise > 0 && noise < Infinity))
    throw new RangeError(`${what}: expected noise finite and above 0, got ${noise}`);
  return {cases, latin, tries: Math.min(tries, latin), noise, seed};
}
