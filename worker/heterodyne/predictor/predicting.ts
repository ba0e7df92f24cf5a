// From a scan to a prediction.
import type {Pace} from "../../pace.ts";
import {toRecord} from "../parameters.ts";
import type {Asked} from "./asked.ts";
import {explainedAt, likenessOf} from "./calibration.ts";
import type {Data} from "./data.ts";
import {say, type Model, type Said} from "./model.ts";
import {distanceOf} from "./neighbours.ts";
import {COUNT, fromScaled} from "./scaled.ts";
import type {Simulator} from "./simulate.ts";
import {findStarts} from "./starts.ts";
import type {LearnedRecord, Neighbour, Prediction} from "./types.ts";

/** A learned fit counts within this distance, in units of what is usual between simulations: data of one truth are nearer. */
const REACH = 0.7;
/** Below this a fit has no say. */
const LEAST_WEIGHT = 0.01;
/** Learned fits that starts are taken from. */
const MOST_LEARNED = 5;

export interface PredictingWish {
  asked: Asked;
  model: Model;
  simulator: Simulator;
  records: readonly LearnedRecord[];
  data: Data;
  starts: number;
  pace: Pace;
}

/** A learned fit that has a say, nearest first. */
interface Learned {
  record: LearnedRecord;
  distance: number;
  /** 1 of a good fit of the same data. */
  weight: number;
}

export async function predicting(wish: PredictingWish): Promise<Prediction> {
  const {asked, model, simulator, data, starts: count, pace} = wish;
  const {reading, calibration} = model;
  const said = say(model, data.features);
  const learned = findLearned(wish, said);
  const trust = learned.reduce((most, {weight}) => Math.max(most, weight), 0);
  const scaled = said.best.map((value, t) => reading.mean[t] + reading.sd[t] * value);
  blend(scaled, learned, trust);
  const theta = fromScaled(scaled, asked.scales, asked.semantics);
  const likeness = Math.max(likenessOf({...model, calibration}, said), trust);
  const explained = explainedAt(calibration, said.doubt);
  const {starts, screened} = await findStarts({
    ...{asked, model, simulator, data, said, count, pace},
    learned: learned.slice(0, MOST_LEARNED).map(({record}) => record.scaled)
  });
  return {
    theta,
    byName: toRecord(theta),
    spread: toSpread(wish, said, scaled),
    confidence: likeness * (explained + (1 - explained) * trust),
    likeness,
    neighbours: toNeighbours(wish, said, learned, trust),
    starts,
    screened
  };
}

function findLearned({model, records}: PredictingWish, said: Said): Learned[] {
  const {reading, calibration} = model;
  const read = new Float64Array(reading.size);
  return records
    .map((record) => {
      reading.read(record.features, read);
      const distance = distanceOf(reading, said.read, read) / calibration.usual;
      // falls off by the fourth power, so that fits of other data have no say
      const near = 1 / (1 + (distance / REACH) * (distance / REACH));
      return {record, distance, weight: (near * near) / Math.max(record.quality, 1)};
    })
    .filter(({weight}) => weight > LEAST_WEIGHT)
    .sort((a, b) => a.distance - b.distance);
}

/** The fits' mean by their weights, as much of it as the nearest of them is trusted. */
function blend(scaled: Float64Array, learned: readonly Learned[], trust: number): void {
  const total = learned.reduce((sum, {weight}) => sum + weight, 0);
  for (let t = 0; t < COUNT && total > 0; t++) {
    const mean =
      learned.reduce((sum, {record, weight}) => sum + weight * record.scaled[t], 0) / total;
    scaled[t] += trust * (mean - scaled[t]);
  }
}

/** To first order, by steps of a tenth of each number's own deviation. */
function toSpread({asked, model}: PredictingWish, said: Said, scaled: Float64Array): Float64Array {
  const {reading, calibration} = model;
  const squares = new Float64Array(14);
  for (let t = 0; t < COUNT; t++) {
    const among = said.each.reduce(
      (sum, one) => sum + (one[t] - said.mean[t]) * (one[t] - said.mean[t]),
      0
    );
    const sd =
      reading.sd[t] * Math.max(calibration.errors[t], Math.sqrt(among / (said.each.length - 1)));
    const [up, down] = [0.1, -0.1].map((step) => {
      const moved = scaled.slice();
      moved[t] += step * sd;
      return fromScaled(moved, asked.scales, asked.semantics);
    });
    for (let i = 0; i < 14; i++) squares[i] += 25 * (up[i] - down[i]) * (up[i] - down[i]);
  }
  return squares.map((value) => Math.sqrt(value));
}

function toNeighbours(
  {asked, model}: PredictingWish,
  said: Said,
  learned: readonly Learned[],
  trust: number
): Neighbour[] {
  const {reading, read, simulations, calibration} = model;
  const total = learned.reduce((sum, {weight}) => sum + weight, 0);
  const unscale = (scaled: ArrayLike<number>): Float64Array =>
    fromScaled(scaled, asked.scales, asked.semantics);
  const fits = learned.map(({record, distance, weight}) => ({
    from: "fit" as const,
    theta: unscale(record.scaled),
    distance,
    weight: (trust * weight) / total
  }));
  const simulated = said.near.map(({place, weight}) => ({
    from: "simulation" as const,
    theta: unscale(simulations.scaled.subarray(place * COUNT, (place + 1) * COUNT)),
    distance:
      distanceOf(
        reading,
        said.read,
        read.subarray(place * reading.size, (place + 1) * reading.size)
      ) / calibration.usual,
    weight: (1 - trust) * weight
  }));
  return [...fits, ...simulated].sort((a, b) => a.distance - b.distance);
}
