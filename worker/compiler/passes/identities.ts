// Laws of arithmetic that hold bit for bit, for NaN, both zeros and the infinities as well. Those that do not
// are absent on purpose: x + 0 (−0 becomes 0), x·0 and x − x (NaN), −(a − b) = b − a (the sign of zero).
import type {ApplyOp, Value} from "../ir.ts";
import type {OpName} from "../ops.ts";

/** What a rule knows about the values around it. */
export interface Surroundings {
  /** the number or boolean that a value is known to be. */
  known: (value: Value) => number | boolean | undefined;
  /** the op that makes a value. */
  maker: (value: Value) => ApplyOp | undefined;
  /** a new constant. */
  integer: (value: number) => Value;
  number: (value: number) => Value;
}

/** What an op can be replaced with. */
export type Simpler =
  {value: Value} | {constant: number | boolean} | {name: OpName; args: readonly Value[]};

/** The arguments one by one, as many as the op takes: this is called for every op there is. */
export type Rule = (around: Surroundings, a: Value, b: Value, c: Value) => Simpler | undefined;

const to = (name: OpName, ...args: Value[]): Simpler => ({name, args});

/** x, where the value is −x. */
function negated(value: Value, {maker}: Surroundings): Value | undefined {
  const op = maker(value);
  return op?.name === "neg" ? op.args[0] : undefined;
}

const isZero = (value: unknown) => Object.is(value, 0);
const isMinusZero = (value: unknown) => Object.is(value, -0);

const add: Rule = (around, a, b) => {
  if (isMinusZero(around.known(b))) return {value: a};
  if (isMinusZero(around.known(a))) return {value: b};
  const [minusA, minusB] = [negated(a, around), negated(b, around)];
  if (minusB !== undefined) return to("sub", a, minusB);
  return minusA === undefined ? undefined : to("sub", b, minusA);
};

const sub: Rule = (around, a, b) => {
  if (isZero(around.known(b))) return {value: a};
  if (isMinusZero(around.known(a))) return to("neg", b);
  const minusB = negated(b, around);
  return minusB === undefined ? undefined : to("add", a, minusB);
};

const mul: Rule = (around, a, b) => {
  const [x, y] = [around.known(a), around.known(b)];
  if (y === 1) return {value: a};
  if (x === 1) return {value: b};
  if (y === -1) return to("neg", a);
  if (x === -1) return to("neg", b);
  return dropSigns("mul", a, b, around);
};

const div: Rule = (around, a, b) => {
  const y = around.known(b);
  if (y === 1) return {value: a};
  if (y === -1) return to("neg", a);
  return dropSigns("div", a, b, around);
};

function dropSigns(name: OpName, a: Value, b: Value, around: Surroundings): Simpler | undefined {
  const [minusA, minusB] = [negated(a, around), negated(b, around)];
  return minusA === undefined || minusB === undefined ? undefined : to(name, minusA, minusB);
}

const neg: Rule = (around, a) => {
  const x = negated(a, around);
  return x === undefined ? undefined : {value: x};
};

const abs: Rule = (around, a) => {
  const x = negated(a, around);
  if (x !== undefined) return to("abs", x);
  const name = around.maker(a)?.name;
  return name === "abs" || name === "exp" ? {value: a} : undefined;
};

const WHOLE = new Set<OpName | undefined>(["floor", "ceil", "trunc", "round", "sign", "number"]);

/** Rounds what is a whole number, an infinity or NaN already. */
const rounding: Rule = ({maker}, a) => (WHOLE.has(maker(a)?.name) ? {value: a} : undefined);

const sign: Rule = ({maker}, a) => (maker(a)?.name === "sign" ? {value: a} : undefined);

const extreme: Rule = (_around, a, b) => (a === b ? {value: a} : undefined);

const power: Rule = ({known}, a, b) => {
  const y = known(b);
  if (y === 0) return {constant: 1};
  return y === 1 ? {value: a} : undefined;
};

const less: Rule = ({known}, a, b) =>
  a === b || Number.isNaN(known(a)) || Number.isNaN(known(b)) ? {constant: false} : undefined;

const lessOrEqual: Rule = ({known}, a, b) =>
  Number.isNaN(known(a)) || Number.isNaN(known(b)) ? {constant: false} : undefined;

const unequal: Rule = ({known}, a, b) =>
  Number.isNaN(known(a)) || Number.isNaN(known(b)) ? {constant: true} : undefined;

const and: Rule = ({known}, a, b) => {
  if (known(a) === false || known(b) === false) return {constant: false};
  if (known(a) === true || a === b) return {value: b};
  return known(b) === true ? {value: a} : undefined;
};

const or: Rule = ({known}, a, b) => {
  if (known(a) === true || known(b) === true) return {constant: true};
  if (known(a) === false || a === b) return {value: b};
  return known(b) === false ? {value: a} : undefined;
};

const not: Rule = ({maker}, a) => {
  const op = maker(a);
  if (op?.name === "not") return {value: op.args[0]};
  if (op?.name === "eq") return to("ne", ...op.args);
  return op?.name === "ne" ? to("eq", ...op.args) : undefined;
};

const select: Rule = ({known, maker}, condition, a, b) => {
  const isTrue = known(condition);
  if (isTrue !== undefined) return {value: isTrue ? a : b};
  if (a === b) return {value: a};
  const op = maker(condition);
  return op?.name === "not" ? to("select", op.args[0], b, a) : undefined;
};

const iadd: Rule = (around, a, b) => {
  const [x, y] = [around.known(a), around.known(b)];
  if (y === 0) return {value: a};
  if (x === 0) return {value: b};
  if (typeof x === "number") return to("iadd", b, a);
  if (typeof y !== "number") return undefined;
  const inner = around.maker(a);
  const offset = inner?.name === "iadd" ? around.known(inner.args[1]) : undefined;
  if (typeof offset !== "number") return undefined;
  return to("iadd", inner!.args[0], around.integer((offset + y) | 0));
};

const isub: Rule = ({known, integer}, a, b) => {
  if (a === b) return {constant: 0};
  const y = known(b);
  return typeof y === "number" ? to("iadd", a, integer(-y | 0)) : undefined;
};

const imul: Rule = ({known}, a, b) => {
  const [x, y] = [known(a), known(b)];
  if (x === 0 || y === 0) return {constant: 0};
  if (y === 1) return {value: a};
  if (x === 1) return {value: b};
  return x === undefined ? undefined : to("imul", b, a);
};

const idiv: Rule = ({known}, a, b) => (known(b) === 1 ? {value: a} : undefined);
const irem: Rule = ({known}, _a, b) => (known(b) === 1 ? {constant: 0} : undefined);

export const IDENTITIES: Partial<Record<OpName, Rule>> = {
  add, sub, mul, div, neg, abs, sign, and, or, not, select, iadd, isub, imul, idiv, irem,
  floor: rounding,
  ceil: rounding,
  trunc: rounding,
  round: rounding,
  min: extreme,
  max: extreme,
  pow: power,
  lt: less,
  le: lessOrEqual,
  eq: lessOrEqual,
  ne: unequal
}; // prettier-ignore
