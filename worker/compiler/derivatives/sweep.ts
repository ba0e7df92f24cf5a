// The second half of reverse mode: from the answer back to the parameters, op by op.
import {
  OUTPUT,
  type ApplyOp,
  type ArrayId,
  type ForOp,
  type LoadOp,
  type Op,
  type Region,
  type StoreOp,
  type Value
} from "../ir.ts";
import type {AdjointArrays} from "./adjointArrays.ts";
import {mirrorOf, Reached, turnRound} from "./backLoop.ts";
import type {Copy} from "./copy.ts";
import type {Activity} from "./flow.ts";
import {writeLoop} from "./loops.ts";
import {storesTo} from "./memory.ts";
import {findOutside} from "./outside.ts";
import type {Columns} from "./parameters.ts";
import {Pending, type Path} from "./pending.ts";
import type {Recorder} from "./record.ts";
import {RULES, type Scene} from "./rules.ts";
import type {Weights} from "./weights.ts";

export interface SweepParts {
  copy: Copy;
  recorder: Recorder;
  adjoints: AdjointArrays;
  activity: Activity;
  columns: Columns;
  weights: Weights;
}

export class Sweep {
  #parts: SweepParts;
  #pending: Pending;

  constructor(parts: SweepParts) {
    this.#parts = parts;
    this.#pending = new Pending(parts.copy.write);
  }

  /** Stores one row of the answer, from place `first` on. */
  run(first: number): void {
    const {copy, weights, adjoints} = this.#parts;
    if (!weights.at) adjoints.set(OUTPUT, weights.array());
    this.#region(copy.program.body);
    this.#finish(first);
  }

