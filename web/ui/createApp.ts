// Puts the notebook's page together from its parts.
import {createMemo, createSignal, onCleanup} from "solid-js";
import type {Engine} from "../../worker/api.ts";
import type {Host} from "../host.ts";
import {say} from "../say.ts";
import type {App, Overlay, PanelName} from "./app.ts";
import {createActs} from "./createActs.ts";
import {createEditing} from "./createEditing.ts";
import {createSections} from "./createSections.ts";
import type {Toasts} from "./createToasts.ts";
import type {CellSignals} from "./notebook/cellSignals.ts";
import type {Committed} from "./notebook/createCells.ts";
import type {DocumentModel} from "./notebook/createDocument.ts";
import {attachFiles} from "./notebook/attachFiles.ts";
import {createSavedOutputs} from "./notebook/createSavedOutputs.ts";
import type {PageRequests} from "./notebook/pageRequests.ts";
import type {Verdict} from "./notebook/reproduce.ts";
import type {Graph, LogEntry} from "../runtime/types.ts";

export interface AppParts {
  host: Host;
  engine: Promise<Engine>;
  graph: Graph;
  signals: CellSignals;
  document: DocumentModel;
  committed: Committed;
  toasts: Toasts;
  log: () => readonly LogEntry[];
  verdicts: () => readonly Verdict[] | undefined;
  requests: Pick<PageRequests, "attach" | "loadFile">;
}

export function createApp(parts: AppParts): App {
  const {host, graph, document, committed, signals, toasts} = parts;
  const [mode, setMode] = createSignal(host.open.mode);
  const [panel, setPanel] = createSignal<PanelName>();
  const [overlay, setOverlay] = createSignal<Overlay>();
  const [current, setCurrent] = createSignal<string>();
  const [opened, setOpened] = createSignal<ReadonlyMap<string, boolean>>(new Map());
  const [codeShown, setCodeShown] = createSignal(true);
  const sections = createSections(document.cells, (id) => committed.prose(id));

  const nameCell = (id: string) => {
    const place = id.split("/")[0];
    return say("cell.numbered", {n: document.cells().findIndex((cell) => cell.id === place) + 1});
  };
  const elementOf = (id: string) =>
    globalThis.document.getElementById(`cell-${id.split("/")[0]}`) ?? undefined;
  const show = (id: string) => {
    sections.reveal(id.split("/")[0]);
    setCurrent(id.split("/")[0]);
    // a new cell is drawn by now: Solid draws as the signal is set
    elementOf(id)?.scrollIntoView({block: "nearest"});
  };
  const select = (id: string) => {
    show(id);
    elementOf(id)?.focus({preventScroll: true});
  };
  const step = (id: string, by: 1 | -1) => {
    const cells = document.cells();
    return cells[cells.findIndex((cell) => cell.id === id) + by]?.id;
  };

  let takeKey = (_: KeyboardEvent) => false;
  const editing = createEditing({
    document,
    signals,
    nameCell,
    host: {
      fetchAsset: (name) => host.fetchAsset(name),
      onRun(id, then) {
        run([id]);
        if (then === "stay") return;
        editing.leave();
        const next = step(id, 1);
        if (then === "insert" || next === undefined) acts.insert(id, "code");
        else select(next);
      },
      onLeave(id, direction) {
        editing.leave();
        const next = direction === "out" ? id : step(id, direction === "up" ? -1 : 1);
        select(next ?? id);
      },
      onGoTo: (id, place) => app.goTo(id, place.line, place.column),
      onLink: (url) => host.send({type: "link", url}),
      onKeyDown: (event) => takeKey(event),
      onProblem: (message) => toasts.show(message)
    }
  });

  const run = (cells: readonly string[] | "stale" | "all") => {
    document.flush();
    const all = document.cells().map(({id}) => id);
    for (const id of cells === "stale" || cells === "all" ? all : cells) committed.commit(id);
    // the graph is fed by effects, which have run by then
    queueMicrotask(() => committed.whenFed(() => graph.run(cells)));
  };

  const acts = createActs({
    document,
    toasts,
    nameCell,
    run,
    select,
    edit: editing.edit,
    leave: editing.leave
  });

  const tabStop = createMemo(() => {
    const id = current();
    const stays = id !== undefined && document.cell(id) && !sections.isHidden(id);
    return stays ? id : document.cells().find((cell) => !sections.isHidden(cell.id))?.id;
  });

  const app: App = {
    ...parts,
    ...acts,
    ...editing,
    ...sections,
    mode,
    setMode(next) {
      editing.leave();
      setMode(next);
    },
    panel,
    togglePanel: (name) => setPanel((open) => (open === name ? undefined : name)),
    overlay,
    setOverlay,
    current,
    tabStop,
    select,
    noteFocus(id) {
      setCurrent(id);
      // most who come to a cell go on to edit it
      if (mode() === "edit" && document.cell(id)?.kind === "code") editing.editors().prefetch();
    },
    nameCell,
    goTo(id, line, column) {
      show(id);
      if (mode() === "edit" && document.cell(id)) editing.edit(id, {line, column});
      else elementOf(id)?.focus();
    },
    follow(href) {
      const [, name] = /^#\/open\/([\w-]+)$/.exec(href) ?? [];
      if (name) return host.send({type: "open", name});
      if (!href.startsWith("#")) return host.send({type: "link", url: href});
      globalThis.document.getElementById(decodeURIComponent(href.slice(1)))?.scrollIntoView();
    },
    setKeyTaker: (take) => (takeKey = take),
    loadFile: parts.requests.loadFile,
    attach: (files) =>
      attachFiles(files, parts.requests, toasts, (source) =>
        acts.insert(current() ?? document.cells().at(-1)?.id, "code", source)
      ),
    savedOutputs: createSavedOutputs(host.open.snapshot, document),
    run,
    isOpen(id) {
      const cell = document.cell(id);
      // who edits sees the code; who reads, one line of it
      const byItself =
        cell?.kind === "code" && !cell.options.fold && codeShown() && mode() === "edit";
      return opened().get(id) ?? byItself;
    },
    setOpen: (id, open) => setOpened((before) => new Map(before).set(id, open)),
    codeShown,
    setCodeShown(shown) {
      setOpened(new Map());
      setCodeShown(shown);
    },
    replaceAll: (changes) => document.changeSources(changes)
  };
  onCleanup(() => graph.close());
  return app;
}
