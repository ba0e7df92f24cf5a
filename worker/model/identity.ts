// Which functions are compiled models, and the program behind each.
import type {Model} from "../compiler/ir.ts";
import type {Kit} from "./kit.ts";

interface Origin {
  model: Model;
  kit: Kit | undefined;
}

const origins = new WeakMap<object, Origin>();

/** The program of a compiled model; undefined for anything else. */
export function modelOf(compiled: unknown): Model | undefined {
  return originOf(compiled)?.model;
}

/** What more programs can be made with around a compiled model's. */
export function kitOf(compiled: unknown): Kit | undefined {
  return originOf(compiled)?.kit;
}

function originOf(compiled: unknown): Origin | undefined {
  return typeof compiled === "function" ? origins.get(compiled) : undefined;
}

export function remember(compiled: object, model: Model, kit?: Kit): void {
  origins.set(compiled, {model, kit});
}
