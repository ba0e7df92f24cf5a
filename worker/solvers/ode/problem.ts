// What a caller asks for, checked and with the defaults filled in. All misuse ends here.
import {checkNames, checkOneOf, show} from "../../check.ts";
import {
  checkLengths,
  checkModel,
  checkOptions,
  toMass,
  toMaxSteps,
  toSpan,
  toTimes,
  toTolerances,
  toVector
} from "./asked.ts";
import {METHODS} from "./methods.ts";
import {isCompiled} from "./system.ts";
import type {OdeEvent, OdeMethod, OdeOptions, OdeModel} from "./types.ts";

const WHAT = "ode.solve";
const NAMES = [
  "u0", "p", "t", "saveat", "rtol", "atol", "method", "maxSteps", "events", "mass", "sensitivities", "jacobian",
  "dense"
] as const; // prettier-ignore

export interface Problem {
  model: OdeModel;
  u0: number[];
  p: number[];
  from: number;
  to: number;
  /** undefined: every step. */
  times: number[] | undefined;
  rtol: number;
  atol: number[];
  maxSteps: number;
  method: OdeMethod;
  events: readonly OdeEvent[];
  mass: number[] | undefined;
  wanted: readonly ("p" | "u0")[];
  jacobian: OdeModel | undefined;
  dense: boolean;
}

export function toProblem(model: OdeModel, options: OdeOptions): Problem {
  checkModel(WHAT, model);
  checkOptions(WHAT, options, NAMES);
  const {method = "auto", events = [], dense = true, jacobian} = options;
  const u0 = toVector(WHAT, "u0", options.u0);
  const p = toVector(WHAT, "p", options.p ?? []);
  checkLengths(WHAT, model, u0.length, p.length);
  const [from, to] = toSpan(WHAT, options.t);
  checkOneOf(WHAT, "method", method, METHODS);
  checkEvents(events);
  const mass = toMass(WHAT, options.mass, u0.length);
  const wanted = toWanted(options.sensitivities);
  const problem = {
    model, u0, p, from, to, times: toTimes(WHAT, options.saveat, from, to), ...toTolerances(WHAT, options, u0.length),
    maxSteps: toMaxSteps(WHAT, options.maxSteps), method, events, mass, wanted, jacobian, dense
  }; // prettier-ignore
  checkTogether(problem);
  checkAnswer(problem);
  return problem;
}

function checkEvents(events: unknown): void {
  if (!Array.isArray(events))
    throw new TypeError(`${WHAT}: expected events as an array, got ${show(events)}`);
  (events as OdeEvent[]).forEach((event, i) => {
    const name = `events[${i}]`;
    if (typeof event !== "object" || event === null || typeof event.condition !== "function")
      throw new TypeError(
        `${WHAT}: expected ${name} as {condition: (u, p, t) => number, …}, got ${show(event)}`
      );
    checkNames(WHAT, `part of ${name}`, Object.keys(event), [
      "condition",
      "direction",
      "terminal",
      "affect"
    ]);
    const {direction = 0, affect} = event;
    if (![1, -1, 0].includes(direction))
      throw new RangeError(
        `${WHAT}: expected ${name}.direction as 1, -1 or 0, got ${show(direction)}`
      );
    if (affect !== undefined && typeof affect !== "function")
      throw new TypeError(`${WHAT}: expected ${name}.affect as a function, got ${show(affect)}`);
  });
}

function toWanted(sensitivities: OdeOptions["sensitivities"] = []): readonly ("p" | "u0")[] {
  const wanted = typeof sensitivities === "string" ? [sensitivities] : sensitivities;
  for (const name of wanted) checkOneOf(WHAT, "sensitivities", name, ["p", "u0"]);
  return wanted;
}

function checkTogether({model, method, mass, wanted, events, p, jacobian}: Problem): void {
  const isExplicit = method === "tsit5" || method === "vern7";
  if (mass !== undefined && isExplicit)
    throw new RangeError(
      `${WHAT}: expected method "rodas" or "bdf" for a problem with mass, got ${show(method)}`
    );
  if (jacobian !== undefined && isCompiled(model))
    throw new TypeError(`${WHAT}: unsupported jacobian beside a compiled model: it has its own`);
  if (wanted.length === 0) return;
  if (events.some(({affect}) => affect !== undefined))
    throw new RangeError(`${WHAT}: unsupported sensitivities with an event that has affect`);
  if (wanted.includes("p") && p.length === 0)
    throw new RangeError(`${WHAT}: expected p with sensitivities by "p", got none`);
  const isRodas = method === "rodas" || (method === "auto" && mass !== undefined);
  if (isRodas && !isCompiled(model))
    throw new RangeError(
      `${WHAT}: expected a compiled model for sensitivities by rodas, got a function: compile it, or ask for method "bdf"`
    );
}

/** That a plain function answers with as many numbers as there are states. */
function checkAnswer({model, u0, p, from}: Problem): void {
  if (isCompiled(model)) return;
  const answer: unknown = model(u0.slice(), p.slice(), from);
  if (typeof answer === "number" && u0.length === 1) return;
  const isVector = Array.isArray(answer) || ArrayBuffer.isView(answer);
  if (!isVector)
    throw new TypeError(
      `${WHAT}: expected model to return an array of numbers, got ${show(answer)}`
    );
  const {length} = answer as ArrayLike<number>;
  if (length !== u0.length)
    throw new RangeError(
      `${WHAT}: expected model to return ${u0.length} numbers, one for each state, got ${length}`
    );
}
