// The standard library under the language and the graph: what a notebook's author sees.
import {expect, it} from "vitest";
import {compileCell} from "../../web/lang/compile.ts";
import {createGraph} from "../../web/runtime/createGraph.ts";
import type {CellInput, GraphWorld} from "../../web/runtime/types.ts";
import {brief} from "../../web/stdlib/describeValue.ts";
import {makeBuiltins} from "../../web/stdlib/builtins.ts";
import {makeControls} from "../../web/stdlib/controls.ts";
import {isSame} from "../../web/stdlib/isSame.ts";
import {findStreamCells} from "../../web/stdlib/streamCells.ts";
import {pow, strictMath} from "../../worker/math.ts";
import {makeEngine} from "../worker/makeEngine.ts";

async function runCells(sources: string[], given: Record<string, unknown> = {}) {
  const {engine} = await makeEngine({threads: 1});
  const none = () => Promise.reject(new Error("none here"));
  const world: GraphWorld = {
    builtins: makeBuiltins({
      engine: () => Promise.resolve(engine),
      numerics: "strict",
      controls: makeControls(given, () => undefined),
      loadFile: none,
      store: {get: none, set: none, delete: none},
      document: undefined,
      loadMarkdown: none,
      loadTex: none
    }),
    pow,
    load: none,
    frame: () => new Promise((resolve) => setTimeout(resolve)),
    isSame,
    brief,
    limit: 2,
    onReport: () => undefined,
    onOutput: () => undefined,
    onLog: () => undefined
  };
  const graph = createGraph(world);
  const cells = sources.map((source, i): CellInput => {
    const compiled = compileCell(source, {language: "ts", numerics: "strict"});
    return {id: String(i), key: source, compiled, run: "auto", disabled: false};
  });
  graph.setCells([...cells, ...findStreamCells(cells)]);
  await graph.settled();
  const errors = cells.flatMap(({id}) => graph.report(id)?.error ?? []);
  const values = Object.fromEntries(graph.variables().map(({name, value}) => [name, value]));
  graph.close();
  return {errors, values};
}

it("gives cells controls, streams, heavy parts and the engine", async () => {
  const {errors, values} = await runCells(
    [
      "const n = view(Inputs.range([1, 10], {step: 1}))",
      "const x = await random.uniform(n)",
      "const {outputs: {y}} = await kernels.run('exp', {inputs: {x}})",
      "const wide = width / 2",
      "const chart = Plot.dot(y).plot()",
      "const count = Mutable(1); const add = () => count.value++;",
      "const seen = [count, typeof invalidation.then, Math.exp(1) === Math.E]",
      "invalidation.then(() => undefined); onDispose(() => undefined)"
    ],
    {n: 4}
  );
  expect(errors).toEqual([]);
  expect(values).toMatchObject({n: 4, wide: 320, count: 1, seen: [1, "function", true]});
  expect(values.x).toHaveLength(4);
  expect(values.y).toEqual((values.x as Float64Array).map(strictMath.exp));
  expect(values.chart).toHaveProperty("type", "dom");
});
