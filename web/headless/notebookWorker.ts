// The thread in which a notebook's cells run. It tells what it finds as it finds it; the command's own
// thread keeps the time and may end this one at any moment.
import {readFile} from "node:fs/promises";
import {dirname, resolve, sep} from "node:path";
import {parentPort, workerData} from "node:worker_threads";
import type {Engine} from "../../worker/api.ts";
import {pow} from "../../worker/math.ts";
import {createEngine} from "../../worker/node.ts";
import {loadLive} from "../live/loadLive.ts";
import type {CompileKernel} from "../live/types.ts";
import {createGraph} from "../runtime/createGraph.ts";
import {makeBuiltins} from "../stdlib/builtins.ts";
import {makeControls} from "../stdlib/controls.ts";
import {brief} from "../stdlib/describeValue.ts";
import {isSame} from "../stdlib/isSame.ts";
import {findStreamCells, isStreamCell} from "../stdlib/streamCells.ts";
import {describeForJson} from "./describeValues.ts";
import {makeFileStore} from "./fileStore.ts";
import {judge} from "./judge.ts";
import {readCells, readNotebook} from "./readCells.ts";
import type {Message, Task} from "./result.ts";

/** What a cell is not to find; nothing here needs them once it is loaded. */
const HIDDEN = ["process", "require", "module", "Buffer", "global"] as const;

export async function runTask(): Promise<void> {
  const port = parentPort!;
  const tell = (message: Message) => port.postMessage(message);
  const task = workerData as Task;
  const {notebook, title} = readNotebook(task.text, task.path);
  const cells = await readCells(notebook, task.numerics);
  tell({kind: "start", title, cells: cells.map(({input: {id}, line}) => ({id, line}))});
  const byId = new Map(cells.map((cell) => [cell.input.id, cell]));
  const {builtins, close} = makeWorld(task, tell);
  // the compiler asks once whether it is in Node, by what is about to be hidden
  if (cells.some(({language}) => language === "as")) await import("../live/compileKernel.ts");
  for (const name of HIDDEN) Reflect.deleteProperty(globalThis, name);

  const graph = createGraph({
    builtins,
    pow,
    isSame,
    brief,
    load: loadModule,
    // a generator counts as its first value
    frame: () => new Promise(() => {}),
    // the command's --timeout is what ends loops
    limit: Infinity,
    onReport: (report) => {
      const cell = byId.get(report.id);
      if (!cell) return;
      tell({kind: "cell", cell: judge(cell, report, byId)});
      if (report.status === "ok") tellValues(report.id);
    },
    onOutput: () => {},
    onLog: () => {}
  });
  const tellValues = (id: string) => {
    const mine = graph.variables().filter(({cell}) => cell === id && !isStreamCell(id));
    const values = mine.map(({name, value}) => [name, describeForJson(value)] as const);
    tell({kind: "values", cell: id, values: Object.fromEntries(values)});
  };
  port.on("message", () => graph.stop());
  const inputs = cells.map(({input}) => input);
  graph.setCells([...inputs, ...findStreamCells(inputs)]);
  await graph.settled();
  graph.close();
  await close();
  tell({kind: "done"});
  port.close();
}

function makeWorld(task: Task, tell: (message: Message) => void) {
  let engine: Promise<Engine> | undefined;
  const {threads, numerics, path, set} = task;
  const controls = makeControls(set, () => {});
  const made = new Set<string>();
  const builtins = makeBuiltins({
    engine: () => (engine ??= createEngine({threads, numerics})),
    numerics,
    controls: {
      ...controls,
      restore(name, input) {
        made.add(name);
        controls.restore(name, input);
      }
    },
    loadFile: (name) => loadFile(dirname(resolve(path)), name),
    store: makeFileStore(path.replace(/(\.md)?$/, ".store.json")),
    document: undefined,
    loadMarkdown: noDocument,
    loadTex: noDocument
  });
  const close = async () => {
    for (const name of Object.keys(set))
      if (!made.has(name)) tell({kind: "note", text: `--set: there is no control named ${name}`});
    await (await engine)?.close();
  };
  return {builtins, close};
}

function loadModule(specifier: string): Promise<Record<string, unknown>> {
  if (specifier === "as:" || specifier === "wgsl:") return loadLive(specifier, {compile});
  const message = `import: modules are not loaded without a page, got "${specifier}"`;
  return Promise.reject(new Error(message));
}

/** The compiler is large: it comes with the first cell that needs it. */
const compile: CompileKernel = async (source, options) => {
  const {compileKernel} = await import("../live/compileKernel.ts");
  return compileKernel(source, options);
};

async function loadFile(folder: string, name: string): Promise<ArrayBuffer> {
  const path = resolve(folder, name);
  if (!path.startsWith(folder + sep))
    throw new RangeError(`FileAttachment: expected a file beside the notebook, got ${name}`);
  const {buffer, byteOffset, byteLength} = await readFile(path);
  return buffer.slice(byteOffset, byteOffset + byteLength);
}

function noDocument(): never {
  throw new Error("expected a document, got none");
}
