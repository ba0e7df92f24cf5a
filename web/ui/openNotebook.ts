// Opens a notebook in the sandboxed document: its text, its graph, and what its cells can name.
import {createEffect, createSignal, on} from "solid-js";
import type {Engine} from "../../worker/api.ts";
import {digest} from "../../worker/digest.ts";
import {pow} from "../../worker/math.ts";
import type {Ready} from "../document/ready.ts";
import type {Host} from "../host.ts";
import type {Expected, OpenNotebook} from "../protocol.ts";
import {createGraph} from "../runtime/createGraph.ts";
import type {LogEntry, Variable} from "../runtime/types.ts";
import {makeBuiltins} from "../stdlib/builtins.ts";
import {makeControls} from "../stdlib/controls.ts";
import {brief, findResults} from "../stdlib/describeValue.ts";
import {isSame} from "../stdlib/isSame.ts";
import {announce} from "./announce.ts";
import type {App} from "./app.ts";
import {createCommands} from "./commands/createCommands.ts";
import type {Command} from "./commands/command.ts";
import {createApp} from "./createApp.ts";
import {createToasts} from "./createToasts.ts";
import {loadMarkdown, loadTex} from "./loadProse.ts";
import {createExports} from "./export/createExports.ts";
import {createCellSignals} from "./notebook/cellSignals.ts";
import {createCompiler} from "./notebook/compiler.ts";
import {createCells} from "./notebook/createCells.ts";
import {createDocument} from "./notebook/createDocument.ts";
import {createRunningReport} from "./notebook/createRunningReport.ts";
import {loadModule} from "./notebook/loadModule.ts";
import {createPageRequests} from "./notebook/pageRequests.ts";
import {readSavedNumbers} from "./notebook/readSavedNumbers.ts";
import {judge, promise, type Verdict} from "./notebook/reproduce.ts";

/** The entries of the run log that are kept. */
const LOG_LENGTH = 500;
/** Controls tell the page of their values this many milliseconds after the reader let go. */
const REST = 300;
/** The named results that a link promises at most. */
const MOST_PROMISES = 12;
/** Seconds that a loop may hold the thread. */
const LOOP_LIMIT = 2;

export function openNotebook(host: Host, engine: Promise<Engine>): {app: App; commands: Command[]} {
  const {open, settings} = host;
  const ready = open.ready ? (JSON.parse(open.ready) as Ready) : undefined;
  const signals = createCellSignals();
  const toasts = createToasts();
  const requests = createPageRequests(host);
  const [log, setLog] = createSignal<readonly LogEntry[]>([]);
  const [verdicts, setVerdicts] = createSignal<readonly Verdict[]>();
  // promises are made of the notebook as it was sent: what the reader changes ends them
  let isAsSent = true;
  const noteChange = () => {
    isAsSent = false;
    setVerdicts(undefined);
  };
  const document = createDocument(open.text, (text) => {
    noteChange();
    host.send({type: "edited", text});
  });

  let controlsTimer: ReturnType<typeof setTimeout> | undefined;
  const controls = makeControls(open.controls, () => {
    noteChange();
    clearTimeout(controlsTimer);
    controlsTimer = setTimeout(
      () => host.send({type: "controls", controls: controls.values()}),
      REST
    );
  });
  const reportRunning = createRunningReport(
    (id) => document.cell(id.split("/")[0])?.line ?? 0,
    (message) => host.send(message)
  );

  let isFirst = true;
  const graph = createGraph({
    builtins: makeBuiltins({
      engine: () => engine,
      numerics: settings.numerics,
      controls,
      loadFile: requests.loadFile,
      store: requests.store,
      document: globalThis.document,
      column: () => globalThis.document.querySelector(".notebook-cells") ?? undefined,
      loadMarkdown: () => loadMarkdown(host),
      loadTex: () => loadTex(host)
    }),
    pow,
    load: async (specifier) =>
      /^(as|wgsl):/.test(specifier)
        ? (await import("../live/loadLive.ts")).loadLive(specifier, {host})
        : loadModule(specifier, open.hosts, (missing) =>
            host.send({type: "hosts", hosts: [missing]})
          ),
    frame: () => new Promise((resolve) => requestAnimationFrame(() => resolve())),
    isSame,
    brief,
    limit: LOOP_LIMIT,
    onReport(report) {
      signals.setReport(report);
      reportRunning(report);
      announce(report, app.nameCell, toasts);
    },
    onOutput(id, outputs) {
      signals.setOutputs(id, outputs);
      if (!isFirst || id.includes("/") || outputs.length === 0) return;
      isFirst = false;
      // drawn by now: what a reader sees next
      host.send({type: "status", status: "result", detail: ""});
    },
    onLog: (entry) => setLog((before) => [entry, ...before].slice(0, LOG_LENGTH))
  });
  graph.setAutorun(open.run);

  const committed = createCells(document, createCompiler(ready, settings.numerics), graph);
  const app = createApp({
    host,
    engine,
    graph,
    signals,
    document,
    committed,
    toasts,
    log,
    verdicts,
    requests
  });

  const commands = createCommands(app, createExports(app));

  const digestOf = (value: unknown) => Promise.resolve(digest(value));
  createEffect(
    on(committed.isLoaded, (loaded) => {
      if (!loaded || !open.run) return;
      void whenIdle(graph.settled()).then(async () => {
        const expected = open.expected.length > 0 ? open.expected : await readExpected(ready, open);
        if (expected.length === 0) return;
        const findSaved = ({cell}: Variable) => readSavedNumbers(app.savedOutputs(cell));
        const judged = await judge(expected, graph.variables(), digestOf, findSaved);
        if (isAsSent) setVerdicts(judged);
      });
    })
  );

  host.listen((message) => {
    switch (message.type) {
      case "answer":
        return requests.hear(message);
      case "theme":
        globalThis.document.documentElement.dataset.theme = message.theme;
        return;
      case "replace":
        document.flush();
        return document.replace(message.text);
      case "describe":
        document.flush();
        void promise(findResults(graph.variables()), digestOf, MOST_PROMISES).then((expected) =>
          host.send({type: "described", n: message.n, controls: controls.values(), expected})
        );
        return;
      case "command":
        // the page's own Stop
        if (message.name === "stop") return graph.stop();
        commands.find(({id}) => id === message.name)?.act();
        return;
    }
  });
  return {app, commands};
}

/** What the front matter promises of the text with its controls untouched, where the link promises nothing. */
async function readExpected(
  ready: Ready | undefined,
  {text, controls}: OpenNotebook
): Promise<Expected[]> {
  const isTouched = Object.keys(controls).length > 0;
  if (isTouched || (!ready && !/^expected:/m.test(text))) return [];
  const front =
    ready?.front ??
    (await import("../document/front.ts")).readFront(
      (await import("../document/parse.ts")).parseNotebook(text)
    );
  return Object.entries(front.expected).map(([name, digest]) => ({name, digest}));
}

/** Checking results waits until the reader's first look is over. */
async function whenIdle(before: Promise<void>): Promise<void> {
  await before;
  if (typeof requestIdleCallback !== "function") return;
  await new Promise((resolve) => requestIdleCallback(() => resolve(undefined), {timeout: 1000}));
}
