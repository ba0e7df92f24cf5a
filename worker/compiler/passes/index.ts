// The passes over a program, in their order. Each is a pure function that changes no bit of any answer.
import {countOps, type Model, type Program} from "../ir.ts";
import {print} from "../print.ts";
import {compact} from "./compact.ts";
import {cse} from "./cse.ts";
import {dce} from "./dce.ts";
import {fold} from "./fold.ts";
import {forward} from "./forward.ts";
import {hoist} from "./hoist.ts";
import {scalarise} from "./scalarise.ts";
import {strength} from "./strength.ts";

export interface Pass {
  name: string;
  run: (program: Program) => Program;
}

export const PASSES: readonly Pass[] = [
  {name: "fold", run: fold},
  {name: "forward", run: forward},
  {name: "scalarise", run: scalarise},
  {name: "hoist", run: hoist},
  {name: "cse", run: cse},
  {name: "strength", run: strength},
  {name: "dce", run: dce}
];

/** What one pass left behind. */
export interface PassReport {
  name: string;
  ops: number;
  dump: () => string;
}

export interface Optimised {
  program: Program;
  /** in the order in which they ran, some more than once. */
  passes: PassReport[];
}

/** A pass opens the way for others, but a third time finds next to nothing. */
const MOST_ROUNDS = 2;

/** All passes but those named in `without`, round after round while ops become fewer. */
export function optimise(
  from: Program | Model,
  {without = []}: {without?: readonly string[]} = {}
): Optimised {
  const unknown = without.find((name) => !PASSES.some((pass) => pass.name === name));
  if (unknown !== undefined) {
    const names = PASSES.map(({name}) => name).join(", ");
    throw new RangeError(
      `model.compile: without names no pass, got ${unknown}; there are ${names}`
    );
  }
  let program = "program" in from ? from.program : from;
  const passes: PassReport[] = [];
  let before = Infinity;
  let ops = countOps(program.body);
  for (let round = 0; round < MOST_ROUNDS && ops < before; round++) {
    before = ops;
    for (const {name, run} of PASSES) {
      if (without.includes(name)) continue;
      const result = (program = run(program));
      ops = countOps(result.body);
      passes.push({name, ops, dump: () => print(result)});
    }
  }
  return {program: compact(program), passes};
}
