// A plain function with all that it names, taken at the call: ready to be compiled, or sent to workers as text.
import {show} from "../../check.ts";
import {modelOf} from "../../model/identity.ts";
import {likelihoodOf} from "../evaluator.ts";
import {GLOBALS, makeEnvironment} from "./environment.ts";
import {RANDOM} from "./freeNames.ts";
import type {FunctionSpec, PlainFunction} from "./functionWork.ts";
import {toPlainText} from "./plainFunction.ts";

export interface PlainTarget {
  f: PlainFunction;
  /** its parameter's name, if it has one. */
  param: string | undefined;
  spec: FunctionSpec;
  /** the functions among its constants, compiled models too. */
  helpers: Record<string, object>;
  /** the name of a compiled model among these, which only a compiled function can call. */
  model: string | undefined;
}

const ENVIRONMENT: ReadonlySet<string> = new Set(Object.keys(makeEnvironment(() => undefined)));

/** What powers are written with, here and in cells. */
const SUPPORT = "cuvette";

/** Throws where it names what is neither a constant nor known everywhere. */
export function toPlainTarget(
  what: string,
  f: PlainFunction,
  dimension: number,
  constants: Readonly<Record<string, unknown>>
): PlainTarget {
  const {text, free, params} = toPlainText(what, "logLikelihood", f);
  if (f.length > 1)
    throw new TypeError(
      `${what}: expected logLikelihood as a function of one vector, got one of ${f.length} parameters`
    );
  const spec: FunctionSpec = {source: text, environment: [], data: {}, helpers: {}, dimension};
  const target: PlainTarget = {f, param: params[0], spec, helpers: {}, model: undefined};
  const unknown: string[] = [];
  // grows while it is walked: functions among the constants bring names of their own
  const names = new Set(free).add(SUPPORT);
  for (const name of names) {
    if (Object.hasOwn(constants, name) && name !== SUPPORT) {
      const more = takeConstant(what, name, constants[name], target);
      for (const other of more) names.add(other);
    } else if (ENVIRONMENT.has(name)) spec.environment.push(name);
    else if (!GLOBALS.has(name)) unknown.push(name);
  }
  if (unknown.length > 0) refuseNames(what, unknown);
  return target;
}

/** Returns the names that it brings along. */
function takeConstant(
  what: string,
  name: string,
  value: unknown,
  target: PlainTarget
): ReadonlySet<string> {
  const {spec, helpers} = target;
  if (typeof value !== "function") {
    spec.data[name] = copyOf(what, name, value);
    return new Set();
  }
  if (likelihoodOf(value))
    throw new TypeError(
      `${what}: constants.${name} is a likelihood of the library's own, which no other function can call: pass it as logLikelihood, and what is added to it as part of the prior`
    );
  helpers[name] = value;
  if (modelOf(value)) {
    target.model ??= name;
    return new Set();
  }
  const {text, free} = toPlainText(what, `constants.${name}`, value);
  spec.helpers[name] = text;
  return free;
}

/** Constants cross to workers, and may be changed after the call. */
function copyOf(what: string, name: string, value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    throw new TypeError(
      `${what}: expected constants.${name} as numbers, arrays or what else can be copied to a worker, got ${show(value)}`
    );
  }
}

/** What would give another answer each time. */
const FLEETING: ReadonlySet<string> = new Set([RANDOM, "Date", "performance", "crypto"]);

function refuseNames(what: string, names: readonly string[]): never {
  const fleeting = names.find((name) => FLEETING.has(name));
  if (fleeting !== undefined)
    throw new TypeError(
      `${what}: expected logLikelihood as a function of its parameters alone, got one that uses ${fleeting}`
    );
  const list = names.join(", ");
  const [is, them] = names.length === 1 ? ["is", "it"] : ["are", "them"];
  throw new TypeError(
    `${what}: logLikelihood names ${list}, which ${is} not known where it runs: pass ${them} in {constants: {${list}}}`
  );
}
