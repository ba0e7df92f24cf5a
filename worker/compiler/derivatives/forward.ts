// Forward differentiation: every value that moves with the parameters is followed by its tangents, one for
// each direction in which it can move.
import {
  OUTPUT,
  type ArrayId,
  type ForOp,
  type LoadOp,
  type Model,
  type Op,
  type Region,
  type StoreOp,
  type Value,
  type WhileOp,
  type ApplyOp,
  type Carry
} from "../ir.ts";
import {followRule} from "./chain.ts";
import {Copy} from "./copy.ts";
import {findUseful, reach, type Reach, type Use} from "./flow.ts";
import {openOutlet, type Outlet} from "./outlet.ts";
import {findColumns} from "./parameters.ts";
import {RULES} from "./rules.ts";
import {toList} from "./bits.ts";
import {identitySeeds, parameterSeeds, type Seeds, type Tangents} from "./seeds.ts";

export interface ForwardOptions {
  by?: string | readonly string[];
  /** a direction for each column, or names of parameters that give one each, as long as there are columns. */
  directions: "identity" | readonly string[];
  /** whether the value comes first in the answer. */
  withValue?: boolean;
  /** of the new program. */
  name?: string;
  isScalar?: boolean;
  /** the function that the reader called. */
  area?: string;
}

/** Answers outputs × directions by rows, after the value where that is asked for. */
export function forward(model: Model, options: ForwardOptions): Model {
  const {program} = model;
  const {by, directions, withValue = false, area = "model.jacobian"} = options;
  const {name = `${program.name}Forward`, isScalar} = options;
  const columns = findColumns(program, by, area);
  const count = directions === "identity" ? columns.count : directions.length;
  const rows = program.arrays[OUTPUT].size;
  const outputs = rows * (count + (withValue ? 1 : 0));
  const copy = new Copy(model, {name, outputs, isScalar});
  const seeds =
    directions === "identity"
      ? identitySeeds(copy, columns)
      : parameterSeeds(copy, columns, directions);
  new Forward(copy, seeds, withValue).run();
  return copy.model();
}

const NOTHING: ReadonlyMap<number, Value> = new Map();

class Forward {
  #copy: Copy;
  #seeds: Seeds;
  #reach: Reach;
  #use: Use;
  #outlet: Outlet;
  /** by value of the source. */
  #tangents: (Tangents | undefined)[] = [];
  /** the tangents of local arrays: an array for each direction. */
  #shadows = new Map<string, ArrayId>();

  constructor(copy: Copy, seeds: Seeds, withValue: boolean) {
    this.#copy = copy;
    this.#seeds = seeds;
    this.#reach = reach(copy.program, seeds.reach);
    this.#use = findUseful(copy.program);
    this.#outlet = openOutlet(copy, seeds.count, withValue);
  }

  run(): void {
    this.#region(this.#copy.program.body);
    this.#outlet.close((direction) =>
      this.#directionsOf(OUTPUT).includes(direction) ? this.#shadow(OUTPUT, direction) : undefined
    );
  }

  #region({ops}: Region): void {
    for (const op of ops) this.#op(op);
  }

  #op(op: Op): void {
    switch (op.kind) {
      case "const":
        return this.#copy.op(op);
      case "apply":
        this.#copy.op(op);
        if (this.#isActive(op.result)) this.#apply(op);
        return;
      case "load":
        this.#copy.op(op);
        if (this.#isActive(op.result)) this.#load(op);
        return;
      case "store":
        return this.#store(op);
      case "for":
        return this.#for(op);
      case "while":
        return this.#while(op);
    }
  }

  #isActive(value: Value): boolean {
    return this.#use.values[value] && this.#reach.values[value] !== 0n;
  }

  #tangentsOf(value: Value): ReadonlyMap<number, Value> {
    return this.#tangents[value] ?? NOTHING;
  }

  #zero(): Value {
    return this.#copy.write.number(0);
  }

  #apply({name, args, result}: ApplyOp): void {
    const rule = RULES[name];
    if (rule === undefined) return;
    const copies = args.map((arg) => this.#copy.of(arg));
    const scene = {write: this.#copy.write, args: copies, result: this.#copy.of(result)};
    const tangents = args.map((arg) => this.#tangentsOf(arg));
    this.#tangents[result] = followRule(scene, rule, tangents);
  }

  #load({result, array, index}: LoadOp): void {
    const copy = this.#copy;
    const isInput = copy.program.arrays[array].role === "input";
    const place = copy.element(array, index);
    if (isInput && place !== undefined) {
      this.#tangents[result] = this.#seeds.element(array, place);
      return;
    }
    const at = (d: number) =>
      isInput
        ? this.#seeds.at(array, copy.of(index), d)
        : copy.builder.load(this.#shadow(array, d), copy.of(index));
    this.#tangents[result] = new Map(toList(this.#reach.values[result]).map((d) => [d, at(d)]));
  }

  #store(op: StoreOp): void {
    const {array, index, value, where} = op;
    const copy = this.#copy;
    const tangents = this.#tangentsOf(value);
    if (array === OUTPUT && this.#outlet.isOpen) return this.#outlet.store(op, tangents);
    copy.op(op);
    const condition = where === undefined ? undefined : copy.of(where);
    for (const d of this.#directionsOf(array)) {
      const tangent = tangents.get(d) ?? this.#zero();
      copy.builder.store(this.#shadow(array, d), copy.of(index), tangent, condition);
    }
  }

  #directionsOf(array: ArrayId): number[] {
    return this.#use.arrays[array] ? toList(this.#reach.arrays[array]) : [];
  }

  #shadow(array: ArrayId, direction: number): ArrayId {
    const key = `${array} ${direction}`;
    const made = this.#shadows.get(key);
    if (made !== undefined) return made;
    const {name, size} = this.#copy.program.arrays[array];
    const shadow = this.#copy.builder.array(`${name} tangent`, "local", size);
    this.#shadows.set(key, shadow);
    return shadow;
  }

  #for(op: ForOp): void {
    const followed = this.#follow(op.carries);
    const results = this.#copy.for(op, op.carries, this.#gather(followed, "start"), (more) => {
      this.#bind(followed, "within", more);
      this.#region(op.body);
      return this.#gather(followed, "next");
    });
    this.#bind(followed, "result", results);
  }

  #while(op: WhileOp): void {
    const followed = this.#follow(op.carries);
    const results = this.#copy.while(
      op,
      this.#gather(followed, "start"),
      (more) => {
        this.#bind(followed, "within", more);
        this.#region(op.test);
      },
      () => {
        this.#region(op.body);
        return this.#gather(followed, "next");
      }
    );
    this.#bind(followed, "result", results);
  }

  /** The tangents that a loop carries. */
  #follow(carries: readonly Carry[]): {carry: Carry; direction: number}[] {
    return carries
      .filter(({within, result}) => this.#isActive(within) || this.#isActive(result))
      .flatMap((carry) =>
        toList(this.#reach.values[carry.result]).map((direction) => ({carry, direction}))
      );
  }

  #gather(followed: readonly {carry: Carry; direction: number}[], role: "start" | "next"): Value[] {
    return followed.map(
      ({carry, direction}) => this.#tangentsOf(carry[role]).get(direction) ?? this.#zero()
    );
  }

  #bind(
    followed: readonly {carry: Carry; direction: number}[],
    role: "within" | "result",
    values: readonly Value[]
  ): void {
    for (const {carry} of followed) this.#tangents[carry[role]] = new Map();
    followed.forEach(({carry, direction}, k) =>
      this.#tangents[carry[role]]!.set(direction, values[k])
    );
  }
}
