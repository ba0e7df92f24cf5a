// Small dense networks as compiled models of (x, w), written as text of the model language. The weights of a layer
// with n inputs and m outputs are its matrix, m rows of n, and then its m biases; layer follows layer.
import {uniform} from "../../../kernels-as/random/uniform/reference.ts";
import {toStreamWords} from "../../../kernels-as/random/counter.ts";
import {checkInteger, checkNames, checkOneOf, checkVector, show} from "../../check.ts";
import type {Models} from "../../model/models.ts";
import type {Network, NetworkOptions} from "../types.ts";

const WHAT = "collocation.network";
const MOST_WEIGHTS = 1_000_000;

/** Each of s, without overflow in itself or its derivative, and with the right derivative at 0. */
const ACTIVATIONS = {
  tanh: "Math.tanh(s)",
  softplus: "s > 0 ? s + Math.log1p(Math.exp(-s)) : Math.log1p(Math.exp(s))",
  sigmoid: "0.5 + 0.5 * Math.tanh(0.5 * s)",
  relu: "s > 0 ? s : 0",
  cube: "s * s * s",
  exp: "Math.exp(s)",
  identity: "s"
} as const;
const HIDDEN = ["tanh", "softplus", "sigmoid", "relu", "cube", "identity"] as const;
const OUTPUT = ["identity", "softplus", "exp", "tanh", "sigmoid"] as const;

export function makeNetwork({compile}: Pick<Models, "compile">) {
  return (layers: readonly number[], options: NetworkOptions = {}): Promise<Network> => {
    const sizes = toLayers(layers);
    if (typeof options !== "object" || options === null)
      throw new TypeError(`${WHAT}: expected options as an object, got ${show(options)}`);
    checkNames(WHAT, "option", Object.keys(options), ["activation", "output"]);
    const {activation = "tanh", output = "identity"} = options;
    checkOneOf(WHAT, "activation", activation, HIDDEN);
    checkOneOf(WHAT, "output", output, OUTPUT);
    const count = countWeights(sizes);
    const text = writeNetwork(sizes, ACTIVATIONS[activation], ACTIVATIONS[output]);
    return compile(text, {x: sizes[0], w: count}, {name: "network"}).then(
      (model) =>
        Object.defineProperties(model, {
          count: {value: count},
          layers: {value: Object.freeze(sizes)},
          initial: {value: (given: unknown = {}) => draw(sizes, given)}
        }) as unknown as Network
    );
  };
}

function toLayers(layers: unknown): number[] {
  checkVector(WHAT, "layers", layers);
  const sizes = Array.from(layers);
  if (sizes.length < 2)
    throw new RangeError(
      `${WHAT}: expected at least two layers, inputs and outputs, got ${sizes.length}`
    );
  sizes.forEach((size, l) => checkInteger(WHAT, `layers[${l}]`, size, 1, 10_000));
  const count = countWeights(sizes);
  if (count > MOST_WEIGHTS)
    throw new RangeError(`${WHAT}: expected at most ${MOST_WEIGHTS} weights, got ${count}`);
  return sizes;
}

function countWeights(sizes: readonly number[]): number {
  return sizes.slice(1).reduce((sum, size, l) => sum + size * (sizes[l] + 1), 0);
}

function writeNetwork(sizes: readonly number[], hidden: string, output: string): string {
  const lines: string[] = [];
  let at = 0;
  for (let l = 1; l < sizes.length; l++) {
    const [n, m] = [sizes[l - 1], sizes[l]];
    const from = l === 1 ? "x" : `h${l - 1}`;
    const shape = l === sizes.length - 1 ? output : hidden;
    lines.push(
      `  const h${l} = new Array(${m}).fill(0);`,
      `  for (let i = 0; i < ${m}; i++) {`,
      `    let s = w[${at + n * m} + i];`,
      `    for (let j = 0; j < ${n}; j++) s += w[${at} + ${n} * i + j] * ${from}[j];`,
      `    h${l}[i] = ${shape};`,
      "  }"
    );
    at += m * (n + 1);
  }
  return `(x, w) => {\n${lines.join("\n")}\n  return h${sizes.length - 1};\n}`;
}

/** Uniform in ±scale·√(6/(n + m)) for a layer of n inputs and m outputs (Glorot, Bengio 2010), zero biases. */
function draw(sizes: readonly number[], options: unknown): Float64Array {
  const what = "network.initial";
  if (typeof options !== "object" || options === null)
    throw new TypeError(`${what}: expected options as an object, got ${show(options)}`);
  checkNames(what, "option", Object.keys(options), ["seed", "scale"]);
  const {seed = 1, scale = 1} = options as {seed?: number; scale?: number};
  checkInteger(what, "seed", seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  if (typeof scale !== "number" || !(scale >= 0 && scale < Infinity))
    throw new RangeError(`${what}: expected scale as a finite number from 0, got ${show(scale)}`);
  const count = countWeights(sizes);
  const y = new Float64Array(count);
  uniform({y, ...toStreamWords(seed, 0, "uniform")}, 0, count);
  let at = 0;
  for (let l = 1; l < sizes.length; l++) {
    const [n, m] = [sizes[l - 1], sizes[l]];
    const width = scale * Math.sqrt(6 / (n + m));
    for (let i = at; i < at + n * m; i++) y[i] = width * (2 * y[i] - 1);
    y.fill(0, at + n * m, at + (n + 1) * m);
    at += (n + 1) * m;
  }
  return y;
}
