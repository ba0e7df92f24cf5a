// Many solves at once: one program of a whole solve, run as a batch in SIMD lanes and threads.
import {checkInteger, checkOneOf, checkVector, show} from "../../check.ts";
import type {Run} from "../../work.ts";
import type {Models} from "../../model/models.ts";
import type {BatchAnswer, CompiledModel, Points} from "../../model/types.ts";
import {RunHandle} from "../../run.ts";
import {STATUSES, toAdvice} from "./outcomes.ts";
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
import {isCompiled} from "./system.ts";
import type {OdeManyOptions, OdeManySolution, OdeModel} from "./types.ts";

const WHAT = "ode.solveMany";
const NAMES = [
  "u0", "p", "t", "saveat", "rtol", "atol", "method", "maxSteps", "mass", "threads"
] as const; // prettier-ignore

/** What solving many needs of the engine: `model.compile`. */
export interface OdeHooks {
  compile: Models["compile"];
}

/** What a caller asks for, checked. */
interface ManyProblems {
  model: OdeModel;
  method: "tsit5" | "vern7" | "rodas";
  u0: Points;
  p: Points;
  n: number;
  m: number;
  count: number;
  span: readonly [number, number];
  times: number[];
  rtol: number;
  atol: number[];
  maxSteps: number;
  mass: number[] | undefined;
  threads: number | undefined;
}

export function makeSolveMany({compile}: OdeHooks) {
  return (model: OdeModel, options: OdeManyOptions): Run<OdeManySolution> => {
    const problems = toProblems(model, options);
    const {n, m, times, span, rtol, atol, maxSteps, method, mass, threads} = problems;
    let inner: Run<BatchAnswer> | undefined;
    let isCancelled = false;
    let isPaused = false;
    const work = async (): Promise<OdeManySolution> => {
      const compiled = isCompiled(model) ? model : await compilePlain(compile, model, n, m);
      const count = times.length;
      const {toProgram} = await import("./program.ts");
      const shape = {model: compiled, method, n, m, count, mass};
      const {source, sizes, ...compileOptions} = toProgram(shape);
      const solver = await compile(source, sizes, compileOptions);
      const points = {
        u0: problems.u0,
        p: problems.p,
        span,
        times: count === 1 ? times[0] : times,
        rtol,
        atol: n === 1 ? atol[0] : atol,
        maxSteps
      };
      inner = solver.batch(points, threads === undefined ? {} : {threads});
      if (isCancelled) inner.cancel();
      if (isPaused) inner.pause();
      handle.started();
      void forward(inner, (progress) => handle.report(progress));
      return toSolution(problems, await inner);
    };
    const handle: RunHandle<OdeManySolution> = new RunHandle(Promise.resolve().then(work), {
      cancel: () => {
        isCancelled = true;
        inner?.cancel();
      },
      pause: () => {
        isPaused = true;
        inner?.pause();
      },
      resume: () => {
        isPaused = false;
        inner?.resume();
      }
    });
    return handle;
  };
}

/** A plain function of (u, p, t), or of the first of these, by whatever names it has for them. */
function compilePlain(
  compile: Models["compile"],
  model: OdeModel,
  n: number,
  m: number
): Promise<CompiledModel> {
  const all: [string, number][] = [["u", n], ["p", Math.max(1, m)], ["t", 1]]; // prettier-ignore
  const taken = all.slice(0, model.length);
  const names = taken.map(([name]) => name).join(", ");
  return compile(`(${names}) => rhs(${names})`, Object.fromEntries(taken), {helpers: {rhs: model}});
}

async function forward<T>(
  run: Run<T>,
  report: (progress: {phase: string; done: number; total: number}) => void
): Promise<void> {
  for await (const progress of run) report(progress);
}

function toProblems(model: OdeModel, options: OdeManyOptions): ManyProblems {
  checkModel(WHAT, model);
  checkOptions(WHAT, options, NAMES);
  const {method = "tsit5", threads} = options;
  checkOneOf(WHAT, "method", method, ["tsit5", "vern7", "rodas"]);
  if (threads !== undefined) checkInteger(WHAT, "threads", threads, 1, 1024);
  const u0 = toPoints("u0", options.u0, sizeIn(model, 0));
  const p = toPoints("p", options.p ?? [], sizeIn(model, 1));
  const given = [u0.count, p.count].filter((count) => count !== undefined);
  if (given.length === 0)
    throw new RangeError(
      `${WHAT}: expected u0 or p with vectors over the problems, got one problem: use ode.solve`
    );
  if (given.length === 2 && given[0] !== given[1])
    throw new RangeError(
      `${WHAT}: expected u0 and p for the same problems, got ${given[0]} and ${given[1]} of them`
    );
  checkLengths(WHAT, model, u0.size, p.size);
  const [from, to] = toSpan(WHAT, options.t);
  const mass = toMass(WHAT, options.mass, u0.size);
  if (mass !== undefined && method !== "rodas")
    throw new RangeError(
      `${WHAT}: expected method "rodas" for problems with mass, got ${show(method)}`
    );
  return {
    model,
    method,
    u0: u0.points,
    p: p.size === 0 ? 0 : p.points,
    n: u0.size,
    m: p.size,
    count: given[0],
    span: [from, to],
    times: toTimes(WHAT, options.saveat ?? [to], from, to)!,
    ...toTolerances(WHAT, options, u0.size),
    maxSteps: toMaxSteps(WHAT, options.maxSteps),
    mass,
    threads
  };
}

/** How many numbers a compiled model's parameter has, which tells one number for all from one for each. */
function sizeIn(model: OdeModel, place: number): number | undefined {
  return isCompiled(model) ? (model.params.at(place)?.size ?? 0) : undefined;
}

/** Points with how many problems they are for, undefined where they are the same for all. */
function toPoints(
  name: string,
  given: Points,
  size: number | undefined
): {points: Points; size: number; count: number | undefined} {
  if (typeof given === "number") {
    toVector(WHAT, name, given);
    return {points: given, size: 1, count: undefined};
  }
  const isRows = Array.isArray(given) && given.length > 0 && typeof given[0] !== "number";
  if (!isRows) {
    const vector = toVector(WHAT, name, given);
    if (size === 1 && vector.length !== 1) return {points: vector, size: 1, count: vector.length};
    return {
      points: vector.length === 1 ? vector[0] : vector,
      size: vector.length,
      count: undefined
    };
  }
  const rows = given as readonly ArrayLike<number>[];
  rows.forEach((row, i) => checkVector(WHAT, `${name}[${i}]`, row));
  const [{length}] = rows;
  const wrong = rows.findIndex((row) => row.length !== length);
  if (length === 0)
    throw new RangeError(`${WHAT}: expected at least one problem in ${name}, got none`);
  if (wrong >= 0)
    throw new RangeError(
      `${WHAT}: expected vectors of one length in ${name}, got ${length} and ${rows[wrong].length}`
    );
  return {points: rows, size: rows.length, count: length};
}

function toSolution({n, times, count}: ManyProblems, answer: BatchAnswer): OdeManySolution {
  const tail = times.length * n;
  const status = Int8Array.from({length: count}, (_, k) => answer[tail][k] - 1);
  const worst = status.reduce((most, value) => Math.max(most, value), 0);
  return {
    t: Float64Array.from(times),
    u: Array.from({length: n}, (_, i) => times.map((_unused, k) => answer[k * n + i])),
    status,
    statuses: STATUSES,
    advice: toAdvice(STATUSES[worst]),
    steps: answer[tail + 2],
    rejected: answer[tail + 3],
    stats: answer.stats
  };
}
