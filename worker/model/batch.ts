// Many points of a compiled model: on the threads, on the GPU, or in plain JavaScript where there is no SIMD.
import type {Run} from "../work.ts";
import {runWhereBest} from "../bestRun.ts";
import type {Program} from "../compiler/ir.ts";
import {choose, type Choice} from "../device/choose.ts";
import {CostBook} from "../device/costBook.ts";
import type {GpuStatus} from "../device/gpu/gpuHost.ts";
import type {Session} from "../session.ts";
import {runOnGpu} from "./gpuBatch.ts";
import {runReference} from "./referenceBatch.ts";
import {toAnswer, type BatchCall, type RunBatch} from "./runBatch.ts";
import type {BatchAnswer} from "./types.ts";

export function makeRunBatch(session: Session): RunBatch {
  const {numerics} = session.options;
  const {simd} = session.spec.features;
  const relaxed = session.spec.flavour === "relaxed";
  const book = new CostBook();
  const nameInBook = makeNamer();

  const pick = (call: BatchCall, gpu: Pick<GpuStatus, "available" | "why" | "costs">): Choice => {
    const {name, n, options} = call;
    const device = options.device ?? "auto";
    const wish = {kernel: name, device, numerics, hasTwin: true, n, bytes: bytesOf(call)};
    const {available, why, costs} = gpu;
    return choose(wish, {simd, gpu: {available, why}}, book.costsOf(nameInBook(call), costs));
  };

  const runOnThreads = (call: BatchCall, {why, reproducible}: Choice): Run<BatchAnswer> => {
    const {name, n, uniform, varying, options} = call;
    const program = call.wasm({uniform: Object.keys(uniform), relaxed});
    const constants = program.fillConstants(call.constants);
    const {threads, out} = options;
    const began = performance.now();
    const run = {label: name, program, constants, uniform, varying, n, threads, out};
    return session.programs.run(run, ({vectors, stats}) => {
      const compile = stats.compile + call.compileMs();
      const ms = performance.now() - began - stats.compile;
      if (threads === undefined) book.recordWasm({kernel: nameInBook(call), n, ms});
      return toAnswer(vectors, {device: "wasm", why, reproducible, ...stats, compile});
    });
  };

  const runPlainly = (call: BatchCall, {why, reproducible}: Choice): Run<BatchAnswer> =>
    runReference(session, call, ({vectors, elapsed}) => {
      const compile = call.compileMs();
      const work = {threads: 1, evaluations: call.n, elapsed, compile};
      const placed = place(vectors, call.options.out);
      return toAnswer(placed, {device: "reference", why, reproducible, ...work});
    });

  const runOnCpu = (call: BatchCall, choice: Choice): Run<BatchAnswer> =>
    choice.device === "reference" ? runPlainly(call, choice) : runOnThreads(call, choice);

  const runFast = async (
    call: BatchCall,
    choice: Choice,
    costs: GpuStatus["costs"]
  ): Promise<BatchAnswer> => {
    const {n} = call;
    const {vectors, elapsed, gpuMs, bytes, why} = await runOnGpu(session.gpu!, call);
    if (costs) book.recordGpu({kernel: nameInBook(call), n, ms: elapsed}, costs, bytes, gpuMs);
    const stats = {threads: 1, evaluations: n, elapsed, compile: call.compileMs()};
    const reason = {why: `${choice.why}; ${why}`, reproducible: false};
    return toAnswer(place(vectors, call.options.out), {device: "gpu", ...reason, ...stats});
  };

  return (given) => {
    const {device = "auto"} = given.options;
    const mayUseGpu = device === "gpu" || (device === "auto" && numerics === "fast");
    if (!mayUseGpu || !session.hasGpu) {
      return runOnCpu(given, pick(given, {available: false, why: "this home has no WebGPU"}));
    }
    const call = {...given, varying: copyRows(given.varying)};
    return runWhereBest(session, (gpu) => {
      const choice = pick(call, gpu);
      return choice.device === "gpu" ? runFast(call, choice, gpu.costs) : runOnCpu(call, choice);
    });
  };
}

/** The answer where it is wanted. */
function place(vectors: Float64Array[], out?: readonly Float64Array[]): Float64Array[] {
  if (!out) return vectors;
  out.forEach((vector, row) => vector.set(vectors[row]));
  return [...out];
}

/** What the cost book calls a model: two of one name are not the same. */
function makeNamer(): (call: BatchCall) => string {
  const names = new WeakMap<Program, string>();
  let count = 0;
  return ({program, name}) => {
    const known = names.get(program) ?? `${name} ${++count}`;
    names.set(program, known);
    return known;
  };
}

/** The points as they are now: what the GPU is may take a while to find out. */
function copyRows(varying: BatchCall["varying"]): BatchCall["varying"] {
  return Object.fromEntries(
    Object.entries(varying).map(([name, rows]) => [name, rows.map((row) => row.slice())])
  );
}

/** Bytes that would cross to the GPU and back. */
function bytesOf({n, varying, outputs}: BatchCall): number {
  let vectors = outputs;
  for (const rows of Object.values(varying)) vectors += rows.length;
  return 8 * n * vectors;
}
