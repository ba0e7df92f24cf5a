// From compiled text to a function: the one place of the page that makes code from strings.
import type {CellSupport} from "../lang/cell.ts";

export type Program = (
  support: CellSupport,
  ...values: unknown[]
) => Promise<Record<string, unknown>>;

type MakeFunction = (...parts: string[]) => Program;
const {constructor: AsyncFunction} = Object.getPrototypeOf(async () => {}) as {
  constructor: MakeFunction;
};
const PREFIX = "cuvette-cell-";

/** The function of a compiled cell that takes `names` from the graph. */
export function makeProgram(id: string, code: string, names: readonly string[]): Program {
  // brackets would end the name in a stack
  const name = encodeURIComponent(id).replaceAll("(", "%28").replaceAll(")", "%29");
  const url = `${PREFIX}${name}.js`;
  // a reader's own code in a sandbox of its own: running it is what a notebook is for
  return AsyncFunction("cuvette", ...names, `${code}\n//# sourceURL=${url}`);
}

/** A place in a cell's compiled text. */
export interface CodePlace {
  cell: string;
  line: number;
  column: number;
}

const FRAME = new RegExp(`${PREFIX}([^/\\s:()]+)\\.js:(\\d+)(?::(\\d+))?`);

/** The frames inside cells of a stack as V8, SpiderMonkey or JavaScriptCore write it, innermost first. */
export function readStack(stack: string): CodePlace[] {
  return stack.split("\n").flatMap((text) => {
    const found = FRAME.exec(text);
    if (!found) return [];
    const [, cell, line, column] = found;
    return [
      {cell: decodeURIComponent(cell), line: Number(line) - HEAD, column: Number(column ?? 1)}
    ];
  });
}

/**
 * Where JavaScriptCore says that an error was made in code without an address: its stacks name no text
 * that was made from strings, so that the cell can only be the one that ran.
 */
export function readPlace(error: unknown): {line: number; column: number} | undefined {
  // elsewhere these would be anything, such as a place in a model's source
  return hasNamelessStacks ? readNumbers(error) : undefined;
}

function readNumbers(error: unknown): {line: number; column: number} | undefined {
  const {line, column, sourceURL} = (error ?? {}) as Record<string, unknown>;
  if (typeof line !== "number" || typeof column !== "number" || sourceURL) return undefined;
  return {line: line - HEAD, column};
}

/** Lines that the engine puts before the text of a function that it makes. */
let HEAD = 0;
let hasNamelessStacks = false;
HEAD = measureHead();

function measureHead(): number {
  const Maker = Function as unknown as (...parts: string[]) => () => void;
  const probe = Maker(`throw new Error("probe");\n//# sourceURL=${PREFIX}probe.js`);
  try {
    probe();
  } catch (error) {
    const named = readStack((error as Error).stack ?? "").at(0);
    hasNamelessStacks = !named;
    const place = named ?? readNumbers(error);
    if (place) return place.line - 1;
  }
  return 0;
}
