// Random models as text: numbers, branches, loops, local arrays, closures, early returns.
import fc from "fast-check";

/** What is in scope where a piece of text is made. */
interface Names {
  numbers: string[];
  /** whole numbers below LENGTH, that do not change. */
  indices: string[];
  arrays: string[];
  writable: string[];
  functions: string[];
  depth: number;
  inLoop: boolean;
  /** loops around. */
  loops: number;
}

const LENGTH = 4;

/** Draws numbers below a bound from a list, 0 when it is used up: so that shrinking makes shorter texts. */
class Draws {
  readonly #numbers: readonly number[];
  #k = 0;
  #names = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  get isEmpty(): boolean {
    return this.#k >= this.#numbers.length;
  }

  below(bound: number): number {
    return this.isEmpty ? 0 : this.#numbers[this.#k++] % bound;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)];
  }

  name(prefix: string): string {
    return `${prefix}${this.#names++}`;
  }
}

const UNARY = ["abs", "sqrt", "floor", "exp", "sin", "sign", "round"];
const BINARY = ["min", "max", "atan2", "hypot"];
const LITERALS = ["0", "1", "2", "-1", "0.5", "3", "1e3", "-0", "NaN"];

function number(draws: Draws, names: Names): string {
  if (names.depth > 3 || draws.isEmpty) return draws.pick([...names.numbers, ...LITERALS]);
  const deeper = {...names, depth: names.depth + 1};
  const one = (): string => number(draws, deeper);
  switch (draws.below(names.functions.length > 0 ? 12 : 11)) {
    case 0:
    case 1:
      return draws.pick(names.numbers);
    case 2:
      return draws.pick(LITERALS);
    case 3:
    case 4:
      return `(${one()} ${draws.pick(["+", "-", "*", "/", "%"])} ${one()})`;
    case 5:
      return `Math.${draws.pick(UNARY)}(${one()})`;
    case 6:
      return `Math.${draws.pick(BINARY)}(${one()}, ${one()})`;
    case 7:
      return `(${condition(draws, deeper)} ? ${one()} : ${one()})`;
    case 8:
      return `${draws.pick(names.arrays)}[${index(draws, names)}]`;
    case 9:
      return `(${one()}) ** ${draws.pick(["2", "3", "4"])}`;
    case 10:
      return draws.pick([...names.indices, "1"]);
    default:
      return `${draws.pick(names.functions)}(${one()})`;
  }
}

function index(draws: Draws, names: Names): string {
  if (names.indices.length === 0 || draws.below(3) === 0) return String(draws.below(LENGTH));
  const i = draws.pick(names.indices);
  const j = draws.pick(names.indices);
  return draws.pick([
    i,
    `(${i} + ${j}) % 4`,
    `3 - ${i}`,
    `Math.floor((${i} + ${j}) / 2)`,
    `${i} & 1`,
    `${j} >> 1`
  ]);
}

function condition(draws: Draws, names: Names): string {
  const deeper = {...names, depth: names.depth + 1};
  const compare = (): string =>
    `${number(draws, deeper)} ${draws.pick(["<", "<=", ">", ">=", "===", "!=="])} ${number(draws, deeper)}`;
  if (names.depth > 2 || draws.isEmpty) return compare();
  switch (draws.below(5)) {
    case 0:
      return `(${condition(draws, deeper)}) && (${condition(draws, deeper)})`;
    case 1:
      return `(${condition(draws, deeper)}) || (${condition(draws, deeper)})`;
    case 2:
      return `!(${condition(draws, deeper)})`;
    default:
      return compare();
  }
}

function block(draws: Draws, given: Names, most: number): string {
  const names = {
    ...given,
    numbers: [...given.numbers],
    arrays: [...given.arrays],
    writable: [...given.writable],
    functions: [...given.functions],
    depth: given.depth + 1
  };
  const statements: string[] = [];
  const count = 1 + draws.below(most);
  for (let k = 0; k < count && !draws.isEmpty; k++) statements.push(statement(draws, names));
  return statements.join(" ");
}

