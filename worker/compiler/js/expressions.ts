// Operations as JavaScript expressions, with no more parentheses than the language's precedence asks for.
import {OP_NAMES, type OpName} from "../ops.ts";

/** A piece of text, with how tightly it holds together. */
export interface Expression {
  text: string;
  level: number;
  /** places that may change, whose contents the text names: a write to one of them must not come first. */
  reads: readonly number[];
  /** of `a + b`, where the left operand ends; 0 where there is no such operand. */
  cut: number;
  /** whether the right operand has parentheses. */
  isWrapped: boolean;
  /** the least and the most it can be, for addresses. */
  range: Range | undefined;
}

type Range = readonly [number, number];

/** JavaScript's precedence, by the language's own ranks. */
export const ATOM = 20;
export const UNARY = 15;
const PRODUCT = 13;
const SUM = 12;
export const LESS = 10;
const EQUAL = 9;
const BITS = 6;
const AND = 5;
const OR = 4;
const CHOICE = 3;

const NOTHING: readonly number[] = [];

/** All expressions are made here: one shape of object, and there are very many of them. */
function piece(text: string, level: number, range?: Range): Expression {
  return {text, level, reads: NOTHING, cut: 0, isWrapped: false, range};
}

export function atom(text: string, reads = NOTHING, range?: Range): Expression {
  return {text, level: ATOM, reads, cut: 0, isWrapped: false, range};
}

/** An operand that is not there. */
const EMPTY = piece("", ATOM);

/** A number or a boolean as the shortest text that reads back the same. */
export function literal(value: number | boolean): Expression {
  if (typeof value === "boolean") return piece(String(value), ATOM);
  const isNegative = value < 0 || Object.is(value, -0);
  const text = Object.is(value, -0) ? "-0" : String(value);
  return piece(text, isNegative ? UNARY : ATOM, [value, value]);
}

export function wrap({text, level}: Expression, least: number): string {
  return level < least ? `(${text})` : text;
}

type Emit = (a: Expression, b: Expression, c: Expression) => Expression;

/** From left to right: the right operand needs parentheses at the same level, since nothing reassociates. */
function join(a: Expression, sign: string, b: Expression, level: number): Expression {
  const left = wrap(a, level);
  const joined = piece(`${left} ${sign} ${wrap(b, level + 1)}`, level);
  joined.cut = left.length;
  joined.isWrapped = b.level <= level;
  return joined;
}

const infix =
  (sign: string, level: number): Emit =>
  (a, b) =>
    join(a, sign, b, level);

const isCell = ({level, reads}: Expression) => level === ATOM && reads.length > 0;
const isLiteral = ({level, range}: Expression) =>
  level >= UNARY && range !== undefined && range[0] === range[1];

/**
 * Whether b * a reads better than a * b: what is assigned to stands first, so that it can be written as `x += 1`;
 * a product of products needs no parentheses on the left.
 */
function isBetterSwapped(a: Expression, b: Expression, level: number): boolean {
  if (isCell(a)) return false;
  return isCell(b) || (b.level === level && a.level > level);
}

const multiplyFloats: Emit = (a, b) =>
  isBetterSwapped(a, b, PRODUCT) ? join(b, "*", a, PRODUCT) : join(a, "*", b, PRODUCT);

/** x + 1 rather than 1 + x, and a - b rather than a + -b. */
const add: Emit = (a, b) => {
  const isSwapped = isLiteral(a) ? !isLiteral(b) : isBetterSwapped(a, b, SUM);
  const [left, right] = isSwapped ? [b, a] : [a, b];
  if (right.level !== UNARY || right.text[0] !== "-") return join(left, "+", right, SUM);
  return join(left, "-", piece(right.text.slice(1), ATOM), SUM);
};

const equal =
  (sign: string): Emit =>
  (a, b) =>
    isLiteral(a) ? join(b, sign, a, EQUAL) : join(a, sign, b, EQUAL);

const call =
  (name: string, count: number): Emit =>
  (a, b) =>
    piece(count === 1 ? `${name}(${a.text})` : `${name}(${a.text}, ${b.text})`, ATOM);

const prefix =
  (sign: string): Emit =>
  (a) =>
    piece(sign + wrap(a, UNARY + 1), UNARY);

const choose: Emit = (c, a, b) => {
  const arms = `${wrap(a, CHOICE + 1)} : ${wrap(b, CHOICE)}`;
  return piece(`${wrap(c, CHOICE + 1)} ? ${arms}`, CHOICE);
};

