// A small network: two layers of rectified sums, then plain sums. Trained by Adam on squared errors.
import {makeDraws, type Draws} from "../../../kernels-as/random/draws.ts";
import {strictMath} from "../../math.ts";

const WIDTH = 64;
const [DECAY, DECAY_SQUARES] = [0.9, 0.999];
const SMALL = 1e-8;

interface Layer {
  inputs: number;
  outputs: number;
  /** a row an input, and one of constants at the end. */
  weights: Float64Array;
  slopes: Float64Array;
  /** Adam's means of slopes and of their squares. */
  means: Float64Array;
  squares: Float64Array;
  /** what went in, and the error's slopes by what comes out. */
  input: Float64Array;
  errors: Float64Array;
}

export class Network {
  readonly #layers: Layer[];
  readonly #out: Float64Array;
  #steps = 0;

  constructor(inputs: number, outputs: number, seed: number, stream: number) {
    const draws = makeDraws(seed, stream, 0);
    this.#layers = [
      makeLayer(inputs, WIDTH, draws),
      makeLayer(WIDTH, WIDTH, draws),
      makeLayer(WIDTH, outputs, draws)
    ];
    this.#out = new Float64Array(outputs);
  }

  /** The same vector at every call. */
  run(input: Float64Array): Float64Array {
    this.#layers[0].input.set(input);
    this.#layers.forEach((layer, l) => {
      const next = this.#layers.at(l + 1)?.input ?? this.#out;
      forward(layer, l === 2 ? this.#out : next, l < 2);
    });
    return this.#out;
  }

  /** Adds one example's slopes to those of the batch. */
  learn(input: Float64Array, target: Float64Array): void {
    const out = this.run(input);
    const last = this.#layers[2];
    for (let o = 0; o < out.length; o++) last.errors[o] = out[o] - target[o];
    for (let l = 2; l >= 0; l--) backward(this.#layers[l], this.#layers[l - 1]);
  }

  /** Adam's step for a batch of so many examples. */
  step(batch: number, rate: number): void {
    this.#steps++;
    const unbias = 1 - strictMath.pow(DECAY, this.#steps);
    const unbiasSquares = 1 - strictMath.pow(DECAY_SQUARES, this.#steps);
    for (const {weights, slopes, means, squares} of this.#layers)
      for (let k = 0; k < weights.length; k++) {
        const slope = slopes[k] / batch;
        means[k] += (1 - DECAY) * (slope - means[k]);
        squares[k] += (1 - DECAY_SQUARES) * (slope * slope - squares[k]);
        weights[k] -=
          (rate * (means[k] / unbias)) / (Math.sqrt(squares[k] / unbiasSquares) + SMALL);
        slopes[k] = 0;
      }
  }
}

/** Weights of variance 2/inputs keep the size of rectified sums from layer to layer. */
function makeLayer(inputs: number, outputs: number, draws: Draws): Layer {
  const length = (inputs + 1) * outputs;
  const sd = Math.sqrt(2 / inputs);
  return {
    inputs,
    outputs,
    weights: Float64Array.from({length}, (_, k) =>
      k < inputs * outputs ? sd * draws.normal() : 0
    ),
    slopes: new Float64Array(length),
    means: new Float64Array(length),
    squares: new Float64Array(length),
    input: new Float64Array(inputs),
    errors: new Float64Array(outputs)
  };
}

/** Inputs that are 0 take no time: half of them, after a rectified layer. */
function forward(
  {inputs, outputs, weights, input}: Layer,
  out: Float64Array,
  isRectified: boolean
): void {
  for (let o = 0; o < outputs; o++) out[o] = weights[inputs * outputs + o];
  for (let i = 0; i < inputs; i++) {
    const x = input[i];
    if (x === 0) continue;
    const row = i * outputs;
    for (let o = 0; o < outputs; o++) out[o] += x * weights[row + o];
  }
  if (isRectified) for (let o = 0; o < outputs; o++) if (!(out[o] > 0)) out[o] = 0;
}

function backward(layer: Layer, before: Layer | undefined): void {
  const {inputs, outputs, slopes, input, errors} = layer;
  const constants = inputs * outputs;
  for (let o = 0; o < outputs; o++) slopes[constants + o] += errors[o];
  for (let i = 0; i < inputs; i++) {
    const x = input[i];
    if (x === 0) continue;
    const row = i * outputs;
    for (let o = 0; o < outputs; o++) slopes[row + o] += x * errors[o];
  }
  if (before) passBack(layer, before);
}

/** The error's slopes by what came in; none where the layer before held it at 0. */
function passBack({inputs, outputs, weights, input, errors}: Layer, before: Layer): void {
  for (let i = 0; i < inputs; i++) {
    let sum = 0;
    if (input[i] !== 0) {
      const row = i * outputs;
      for (let o = 0; o < outputs; o++) sum += weights[row + o] * errors[o];
    }
    before.errors[i] = sum;
  }
}
