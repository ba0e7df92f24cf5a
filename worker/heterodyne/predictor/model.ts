// What was learned of the simulations: networks, the simulations as neighbours, and how far both can be trusted, by those
// simulations that were held out.
import type {Pace} from "../../pace.ts";
import type {Asked} from "./asked.ts";
import {makeCalibration, type Calibration, type HeldOut} from "./calibration.ts";
import {simulateAll, type Simulations} from "./examples.ts";
import type {Network} from "./network.ts";
import {findNear, type Near} from "./neighbours.ts";
import {makeReading, type Reading} from "./reading.ts";
import {COUNT} from "./scaled.ts";
import {trainNetworks} from "./training.ts";

/** One simulation in so many is held out. */
const HELD_OUT = 10;
/** Simulations that a prediction by neighbours is the mean of. */
const NEIGHBOURS = 16;

export interface Model {
  simulations: Simulations;
  /** those before this one were trained by. */
  trained: number;
  reading: Reading;
  networks: Network[];
  /** of all simulations, by rows: what the networks read, and what they say in units of `reading.sd`. */
  read: Float64Array;
  said: Float64Array;
  calibration: Calibration;
}

/** What the model says of some data, in units of `reading.sd` about `reading.mean`. */
export interface Said {
  /** what the networks read, and what it leaves out. */
  read: Float64Array;
  rest: number;
  each: Float64Array[];
  /** the networks' mean. */
  mean: Float64Array;
  /** variances among the networks and among the neighbours, the mean over the numbers. */
  doubt: number;
  near: Near[];
  /** the mean of the neighbours. */
  nearMean: Float64Array;
  /** both. */
  best: Float64Array;
}

/** Undefined where it was cancelled. */
export async function trainModel(asked: Asked, pace: Pace): Promise<Model | undefined> {
  const simulations = await simulateAll(asked, pace);
  if (!simulations) return undefined;
  const {count, size, features, scaled} = simulations;
  const trained = count - Math.floor(count / HELD_OUT);
  const reading = makeReading(simulations, trained);
  const read = new Float64Array(count * reading.size);
  const rests = new Float64Array(count);
  const targets = new Float64Array(count * COUNT);
  for (let m = 0; m < count; m++) {
    const row = features.subarray(m * size, (m + 1) * size);
    rests[m] = reading.read(row, read.subarray(m * reading.size, (m + 1) * reading.size));
    for (let t = 0; t < COUNT; t++)
      targets[m * COUNT + t] = (scaled[m * COUNT + t] - reading.mean[t]) / (reading.sd[t] || 1);
  }
  const networks = await trainNetworks(
    {count: trained, inputs: reading.size, outputs: COUNT, input: read, target: targets},
    {networks: asked.ensemble, epochs: asked.epochs, seed: asked.seed, pace}
  );
  if (!networks) return undefined;
  const said = new Float64Array(count * COUNT);
  const model: Omit<Model, "calibration"> = {simulations, trained, reading, networks, read, said};
  for (let m = 0; m < count; m++)
    said.set(run(networks, rowOf(read, m, reading.size)).mean, m * COUNT);
  const heldOut: HeldOut[] = [];
  for (let m = trained; m < count; m++)
    heldOut.push({
      target: rowOf(targets, m, COUNT),
      said: sayOf(model, rowOf(read, m, reading.size), rests[m], undefined)
    });
  return {...model, calibration: makeCalibration(model, heldOut)};
}

export function say(model: Model, features: ArrayLike<number>): Said {
  const read = new Float64Array(model.reading.size);
  const rest = model.reading.read(features, read);
  return sayOf(model, read, rest, model.calibration);
}

function sayOf(
  model: Omit<Model, "calibration">,
  read: Float64Array,
  rest: number,
  calibration: Calibration | undefined
): Said {
  const {each, mean, apart} = run(model.networks, read);
  const near = findNear(model, mean, NEIGHBOURS);
  const {nearMean, scatter} = average(model, near);
  const best = mean.map((value, t) => {
    const share = calibration ? calibration.shares[t] : 1;
    return share * value + (1 - share) * nearMean[t];
  });
  return {read, rest, each, mean, doubt: apart + scatter, near, nearMean, best};
}

/** The neighbours' mean, and their variance about it, the mean over the numbers. */
function average({reading, simulations}: Omit<Model, "calibration">, near: readonly Near[]) {
  const nearMean = new Float64Array(COUNT);
  let scatter = 0;
  for (let t = 0; t < COUNT; t++) {
    const [mean, sd] = [reading.mean[t], reading.sd[t] || 1];
    const awayOf = (place: number): number => (simulations.scaled[place * COUNT + t] - mean) / sd;
    for (const {place, weight} of near) nearMean[t] += weight * awayOf(place);
    for (const {place, weight} of near) {
      const away = awayOf(place) - nearMean[t];
      scatter += (weight * away * away) / COUNT;
    }
  }
  return {nearMean, scatter};
}

function run(networks: readonly Network[], read: Float64Array) {
  const each = networks.map((network) => network.run(read).slice());
  const mean = new Float64Array(COUNT);
  for (const one of each) for (let t = 0; t < COUNT; t++) mean[t] += one[t] / each.length;
  let apart = 0;
  for (const one of each)
    for (let t = 0; t < COUNT; t++) apart += (one[t] - mean[t]) * (one[t] - mean[t]);
  return {each, mean, apart: apart / (COUNT * (each.length - 1))};
}

function rowOf(rows: Float64Array, m: number, size: number): Float64Array {
  return rows.subarray(m * size, (m + 1) * size);
}