  #finish(first: number): void {
    const {copy, columns, adjoints} = this.#parts;
    const {builder, write} = copy;
    for (const {array, size} of columns.params) {
      const start = columns.first.get(array)!;
      const gathered = adjoints.find(array);
      for (let k = 0; k < size; k++) {
        const value = this.#pending.settle(toKey(start + k));
        if (gathered === undefined) builder.output(first + start + k, value ?? write.number(0));
        else if (value !== undefined) adjoints.add(array, write.integer(k), {value, path: []});
      }
      if (gathered === undefined) continue;
      writeLoop(write, size, (index) => {
        const place = write.index("iadd", index, write.integer(first + start));
        builder.store(OUTPUT, place, builder.load(gathered, index));
      });
    }
  }

  #region({ops}: Region): void {
    for (let k = ops.length - 1; k >= 0; k--) this.#op(ops[k]);
  }

  #op(op: Op): void {
    switch (op.kind) {
      case "apply":
        return this.#apply(op);
      case "load":
        return this.#load(op);
      case "store":
        return this.#store(op);
      case "for":
        return this.#for(op);
    }
  }

  #apply({name, args, result}: ApplyOp): void {
    const adjoint = this.#pending.take(result);
    const rule = RULES[name];
    if (!adjoint || !rule) return;
    const {copy, activity} = this.#parts;
    const copies = args.map((arg) => copy.of(arg));
    const scene: Scene = {write: copy.write, args: copies, result: copy.of(result)};
    const {value, path} = adjoint;
    if (rule.kind === "choice") {
      const test = rule.test(scene);
      rule.arms.forEach((k, arm) => {
        if (!activity.value(args[k])) return;
        this.#pending.add(args[k], {value, path: [...path, {test, holds: arm === 0}]});
      });
      return;
    }
    args.forEach((arg, k) => {
      if (!activity.value(arg)) return;
      const factor = rule.factor(scene, k);
      if (factor) this.#pending.add(arg, {value: factor(value), path});
    });
  }

  #load(op: LoadOp): void {
    const adjoint = this.#pending.take(op.result);
    if (!adjoint) return;
    const key = this.#keyOf(op);
    if (key !== undefined) return this.#pending.add(key, adjoint);
    const {copy, adjoints} = this.#parts;
    adjoints.add(op.array, copy.of(op.index), adjoint);
  }

  /** The number of a parameter's element that a load is known to read. */
  #keyOf({array, index}: LoadOp): number | undefined {
    const start = this.#parts.columns.first.get(array);
    const place = this.#parts.copy.element(array, index);
    return start === undefined || place === undefined ? undefined : toKey(start + place);
  }

  #store({array, index, value, where}: StoreOp): void {
    const {copy, activity, adjoints, weights} = this.#parts;
    if (!activity.array(array)) return;
    const place = copy.of(index);
    const path: Path = [
      ...this.#inside(array, place),
      ...(where === undefined ? [] : [{test: copy.of(where), holds: true}])
    ];
    if (array === OUTPUT && weights.at) {
      const weight = activity.value(value) ? weights.at(place) : undefined;
      if (weight !== undefined) this.#pending.add(value, {value: weight, path});
      return;
    }
    const adjoint = adjoints.take(array, place, path);
    if (activity.value(value)) this.#pending.add(value, adjoint);
  }

  /** That an f64 index is a place of the array: else nothing was stored. */
  #inside(array: ArrayId, index: Value): Path {
    const {builder, program, write} = this.#parts.copy;
    if (builder.program.types[index] === "i32") return [];
    const tests = [
      write.apply("le", write.number(0), index),
      write.apply("lt", index, write.number(program.arrays[array].size)),
      write.apply("eq", index, write.apply("floor", index))
    ];
    return tests.map((test) => ({test, holds: true}));
  }

  #for(op: ForOp): void {
    const {copy, activity, recorder} = this.#parts;
    const {builder, write} = copy;
    const outer = this.#pending;
    const active = op.carries.filter(activity.carry);
    const results = active.map(({result}) => result);
    const hasStores = storesTo(op.body, activity.array);
    if (!hasStores && !results.some((result) => outer.has(result))) return;
    const outside = findOutside(op, activity, (load) => this.#keyOf(load));
    // all that flows in the loop counts under these conditions, which stay with what comes out
    const path = hasStores ? [] : outer.shared(results);
    const settled = results.map((result) => outer.settle(result, path) ?? write.number(0));
    const starts = [...settled, ...outside.map(() => write.number(0))];
    const reached = new Reached(write, path);
    const mirror = mirrorOf(copy, op);
    let isSum = !hasStores;
    let mirrored: Value = -1;
    const sums = builder.loop(mirror.bounds, starts, (index, within) => {
      mirrored = write.apply("isub", mirror.sum, index);
      copy.set(op.index, mirrored);
      return recorder.replay(op, () => {
        const inner = (this.#pending = new Pending(write));
        active.forEach(({next}, k) => inner.add(next, {value: within[k], path}));
        this.#region(op.body);
        this.#pending = outer;
        const back = active.map((carry) => inner.settle(carry.within, path) ?? write.number(0));
        isSum &&= back.every((value, k) => value === within[k]);
        const added = outside.map((key, k) => {
          const sum = within[active.length + k];
          if (isValue(key)) reached.note(key, inner.paths(key));
          const part = inner.settle(key, path);
          return part === undefined ? sum : write.add(sum, part);
        });
        return [...back, ...added];
      });
    });
    if (isSum) turnRound(builder.region, mirrored);
    const conditions = reached.close(builder.region);
    active.forEach(({start}, k) => {
      if (activity.value(start)) outer.add(start, {value: sums[k], path});
    });
    outside.forEach((key, k) => {
      const condition = conditions.get(key);
      const whole = condition === undefined ? path : [...path, {test: condition, holds: true}];
      outer.add(key, {value: sums[active.length + k], path: whole});
    });
  }
}

/** Elements of the parameters go by numbers that are no values. */
function toKey(column: number): number {
  return -1 - column;
}

function isValue(key: number): boolean {
  return key >= 0;
}
