// What `using` comes down to: a stack of things to dispose of, last first, by the rules of the language.

export interface DisposeScope {
  /** Takes a value that has `[Symbol.dispose]` (or `[Symbol.asyncDispose]`), null or undefined, and gives it back. */
  use<T>(value: T, isAsync?: boolean): T;
  /** The block was left by a throw. */
  fail(error: unknown): void;
  /** Disposes of all; throws what failed. A promise if anything was taken as asynchronous. */
  end: () => Promise<void> | undefined;
}

type Dispose = () => unknown;

/** The symbols, for engines that lack them too: cells and libraries find them on `Symbol`. */
export function ensureDisposeSymbols(): void {
  for (const name of ["dispose", "asyncDispose"] as const)
    if (!Symbol[name]) Object.defineProperty(Symbol, name, {value: Symbol.for(`Symbol.${name}`)});
}

export function makeDisposeScope(): DisposeScope {
  ensureDisposeSymbols();
  const stack: {dispose: Dispose; isAsync: boolean}[] = [];
  let failure: {error: unknown} | undefined;

  const fail = (error: unknown): void => {
    failure = {error: failure ? suppress(error, failure.error) : error};
  };
  const finish = (): void => {
    if (failure) throw failure.error;
  };
  async function endAsync(): Promise<void> {
    for (const {dispose, isAsync} of stack.reverse())
      try {
        const done = dispose();
        if (isAsync) await done;
      } catch (error) {
        fail(error);
      }
    finish();
  }

  return {
    use(value, isAsync = false) {
      const dispose = findDispose(value, isAsync);
      if (dispose || isAsync) stack.push({dispose: dispose ?? (() => undefined), isAsync});
      return value;
    },
    fail,
    end() {
      if (stack.some(({isAsync}) => isAsync)) return endAsync();
      for (const {dispose} of stack.reverse())
        try {
          dispose();
        } catch (error) {
          fail(error);
        }
      finish();
      return undefined;
    }
  };
}

function findDispose(value: unknown, isAsync: boolean): Dispose | undefined {
  if (value === null || value === undefined) return undefined;
  const methods = Object(value) as Record<symbol, unknown>;
  const method = (isAsync ? methods[Symbol.asyncDispose] : undefined) ?? methods[Symbol.dispose];
  if (typeof method !== "function")
    throw new TypeError(
      `using: expected a value with ${isAsync ? "[Symbol.asyncDispose]" : "[Symbol.dispose]"}(), got ${typeof value}`
    );
  return () => (method as Dispose).call(value);
}

/** Two failures as one: `error` came up while `suppressed` was on its way. */
function suppress(error: unknown, suppressed: unknown): Error {
  const both = new Error("an error was suppressed during disposal");
  return Object.assign(both, {name: "SuppressedError", error, suppressed});
}
