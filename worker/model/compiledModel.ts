// A program as what a reader holds: a function to call, with its derivatives, batches and texts hanging on it.
import {checkOneOf} from "../check.ts";
import {
  gradient,
  hessian,
  hessianVector,
  jacobian,
  jvp,
  valueAndGradient,
  vjp
} from "../compiler/derivatives/derivatives.ts";
import {sparsity} from "../compiler/derivatives/sparsity.ts";
import {toGraph} from "../compiler/graph.ts";
import {OUTPUT, type Model} from "../compiler/ir.ts";
import {makeBatch} from "./batchCall.ts";
import {remember} from "./identity.ts";
import type {Kit} from "./kit.ts";
import type {RunBatch} from "./runBatch.ts";
import type {CompiledModel, SourceLanguage} from "./types.ts";
import type {Workpieces} from "./workpiece.ts";

/** What models are made with. */
export interface Workshop {
  workpieces: Workpieces;
  runBatch: RunBatch;
  /** what every model brings along. */
  kit?: Kit;
}

export interface Recipe {
  model: Model;
  /** passes that are left out. */
  without: readonly string[];
  /** when the work on it began, for `compileMs`. */
  began: number;
}

const LANGUAGES: readonly SourceLanguage[] = ["js", "wat", "wgsl", "ir"];

/** Each takes a model and the parameter to differentiate by; by default that is the first one. */
const DERIVATIVES = {gradient, hessian, hessianVector, jacobian, jvp, valueAndGradient, vjp};
type Derivative = keyof typeof DERIVATIVES;

/** Optimises a program and makes it callable. */
export function makeCompiled(workshop: Workshop, {model, without, began}: Recipe): CompiledModel {
  const piece = workshop.workpieces(model.program, without);
  const {program, passes} = piece;
  const optimised: Model = {program, constants: model.constants};
  const call = piece.js.bind(model.constants);
  const compileMs = performance.now() - began;

  const made = new Map<string, CompiledModel>();
  const derive = (kind: Derivative, by = program.params.at(0)?.name): CompiledModel => {
    const key = `${kind} ${by}`;
    const known = made.get(key);
    if (known) return known;
    const recipe = {without, began: performance.now()};
    const derived = makeCompiled(workshop, {...recipe, model: DERIVATIVES[kind](optimised, by)});
    made.set(key, derived);
    return derived;
  };
  const deriveBy = (kind: Derivative) => ({value: (by?: string) => derive(kind, by)});
  /** The derivative by the first parameter, from which that by another can be had. */
  const deriveFirst = (kind: Derivative) => ({
    get() {
      const derived = derive(kind);
      if (!Object.hasOwn(derived, "by")) Object.defineProperty(derived, "by", deriveBy(kind));
      return derived;
    }
  });
  const source = (language: unknown = "js") => {
    checkOneOf("model.source", "language", language, LANGUAGES);
    return piece.text(language as SourceLanguage);
  };

  // none of them is enumerable: who looks at a model starts no derivative
  Object.defineProperties(call, {
    params: {value: program.params.map(({name, size}) => Object.freeze({name, size}))},
    outputs: {value: program.arrays[OUTPUT].size},
    isScalar: {value: program.isScalar},
    jacobian: deriveBy("jacobian"),
    gradient: deriveFirst("gradient"),
    valueAndGradient: deriveFirst("valueAndGradient"),
    hessian: deriveFirst("hessian"),
    hessianVector: deriveFirst("hessianVector"),
    jvp: deriveBy("jvp"),
    vjp: deriveBy("vjp"),
    sparsity: {value: (by?: string) => sparsity(program, by)},
    batch: {value: makeBatch(workshop.runBatch, piece, optimised, call)},
    source: {value: source},
    graph: {value: () => toGraph(program)},
    passes: {value: passes},
    compileMs: {value: compileMs}
  });
  const compiled = call as CompiledModel;
  remember(compiled, optimised, workshop.kit);
  return compiled;
}
