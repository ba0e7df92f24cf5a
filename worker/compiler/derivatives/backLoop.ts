// What reverse mode does to loops: they run through the same passes from the last to the first.
import type {ForOp, Region, Value} from "../ir.ts";
import type {Copy} from "./copy.ts";
import {writePath, type Path} from "./pending.ts";
import type {Writer} from "./writer.ts";

/** The way back has the same bounds; an index and its mirror image have the same sum in all passes. */
export function mirrorOf(copy: Copy, op: ForOp) {
  const {write} = copy;
  const [from, to] = [copy.of(op.from), copy.of(op.to)];
  const bounds = {from, to, step: op.step, trips: op.trips};
  const length = write.index("isub", write.index("isub", to, write.integer(1)), from);
  const step = write.integer(op.step);
  const way = write.index("imul", write.index("idiv", length, step), step);
  const sum = write.index("iadd", write.index("iadd", from, from), way);
  return {bounds, sum};
}

/** Lets the loop just written go forward: its passes only add, and so their order is free. */
export function turnRound({ops}: Region, mirrored: Value): void {
  const loop = ops[ops.length - 1] as ForOp;
  loop.body.ops = loop.body.ops.filter((op) => op.kind !== "apply" || op.result !== mirrored);
  loop.index = mirrored;
}

/** Notes whether any pass of a loop has added something, for values that passes add to under conditions. */
export class Reached {
  #write: Writer;
  #path: Path;
  #notes: {key: number; within: Value; next: Value; result: Value}[] = [];

  /** `path`: the conditions that hold for the whole loop. */
  constructor(write: Writer, path: Path) {
    this.#write = write;
    this.#path = path;
  }

  /** In the body: a value gets what waits under these conditions. */
  note(key: number, paths: readonly Path[]): void {
    const own = paths.map((path) => path.slice(this.#path.length));
    if (own.length === 0 || own.some((path) => path.length === 0)) return;
    const {builder} = this.#write;
    const within = builder.value("bool");
    const next = own
      .map((path) => writePath(this.#write, path)!)
      .reduce((any, condition) => this.#write.apply("or", any, condition), within);
    this.#notes.push({key, within, next, result: builder.value("bool")});
  }

  /** After the loop: gives it the carries that this takes; by value, the bool of whether it was reached. */
  close({ops}: Region): Map<number, Value> {
    if (this.#notes.length === 0) return new Map();
    const loop = ops.pop() as ForOp;
    const start = this.#write.builder.boolean(false);
    ops.push(loop);
    for (const {within, next, result} of this.#notes)
      loop.carries.push({start, within, next, result});
    return new Map(this.#notes.map(({key, result}) => [key, result]));
  }
}
