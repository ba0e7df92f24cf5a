// The weight functions by name: what a reader sees of them, and what the estimator needs to know.
import * as codes from "../../../kernels-as/collocation/constants.ts";
import {WEIGHTS} from "../../../kernels-as/collocation/weights.ts";
import {pow} from "../../math.ts";
import type {KernelInfo, KernelShape} from "../types.ts";

/** What is known of a kernel beyond its name. */
export interface Shape {
  /** the WASM kernels' number for it. */
  readonly code: number;
  /** K(x) is this times the weight that local fits use. */
  readonly factor: number;
  /** how far from its nearest point, |x| = nearest, points of an unbounded kernel have a weight worth counting. */
  readonly reach?: (nearest: number) => number;
  /** ∫x²K. */
  readonly mu2: number;
  /** ∫x⁴K. */
  readonly mu4: number;
  /** ∫K². */
  readonly roughness: number;
  /** ∫x²K². */
  readonly nu2: number;
  readonly formula: string;
}

/** log 10³⁰: a weight below 10⁻³⁰ of the largest counts for nothing. */
const DEPTH = 69.07755278982137;
/** Exponential tails reach by their rate, and a little more for what is not exponential about them. */
const exponential = (rate: number) => (nearest: number) => nearest + (DEPTH + 2) / rate;
const {HALF_PI, ROOT_HALF} = codes;

/** Moments by exact integration, checked by quadrature in the tests. */
export const SHAPES: Record<KernelShape, Shape> = {
  epanechnikov: {
    code: codes.EPANECHNIKOV,
    factor: 3 / 4,
    mu2: 1 / 5,
    mu4: 3 / 35,
    roughness: 3 / 5,
    nu2: 3 / 35,
    formula: "\\tfrac34(1-x^2)"
  },
  uniform: {
    code: codes.UNIFORM,
    factor: 1 / 2,
    mu2: 1 / 3,
    mu4: 1 / 5,
    roughness: 1 / 2,
    nu2: 1 / 6,
    formula: "\\tfrac12"
  },
  triangular: {
    code: codes.TRIANGULAR,
    factor: 1,
    mu2: 1 / 6,
    mu4: 1 / 15,
    roughness: 2 / 3,
    nu2: 1 / 15,
    formula: "1-|x|"
  },
  quartic: {
    code: codes.QUARTIC,
    factor: 15 / 16,
    mu2: 1 / 7,
    mu4: 1 / 21,
    roughness: 5 / 7,
    nu2: 5 / 77,
    formula: "\\tfrac{15}{16}(1-x^2)^2"
  },
  triweight: {
    code: codes.TRIWEIGHT,
    factor: 35 / 32,
    mu2: 1 / 9,
    mu4: 1 / 33,
    roughness: 350 / 429,
    nu2: 70 / 1287,
    formula: "\\tfrac{35}{32}(1-x^2)^3"
  },
  tricube: {
    code: codes.TRICUBE,
    factor: 70 / 81,
    mu2: 35 / 243,
    mu4: 1 / 22,
    roughness: 175 / 247,
    nu2: 0.07112736879540720418635371,
    formula: "\\tfrac{70}{81}(1-|x|^3)^3"
  },
  gaussian: {
    code: codes.GAUSSIAN,
    factor: 0.3989422804014327,
    reach: (nearest) => Math.sqrt(nearest * nearest + 2 * DEPTH),
    mu2: 1,
    mu4: 3,
    roughness: 0.2820947917738781434740397,
    nu2: 0.1410473958869390717370199,
    formula: "\\tfrac{1}{\\sqrt{2\\pi}}e^{-x^2/2}"
  },
  cosine: {
    code: codes.COSINE,
    factor: HALF_PI / 2,
    mu2: 0.1894305308612978284489643,
    mu4: 0.07872037096657168332845454,
    roughness: (HALF_PI * HALF_PI) / 4,
    nu2: 0.0806167583560283045590519,
    formula: "\\tfrac{\\pi}{4}\\cos\\tfrac{\\pi x}{2}"
  },
  logistic: {
    code: codes.LOGISTIC,
    factor: 1,
    reach: exponential(1),
    mu2: 3.28986813369645287294483,
    mu4: 45.45757581586780404367216,
    roughness: 1 / 6,
    nu2: 0.2149780222827421454908051,
    formula: "\\frac{1}{e^{x}+2+e^{-x}}"
  },
  sigmoid: {
    code: codes.SIGMOID,
    factor: 1 / HALF_PI,
    reach: exponential(1),
    mu2: 2.467401100272339654708623,
    mu4: 30.4403409481257616363876,
    roughness: 0.2026423672846755428877589,
    nu2: 1 / 6,
    formula: "\\frac{2}{\\pi(e^{x}+e^{-x})}"
  },
  silverman: {
    code: codes.SILVERMAN,
    factor: 1 / 2,
    reach: exponential(ROOT_HALF),
    mu2: 0,
    mu4: -24,
    roughness: 0.2651650429449553216503166,
    nu2: 0.2209708691207961013752639,
    formula: "\\tfrac12 e^{-|x|/\\sqrt2}\\sin\\left(\\tfrac{|x|}{\\sqrt2}+\\tfrac{\\pi}{4}\\right)"
  },
  "silverman-sciml": {
    code: codes.SILVERMAN_SCIML,
    factor: 1 / 2,
    reach: exponential(ROOT_HALF),
    mu2: 1.502538610923103776002502,
    mu4: -32.53062548168202263893066,
    roughness: 0.2601100286299702144335444,
    nu2: 0.2693692878892294736928037,
    formula: "\\tfrac12 e^{-|x|/\\sqrt2}\\sin\\left(\\tfrac{|x|}{2}+\\tfrac{\\pi}{4}\\right)"
  }
};