const ALL: Range = [-2147483648, 2147483647];

const fits = (low: number, high: number) => low >= ALL[0] && high <= ALL[1];

/** Address arithmetic wraps at 32 bits; where the operands' ranges show that it cannot, that is not written. */
const wrapping =
  (plain: Emit, bounds: (a: Range, b: Range) => Range): Emit =>
  (a, b, c) => {
    const range = bounds(a.range ?? ALL, b.range ?? ALL);
    const result = plain(a, b, c);
    if (!fits(...range)) return piece(`${wrap(result, BITS)} | 0`, BITS, ALL);
    result.range = range;
    return result;
  };

const multiply: Emit = (a, b, c) => {
  const [low, high] = a.range ?? ALL;
  const [from, to] = b.range ?? ALL;
  // a product with a negative number may be −0, which no address is
  const isPlain = low >= 0 && from >= 0 && fits(low * from, high * to);
  const result = isPlain ? join(a, "*", b, PRODUCT) : call("Math.imul", 2)(a, b, c);
  result.range = isPlain ? [low * from, high * to] : ALL;
  return result;
};

const divide: Emit = (a, b) => {
  const range: Range = [0, a.range?.[1] ?? ALL[1]];
  return piece(`${join(a, "/", b, PRODUCT).text} | 0`, BITS, range);
};

const remain: Emit = (a, b) => {
  const result = join(a, "%", b, PRODUCT);
  result.range = [0, b.range?.[1] ?? ALL[1]];
  return result;
};

/** What is written with the language's own means, the same in every browser. */
const WRITTEN = {
  add,
  sub: infix("-", SUM),
  mul: multiplyFloats,
  div: infix("/", PRODUCT),
  rem: infix("%", PRODUCT),
  neg: prefix("-"),
  abs: call("Math.abs", 1),
  sqrt: call("Math.sqrt", 1),
  floor: call("Math.floor", 1),
  ceil: call("Math.ceil", 1),
  trunc: call("Math.trunc", 1),
  round: call("Math.round", 1),
  sign: call("Math.sign", 1),
  min: call("Math.min", 2),
  max: call("Math.max", 2),
  lt: infix("<", LESS),
  le: infix("<=", LESS),
  eq: equal("==="),
  ne: equal("!=="),
  and: infix("&&", AND),
  or: infix("||", OR),
  not: prefix("!"),
  select: choose,
  iadd: wrapping(add, (a, b) => [a[0] + b[0], a[1] + b[1]]),
  isub: wrapping(infix("-", SUM), (a, b) => [a[0] - b[1], a[1] - b[0]]),
  imul: multiply,
  idiv: divide,
  irem: remain,
  number: (a) => piece(a.text, a.level)
} satisfies Partial<Record<OpName, Emit>>;

/** The operations that generated text calls by name, which `bind` hands it. */
export type MathName = Exclude<OpName, keyof typeof WRITTEN>;

export function isMathName(name: OpName): name is MathName {
  return !(name in WRITTEN);
}

export const MATH_NAMES = OP_NAMES.filter(isMathName);

/** The text of an operation of one to three operands; `names` tells what library functions are called there. */
export function express(
  name: OpName,
  names: ReadonlyMap<MathName, string>,
  a: Expression,
  b: Expression = EMPTY,
  c: Expression = EMPTY
): Expression {
  const emit = (WRITTEN as Partial<Record<OpName, Emit>>)[name];
  const result = emit
    ? emit(a, b, c)
    : call(names.get(name as MathName) ?? name, b === EMPTY ? 1 : 2)(a, b, c);
  result.reads = unite(unite(a.reads, b.reads), c.reads);
  return result;
}

export function unite(a: readonly number[], b: readonly number[]): readonly number[] {
  if (a.length === 0) return b;
  return a === b || b.length === 0 ? a : [...new Set([...a, ...b])];
}

/** An assignment, as `x += y` where that is the same. */
export function assign(target: string, {text, cut, isWrapped}: Expression): string {
  if (cut !== target.length || !text.startsWith(`${target} `)) return `${target} = ${text};`;
  const end = text.indexOf(" ", cut + 1);
  const right = isWrapped ? text.slice(end + 2, -1) : text.slice(end + 1);
  return `${target} ${text.slice(cut + 1, end)}= ${right};`;
}
