// `engine.model`: what turns a function into a compiled model.
import type {Model} from "../compiler/ir.ts";
import type {Compiler, ModelHooks} from "./compiler.ts";
import {toRequest} from "./request.ts";
import type {CompiledModel, Inside, ModelOptions, ModelSizes} from "./types.ts";

export interface Models {
  /**
   * Compiles an ordinary function, or its text. `sizes` says how long each parameter is, by name; what the body
   * names besides stands in `constants` and `helpers`, among the sizes or among the options.
   */
  compile<A>(
    this: void,
    model: (...args: Inside[]) => A,
    sizes: ModelSizes,
    options?: ModelOptions
  ): Promise<CompiledModel<A extends number | boolean ? number : number[]>>;
  compile(
    this: void,
    model: string,
    sizes: ModelSizes,
    options?: ModelOptions
  ): Promise<CompiledModel<Inside>>;
}

export interface ModelRoom {
  models: Models;
  /** A program that was not written as a function, as a model: for the engine's own use. */
  wrap: (model: Model) => Promise<CompiledModel>;
}

export function makeModels(hooks: ModelHooks): ModelRoom {
  let loading: Promise<Compiler> | undefined;
  const load = () => {
    loading ??= import("./compiler.ts").then(
      ({makeCompiler}) => makeCompiler(hooks),
      (error: unknown) => {
        // not loaded now may be loaded later
        loading = undefined;
        throw error;
      }
    );
    return loading;
  };
  return {
    models: {
      // misuse throws here and now, what the text says wrong when it is read
      compile(
        model: string | ((...args: Inside[]) => unknown),
        sizes: ModelSizes,
        options?: ModelOptions
      ) {
        const request = toRequest(model, sizes, options);
        // whether it answers with a number is known when it has been read
        return load().then(({compile}) => compile(request) as CompiledModel<never>);
      }
    },
    wrap: (model) => load().then(({wrap}) => wrap(model))
  };
}
