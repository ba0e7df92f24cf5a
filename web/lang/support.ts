// The `cuvette` that compiled code talks to, made from the few things that only the runtime knows.
import type {CellMember, CellSupport} from "./cell.ts";
import {makeDisposeScope} from "./disposal.ts";

export interface SupportWorld {
  /** called about every thousandth pass of a loop: throws when the cell has held the thread too long. */
  guard(line: number): void;
  /** `a ** b` with the engine's bits. */
  pow(a: number, b: number): number;
  load(specifier: string): Promise<Record<string, unknown>>;
  /** takes what is to be called when the cell's run is over. */
  onInvalidation(end: () => Promise<void> | undefined): void;
}

export function makeSupport(world: SupportWorld): CellSupport {
  const pow = (a: unknown, b: unknown): number | bigint =>
    typeof a === "number" && typeof b === "number" ? raise(a, b) : powOf(a, b);
  // small powers as the products that a reader would write instead
  const raise = (x: number, n: number): number => {
    if (n === 2) return x * x;
    if (n === 3) return x * x * x;
    return n === 4 ? x * x * (x * x) : world.pow(x, n);
  };

  /** As the operator does with all that is not two numbers. */
  function powOf(a: unknown, b: unknown): number | bigint {
    const x = toNumeric(a);
    const y = toNumeric(b);
    if (typeof x === "number" && typeof y === "number") return raise(x, y);
    if (typeof x === typeof y) return (x as bigint) ** (y as bigint);
    throw new TypeError("**: cannot mix a bigint and a number: convert one of them");
  }

  let disposal: ReturnType<typeof makeDisposeScope> | undefined;
  const support: CellSupport = {
    passes: 0,
    guard(line) {
      support.passes = 0;
      world.guard(line);
    },
    pow,
    member: (object, key): CellMember => {
      const holder = object as Record<PropertyKey, unknown>;
      const name = typeof key === "symbol" ? key : String(key);
      const base = holder[name];
      return {raise: (exponent) => (holder[name] = pow(base, exponent))};
    },
    async import(specifier, names = []) {
      const found = await world.load(specifier);
      const missing = names.find((name) => !(name in found));
      if (missing === undefined) return found;
      throw new SyntaxError(`import: "${specifier}" has no export named ${missing}`);
    },
    use(value, isAsync) {
      if (!disposal) {
        disposal = makeDisposeScope();
        world.onInvalidation(disposal.end);
      }
      return disposal.use(value, isAsync);
    },
    scope: makeDisposeScope
  };
  return support;
}

/** What the operators make of a value: `++` keeps a bigint where `Number` does not. */
function toNumeric(value: unknown): number | bigint {
  let numeric = value as number;
  return numeric++;
}
