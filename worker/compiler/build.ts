// Writes programs: what the front, the derivatives and the tests make theirs with.
import {
  OUTPUT,
  type ArrayId,
  type Carry,
  type Op,
  type Param,
  type Program,
  type Region,
  type Role,
  type Type,
  type Value
} from "./ir.ts";
import {OPS, type OpName} from "./ops.ts";

/** A place in a program to which a builder can go back, undoing what was written since. */
export interface Mark {
  ops: number;
  types: number;
  arrays: number;
  region: Region;
}

export class Builder {
  readonly program: Program;
  #region: Region;

  constructor(name: string, outputs: number, isScalar = false) {
    this.program = {
      name,
      params: [],
      arrays: [{name: "out", role: "output", size: outputs}],
      types: [],
      body: {ops: []},
      isScalar
    };
    this.#region = this.program.body;
  }

  /** The region being written. */
  get region(): Region {
    return this.#region;
  }

  value(type: Type): Value {
    return this.program.types.push(type) - 1;
  }

  array(name: string, role: Role, size: number): ArrayId {
    return this.program.arrays.push({name, role, size}) - 1;
  }

  param(name: string, size: number, isNumber = false): Param {
    const param = {name, size, isNumber, array: this.array(name, "input", size)};
    this.program.params.push(param);
    return param;
  }

  push(op: Op): void {
    this.#region.ops.push(op);
  }

  number(value: number): Value {
    return this.#constant(value, "f64");
  }

  integer(value: number): Value {
    return this.#constant(value, "i32");
  }

  boolean(value: boolean): Value {
    return this.#constant(value, "bool");
  }

  #constant(value: number | boolean, type: Type): Value {
    const result = this.value(type);
    this.push({kind: "const", result, value});
    return result;
  }

  apply(name: OpName, ...args: Value[]): Value {
    const result = this.value(OPS[name].gives);
    this.push({kind: "apply", result, name, args});
    return result;
  }

  load(array: ArrayId, index: Value): Value {
    const result = this.value("f64");
    this.push({kind: "load", result, array, index});
    return result;
  }

  store(array: ArrayId, index: Value, value: Value, where?: Value): void {
    this.push({kind: "store", array, index, value, ...(where !== undefined && {where})});
  }

  /** Stores the answer's element. */
  output(index: number, value: Value): void {
    this.store(OUTPUT, this.integer(index), value);
  }

  /** Writes `work` into a region of its own and returns that. */
  inRegion(work: () => void): Region {
    const outer = this.#region;
    const region = (this.#region = {ops: []});
    try {
      work();
    } finally {
      this.#region = outer;
    }
    return region;
  }

  /** A for loop; `body` gets the index and the carried values and returns their next ones. Returns the results. */
  loop(
    {from, to, step = 1, trips}: {from: Value; to: Value; step?: number; trips: number},
    starts: readonly Value[],
    body: (index: Value, within: readonly Value[]) => readonly Value[]
  ): Value[] {
    const index = this.value("i32");
    const carries = this.#carry(starts);
    const region = this.inRegion(() => {
      const next = body(index, carries.map(({within}) => within)); // prettier-ignore
      carries.forEach((carry, k) => (carry.next = next[k]));
    });
    this.push({kind: "for", index, from, to, step, trips, carries, body: region});
    return carries.map(({result}) => result);
  }

  /** A while loop; `test` returns the bool, `body` the next values. Returns the results. */
  repeat(
    limit: number,
    starts: readonly Value[],
    test: (within: readonly Value[]) => Value,
    body: (within: readonly Value[]) => readonly Value[]
  ): Value[] {
    const carries = this.#carry(starts);
    const within = carries.map((carry) => carry.within);
    let going: Value = -1;
    const testRegion = this.inRegion(() => (going = test(within)));
    const region = this.inRegion(() => {
      const next = body(within);
      carries.forEach((carry, k) => (carry.next = next[k]));
    });
    this.push({kind: "while", carries, test: testRegion, going, body: region, limit});
    return carries.map(({result}) => result);
  }

  #carry(starts: readonly Value[]): Carry[] {
    return starts.map((start) => {
      const type = this.program.types[start];
      return {start, within: this.value(type), next: -1, result: this.value(type)};
    });
  }

  mark(): Mark {
    const {types, arrays} = this.program;
    return {
      ops: this.#region.ops.length,
      types: types.length,
      arrays: arrays.length,
      region: this.#region
    };
  }

  /** Undoes all that was written since the mark; the caller holds nothing made since then. */
  rewind({ops, types, arrays, region}: Mark): void {
    this.#region = region;
    region.ops.length = ops;
    this.program.types.length = types;
    this.program.arrays.length = arrays;
  }
}
