// What a fit searches: the parameters themselves, or what stands behind them through a map and positivity,
//   x  →  y = map(x)  →  p = y, exp(y) or softplus(y).
import {checkNames, checkOneOf, checkVector, show} from "../../check.ts";
import type {CompiledModel} from "../../model/types.ts";
import {toBox, type Box} from "../../optimize/bounds.ts";
import {makeReducer} from "../../optimize/reduce.ts";
import {isCompiled} from "../../solvers/ode/system.ts";
import type {FitOptions} from "../types.ts";
import {POSITIVE, type Positive} from "./positive.ts";

const WHAT = "collocation.fit";

export interface Unknowns {
  /** how many unknowns, and how many parameters. */
  count: number;
  k: number;
  start: Float64Array;
  /** of the unknowns. */
  box: Box;
  /** whether each unknown stands behind one parameter. */
  isEach: boolean;
  /** whether unknowns are parameters. */
  isPlain: boolean;
  toParameters(x: Float64Array, p: Float64Array): void;
  /** The derivative by x from that by p. */
  pullBack(x: Float64Array, byParameters: Float64Array, out: Float64Array): void;
  /** R and Qᵀr by x from those by p. */
  pullFactor(x: Float64Array, byParameters: Factor, out: Factor): void;
}

interface Factor {
  readonly factor: Float64Array;
  readonly projected: Float64Array;
}

export function toUnknowns({start, bounds, positive, map}: FitOptions): Unknowns {
  if (start === undefined) throw new TypeError(`${WHAT}: missing start`);
  checkVector(WHAT, "start", start);
  const given = Float64Array.from(start);
  const wrong = given.findIndex((value) => !Number.isFinite(value));
  if (given.length === 0)
    throw new RangeError(`${WHAT}: expected at least one number in start, got none`);
  if (wrong >= 0)
    throw new RangeError(
      `${WHAT}: expected finite numbers in start, got ${given[wrong]} at index ${wrong}`
    );
  if (map !== undefined) checkMap(map, given.length);
  const k = map?.outputs ?? given.length;
  const rules = toRules(positive, k);
  if (map === undefined && rules.every((rule) => rule === undefined))
    return plain(given, toBox(WHAT, bounds, k));
  return map === undefined
    ? transformed(given, toBox(WHAT, bounds, k), rules)
    : mapped(map, given, toBox(WHAT, bounds, given.length), rules);
}

function checkMap(map: unknown, count: number): void {
  if (typeof map !== "function" || !isCompiled(map as CompiledModel))
    throw new TypeError(`${WHAT}: expected map as a compiled model, got ${show(map)}`);
  const {params} = map as CompiledModel;
  if (params.length !== 1)
    throw new RangeError(
      `${WHAT}: expected a map of one argument, the unknowns, got one of ${params.length}`
    );
  if (params[0].size !== count)
    throw new RangeError(
      `${WHAT}: expected start of length ${params[0].size}, the unknowns of the map, got length ${count}`
    );
}

type Rules = ((typeof POSITIVE)[Positive] | undefined)[];

/** By parameter. */
function toRules(positive: FitOptions["positive"], k: number): Rules {
  const names = Object.keys(POSITIVE);
  const rules: Rules = new Array<undefined>(k).fill(undefined);
  if (positive === undefined) return rules;
  if (typeof positive !== "object" || positive === null) {
    checkOneOf(WHAT, "positive", positive, names);
    return rules.fill(POSITIVE[positive]);
  }
  const places = Array.from({length: k}, (_, i) => String(i));
  checkNames(WHAT, "parameter in positive", Object.keys(positive), places);
  for (const [place, rule] of Object.entries(positive)) {
    checkOneOf(WHAT, `positive[${place}]`, rule, names);
    rules[Number(place)] = POSITIVE[rule];
  }
  return rules;
}

function plain(start: Float64Array, box: Box): Unknowns {
  const count = start.length;
  return {
    count,
    k: count,
    start,
    box,
    isEach: true,
    isPlain: true,
    toParameters: (x, p) => p.set(x),
    pullBack: (_x, byParameters, out) => out.set(byParameters),
    pullFactor(_x, byParameters, out) {
      out.factor.set(byParameters.factor);
      out.projected.set(byParameters.projected);
    }
  };
}

