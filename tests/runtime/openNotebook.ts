// A notebook for tests: cells by id, compiled as the page compiles them, in a graph with a plain world.
import {afterEach} from "vitest";
import {CellSyntaxError} from "../../web/lang/cell.ts";
import {compileCell} from "../../web/lang/compile.ts";
import {createGraph} from "../../web/runtime/createGraph.ts";
import type {
  CellContext,
  CellInput,
  CellOutput,
  CellReport,
  Graph,
  GraphWorld,
  LogEntry
} from "../../web/runtime/types.ts";

export type Source = string | ({source: string} & Partial<CellInput>);

export interface Notebook {
  graph: Graph;
  log: LogEntry[];
  reports: CellReport[];
  shown: {id: string; outputs: readonly CellOutput[]}[];
  /** Replaces the cells; resolves when all is done. */
  set(sources: Record<string, Source>): Promise<void>;
  /** Runs, and resolves when all is done. */
  run(which: readonly string[] | "stale" | "all"): Promise<void>;
  values(): Record<string, unknown>;
  statuses(): Record<string, string>;
  report(id: string): CellReport;
  /** the values that a cell shows. */
  outputs(id: string): unknown[];
  /** ids of the runs started since the last call. */
  ran(): string[];
}

const open: Graph[] = [];

afterEach(() => open.splice(0).forEach((graph) => graph.close()));

const builtins = new Map<string, (context: CellContext) => unknown>([
  ["display", (context) => (value: unknown) => context.display(value)],
  ["invalidation", ({invalidation}) => invalidation],
  ["signal", ({signal}) => signal],
  [
    "progress",
    (context) => (step: Parameters<typeof context.progress>[0]) => context.progress(step)
  ],
  ["wait", () => wait]
]);

export function wait(milliseconds = 0): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

export function toInput(id: string, given: Source): CellInput {
  const {source, ...rest} = typeof given === "string" ? {source: given} : given;
  return {id, key: source, compiled: compile(source), run: "auto", disabled: false, ...rest};
}

function compile(source: string): CellInput["compiled"] {
  try {
    return compileCell(source, {language: "ts", numerics: "strict"});
  } catch (error) {
    if (!(error instanceof CellSyntaxError)) throw error;
    const {name, message, line, column} = error;
    return {name, message, line, column, trace: []};
  }
}

export function makeNotebook(change: Partial<GraphWorld> = {}): Notebook {
  const log: LogEntry[] = [];
  const reports: CellReport[] = [];
  const shown: Notebook["shown"] = [];
  const graph = createGraph({
    builtins,
    pow: (a, b) => a ** b,
    load: (specifier) => Promise.reject(new Error(`no ${specifier} here`)),
    frame: () => wait(),
    isSame: Object.is,
    brief: String,
    limit: 2,
    onReport: (report) => reports.push(report),
    onOutput: (id, outputs) => shown.push({id, outputs}),
    onLog: (entry) => log.push(entry),
    ...change
  });
  open.push(graph);
  let seen = 0;
  let ids: string[] = [];
  return {
    graph,
    log,
    reports,
    shown,
    set(sources) {
      ids = Object.keys(sources);
      graph.setCells(Object.entries(sources).map(([id, source]) => toInput(id, source)));
      return graph.settled();
    },
    run(which) {
      graph.run(which);
      return graph.settled();
    },
    values: () => Object.fromEntries(graph.variables().map(({name, value}) => [name, value])),
    statuses: () => Object.fromEntries(ids.map((id) => [id, graph.report(id)!.status])),
    report: (id) => graph.report(id)!,
    outputs: (id) => graph.outputs(id).map(({value}) => value),
    ran() {
      const runs = log.slice(seen).filter(({event}) => event === "run");
      seen = log.length;
      return runs.map(({cell}) => cell);
    }
  };
}
