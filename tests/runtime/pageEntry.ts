// The graph in a page, for the test of what each browser makes of it.
import {compileCell} from "../../web/lang/compile.ts";
import {createGraph} from "../../web/runtime/createGraph.ts";
import type {CellReport} from "../../web/runtime/types.ts";

declare global {
  interface Window {
    /** Runs cells by id to their end. */
    runCells(sources: Record<string, string>): Promise<Record<string, CellReport>>;
  }
}

window.runCells = async (sources) => {
  const graph = createGraph({
    builtins: new Map(),
    pow: (a, b) => a ** b,
    load: (specifier) => Promise.reject(new Error(specifier)),
    frame: () => new Promise((resolve) => requestAnimationFrame(() => resolve())),
    isSame: Object.is,
    brief: String,
    limit: 0.2,
    onReport: () => {},
    onOutput: () => {},
    onLog: () => {}
  });
  graph.setCells(
    Object.entries(sources).map(([id, source]) => ({
      id,
      key: source,
      compiled: compileCell(source, {language: "ts", numerics: "strict"}),
      run: "auto",
      disabled: false
    }))
  );
  await graph.settled();
  const reports = Object.keys(sources).map((id) => [id, graph.report(id)!]);
  graph.close();
  return Object.fromEntries(reports) as Record<string, CellReport>;
};
