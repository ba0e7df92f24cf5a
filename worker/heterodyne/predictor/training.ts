// The ensemble is trained: each network begins elsewhere and sees the simulations in an order of its own.
import {makeDraws} from "../../../kernels-as/random/draws.ts";
import {strictMath} from "../../math.ts";
import type {Pace} from "../../pace.ts";
import {Network} from "./network.ts";

const BATCH = 32;
/** Adam's steps, falling to a hundredth by a cosine. */
const RATE = 3e-3;
const LAST = 0.01;
/** Streams of the seed's numbers: one a network, and one for its orders. */
const STREAM = 0x6c650000;

export interface Examples {
  /** how many of them there are. */
  count: number;
  inputs: number;
  outputs: number;
  /** by rows. */
  input: Float64Array;
  target: Float64Array;
}

export interface TrainingWish {
  networks: number;
  epochs: number;
  seed: number;
  pace: Pace;
}

/** Undefined where it was cancelled. */
export async function trainNetworks(
  examples: Examples,
  {networks, epochs, seed, pace}: TrainingWish
): Promise<Network[] | undefined> {
  const {count, inputs, outputs, input, target} = examples;
  const trained: Network[] = [];
  const total = networks * epochs * count;
  for (let m = 0; m < networks; m++) {
    const network = new Network(inputs, outputs, seed, STREAM + 2 * m);
    const order = Uint32Array.from({length: count}, (_, k) => k);
    for (let epoch = 0; epoch < epochs; epoch++) {
      shuffle(order, seed, STREAM + 2 * m + 1, epoch);
      for (let from = 0; from < count; from += BATCH) {
        const end = Math.min(from + BATCH, count);
        for (let k = from; k < end; k++) {
          const row = order[k];
          network.learn(
            input.subarray(row * inputs, (row + 1) * inputs),
            target.subarray(row * outputs, (row + 1) * outputs)
          );
        }
        network.step(end - from, rateAt((epoch + from / count) / epochs));
        if (!pace.isDue()) continue;
        const done = (m * epochs + epoch) * count + end;
        await pace.rest(() => ({phase: "training", done, total}));
        if (pace.isCancelled) return undefined;
      }
    }
    trained.push(network);
  }
  return trained;
}

function rateAt(part: number): number {
  return RATE * (LAST + (1 - LAST) * 0.5 * (1 + strictMath.cos(Math.PI * part)));
}

function shuffle(order: Uint32Array, seed: number, stream: number, epoch: number): void {
  const draws = makeDraws(seed, stream, epoch);
  for (let k = order.length - 1; k > 0; k--) {
    const other = draws.integer(k + 1);
    [order[k], order[other]] = [order[other], order[k]];
  }
}
