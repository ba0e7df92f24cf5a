// Operations as WGSL expressions.
import type {OpName} from "../ops.ts";

/** A piece of text, with how tightly it holds together. */
export interface Expression {
  text: string;
  level: number;
}

const LOGIC = 0;
const COMPARISON = 1;
const SUM = 2;
const PRODUCT = 3;
const UNARY = 4;
export const ATOM = 5;

export function atom(text: string): Expression {
  return {text, level: ATOM};
}

export function wrap({text, level}: Expression, least: number): string {
  return level < least ? `(${text})` : text;
}

/** A whole number as f32 or as i32. */
export function literal(value: number, type: "f64" | "i32"): Expression {
  const text = type === "f64" ? `${value}.0` : String(value);
  return {text, level: value < 0 ? UNARY : ATOM};
}

export function call(name: string, ...args: Expression[]): Expression {
  return atom(`${name}(${args.map(({text}) => text).join(", ")})`);
}

/** Told the names of the library's functions as they are called. */
type Note = (name: string) => void;
type Express = (args: readonly Expression[], note: Note) => Expression;

/** From left to right: nothing reassociates. */
const infix =
  (sign: string, level: number, left = level): Express =>
  ([a, b]) => ({text: `${wrap(a, left)} ${sign} ${wrap(b, level + 1)}`, level});
const compare = (sign: string) => infix(sign, COMPARISON, SUM);
/** WGSL has no order between && and ||. */
const logic =
  (sign: string): Express =>
  ([a, b]) => ({text: `${wrap(a, COMPARISON)} ${sign} ${wrap(b, COMPARISON)}`, level: LOGIC});
const prefix =
  (sign: string): Express =>
  ([a]) => ({text: `${sign}${wrap(a, ATOM)}`, level: UNARY});
const builtIn =
  (name: string): Express =>
  (args) =>
    call(name, ...args);
const own =
  (name: string): Express =>
  (args, note) => {
    note(name);
    return call(name, ...args);
  };
const circular =
  (component: "x" | "y"): Express =>
  ([a]) =>
    atom(`sincosF32(${a.text}).${component}`);
const same = compare("==");
/** Only NaN differs from itself, which a compiler may take for impossible. */
const equal: Express = (args, note) => {
  const [a, b] = args;
  if (a.text !== b.text) return same(args, note);
  return {text: `magnitude(${a.text}) <= INFINITY`, level: COMPARISON};
};
/** Not by !=, which some drivers take for "less or greater": of NaN that is false. */
const unequal: Express = (args, note) => prefix("!")([equal(args, note)], note);

const TABLE = {
  add: infix("+", SUM),
  sub: infix("-", SUM),
  mul: infix("*", PRODUCT),
  div: infix("/", PRODUCT),
  rem: own("remF32"),
  neg: prefix("-"),
  abs: builtIn("abs"),
  sqrt: own("sqrtF32"),
  floor: builtIn("floor"),
  ceil: builtIn("ceil"),
  trunc: builtIn("trunc"),
  round: own("roundF32"),
  sign: own("signF32"),
  min: own("minF32"),
  max: own("maxF32"),
  exp: own("expF32"),
  expm1: own("expm1F32"),
  log: own("logF32"),
  log1p: own("log1pF32"),
  log2: own("log2F32"),
  log10: own("log10F32"),
  pow: own("powF32"),
  sin: circular("x"),
  cos: circular("y"),
  tan: own("tanF32"),
  asin: own("asinF32"),
  acos: own("acosF32"),
  atan: own("atanF32"),
  atan2: own("atan2F32"),
  sinh: own("sinhF32"),
  cosh: own("coshF32"),
  tanh: own("tanhF32"),
  asinh: own("asinhF32"),
  acosh: own("acoshF32"),
  atanh: own("atanhF32"),
  cbrt: own("cbrtF32"),
  hypot: own("hypotF32"),
  erf: own("erfF32"),
  erfc: own("erfcF32"),
  lgamma: own("lgammaF32"),
  digamma: own("digammaF32"),
  lt: compare("<"),
  le: compare("<="),
  eq: equal,
  ne: unequal,
  and: logic("&&"),
  or: logic("||"),
  not: prefix("!"),
  select: ([c, a, b]) => call("select", b, a, c),
  iadd: infix("+", SUM),
  isub: infix("-", SUM),
  imul: infix("*", PRODUCT),
  idiv: infix("/", PRODUCT),
  irem: infix("%", PRODUCT),
  number: ([i]) => call("f32", i)
} satisfies Record<OpName, Express>;

export function express(name: OpName, args: readonly Expression[], note: Note): Expression {
  return TABLE[name](args, note);
}

/** A value that may be a pair: its text, and whether that is a `Sum`. */
export interface Term extends Expression {
  isPair: boolean;
}

/** An operation of which at least one operand is a pair, and whose result is one. */
export function expressPair(name: OpName, args: readonly Term[], note: Note): Expression {
  const use = (helper: string, ...terms: Expression[]) => own(helper)(terms, note);
  const [a, b, c] = args;
  switch (name) {
    case "add":
      if (a.isPair) return call(b.isPair ? "addSums" : "addTerm", a, b);
      return call("addTerm", b, a);
    case "sub": {
      if (!b.isPair) return call("addTerm", a, prefix("-")([b], note));
      const rest = use("negateSum", b);
      return a.isPair ? call("addSums", a, rest) : call("addTerm", rest, a);
    }
    case "neg":
      return use("negateSum", a);
    case "mul":
      if (a.isPair && b.isPair) return use("multiplySums", a, b);
      return a.isPair ? use("scaleSum", a, b) : use("scaleSum", b, a);
    default:
      return use("selectSum", toPair(c), toPair(b), a);
  }
}

/** As a `Sum`. */
export function toPair(term: Term): Expression {
  return term.isPair ? term : call("Sum", term, atom("0.0"));
}
