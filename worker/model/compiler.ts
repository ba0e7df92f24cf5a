// The compiler as one thing to load when the first model is asked for: a page that compiles none does not
// carry it.
import type {Model} from "../compiler/ir.ts";
import {makeReader} from "./programs.ts";
import {makeCompiled, type Workshop} from "./compiledModel.ts";
import type {CompileRequest} from "./request.ts";
import {write} from "./kit.ts";
import type {RunBatch} from "./runBatch.ts";
import type {CompiledModel} from "./types.ts";
import {makeWorkpieces, type KernelBytes} from "./workpiece.ts";

export interface Compiler {
  compile: (request: CompileRequest) => CompiledModel;
  /** A program that was not written as a function, as a model. */
  wrap: (model: Model) => CompiledModel;
}

/** What the engine lends to models. */
export interface ModelHooks {
  runBatch: RunBatch;
  kernels: KernelBytes;
}

export function makeCompiler({runBatch, kernels}: ModelHooks): Compiler {
  const workpieces = makeWorkpieces(kernels);
  const workshop: Workshop = {workpieces, runBatch, kit: {workpieces, kernels, write}};
  const read = makeReader();
  return {
    compile(request) {
      const began = performance.now();
      return makeCompiled(workshop, {model: read(request), without: request.without, began});
    },
    wrap: (model) => makeCompiled(workshop, {model, without: [], began: performance.now()})
  };
}
