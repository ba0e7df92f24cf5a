// How each operation of the table in ops.ts is done on two points at a time.
import type {Op, Value} from "../ir.ts";
import type {OpName} from "../ops.ts";
import type {Emission} from "./emission.ts";
import {callLane} from "./inline.ts";

type Apply = Op & {kind: "apply"};
type Writer = (emission: Emission, op: Apply) => void;

/** All operands, then instructions. */
const plain =
  (...instructions: string[]): Writer =>
  (emission, {args}) => {
    for (const arg of args) emission.take(arg);
    for (const instruction of instructions) emission.push(instruction);
  };

/** A function of the kernels. */
const lane: Writer = (emission, {name, args}) => {
  for (const arg of args) emission.take(arg);
  callLane(emission, `lane_${name}`);
};

const WRITERS: Record<OpName, Writer> = {
  add: fused("f64x2.add", "f64x2.relaxed_madd", true),
  sub: fused("f64x2.sub", "f64x2.relaxed_nmadd", false),
  mul: plain("f64x2.mul"),
  div: plain("f64x2.div"),
  rem: lane,
  neg: plain("f64x2.neg"),
  abs: plain("f64x2.abs"),
  sqrt: plain("f64x2.sqrt"),
  floor: plain("f64x2.floor"),
  ceil: plain("f64x2.ceil"),
  trunc: plain("f64x2.trunc"),
  round: writeRound,
  sign: writeSign,
  min: plain("f64x2.min"),
  max: plain("f64x2.max"),
  exp: lane,
  expm1: lane,
  log: lane,
  log1p: lane,
  log2: lane,
  log10: lane,
  pow: lane,
  sin: lane,
  cos: lane,
  tan: lane,
  asin: lane,
  acos: lane,
  atan: lane,
  atan2: lane,
  sinh: lane,
  cosh: lane,
  tanh: lane,
  asinh: lane,
  acosh: lane,
  atanh: lane,
  cbrt: lane,
  hypot: lane,
  erf: lane,
  erfc: lane,
  lgamma: lane,
  digamma: lane,
  lt: plain("f64x2.lt"),
  le: plain("f64x2.le"),
  eq: plain("f64x2.eq"),
  ne: plain("f64x2.ne"),
  and: plain("v128.and"),
  or: plain("v128.or"),
  not: plain("v128.not"),
  select: writeSelect,
  iadd: plain("i32.add"),
  isub: plain("i32.sub"),
  imul: plain("i32.mul"),
  idiv: plain("i32.div_s"),
  irem: plain("i32.rem_s"),
  number: plain("i32x4.splat", "f64x2.convert_low_i32x4_s")
};

export function writeApply(emission: Emission, op: Apply): void {
  WRITERS[op.name](emission, op);
}

/** A sum, in fast numerics together with a product that only it takes. */
function fused(instruction: string, together: string, commutes: boolean): Writer {
  const apart = plain(instruction);
  return (emission, op) => {
    const [a, b] = op.args;
    const product = emission.relaxed ? findProduct(emission, b) : undefined;
    if (product) return writeFused(emission, b, product, a, together);
    const other = emission.relaxed && commutes ? findProduct(emission, a) : undefined;
    if (other) return writeFused(emission, a, other, b, together);
    apart(emission, op);
  };
}

function findProduct(emission: Emission, value: Value): Apply | undefined {
  const op = emission.waiting(value);
  return op?.kind === "apply" && op.name === "mul" ? op : undefined;
}

function writeFused(
  emission: Emission,
  value: Value,
  {args}: Apply,
  term: Value,
  instruction: string
): void {
  emission.skip(value);
  for (const arg of [...args, term]) emission.take(arg);
  emission.push(instruction);
}

function writeSelect(emission: Emission, {args: [condition, yes, no]}: Apply): void {
  emission.take(yes);
  emission.take(no);
  emission.take(condition);
  choose(emission);
}

/** (yes, no, mask) → yes where the mask is set. */
export function choose(emission: Emission): void {
  // Masks are all ones or all zeros, for which the relaxed instruction does the same, and quicker.
  emission.push(emission.relaxed ? "i64x2.relaxed_laneselect" : "v128.bitselect");
}

/** ⌊x⌋, one more where the rest is a half or above; the sign is that of x, which keeps −0. */
function writeRound(emission: Emission, {args: [value]}: Apply): void {
  const x = emission.inLocal(value);
  emission.get(x);
  emission.push("f64x2.floor");
  const below = emission.keep();
  emission.get(below);
  emission.get(x);
  emission.get(below);
  emission.push("f64x2.sub");
  emission.fixed(0.5);
  emission.push("f64x2.ge");
  emission.fixed(1);
  emission.push("v128.and");
  emission.push("f64x2.add");
  emission.get(x);
  emission.fixed(-0);
  emission.push("v128.and");
  emission.push("v128.or");
}

/** One with the sign of x where x is above or below zero, else x itself. */
function writeSign(emission: Emission, {args: [value]}: Apply): void {
  const x = emission.inLocal(value);
  emission.get(x);
  emission.fixed(-0);
  emission.push("v128.and");
  emission.fixed(1);
  emission.push("v128.or");
  emission.get(x);
  emission.get(x);
  emission.push("f64x2.abs");
  emission.fixed(0);
  emission.push("f64x2.gt");
  choose(emission);
}
