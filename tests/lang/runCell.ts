// Compiles a cell and runs it as the runtime would, with a stand-in for the notebook around it.
import {compileCell} from "../../web/lang/compile.ts";
import type {CompileOptions, CompiledCell} from "../../web/lang/cell.ts";
import {makeSupport} from "../../web/lang/support.ts";
import type {SupportWorld} from "../../web/lang/support.ts";

export const TS: CompileOptions = {language: "ts", numerics: "strict"};
export const JS: CompileOptions = {language: "js", numerics: "strict"};

type Run = (this: undefined, ...values: unknown[]) => Promise<Record<string, unknown>>;
const AsyncFunction = (async () => {}).constructor as new (...text: string[]) => Run;

export interface CellWorld extends Partial<SupportWorld> {
  options?: CompileOptions;
  /** what other cells give. */
  given?: Record<string, unknown>;
}

export function runCompiled(
  {code, reads}: Pick<CompiledCell, "code" | "reads">,
  {given = {}, ...world}: CellWorld = {}
): Promise<Record<string, unknown>> {
  const support = makeSupport({
    guard: () => undefined,
    pow: Math.pow,
    load: (specifier) => Promise.reject(new Error(`no module ${specifier}`)),
    onInvalidation: () => undefined,
    ...world
  });
  const names = reads.map(({name}) => name).filter((name) => name in given);
  const run = new AsyncFunction("cuvette", ...names, code);
  return run.call(undefined, support, ...names.map((name) => given[name]));
}

/** What a cell gives: `{value}` of an expression, or the names that it defines. */
export async function runCell(
  source: string,
  world: CellWorld = {}
): Promise<Record<string, unknown>> {
  return await runCompiled(compileCell(source, world.options ?? TS), world);
}

/** The body of an async function, run as it is. */
export function runText(text: string): Promise<Record<string, unknown>> {
  return new AsyncFunction(`"use strict";${text}`).call(undefined);
}
