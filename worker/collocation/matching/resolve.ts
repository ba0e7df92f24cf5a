// Right-hand sides for a fit: ordinary functions are compiled where their text allows it, for exact derivatives.
import type {Models} from "../../model/models.ts";
import type {CompiledModel} from "../../model/types.ts";
import {isCompiled} from "../../solvers/ode/system.ts";
import type {RightHandSide} from "../types.ts";

export interface Resolved {
  rhs: RightHandSide;
  /** why a function was not compiled. */
  why: string | undefined;
  /** what compiling took in this call. */
  compileMs: number;
}

/** A function fitted again is not compiled again: what it names besides its arguments cannot have changed its text. */
const known = new WeakMap<Models["compile"], WeakMap<RightHandSide, Map<string, Resolved>>>();

/** Of d states and k parameters. */
export async function resolve(
  compile: Models["compile"],
  rhs: RightHandSide,
  d: number,
  k: number
): Promise<Resolved> {
  if (isCompiled(rhs)) return {rhs, why: undefined, compileMs: 0};
  const ofEngine = known.get(compile) ?? new WeakMap<RightHandSide, Map<string, Resolved>>();
  known.set(compile, ofEngine);
  const bySize = ofEngine.get(rhs) ?? new Map<string, Resolved>();
  ofEngine.set(rhs, bySize);
  const key = `${d} ${k}`;
  const made = bySize.get(key);
  if (made) return made;
  const resolved = await resolveAnew(compile, rhs, d, k);
  bySize.set(key, {...resolved, compileMs: 0});
  return resolved;
}

async function resolveAnew(
  compile: Models["compile"],
  rhs: RightHandSide,
  d: number,
  k: number
): Promise<Resolved> {
  let compiling: Promise<CompiledModel>;
  try {
    compiling = compilePlain(compile, rhs, d, k);
  } catch (error) {
    // at the call: a function without a text of its own
    if (error instanceof TypeError) return {rhs, why: error.message, compileMs: 0};
    throw error;
  }
  try {
    const model = await compiling;
    return {rhs: model, why: undefined, compileMs: model.compileMs};
  } catch (error) {
    if (error instanceof SyntaxError) return {rhs, why: error.message, compileMs: 0};
    throw error;
  }
}

/** A plain function of (u, p, t), or of the first two, by whatever names it has for them. */
function compilePlain(
  compile: Models["compile"],
  rhs: RightHandSide,
  d: number,
  k: number
): Promise<CompiledModel> {
  const all: [string, number][] = [["u", d], ["p", k], ["t", 1]]; // prettier-ignore
  if (rhs.length < 2) throw new TypeError("it does not say how many arguments it takes");
  const taken = all.slice(0, rhs.length);
  const names = taken.map(([name]) => name).join(", ");
  return compile(`(${names}) => rhs(${names})`, Object.fromEntries(taken), {helpers: {rhs}});
}
