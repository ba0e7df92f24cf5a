// `engine.ode`: solvers of ordinary differential and differential-algebraic equations.
import {METHODS} from "./methods.ts";
import {solve} from "./solve.ts";
import {makeSolveMany, type OdeHooks} from "./solveMany.ts";
import type {Ode} from "./types.ts";

export function makeOde(hooks: OdeHooks): Ode {
  return {solve, solveMany: makeSolveMany(hooks), methods: METHODS};
}
