// JavaScript's operators on 32 bits: at once on what is known, on addresses as division and remainder, else by
// powers of two, which is exact.
import {floorDivide, lowOf, multiply} from "./addresses.ts";
import type {Machine} from "./machine.ts";
import {applyOp, arithmetic, choose, compare} from "./numbers.ts";
import type {Place} from "./place.ts";
import {
  isAddress,
  isObject,
  knownOf,
  type Condition,
  type Numeric,
  type Symbolic
} from "./values.ts";

const BITWISE: Readonly<Record<string, ((a: number, b: number) => number) | undefined>> = {
  "|": (a, b) => a | b,
  "&": (a, b) => a & b,
  "^": (a, b) => a ^ b,
  "<<": (a, b) => a << b,
  ">>": (a, b) => a >> b,
  ">>>": (a, b) => a >>> b
};

const WORD = 0x100000000;
const HALF = 0x80000000;

/** x | 0: what is left of the number in 32 bits with a sign. */
export function toWord(machine: Machine, x: Numeric): Numeric {
  const rest = arithmetic(machine, "rem", applyOp(machine, "trunc", x), WORD);
  const pick = (condition: Condition, a: Numeric, b: Numeric): Numeric =>
    typeof condition === "boolean" ? (condition ? a : b) : choose(machine, condition, a, b);
  const wrapped = pick(
    compare(machine, "le", HALF, rest),
    arithmetic(machine, "sub", rest, WORD),
    pick(compare(machine, "lt", rest, -HALF), arithmetic(machine, "add", rest, WORD), rest)
  );
  // + 0: no −0 among words; what is no number is 0
  return pick(compare(machine, "eq", rest, rest), arithmetic(machine, "add", wrapped, 0), 0);
}

function floorOf(machine: Machine, word: Numeric, by: number): Numeric {
  return applyOp(machine, "floor", arithmetic(machine, "div", word, by));
}

/** x ∘ bits; undefined where that is more than powers of two. */
function operateWord(
  machine: Machine,
  operator: string,
  x: Numeric,
  bits: number
): Numeric | undefined {
  const power = 2 ** (bits & 31); // eslint-disable-line no-restricted-syntax -- exact
  switch (operator) {
    case "|":
    case "^":
      return bits === 0 ? toWord(machine, x) : undefined;
    case ">>":
      return floorOf(machine, toWord(machine, x), power);
    case "<<":
      return toWord(machine, arithmetic(machine, "mul", toWord(machine, x), power));
    case "&": {
      if (!isMask(bits)) return undefined;
      const word = toWord(machine, x);
      const whole = arithmetic(machine, "mul", floorOf(machine, word, bits + 1), bits + 1);
      return arithmetic(machine, "sub", word, whole);
    }
    default:
      return undefined;
  }
}

/** 2ⁿ − 1, small enough to add one. */
function isMask(bits: number): boolean {
  return Number.isInteger(bits) && bits >= 0 && bits < 0x3fffffff && (bits & (bits + 1)) === 0;
}

/** Bits of numbers known now; on addresses, what is division or remainder. */
export function operateBits(
  machine: Machine,
  operator: string,
  [a, b]: readonly [Numeric, Numeric],
  place: Place
): Symbolic {
  const known = knownOf(b);
  const bits = BITWISE[operator];
  if (!bits) machine.fail(place, `${operator} is not part of the model language: compare numbers`);
  if (typeof a === "number" && typeof b === "number") return bits(a, b);
  if (known !== undefined && Number.isInteger(known)) {
    const value =
      operateAddress(machine, operator, a, known) ?? operateWord(machine, operator, a, known);
    if (value !== undefined) return value;
  }
  return machine.fail(
    place,
    `${operator} works only with a number known at compile time on its right, for & one such as 1, 3, 7: write Math.floor or %`
  );
}

function operateAddress(machine: Machine, operator: string, a: Numeric, by: number): Symbolic {
  if (!isAddress(a)) {
    // (i / 2) | 0
    const whole = !isObject(a) || a.kind !== "number" ? undefined : a.quotient;
    return operator === "|" && by === 0 && whole
      ? floorDivide(machine, whole.of, whole.by)
      : undefined;
  }
  if (by === 0 && operator !== "&") return a;
  if (lowOf(a) < 0 || !Number.isInteger(by) || by < 0 || by > 30) {
    if (operator !== "&" || lowOf(a) < 0 || !isMask(by)) return undefined;
  }
  switch (operator) {
    case ">>":
    case ">>>":
      return floorDivide(machine, a, 1 << by);
    case "<<":
      return multiply(machine, a, 1 << by);
    case "&":
      return isMask(by) ? arithmetic(machine, "rem", a, by + 1) : undefined;
    default:
      return undefined;
  }
}
