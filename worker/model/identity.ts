// Which functions are compiled models, and the program behind each.
import type {Model} from "../compiler/ir.ts";

const models = new WeakMap<object, Model>();

/** The program of a compiled model; undefined for anything else. */
export function modelOf(compiled: unknown): Model | undefined {
  return typeof compiled === "function" ? models.get(compiled) : undefined;
}

export function remember(compiled: object, model: Model): void {
  models.set(compiled, model);
}
