// One solve: steps from start to end, with what lies on the way saved, and events acted upon.
import type {Progress} from "../../work.ts";
import {toBlocks, type Blocks} from "./augmented.ts";
import {makeAuto} from "./autoStepper.ts";
import {makeBdf} from "./bdfStepper.ts";
import {makeFinder, type Crossing} from "./events.ts";
import {makeExplicit} from "./explicitStepper.ts";
import {toAdvice} from "./outcomes.ts";
import type {Pace} from "../../pace.ts";
import type {Problem} from "./problem.ts";
import {makeRecorder, type Recorder} from "./record.ts";
import {makeRodas} from "./rodasStepper.ts";
import type {Segment, Start, Stepper} from "./stepper.ts";
import {isCompiled, toSystem} from "./system.ts";
import type {OdeEventRecord, OdeSolution, OdeStats, OdeStatus} from "./types.ts";

/** What a solve under way is made of. */
interface Journey {
  problem: Problem;
  blocks: Blocks;
  recorder: Recorder;
  finder: ReturnType<typeof makeFinder>;
  stepper: Stepper;
  events: OdeEventRecord[];
}

export async function march(problem: Problem, pace: Pace): Promise<OdeSolution> {
  const {model, u0, p, from, to, mass, jacobian, wanted, times, dense, maxSteps} = problem;
  const blocks = toBlocks(toSystem(model, u0.length, p, mass, jacobian), u0, wanted);
  const direction = to > from ? 1 : -1;
  const recorder = makeRecorder(blocks, wanted, times, dense, direction);
  recorder.begin(from, blocks.start);
  const stats = {methods: [] as OdeStats["methods"][number][], steps: 0, rejected: 0};
  const events: OdeEventRecord[] = [];
  const finish = (status: OdeStatus): OdeSolution =>
    toSolution(problem, blocks, recorder, events, status, {...stats, elapsed: pace.elapsed()});
  if (pace.isCancelled) return finish("cancelled");
  if (!isFinite(blocks.field(blocks.start, from))) return finish("nonfinite");

  const finder = makeFinder(problem.events, u0.length, p, {t: from, u: u0});
  const stepper = makeStepper(problem, startOf(problem, blocks, from, blocks.start));
  const journey: Journey = {problem, blocks, recorder, finder, stepper, events};
  const progress = (): Progress => ({
    phase: "solve",
    done: Math.abs(journey.stepper.t - from),
    total: Math.abs(to - from)
  });
  while (journey.stepper.t !== to) {
    if (pace.isDue()) await pace.rest(progress);
    if (pace.isCancelled) return finish("cancelled");
    if (stats.steps + stats.rejected >= maxSteps) return finish("maxSteps");
    const attempt = journey.stepper.attempt(to);
    if (attempt.kind === "failed") return finish(attempt.status);
    if (stats.methods.at(-1) !== journey.stepper.method) stats.methods.push(journey.stepper.method);
    if (attempt.kind === "rejected") stats.rejected++;
    else {
      stats.steps++;
      if (passSegment(journey, attempt.segment) === "over") return finish("converged");
    }
  }
  return finish("converged");
}

/** Takes a step into the record, with its events; "over" where one of them ends the solve. */
function passSegment(journey: Journey, segment: Segment): "on" | "over" {
  const {problem, recorder, finder, events} = journey;
  const crossings = problem.events.length > 0 ? finder.find(segment) : [];
  const {n} = journey.blocks.system;
  for (const crossing of crossings) {
    const {terminal = false, affect} = problem.events[crossing.index];
    const z = segment.at(crossing.t);
    events.push({t: crossing.t, u: Float64Array.from(z.slice(0, n)), index: crossing.index});
    if (!terminal && affect === undefined) continue;
    recorder.add({...segment, to: crossing.t});
    if (affect !== undefined) jump(journey, crossing, z);
    return terminal ? "over" : "on";
  }
  recorder.add(segment);
  return "on";
}

/** Goes on from what an event makes of the state. */
function jump(journey: Journey, {t, index}: Crossing, z: number[]): void {
  const {problem, blocks, recorder, finder} = journey;
  const {affect} = problem.events[index];
  const u = Array.from(affect!(z.slice(), problem.p, t));
  if (u.length !== blocks.system.n)
    throw new RangeError(
      `ode.solve: expected events[${index}].affect to return ${blocks.system.n} numbers, got ${u.length}`
    );
  recorder.begin(t, u);
  finder.restart(t, u, index);
  if (t !== problem.to) journey.stepper = makeStepper(problem, startOf(problem, blocks, t, u));
}

function startOf({to, rtol, atol}: Problem, blocks: Blocks, t: number, z: number[]): Start {
  const all = Array.from({length: blocks.size}, (_, i) => atol[i % atol.length]);
  return {blocks, t, z, end: to, rtol, atol: all};
}

function makeStepper({method, mass}: Problem, start: Start): Stepper {
  if (method === "rodas" || (method === "auto" && mass !== undefined)) return makeRodas(start);
  if (method === "bdf") return makeBdf(start);
  return method === "auto" ? makeAuto(start) : makeExplicit(method, start);
}

function isFinite(values: ArrayLike<number>): boolean {
  return Array.prototype.every.call(values, Number.isFinite);
}

function toSolution(
  {model}: Problem,
  blocks: Blocks,
  recorder: Recorder,
  events: OdeEventRecord[],
  status: OdeStatus,
  measured: Pick<OdeStats, "methods" | "steps" | "rejected" | "elapsed">
): OdeSolution {
  const {at, ...saved} = recorder.finish();
  const {field, jacobian, factorisation} = blocks.system.counts;
  const stats: OdeStats = {
    device: "reference",
    why: "one solve goes step by step on the calling thread",
    threads: 1,
    evaluations: field,
    compile: 0,
    reproducible: isCompiled(model),
    jacobians: jacobian,
    factorisations: factorisation,
    ...measured
  };
  const solution = {...saved, status, advice: toAdvice(status), events, stats};
  // Not listed among its parts, so that a solution has a digest and can be copied.
  return Object.defineProperty(solution, "at", {value: at}) as OdeSolution;
}
