// The state of carrying out a function with values that are not there yet.
import type {Node, Statement} from "acorn";
import type {Emitter} from "./emit.ts";
import {NeedsUnroll, type ModelSyntaxError} from "./errors.ts";
import {Journal} from "./journal.ts";
import type {Cell, Scope} from "./scope.ts";
import type {Place} from "./place.ts";
import {errorAt, type Text} from "./text.ts";
import type {ArrayValue, BoolValue, Symbolic, View} from "./values.ts";

export type Evaluate = (machine: Machine, node: never, scope: Scope) => Symbolic;
export type Execute = (machine: Machine, node: never, scope: Scope) => void;

/** What each kind of node means, by its type. */
export interface Meanings {
  expressions: Readonly<Record<string, Evaluate | undefined>>;
  statements: Readonly<Record<string, Execute | undefined>>;
  /** what is said about those that mean nothing here. */
  advice: Readonly<Record<string, string | undefined>>;
}

/** A loop that `break` and `continue` can speak to. */
export interface OpenLoop {
  broken: Cell;
  continued: Cell;
}

/** A call under way. */
export interface Frame {
  text: Text;
  /** set where the rest of the function is not carried out. */
  done: Cell;
  result: Cell;
  loops: OpenLoop[];
  /** all the cells that can say that what follows is not carried out. */
  stops: Cell[];
}

/** Expressions and statements; far more than any model has, and few enough to take a second. */
const MOST_STEPS = 3_000_000;

export class Machine {
  readonly emit: Emitter;
  readonly journal = new Journal();
  /** literals that turned out to change. */
  readonly changing: ReadonlySet<object>;
  readonly #meanings: Meanings;
  frame!: Frame;
  /** functions being called, by what makes each one itself. */
  readonly calls: {node: object; scope: Scope}[] = [];
  /** branches and kept loops around. */
  depth = 0;
  /** kept loops around. */
  keptDepth = 0;
  /** what holds here; stores and while loops ask. */
  conditions: BoolValue[] = [];
  /** conditions before this many are taken care of by the while loop around. */
  conditionBase = 0;
  #steps = 0;

  constructor(emit: Emitter, meanings: Meanings, changing: ReadonlySet<object>) {
    this.emit = emit;
    this.#meanings = meanings;
    this.changing = changing;
  }

  evaluate(node: Node, scope: Scope): Symbolic {
    this.step();
    const meaning = this.#meanings.expressions[node.type];
    if (!meaning) this.#failUnknown(node);
    return meaning(this, node as never, scope);
  }

  execute(node: Statement, scope: Scope): void {
    this.step();
    const meaning = this.#meanings.statements[node.type];
    if (!meaning) this.#failUnknown(node);
    meaning(this, node as never, scope);
  }

  /** Counts work of the compiler's own; an array copied counts by its elements. */
  step(count = 1): void {
    this.#steps += count;
    if (this.#steps > MOST_STEPS) {
      throw new RangeError(
        "model.compile: this takes too many steps to write out: does a loop never end? Keep the bounds of loops small, or let them depend on a parameter"
      );
    }
  }

  #failUnknown(node: Node): never {
    const advice = this.#meanings.advice[node.type];
    this.fail(node, advice ?? `${node.type} is not part of the model language`);
  }

  error(place: Place, problem: string): ModelSyntaxError {
    return errorAt(this.frame.text, place, problem);
  }

  fail(place: Place, problem: string): never {
    throw this.error(place, problem);
  }

  /** Fails unless writing out the loop around helps. */
  failKept(place: Place, problem: string): never {
    const error = this.error(place, problem);
    throw this.keptDepth > 0 ? new NeedsUnroll(error) : error;
  }

  cell(name: string, value: Symbolic, isConst = false): Cell {
    return {name, value, birth: this.journal.now(), isConst};
  }

  assign(cell: Cell, value: Symbolic): void {
    this.journal.set(cell, cell, "value", value);
  }

  list(items: Symbolic[], name = "array", site?: object): ArrayValue {
    const birth = this.journal.now();
    const identity = {birth, links: new Set<never>()};
    return {kind: "array", items, name, birth, depth: this.depth, identity, site};
  }

  /** An array in memory; rows get the identity of the whole. */
  view(memory: View, name: string, identity?: ArrayValue["identity"]): ArrayValue {
    const birth = this.journal.now();
    return {
      kind: "array",
      memory,
      name,
      birth,
      depth: this.depth,
      identity: identity ?? {birth, links: new Set()}
    };
  }
}