/** Every unknown stands behind one parameter: start and bounds are given for the parameters. */
function transformed(given: Float64Array, {lower, upper}: Box, rules: Rules): Unknowns {
  const k = given.length;
  const toUnknown = (value: number, i: number, limit: number) => {
    const rule = rules[i];
    if (!rule || Math.abs(value) === Infinity) return value;
    return value > 0 ? rule.inverse(value) : limit;
  };
  rules.forEach((rule, i) => {
    if (!rule) return;
    for (const [name, value] of [
      ["start", given[i]],
      ["an upper bound", upper[i]]
    ] as const)
      // prettier-ignore
      if (!(value > 0))
        throw new RangeError(
          `${WHAT}: expected ${name} above 0 for a positive parameter, got ${value} at index ${i}`
        );
  });
  const {toParameters, slopes} = behind(rules);
  const slope = new Float64Array(k);
  return {
    count: k,
    k,
    start: given.map((value, i) => toUnknown(value, i, NaN)),
    box: {
      lower: lower.map((value, i) => toUnknown(value, i, -Infinity)),
      upper: upper.map((value, i) => toUnknown(value, i, Infinity))
    },
    isEach: true,
    isPlain: false,
    toParameters,
    pullBack(x, byParameters, out) {
      slopes(x, slope);
      for (let i = 0; i < k; i++) out[i] = byParameters[i] * slope[i];
    },
    pullFactor(x, {factor, projected}, out) {
      slopes(x, slope);
      for (let i = 0; i < k * k; i++) out.factor[i] = factor[i] * slope[i % k];
      out.projected.set(projected);
    }
  };
}

/** All unknowns stand behind each parameter: start and bounds are those of the unknowns. */
function mapped(map: CompiledModel, start: Float64Array, box: Box, rules: Rules): Unknowns {
  const count = start.length;
  const k = rules.length;
  const call = toCall(map, k);
  const back = map.vjp();
  const jacobian = map.jacobian();
  const {toParameters, slopes} = behind(rules);
  const y = new Float64Array(k);
  const slope = new Float64Array(k);
  const weights = new Float64Array(k);
  const D = new Float64Array(k * count);
  const rows = new Float64Array(k * count);
  const reducer = makeReducer(count);
  const given = map.isScalar
    ? (values: Float64Array) => values[0]
    : (values: Float64Array) => values;
  return {
    count,
    k,
    start,
    box,
    isEach: false,
    isPlain: false,
    toParameters(x, p) {
      call(x, y);
      toParameters(y, p);
    },
    pullBack(x, byParameters, out) {
      call(x, y);
      slopes(y, slope);
      for (let i = 0; i < k; i++) weights[i] = byParameters[i] * slope[i];
      write(back(x, given(weights), ...(back.isScalar ? [] : [out])), out);
    },
    pullFactor(x, {factor, projected}, out) {
      call(x, y);
      slopes(y, slope);
      write(jacobian(x, ...(jacobian.isScalar ? [] : [D])), D);
      // R·diag(slope)·D, made a triangle again
      rows.fill(0);
      for (let i = 0; i < k; i++)
        for (let j = i; j < k; j++) {
          const share = factor[i * k + j] * slope[j];
          for (let c = 0; c < count; c++) rows[i * count + c] += share * D[j * count + c];
        }
      reducer.clear();
      reducer.add(rows, projected);
      const part = reducer.finish();
      out.factor.set(part.factor);
      out.projected.set(part.projected);
    }
  };
}

function toCall(map: CompiledModel, k: number) {
  if (k === 1 && map.isScalar) return (x: Float64Array, out: Float64Array) => write(map(x), out);
  return (x: Float64Array, out: Float64Array) => void map(x, out);
}

/** A scalar's answer is a number, that of others is there already. */
function write(answer: number | number[], out: Float64Array): void {
  if (typeof answer === "number") out[0] = answer;
}

/** p from y, and dp/dy. */
function behind(rules: Rules) {
  const toParameters = (y: Float64Array, p: Float64Array): void =>
    rules.forEach((rule, i) => (p[i] = rule ? rule.value(y[i]) : y[i]));
  const slopes = (y: Float64Array, out: Float64Array): void =>
    rules.forEach((rule, i) => (out[i] = rule ? rule.slope(y[i]) : 1));
  return {toParameters, slopes};
}
