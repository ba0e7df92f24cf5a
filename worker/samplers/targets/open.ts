// From a log-likelihood, whatever it is made of, to an evaluator of many points.
import {checkInteger, checkOneOf} from "../../check.ts";
import type {CompiledModel, Inside} from "../../model/types.ts";
import {MAX_LANES} from "../../pool/control.ts";
import type {Evaluator, EvaluatorOptions} from "../evaluator.ts";
import {checkTarget, refuseGpu, refuseVector, type Target} from "./checkTarget.ts";
import {CompiledTarget} from "./compiledTarget.ts";
import {CrewWay} from "./crewWay.ts";
import {FunctionCrew} from "./functionCrew.ts";
import {FunctionWay} from "./functionWay.ts";
import type {PlainTarget} from "./plainTarget.ts";
import {openScreen} from "./screening.ts";
import {sliceCompiled, sliceFunction} from "./slicedWay.ts";
import {TargetEvaluator} from "./targetEvaluator.ts";
import type {TargetHooks, Way} from "./way.ts";

export interface OpenOptions extends EvaluatorOptions {
  dimension: number;
  /** the parameters', for messages. */
  names: readonly string[];
}

/** Misuse throws at the call; what only the compiler finds rejects. `close` ends all that is open. */
export interface Open {
  (what: string, logLikelihood: unknown, options: OpenOptions): Promise<Evaluator>;
  close(): void;
}

const MOST_POINTS = 1 << 24;

export function makeOpen(hooks: TargetHooks): Open {
  const opened = new Set<TargetEvaluator>();
  const open = (what: string, logLikelihood: unknown, options: OpenOptions): Promise<Evaluator> => {
    const {capacity, threads, device, dimension, constants} = options;
    checkInteger(what, "capacity", capacity, 1, MOST_POINTS);
    if (threads !== undefined) checkInteger(what, "threads", threads, 1, MAX_LANES);
    if (device !== undefined) checkOneOf(what, "device", device, ["auto", "wasm", "gpu"]);
    const target = checkTarget(what, logLikelihood, dimension, constants, device);
    if (target.kind === "own") return target.likelihood.open(options);
    return openTarget({what, hooks, options}, target).then((evaluator) => {
      for (const other of opened) if (!other.isOpen) opened.delete(other);
      opened.add(evaluator);
      return evaluator;
    });
  };
  const close = (): void => {
    for (const evaluator of opened) evaluator.close();
    opened.clear();
  };
  return Object.assign(open, {close});
}

interface Job {
  what: string;
  hooks: TargetHooks;
  options: OpenOptions;
}

async function openTarget(
  job: Job,
  target: Exclude<Target, {kind: "own"}>
): Promise<TargetEvaluator> {
  const compiled =
    target.kind === "compiled"
      ? new CompiledTarget(job.what, target.compiled)
      : await compilePlain(job, target.plain);
  if (compiled instanceof CompiledTarget) return openCompiled(job, compiled);
  if (job.options.device === "gpu")
    refuseGpu(job.what, `a function that does not (${compiled.refusal})`);
  const {plain} = target as Extract<Target, {kind: "plain"}>;
  return finish(job, await openFunction(job, plain, compiled.refusal));
}

/** What compiles runs fastest and has derivatives; why it does not is told with the results. */
async function compilePlain(
  {what, hooks}: Job,
  {f, param, spec, helpers, model}: PlainTarget
): Promise<CompiledTarget | {refusal: string}> {
  const sizes = {[param ?? "theta"]: spec.dimension};
  const options = {constants: spec.data, helpers};
  let compiled: CompiledModel;
  try {
    compiled = await hooks.compile(f as unknown as (theta: Inside) => number, sizes, options);
  } catch (error) {
    const refusal = (error as Error).message;
    if (model === undefined) return {refusal};
    throw new TypeError(
      `${what}: constants.${model} is a compiled model, which only a function that compiles can call, got one that does not (${refusal})`,
      {cause: error}
    );
  }
  if (!compiled.isScalar) refuseVector(what, compiled.outputs);
  return new CompiledTarget(what, compiled);
}

async function openCompiled(job: Job, target: CompiledTarget): Promise<TargetEvaluator> {
  const {what, hooks, options} = job;
  const gpu = options.device === "gpu" ? await openScreen(target, hooks.gpu) : {};
  if (!hooks.simd) {
    if (options.gradient) target.get("gradient");
    return finish(job, sliceCompiled(target), gpu);
  }
  const way = new CrewWay(what, target, hooks, options.capacity);
  try {
    await Promise.all([way.open("value"), options.gradient && way.open("gradient")]);
  } catch (error) {
    way.close();
    throw error;
  }
  return finish(job, way, gpu);
}

async function openFunction(
  {what, hooks, options}: Job,
  {spec}: PlainTarget,
  refusal: string
): Promise<Way> {
  const {names, threads, capacity} = options;
  const {spawn, functionCode, ask} = hooks;
  const why = `a plain function, because it does not compile: ${refusal}`;
  const size = Math.min(threads ?? hooks.threads, hooks.threads, capacity);
  const code = spawn && (await functionCode?.().catch(() => undefined));
  if (spawn && code !== undefined) {
    const crew = new FunctionCrew({spec, code, spawn, size, isQuiet: ask !== undefined});
    const [first] = crew.take(1, () => undefined);
    const isThere = await first.then(
      () => true,
      () => false
    );
    if (isThere) return new FunctionWay({what, names, crew, why, ask});
  }
  return sliceFunction(what, spec, {names, why: `${why}; without workers, on this thread`});
}

function finish(
  {what, hooks, options}: Job,
  way: Way,
  {screen, note}: Awaited<ReturnType<typeof openScreen>> = {}
): TargetEvaluator {
  const {dimension, capacity, threads} = options;
  const most = way.canShare ? hooks.threads : 1;
  return new TargetEvaluator({what, way, dimension, capacity, most, threads, screen, note});
}
