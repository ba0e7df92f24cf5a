// Where each value comes from and where it goes.
import type {ApplyOp, Carry, ForOp, Op, Program, Region, StoreOp, Value, WhileOp} from "../ir.ts";

export type Loop = ForOp | WhileOp;

export type Use =
  | {kind: "argument"; op: ApplyOp; position: number}
  /** what a loop's carry begins with, or takes up at the end of a pass. */
  | {kind: "start" | "next"; carry: Carry}
  | {kind: "stored"; op: StoreOp}
  /** an index, a bound, a condition. */
  | {kind: "other"};

export interface LoopCarry {
  loop: Loop;
  carry: Carry;
}

export interface Uses {
  /** by value. */
  of: readonly (readonly Use[])[];
  /** the op that defines a value, by value; a loop for what it carries and for its index. */
  makers: readonly (Op | undefined)[];
  loops: readonly Loop[];
  /** stores that may happen more than once. */
  repeated: readonly StoreOp[];
  /** whether a value is used once, and in the region that defines it. */
  isSingle: (value: Value) => boolean;
}

export function findUses(program: Program): Uses {
  const {types} = program;
  const of: Use[][] = types.map(() => []);
  const makers: (Op | undefined)[] = types.map(() => undefined);
  const homes: (Region | undefined)[] = types.map(() => undefined);
  const isAway = new Uint8Array(types.length);
  const loops: Loop[] = [];
  const repeated: StoreOp[] = [];

  const make = (value: Value, op: Op, region: Region) => {
    makers[value] = op;
    homes[value] = region;
  };
  const use = (value: Value, region: Region, as: Use) => {
    of[value].push(as);
    if (homes[value] !== region) isAway[value] = 1;
  };
  const visitLoop = (op: Loop, region: Region) => {
    loops.push(op);
    if (op.kind === "for") {
      for (const value of [op.from, op.to]) use(value, region, {kind: "other"});
      make(op.index, op, op.body);
    }
    for (const carry of op.carries) {
      use(carry.start, region, {kind: "start", carry});
      make(carry.within, op, op.body);
      make(carry.result, op, region);
    }
    if (op.kind === "while") {
      visit(op.test, true);
      use(op.going, op.test, {kind: "other"});
    }
    visit(op.body, true);
    for (const carry of op.carries) use(carry.next, op.body, {kind: "next", carry});
  };
  const visit = (region: Region, isRepeated: boolean) => {
    for (const op of region.ops) {
      switch (op.kind) {
        case "const":
          make(op.result, op, region);
          break;
        case "apply":
          op.args.forEach((arg, position) => use(arg, region, {kind: "argument", op, position}));
          make(op.result, op, region);
          break;
        case "load":
          use(op.index, region, {kind: "other"});
          make(op.result, op, region);
          break;
        case "store":
          if (isRepeated) repeated.push(op);
          use(op.value, region, {kind: "stored", op});
          use(op.index, region, {kind: "other"});
          if (op.where !== undefined) use(op.where, region, {kind: "other"});
          break;
        default:
          visitLoop(op, region);
      }
    }
  };
  visit(program.body, false);
  return {
    of,
    makers,
    loops,
    repeated,
    isSingle: (value) => of[value].length === 1 && isAway[value] === 0
  };
}
