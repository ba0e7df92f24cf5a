// From a function's text to the compiler's language: the function is carried out once with values that are
// not there yet, and what it does with them is written down.
import type {Model} from "../ir.ts";
import {ADVICE} from "./advice.ts";
import {calls} from "./calls.ts";
import {makeModelHelper, makeTextHelper, openText} from "./called.ts";
import {makeConstant} from "./constants.ts";
import {Emitter} from "./emit.ts";
import {NeedsUnroll, NotFixed, TooMuch} from "./errors.ts";
import {expressions} from "./expressions.ts";
import {checkKind, runFunction} from "./functions.ts";
import {loopStatements} from "./loopStatements.ts";
import {Machine, type Meanings} from "./machine.ts";
import {operators} from "./operators.ts";
import {writeAnswer} from "./answer.ts";
import {takeParams} from "./params.ts";
import {parse, type Parsed} from "./parse.ts";
import {Scope} from "./scope.ts";
import {plainStatements} from "./statements.ts";
import type {Symbolic} from "./values.ts";

export interface CompileOptions {
  /** numbers, arrays, arrays of rows, and objects of these. */
  constants?: Record<string, unknown>;
  /** functions as text, or models. */
  helpers?: Record<string, string | Model>;
  /** a name for messages; default: that of the function. */
  name?: string;
  /** which function of a text with several is meant. */
  entry?: string;
}

const MEANINGS: Meanings = {
  expressions: {...operators, ...expressions, ...calls},
  statements: {...plainStatements, ...loopStatements},
  advice: ADVICE
};

/** Compiles one function; throws a ModelSyntaxError for what models cannot say. */
export function compileSource(
  source: string,
  sizes: Readonly<Record<string, number>>,
  options: CompileOptions = {}
): Model {
  check(source, sizes, options);
  const texts = new Map<string, Parsed>();
  const changing = new Set<object>();
  try {
    const parsed = parse(source);
    for (;;) {
      try {
        return compileOnce({parsed, sizes, options, texts, changing});
      } catch (error) {
        if (!(error instanceof NotFixed)) throw error;
        changing.add(error.site);
      }
    }
  } catch (error) {
    throw toPublic(error);
  }
}

interface Job {
  parsed: Parsed;
  sizes: Readonly<Record<string, number>>;
  options: CompileOptions;
  /** the helpers' texts that were read. */
  texts: Map<string, Parsed>;
  changing: ReadonlySet<object>;
}

function compileOnce({parsed, sizes, options, texts, changing}: Job): Model {
  const emit = new Emitter(options.name ?? "model");
  const machine = new Machine(emit, MEANINGS, changing);
  const root = new Scope();
  const entry = openText(machine, parsed, root, options.entry);
  if (options.name === undefined && entry.name !== "") emit.builder.program.name = entry.name;
  machine.calls.push(entry);
  checkKind(machine, entry.node);
  declareHelpers(machine, root, options, texts);
  const inner = new Scope(entry.scope);
  takeParams(machine, entry.node.params, sizes, inner);
  declareConstants(machine, root, parsed, options);
  const answer = runFunction(machine, entry.node, inner);
  writeAnswer(machine, answer, entry.node);
  emit.finish();
  return {program: emit.builder.program, constants: emit.constants};
}

function declareHelpers(
  machine: Machine,
  root: Scope,
  {helpers = {}}: CompileOptions,
  texts: Map<string, Parsed>
): void {
  for (const [name, helper] of Object.entries(helpers)) {
    const read = (): Parsed => {
      const found = texts.get(name) ?? parse(helper as string, name);
      texts.set(name, found);
      return found;
    };
    const value =
      typeof helper === "string"
        ? makeTextHelper(machine, name, read, root)
        : makeModelHelper(name, helper);
    root.declare(machine.cell(name, value, true));
  }
}

/** Constants that some text names; data nobody asks for is no part of the program. */
function declareConstants(
  machine: Machine,
  root: Scope,
  {source}: Parsed,
  {constants = {}, helpers = {}}: CompileOptions
): void {
  const names = Object.keys(constants);
  if (names.length === 0) return;
  const texts = [source, ...Object.values(helpers).filter((helper) => typeof helper === "string")];
  const words = new Set(texts.flatMap((text) => text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? []));
  for (const name of names) {
    if (!words.has(name)) continue;
    const value: Symbolic = makeConstant(machine, name, constants[name]);
    root.declare(machine.cell(name, value, true));
  }
}

function check(source: unknown, sizes: unknown, {helpers = {}}: CompileOptions): void {
  if (typeof source !== "string")
    throw new TypeError(`model.compile: expected the text of a function, got ${typeof source}`);
  if (typeof sizes !== "object" || sizes === null)
    throw new TypeError(
      `model.compile: expected sizes by name, as in {u: 2, p: 4}, got ${String(sizes)}`
    );
  for (const [name, helper] of Object.entries(helpers)) {
    const isModel = typeof helper === "object" && helper !== null && "program" in helper;
    if (typeof helper !== "string" && !isModel)
      throw new TypeError(
        `model.compile: expected the helper ${name} as text or model, got ${typeof helper}`
      );
  }
}

/** Signals and the engine's own errors, as people are to see them. */
function toPublic(error: unknown): unknown {
  if (error instanceof NeedsUnroll) return error.reason;
  if (error instanceof TooMuch)
    return new RangeError(
      "model.compile: the program has more than 300,000 operations: keep long loops as loops, with numbers and arrays that exist before them"
    );
  if (error instanceof RangeError && !error.message.startsWith("model.compile: "))
    return new RangeError(
      "model.compile: the text is nested too deeply: give parts of it names of their own"
    );
  return error;
}
