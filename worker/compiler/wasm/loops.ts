// Loops: for, which all points go through together, and while, which each point leaves on its own.
import {regionsOf, type ArrayId, type Carry, type Op, type Region} from "../ir.ts";
import {I32, V128, VOID} from "./code.ts";
import type {Emission} from "./emission.ts";
import {choose} from "./operations.ts";

type For = Op & {kind: "for"};
type While = Op & {kind: "while"};
type WriteRegion = (region: Region) => void;

/** No counter goes further. */
const MOST_PASSES = 0x7fffffff;

export function writeFor(emission: Emission, op: For, writeRegion: WriteRegion): void {
  const [from, to] = [emission.integer(op.from), emission.integer(op.to)];
  start(emission, op.carries);
  const index = emission.local(I32);
  emission.take(op.from);
  emission.set(index);
  emission.setPlace(op.index, index);
  let last: number | undefined;
  if (to === undefined) {
    emission.take(op.to);
    last = emission.keep(I32);
  }
  const pushLast = () => {
    if (last === undefined) emission.push("i32.const", to);
    else emission.get(last);
  };
  readBeforeLoop(emission, op);

  const isSure = from !== undefined && to !== undefined && from < to;
  if (!isSure) {
    emission.push("block", VOID);
    emission.get(index);
    pushLast();
    emission.push("i32.ge_s");
    emission.push("br_if", 0);
  }
  emission.push("loop", VOID);
  writeRegion(op.body);
  const moving = findMoving(op.carries);
  for (const {next} of moving) emission.take(next);
  for (const {within} of moving.reverse()) emission.set(emission.place(within));
  emission.get(index);
  emission.push("i32.const", op.step);
  emission.push("i32.add");
  emission.push("local.tee", index);
  pushLast();
  emission.push("i32.lt_s");
  emission.push("br_if", 0);
  emission.push("end");
  if (!isSure) emission.push("end");
  finish(emission, op.carries);
}

/** The mask holds the points that still go on; the loop ends when there is none. */
export function writeWhile(emission: Emission, op: While, writeRegion: WriteRegion): void {
  const outer = emission.mask;
  start(emission, op.carries);
  readBeforeLoop(emission, op);
  const active = emission.local(V128);
  const left = emission.local(I32);
  if (outer ?? emission.alive) emission.get(outer ?? emission.alive ?? 0);
  else emission.truth(true);
  emission.set(active);
  emission.push("i32.const", Math.min(op.limit, MOST_PASSES));
  emission.set(left);
  emission.mask = active;

  emission.push("block", VOID);
  emission.push("loop", VOID);
  writeRegion(op.test);
  emission.take(op.going);
  emission.get(active);
  emission.push("v128.and");
  emission.push("local.tee", active);
  emission.push("v128.any_true");
  emission.push("i32.eqz");
  emission.push("br_if", 1);
  writeLimit(emission, op, active, left);
  writeRegion(op.body);
  const moving = findMoving(op.carries);
  for (const {next, within} of moving) {
    emission.take(next);
    emission.get(emission.place(within));
    emission.get(active);
    choose(emission);
  }
  for (const {within} of moving.reverse()) emission.set(emission.place(within));
  emission.get(left);
  emission.push("i32.const", 1);
  emission.push("i32.sub");
  emission.set(left);
  emission.push("br", 0);
  emission.push("end");
  emission.push("end");
  emission.mask = outer;
  finish(emission, op.carries);
}

/** Where no pass is left, points that would go on become NaN. */
function writeLimit(emission: Emission, op: While, active: number, left: number): void {
  emission.get(left);
  emission.push("i32.eqz");
  emission.push("if", VOID);
  for (const {within} of op.carries) {
    if (!emission.isF64(within)) continue;
    emission.fixed(NaN);
    emission.get(emission.place(within));
    emission.get(active);
    choose(emission);
    emission.set(emission.place(within));
  }
  emission.push("br", 2);
  emission.push("end");
}

function start(emission: Emission, carries: readonly Carry[]): void {
  for (const carry of carries) {
    emission.take(carry.start);
    emission.setPlace(carry.within, emission.keep());
  }
}

/** The results are where the carried values were last. */
function finish(emission: Emission, carries: readonly Carry[]): void {
  for (const {within, result} of carries) emission.setPlace(result, emission.place(within));
}

function findMoving(carries: readonly Carry[]): Carry[] {
  return carries.filter(({next, within}) => next !== within);
}

function readBeforeLoop(emission: Emission, op: Op): void {
  const arrays = new Set<ArrayId>();
  findWritten(op, arrays);
  for (const array of arrays) emission.readBefore(array);
}

function findWritten(op: Op, arrays: Set<ArrayId>): void {
  if (op.kind === "store") arrays.add(op.array);
  for (const {ops} of regionsOf(op)) for (const inner of ops) findWritten(inner, arrays);
}