function statement(draws: Draws, names: Names): string {
  const here = {...names, depth: 0};
  const variable = (): string => draws.pick(names.numbers.filter((name) => name.startsWith("v")));
  const isDeep = names.depth > 3;
  switch (draws.below(isDeep || names.loops > 2 ? 6 : 16)) {
    case 0: {
      const text = number(draws, here);
      const name = draws.name("v");
      names.numbers.push(name);
      return `let ${name} = ${text};`;
    }
    case 1:
      return `${variable()} ${draws.pick(["=", "+=", "*=", "-="])} ${number(draws, here)};`;
    case 2:
      return `${draws.pick(names.writable)}[${index(draws, names)}] ${draws.pick(["=", "+="])} ${number(draws, here)};`;
    case 3:
      return `[${variable()}, ${variable()}] = [${number(draws, here)}, ${number(draws, here)}];`;
    case 4:
      return names.inLoop
        ? `if (${condition(draws, here)}) ${draws.pick(["break", "continue"])};`
        : `${variable()}++;`;
    case 5: {
      const text = Array.from({length: LENGTH}, () => number(draws, here)).join(", ");
      const name = draws.name("a");
      names.arrays.push(name);
      names.writable.push(name);
      return `const ${name} = [${text}];`;
    }
    case 6:
    case 7: {
      const end = draws.below(2) ? ` else { ${block(draws, names, 3)} }` : "";
      return `if (${condition(draws, here)}) { ${block(draws, names, 3)} }${end}`;
    }
    case 8:
    case 9:
      return loop(draws, names);
    case 10:
      return `if (${condition(draws, here)}) return ${number(draws, here)};`;
    case 11:
      return closure(draws, names);
    case 12: {
      const q = draws.name("q");
      const element = number(draws, {...here, numbers: [...names.numbers, q]});
      const [source, other] = [draws.pick(names.writable), draws.pick(names.arrays)];
      const name = draws.name("a");
      names.arrays.push(name);
      return `let ${name} = ${source}.map((${q}, k) => ${element} - k); if (${condition(draws, here)}) ${name} = [...${other}];`;
    }
    case 13:
      return `${variable()} += ${draws.pick(names.arrays)}.reduce((s, e) => s ${draws.pick(["+", "*", "-"])} e, 1);`;
    case 14:
      return `[${draws.pick(names.writable)}[${index(draws, names)}], ${variable()}] = [${variable()}, ${draws.pick(names.arrays)}[${index(draws, names)}]];`;
    default: {
      const name = draws.name("w");
      const body = block(draws, {...names, inLoop: true, numbers: [...names.numbers, name]}, 3);
      return `let ${name} = 0; while (${name} < 6 && (${condition(draws, here)})) { ${name}++; ${body} }`;
    }
  }
}

/** A function that may return early and change what is around it. */
function closure(draws: Draws, names: Names): string {
  const q = draws.name("q");
  const inner = {...names, numbers: [...names.numbers, q], inLoop: false, depth: 2};
  const text = block(draws, inner, 3);
  const answer = number(draws, {...inner, depth: 1});
  const name = draws.name("f");
  names.functions.push(name);
  return `const ${name} = (${q}) => { ${text} return ${answer}; };`;
}

function loop(draws: Draws, names: Names): string {
  const i = draws.name("i");
  const inner = {...names, indices: [...names.indices, i], inLoop: true, loops: names.loops + 1};
  const [outer] = names.indices.slice(-1);
  const head = draws.pick([
    `let ${i} = 0; ${i} < 4; ${i}++`,
    `let ${i} = 3; ${i} >= 0; ${i}--`,
    `let ${i} = 0; ${i} < 4; ${i} += 2`,
    ...(outer
      ? [`let ${i} = 0; ${i} <= ${outer}; ${i}++`, `let ${i} = ${outer}; ${i} < 4; ${i}++`]
      : [])
  ]);
  const isLong = names.loops === 0 && draws.below(3) === 0;
  const text = block(draws, inner, 3);
  if (!isLong) return `for (${head}) { ${text} }`;
  // so many passes that it stays a loop
  const rounds = draws.name("r");
  return `for (let ${rounds} = 0; ${rounds} < 70; ${rounds}++) for (${head}) { ${text} }`;
}

/** Functions of a vector `x` of four and a number `v`. */
export const texts = fc.array(fc.nat(1000), {minLength: 40, maxLength: 400}).map((numbers) => {
  const draws = new Draws(numbers);
  const names: Names = {
    numbers: ["v", "v0"],
    indices: [],
    arrays: ["x", "c", "a0"],
    writable: ["a0"],
    functions: [],
    depth: 0,
    inLoop: false,
    loops: 0
  };
  draws.name("v");
  const text = block(draws, names, 12);
  const last = number(draws, {...names, depth: 0});
  return `(x, v) => { let v0 = x[0]; const a0 = [1, v, x[1], 0]; ${text} return v0 + a0[3] * ${last}; }`;
});
