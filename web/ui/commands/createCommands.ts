// Every command of the notebook, once.
import {PAGE_COMMANDS, type PageCommand} from "../../protocol.ts";
import {PANELS, type App} from "../app.ts";
import type {Exports} from "../export/createExports.ts";
import type {Command, CommandGroup} from "./command.ts";

const PANEL_KEYS: Partial<Record<(typeof PANELS)[number], string[]>> = {
  contents: ["Alt-1"],
  variables: ["Alt-2"],
  graph: ["Alt-3"],
  log: ["Alt-4"],
  cost: ["Alt-5"],
  find: ["Mod-Alt-f", "/"],
  machine: ["Alt-6"]
};
const PAGE_KEYS: Partial<Record<PageCommand, string[]>> = {share: ["Mod-Alt-s"]};

export function createCommands(app: App, exports: Exports): Command[] {
  const isEdit = () => app.mode() === "edit";
  const hasCell = () => app.current() !== undefined;
  const canChange = () => isEdit() && hasCell();
  const withCell = (act: (id: string) => void) => () => {
    const id = app.current();
    if (id !== undefined) act(id);
  };
  const step = (by: 1 | -1) => () => {
    const cells = app.document.cells().filter(({id}) => !app.isHidden(id));
    const at = cells.findIndex(({id}) => id === app.current());
    const next = cells[at < 0 ? (by > 0 ? 0 : cells.length - 1) : at + by];
    if (next) app.select(next.id);
  };
  const runAndStep = withCell((id) => {
    app.run([id]);
    step(1)();
  });
  const make = (
    id: string,
    group: CommandGroup,
    keys: string[],
    act: () => void,
    more: Partial<Command> = {}
  ): Command => ({id, group, keys, where: "outside", act, ...more});

  return [
    make(
      "runCell",
      "run",
      ["Mod-Enter"],
      withCell((id) => app.run([id])),
      {isEnabled: hasCell}
    ),
    make("runNext", "run", ["Shift-Enter"], runAndStep, {isEnabled: hasCell}),
    make("runStale", "run", ["Mod-Shift-Enter"], () => app.run("stale"), {where: "anywhere"}),
    make("runAll", "run", [], () => app.run("all")),
    make("stopAll", "run", ["Escape Escape"], () => app.graph.stop(), {
      where: "anywhere",
      // controls live as long as their cells: leaving an editor twice is no reason to end them
      isEnabled: () => findBusy(app).length > 0
    }),

    make("nextCell", "cell", ["ArrowDown", "j"], step(1)),
    make("previousCell", "cell", ["ArrowUp", "k"], step(-1)),
    make(
      "edit",
      "cell",
      ["Enter"],
      withCell((id) => app.edit(id)),
      {isEnabled: canChange}
    ),
    make("insertAbove", "cell", ["a"], () => insertAbove(app), {isEnabled: isEdit}),
    make("insertBelow", "cell", ["b"], () => app.insert(app.current(), "code"), {
      isEnabled: isEdit
    }),
    make("insertProse", "cell", ["m"], () => app.insert(app.current(), "prose"), {
      isEnabled: isEdit
    }),
    make("deleteCell", "cell", ["d d"], withCell(app.remove), {isEnabled: canChange}),
    make(
      "moveUp",
      "cell",
      ["Alt-ArrowUp"],
      withCell((id) => app.shift(id, -1)),
      {
        isEnabled: canChange
      }
    ),
    make(
      "moveDown",
      "cell",
      ["Alt-ArrowDown"],
      withCell((id) => app.shift(id, 1)),
      {
        isEnabled: canChange
      }
    ),
    make(
      "toggleCode",
      "cell",
      ["h"],
      withCell((id) => app.setOpen(id, !app.isOpen(id))),
      {
        isEnabled: hasCell
      }
    ),
    make(
      "format",
      "cell",
      [],
      withCell((id) => void app.editors().format(id)),
      {
        isEnabled: canChange
      }
    ),

    make("undo", "edit", ["Mod-z", "z"], () => app.document.undo(), {isEnabled: isEdit}),
    make("redo", "edit", ["Mod-Shift-z", "Mod-y"], () => app.document.redo(), {isEnabled: isEdit}),

    ...PANELS.map((panel) =>
      make(`panel_${panel}`, "view", PANEL_KEYS[panel] ?? [], () => app.togglePanel(panel), {
        where: panel === "find" ? "outside" : "anywhere"
      })
    ),
    make("modeEdit", "view", [], () => app.setMode("edit")),
    make("modeRead", "view", [], () => app.setMode("read")),
    make("modeApp", "view", [], () => app.setMode("app")),
    make("allCode", "view", ["Shift-h"], () => app.setCodeShown(!app.codeShown())),
    make("fullScreen", "view", ["f"], () => void toggleFullScreen()),

    make("palette", "view", ["Mod-k", "Mod-Shift-p"], () => app.setOverlay("palette"), {
      where: "anywhere"
    }),
    make("keys", "view", ["?"], () => app.setOverlay("keys")),

    ...PAGE_COMMANDS.map((name) =>
      make(`page_${name}`, "notebook", PAGE_KEYS[name] ?? [], () =>
        app.host.send({type: "command", name})
      )
    ),

    make("exportMarkdown", "export", ["Mod-s"], () => exports.markdown(), {where: "anywhere"}),
    make("exportIpynb", "export", [], () => exports.ipynb()),
    make("exportPercent", "export", [], () => exports.percent()),
    make("exportHtml", "export", [], () => exports.html()),
    make("exportOutputs", "export", [], () => exports.outputs()),
    make("print", "export", [], () => globalThis.print())
  ];
}

function findBusy({document, signals}: App): readonly unknown[] {
  return document.cells().filter(({id}) => {
    const status = signals.peek(id)?.status;
    return status === "running" || status === "queued";
  });
}

function insertAbove(app: App): void {
  const cells = app.document.cells();
  const at = cells.findIndex(({id}) => id === app.current());
  app.insert(cells[at - 1]?.id, "code");
}

async function toggleFullScreen(): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen();
  else await document.documentElement.requestFullscreen().catch(() => undefined);
}
