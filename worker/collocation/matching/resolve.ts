// Right-hand sides for a fit: ordinary functions are compiled where their text allows it, for exact derivatives.
import type {Models} from "../../model/models.ts";
import type {CompiledModel} from "../../model/types.ts";
import {isCompiled} from "../../solvers/ode/system.ts";
import type {RightHandSide} from "../types.ts";
import type {PlainRightHandSide} from "./plainMisfit.ts";

export interface Resolved {
  rhs: RightHandSide;
  /** why a function was not compiled. */
  why: string | undefined;
}

/** Of d states and k parameters. */
export async function resolve(
  compile: Models["compile"],
  rhs: RightHandSide,
  d: number,
  k: number
): Promise<Resolved> {
  if (isCompiled(rhs)) return {rhs, why: undefined};
  let compiling: Promise<CompiledModel>;
  try {
    compiling = compilePlain(compile, rhs, d, k);
  } catch (error) {
    // at the call: a function without a text of its own
    if (error instanceof TypeError) return {rhs, why: error.message};
    throw error;
  }
  try {
    return {rhs: await compiling, why: undefined};
  } catch (error) {
    if (error instanceof SyntaxError) return {rhs, why: error.message};
    throw error;
  }
}

/** A plain function of (u, p, t), or of the first two, by whatever names it has for them. */
function compilePlain(
  compile: Models["compile"],
  rhs: PlainRightHandSide,
  d: number,
  k: number
): Promise<CompiledModel> {
  const all: [string, number][] = [["u", d], ["p", k], ["t", 1]]; // prettier-ignore
  if (rhs.length < 2) throw new TypeError("it does not say how many arguments it takes");
  const taken = all.slice(0, rhs.length);
  const names = taken.map(([name]) => name).join(", ");
  return compile(`(${names}) => rhs(${names})`, Object.fromEntries(taken), {helpers: {rhs}});
}
