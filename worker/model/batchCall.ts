// From `model.batch(points, options)` to what the engine computes.
import type {Run} from "../work.ts";
import {checkInteger, checkNames, checkOneOf, show} from "../check.ts";
import {surveyArrays} from "../compiler/arrayUse.ts";
import {OUTPUT, type Model} from "../compiler/ir.ts";
import type {PointCall} from "../compiler/js/bind.ts";
import {MAX_LANES} from "../pool/control.ts";
import {sortPoints} from "./points.ts";
import type {PointFunction, RunBatch} from "./runBatch.ts";
import type {BatchAnswer, BatchOptions, Points} from "./types.ts";
import type {Workpiece} from "./workpiece.ts";

const WHAT = "model.batch";
const DEVICES = ["auto", "wasm", "gpu", "reference"];

export function makeBatch(
  runBatch: RunBatch,
  piece: Workpiece,
  {program, constants}: Model,
  compute: PointCall
) {
  const uses = surveyArrays(program);
  const params = program.params.map(({name, size, array}) => {
    return {name, size, isRead: uses[array].isLoaded};
  });
  return (points: Record<string, Points>, options: BatchOptions = {}): Run<BatchAnswer> => {
    checkOptions(options);
    const sorted = sortPoints(points, params);
    const outputs = program.arrays[OUTPUT].size;
    checkOut(options.out, outputs, sorted.n);
    let compileMs = 0;
    const timed = <T>(emit: () => T): T => {
      const began = performance.now();
      const text = emit();
      compileMs += performance.now() - began;
      return text;
    };
    return runBatch({
      name: program.name,
      program,
      wasm: (wish) => timed(() => piece.wasm(wish)),
      wgsl: (uniform) => timed(() => piece.wgsl(uniform)),
      reference: () => toPointFunction(compute),
      constants,
      params,
      ...sorted,
      outputs,
      options,
      compileMs: () => compileMs
    });
  };
}

function toPointFunction(compute: PointCall): PointFunction {
  return (args, out) => {
    const answer = compute(...args, out);
    if (typeof answer === "number") out[0] = answer;
  };
}

function checkOut(out: unknown, outputs: number, n: number): void {
  if (out === undefined) return;
  const fits = (vector: unknown) => vector instanceof Float64Array && vector.length === n;
  if (!Array.isArray(out) || out.length !== outputs || !out.every(fits))
    throw new TypeError(
      `${WHAT}: expected out as an array of ${outputs} Float64Arrays of length ${n}, got ${show(out)}`
    );
}

function checkOptions(options: unknown): asserts options is BatchOptions {
  if (typeof options !== "object" || options === null)
    throw new TypeError(`${WHAT}: expected options as an object, got ${show(options)}`);
  checkNames(WHAT, "option", Object.keys(options), ["device", "threads", "out"]);
  const {device, threads} = options as Record<string, unknown>;
  if (device !== undefined) checkOneOf(WHAT, "device", device, DEVICES);
  if (threads !== undefined) checkInteger(WHAT, "threads", threads, 1, MAX_LANES);
}
