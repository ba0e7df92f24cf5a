// Where fits should begin: what the networks, the neighbours and learned fits propose, ranked by how well coarse simulations
// of it match the data's curves, and so picked that they differ.
import {makeDraws} from "../../../kernels-as/random/draws.ts";
import type {Pace} from "../../pace.ts";
import type {Asked} from "./asked.ts";
import type {Curves} from "./curves.ts";
import type {Data} from "./data.ts";
import type {Model, Said} from "./model.ts";
import {COUNT, fromScaled} from "./scaled.ts";
import type {Simulator} from "./simulate.ts";

/** Draws around the prediction, and then around the best so far by rounds, ever nearer. */
const AROUND = 32;
const ROUNDS = [0.5, 0.25];
const EACH = 24;
/** Starts this near to one another, in units of the predictions' errors, would lead to the same end. */
const APART = 0.5;
const STREAM = 0x6c656104;

export interface StartsWish {
  asked: Asked;
  model: Model;
  simulator: Simulator;
  data: Data;
  said: Said;
  /** scaled numbers of fits of such data. */
  learned: readonly ArrayLike<number>[];
  count: number;
  pace: Pace;
}

interface Candidate {
  scaled: Float64Array;
  misfit: number;
}

export async function findStarts(
  wish: StartsWish
): Promise<{starts: Float64Array[]; screened: number}> {
  const {model, said, learned, pace} = wish;
  const {reading, simulations} = model;
  const candidates: Candidate[] = [];
  const consider = async (scaled: Float64Array): Promise<void> => {
    candidates.push({scaled, misfit: misfitOf(wish, scaled)});
    if (pace.isDue())
      await pace.rest(() => ({phase: "starts", done: candidates.length, total: candidates.length}));
  };
  const unscale = (one: Float64Array): Float64Array =>
    one.map((value, t) => reading.mean[t] + reading.sd[t] * value);
  for (const one of learned) await consider(Float64Array.from(one));
  for (const one of [said.best, said.mean, said.nearMean, ...said.each])
    await consider(unscale(one));
  for (const {place} of said.near)
    await consider(simulations.scaled.slice(place * COUNT, (place + 1) * COUNT));
  await drawAround(wish, unscale(said.best), 1, AROUND, 0, consider);
  for (const [round, reach] of ROUNDS.entries())
    await drawAround(wish, bestOf(candidates).scaled, reach, EACH, 1 + round, consider);
  return {starts: pick(wish, candidates), screened: candidates.length};
}

async function drawAround(
  {asked, model: {reading, calibration}}: StartsWish,
  centre: Float64Array,
  reach: number,
  count: number,
  round: number,
  consider: (scaled: Float64Array) => Promise<void>
): Promise<void> {
  for (let k = 0; k < count; k++) {
    const draws = makeDraws(asked.seed, STREAM, round * 4096 + k);
    await consider(
      centre.map(
        (value, t) => value + reach * reading.sd[t] * calibration.errors[t] * draws.normal()
      )
    );
  }
}

function bestOf(candidates: readonly Candidate[]): Candidate {
  return candidates.reduce((best, one) => (one.misfit < best.misfit ? one : best));
}

/** Squares that contrast and offset leave of an angle's curves, in units of their noise. */
function misfitOf({asked, simulator, data}: StartsWish, scaled: Float64Array): number {
  const theory = simulator.curves(fromScaled(scaled, asked.scales, "exact"));
  let misfit = 0;
  data.curves.forEach((curves, a) => {
    const unit = Math.max(data.noise[a], 1e-9);
    misfit += squaresLeft(theory[a].values, curves) / (unit * unit);
  });
  return Number.isFinite(misfit) ? misfit : Infinity;
}

function squaresLeft(theory: Float64Array, {values, counts}: Curves): number {
  let [n, t, e] = [0, 0, 0];
  for (let k = 0; k < values.length; k++) {
    n += counts[k];
    t += counts[k] * theory[k];
    e += counts[k] * values[k];
  }
  let [stt, ste, see] = [0, 0, 0];
  for (let k = 0; k < values.length; k++) {
    const x = theory[k] - t / n;
    const y = values[k] - e / n;
    stt += counts[k] * x * x;
    ste += counts[k] * x * y;
    see += counts[k] * y * y;
  }
  return stt > 1e-12 * n ? see - (ste * ste) / stt : see;
}

function pick(wish: StartsWish, candidates: readonly Candidate[]): Float64Array[] {
  const {asked, model, count} = wish;
  const sorted = candidates
    .map(({misfit}, place) => ({misfit, place}))
    .sort((a, b) => a.misfit - b.misfit || a.place - b.place)
    .map(({place}) => candidates[place].scaled);
  const picked: Float64Array[] = [];
  for (const scaled of sorted) {
    if (picked.length === count) break;
    if (picked.every((other) => apart(model, scaled, other) > APART)) picked.push(scaled);
  }
  return picked.map((scaled) => fromScaled(scaled, asked.scales, asked.semantics));
}

function apart(
  {reading: {sd}, calibration: {errors}}: Model,
  one: Float64Array,
  other: Float64Array
): number {
  let sum = 0;
  for (let t = 0; t < COUNT; t++) {
    const away = (one[t] - other[t]) / (sd[t] * errors[t] || 1);
    sum += away * away;
  }
  return Math.sqrt(sum / COUNT);
}
