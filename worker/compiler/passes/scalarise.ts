// Small arrays that are only used at constant places become values: what a for loop stores is carried by it.
// A store under a condition is a choice between the new value and the old one.
import {surveyArrays} from "../arrayUse.ts";
import {
  OUTPUT,
  type ArrayId,
  type Carry,
  type ForOp,
  type Op,
  type Program,
  type Region,
  type StoreOp,
  type Value
} from "../ir.ts";
import {Rewriter} from "./rewriter.ts";
import {storedArrays, storesIn} from "./stores.ts";

/** A loop that carries more than this is no gain. */
const MOST_ELEMENTS = 64;

export function scalarise(program: Program): Program {
  const chosen = chooseArrays(program);
  return chosen.includes(true) ? new Scalariser(program, chosen).scalarise() : program;
}

/**
 * By array: whether it becomes values. While loops are in the way: their carries can end as NaN, memory
 * cannot. The answer is only worth it where the program reads it.
 */
function chooseArrays(program: Program): boolean[] {
  const inWhile = new Set<ArrayId>();
  collectInWhile(program.body, inWhile);
  return surveyArrays(program).map((use, array) => {
    const {role, size} = program.arrays[array];
    if (role !== "local" && role !== "output") return false;
    const isSmall = size <= MOST_ELEMENTS;
    return isSmall && use.isLoaded && use.isStored && use.isAtConstants && !inWhile.has(array);
  });
}

function collectInWhile({ops}: Region, arrays: Set<ArrayId>): void {
  for (const op of ops) {
    if (op.kind === "for") collectInWhile(op.body, arrays);
    if (op.kind === "while") storedArrays(op).forEach((array) => arrays.add(array));
  }
}

class Scalariser {
  #program: Program;
  #chosen: readonly boolean[];
  #rewriter: Rewriter;
  #places: number[] = [];
  /** by array and element: what it is now. */
  #elements: Map<number, Value>[];
  #zero: Value = -1;

  constructor(program: Program, chosen: readonly boolean[]) {
    this.#program = program;
    this.#chosen = chosen;
    this.#rewriter = new Rewriter(program);
    this.#elements = program.arrays.map(() => new Map<number, Value>());
  }

  scalarise(): Program {
    const rewriter = this.#rewriter;
    return rewriter.program((body) => {
      this.#zero = rewriter.constant("f64", 0);
      this.#region(body);
      for (const [place, value] of this.#elements[OUTPUT]) {
        const index = rewriter.constant("i32", place);
        rewriter.out.push({kind: "store", array: OUTPUT, index, value});
      }
    });
  }

  #region = ({ops}: Region): void => {
    for (const op of ops) this.#op(op);
  };

  #op(op: Op): void {
    const rewriter = this.#rewriter;
    if (op.kind === "for") return this.#for(op);
    if (op.kind === "while") {
      rewriter.out.push(rewriter.loop(op, op.carries, this.#region));
      return;
    }
    if (op.kind === "const" && this.#program.types[op.result] === "i32")
      this.#places[op.result] = op.value as number;
    if (op.kind === "load" && this.#chosen[op.array])
      return rewriter.replace(op.result, this.#element(op.array, this.#places[op.index]));
    if (op.kind === "store" && this.#chosen[op.array]) return this.#store(op);
    rewriter.out.push(rewriter.refresh(op));
  }

  #element(array: ArrayId, place: number): Value {
    return this.#elements[array].get(place) ?? this.#zero;
  }

  #store({array, index, value, where}: StoreOp): void {
    const rewriter = this.#rewriter;
    const place = this.#places[index];
    const stored = rewriter.find(value);
    if (where === undefined) {
      this.#elements[array].set(place, stored);
      return;
    }
    const args = [rewriter.find(where), stored, this.#element(array, place)];
    this.#elements[array].set(place, rewriter.apply("select", args, "f64"));
  }

  #for(op: ForOp): void {
    const rewriter = this.#rewriter;
    const added = this.#carried(op);
    const starts = added.map(({array, place}) => this.#element(array, place));
    const carries = starts.map((start): Carry => {
      const [within, result] = [rewriter.value("f64"), rewriter.value("f64")];
      return {start, within, next: within, result};
    });
    added.forEach(({array, place}, k) => this.#elements[array].set(place, carries[k].within));
    const loop = rewriter.loop(op, op.carries, this.#region);
    added.forEach(({array, place}, k) => {
      carries[k].next = this.#element(array, place);
      this.#elements[array].set(place, carries[k].result);
    });
    rewriter.out.push({...loop, carries: [...loop.carries, ...carries]});
  }

  /** The elements that a loop stores, each once. */
  #carried(op: ForOp): {array: ArrayId; place: number}[] {
    const seen = new Map<string, {array: ArrayId; place: number}>();
    this.#readPlaces(op.body);
    for (const {array, index} of storesIn(op)) {
      const place = this.#places[index];
      if (this.#chosen[array]) seen.set(`${array} ${place}`, {array, place});
    }
    return [...seen.values()];
  }

  /** Constants of the body, before it is read itself. */
  #readPlaces({ops}: Region): void {
    for (const op of ops) {
      if (op.kind === "const") this.#places[op.result] = Number(op.value);
      else if (op.kind === "for") this.#readPlaces(op.body);
      else if (op.kind === "while")
        [op.test, op.body].forEach((region) => this.#readPlaces(region));
    }
  }
}
