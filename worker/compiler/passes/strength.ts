// Cheaper ops with the same bits. There are few: a quotient is a product only where the divisor's inverse is
// exact, which is where it is a power of two. pow(x, 2) and the like round otherwise than products do and stay.
import type {ApplyOp, Op, Program, Region, Value} from "../ir.ts";
import {Rewriter} from "./rewriter.ts";

export function strength(program: Program): Program {
  const rewriter = new Rewriter(program);
  const known: (number | boolean | undefined)[] = [];

  const visit = ({ops}: Region): void => {
    for (const op of ops) write(op);
  };
  const write = (op: Op): void => {
    if (op.kind === "for" || op.kind === "while") {
      rewriter.out.push(rewriter.loop(op, op.carries, visit));
      return;
    }
    if (op.kind === "const") known[op.result] = op.value;
    const refreshed = rewriter.refresh(op);
    rewriter.out.push(refreshed.kind === "apply" ? weaken(refreshed) : refreshed);
  };
  const weaken = (op: ApplyOp): ApplyOp => {
    if (op.name !== "mul" && op.name !== "div") return op;
    const [a, b] = op.args;
    if (op.name === "mul" && (known[a] === 2 || known[b] === 2)) {
      const x = known[a] === 2 ? b : a;
      return {...op, name: "add", args: [x, x]};
    }
    const inverse = op.name === "div" ? exactInverse(known[b]) : undefined;
    if (inverse === undefined) return op;
    const factor: Value = rewriter.constant("f64", inverse);
    known[factor] = inverse;
    return {...op, name: "mul", args: [a, factor]};
  };
  return rewriter.program(visit);
}

const SMALLEST_NORMAL = 2.2250738585072014e-308;

/** 1/c where that is exact and no subnormal number is involved, which some devices take for zero. */
export function exactInverse(c: number | boolean | undefined): number | undefined {
  if (typeof c !== "number" || !Number.isFinite(c) || Math.abs(c) < SMALLEST_NORMAL)
    return undefined;
  const inverse = 1 / c;
  return isPowerOfTwo(c) && Math.abs(inverse) >= SMALLEST_NORMAL ? inverse : undefined;
}

const real = new Float64Array(1);
const words = new Uint32Array(real.buffer);

/** Of either sign: no bit of the mantissa is set. */
function isPowerOfTwo(normal: number): boolean {
  real[0] = normal;
  return words[0] === 0 && (words[1] & 0xfffff) === 0;
}
