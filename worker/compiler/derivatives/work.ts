// How much a program has to do at one point, to choose between two that answer the same.
import {regionsOf, type Model, type Op, type Program, type Region} from "../ir.ts";
import {OPS} from "../ops.ts";
import {fuse} from "./fuse.ts";
import {optimise} from "../passes/index.ts";

/** Passes that a while loop is taken to make. */
const GUESS = 10;
/** What an access to memory and a pass of a loop cost, in additions. */
const ACCESS = 1;
const PASS = 2;

/** In additions. */
export function countWork({body}: Program): number {
  return workOf(body);
}

function workOf({ops}: Region): number {
  return ops.reduce((sum, op) => sum + workOfOp(op), 0);
}

function workOfOp(op: Op): number {
  switch (op.kind) {
    case "const":
      return 0;
    case "apply":
      return OPS[op.name].cost;
    case "load":
    case "store":
      return ACCESS;
    default: {
      const passes = op.kind === "for" ? op.trips : Math.min(op.limit, GUESS);
      return passes * regionsOf(op).reduce((sum, inner) => sum + workOf(inner), PASS);
    }
  }
}

/** Numbers on tapes and in other local arrays, above which going back does not pay. */
const MOST_ROOM = 1 << 20;

export function hasRoom({program}: Model): boolean {
  return countRoom(program) <= MOST_ROOM;
}

/** Numbers that a program keeps in local arrays. */
export function countRoom({arrays}: Program): number {
  return arrays.reduce((sum, {role, size}) => sum + (role === "local" ? size : 0), 0);
}

/** The model with what nothing needs left out, and what can share a loop in one. */
export function polish(model: Model): Model {
  const {program} = optimise(model);
  const fused = hasLoop(program) ? fuse(program) : program;
  const best = fused === program ? program : optimise(fused).program;
  return {program: best, constants: model.constants};
}

/** The one with the least work; of equals the first. */
export function cheapest(models: readonly Model[]): Model {
  const works = models.map(({program}) => countWork(program));
  return models[works.indexOf(Math.min(...works))];
}

/** Whether a program has loops left. */
export function hasLoop({body}: Program): boolean {
  return body.ops.some((op) => regionsOf(op).length > 0);
}

export function hasWhile({ops}: Region): boolean {
  return ops.some((op) => op.kind === "while" || regionsOf(op).some(hasWhile));
}