export const SHAPE_NAMES = Object.keys(SHAPES) as KernelShape[];

/** K(x). */
function evaluate({code, factor, reach}: Shape, x: number): number {
  if (reach === undefined && Math.abs(x) > 1) return 0;
  // cos(π/2) and its kind are not quite zero in floating point; the kernel is
  if (Math.abs(x) === 1 && vanishes({code, reach})) return 0;
  return factor * WEIGHTS[code](x);
}

/** Whether the weight at the window's edge is zero; the uniform kernel's is not. */
export function vanishes({code, reach}: Pick<Shape, "code" | "reach">): boolean {
  return reach === undefined && code !== codes.UNIFORM;
}

/** The weight, as local fits have it, of a point at the target itself. */
export function ownWeight({code}: Shape): number {
  return WEIGHTS[code](0);
}

/** (∫K² / (∫x²K)²)^(1/5): optimal bandwidths for a value are proportional to it. Any factor of K cancels. */
export function valueConstant({roughness, mu2}: Shape): number {
  return pow(roughness / (mu2 * mu2), 0.2);
}

/** (27 ∫x²K² / (∫x⁴K)²)^(1/7): the same for the slope of a parabola. */
export function slopeConstant({nu2, mu4}: Shape): number {
  return pow((27 * nu2) / (mu4 * mu4), 1 / 7);
}

/**
 * The canonical bandwidth ratio of Marron and Nolan. Silverman's kernel has no ∫x²K: its bandwidth lets through
 * as much noise as epanechnikov's, which is the ratio of ∫K².
 */
function toCanonical(shape: Shape): number {
  const {epanechnikov} = SHAPES;
  if (shape.mu2 === 0) return shape.roughness / epanechnikov.roughness;
  return valueConstant(shape) / valueConstant(epanechnikov);
}

export const kernels: readonly KernelInfo[] = SHAPE_NAMES.map((name) => {
  const shape = SHAPES[name];
  return Object.freeze({
    name,
    support: shape.reach === undefined ? ("compact" as const) : ("unbounded" as const),
    formula: shape.formula,
    value: (x: number) => evaluate(shape, x),
    canonical: toCanonical(shape)
  });
});

export function canonicalOf(name: KernelShape): number {
  return kernels[SHAPE_NAMES.indexOf(name)].canonical;
}
