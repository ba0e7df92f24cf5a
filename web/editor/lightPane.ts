// The light editor: a textarea, its letters invisible, over the highlighted code. It is there at once, on
// phones it is all there is, and it leaves Tab to the browser.
import {drawCode} from "./highlight.ts";
import {toOffset, toRun, type Pane, type PaneHost} from "./pane.ts";
import type {EditorCell} from "./types.ts";

export interface LightPane extends Pane {
  /** Resolves when no letter is half composed: a change of editors would lose it. */
  calm(): Promise<void>;
}

/** The full editor waits for this many milliseconds without a key. */
const REST = 150;

export function makeLightPane(host: PaneHost): LightPane {
  let composing: Promise<void> | undefined;
  let typedAt = -Infinity;
  let endComposing: (() => void) | undefined;
  let cells = new Map<string, EditorCell>();
  let current: EditorCell | undefined;

  const node = document.createElement("div");
  node.className = "code-editor light";
  const code = document.createElement("pre");
  code.className = "code";
  code.ariaHidden = "true";
  const area = document.createElement("textarea");
  area.className = "code";
  area.spellcheck = false;
  for (const name of ["autocapitalize", "autocomplete", "autocorrect"])
    area.setAttribute(name, "off");
  node.append(code, area);

  const draw = () => {
    const {language = "ts"} = current ?? {};
    // a last empty line needs something in it to have a height
    code.replaceChildren(drawCode(area.value, language, document), "\n");
  };
  const isAtFirstLine = () => !area.value.slice(0, area.selectionStart).includes("\n");
  const isAtLastLine = () => !area.value.slice(area.selectionEnd).includes("\n");
  const isPlain = (event: KeyboardEvent) =>
    !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey && !event.isComposing;

  area.addEventListener("compositionstart", () => {
    composing = new Promise((resolve) => (endComposing = resolve));
  });
  area.addEventListener("compositionend", () => {
    // the text arrives with the input event after this one
    setTimeout(() => endComposing?.());
  });
  area.addEventListener("input", () => {
    if (!current) return;
    current = {...current, source: area.value};
    cells.set(current.id, current);
    draw();
    host.onChange(current.id, area.value);
  });
  area.addEventListener("keydown", (event) => {
    typedAt = performance.now();
    const id = current?.id;
    if (id === undefined) return;
    const stop = () => event.preventDefault();
    if (host.onKeyDown?.(event)) return stop();
    const run = toRun(event);
    if (run) {
      stop();
      host.onRun(id, run);
    } else if (event.key === "Escape" && !event.isComposing) {
      stop();
      host.onLeave(id, "out");
    } else if (isPlain(event) && event.key === "ArrowUp" && isAtFirstLine()) {
      stop();
      host.onLeave(id, "up");
    } else if (isPlain(event) && event.key === "ArrowDown" && isAtLastLine()) {
      stop();
      host.onLeave(id, "down");
    } else if (isPlain(event) && event.key === "Enter") {
      const line = area.value.slice(0, area.selectionStart).split("\n").at(-1);
      const [indent] = /^[ \t]*/.exec(line)!;
      if (!indent) return;
      stop();
      insert(`\n${indent}`);
    }
  });

  /** Typed, as far as undo is concerned. */
  const insert = (text: string) => {
    if (document.execCommand("insertText", false, text)) return;
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input"));
  };

  const show = (cell: EditorCell) => {
    current = cell;
    area.ariaLabel = cell.label;
    if (area.value !== cell.source) area.value = cell.source;
    draw();
  };

  return {
    kind: "light",
    async calm() {
      await composing;
      // a letter typed while the full editor takes over would fall between the two
      for (;;) {
        const rest = typedAt + REST - performance.now();
        if (rest <= 0) return;
        await new Promise((resolve) => setTimeout(resolve, rest));
      }
    },
    setCells(list) {
      cells = new Map(list.map((cell) => [cell.id, cell]));
      const cell = current && cells.get(current.id);
      if (cell && cell !== current) show(cell);
    },
    open(id, element, at) {
      const cell = cells.get(id);
      if (!cell) return false;
      show(cell);
      element.append(node);
      area.focus({preventScroll: true});
      if (!at) return true;
      const place =
        "head" in at ? at : {anchor: toOffset(cell.source, at), head: toOffset(cell.source, at)};
      const [start, end] = [place.anchor, place.head].sort((a, b) => a - b);
      area.setSelectionRange(start, end, place.head < place.anchor ? "backward" : "forward");
      return true;
    },
    close() {
      current = undefined;
      node.remove();
    },
    selected() {
      if (!current) return undefined;
      const {selectionStart: start, selectionEnd: end} = area;
      return area.selectionDirection === "backward"
        ? {anchor: end, head: start}
        : {anchor: start, head: end};
    },
    setMarkers: () => undefined,
    format: () => Promise.resolve(),
    dispose: () => node.remove()
  };
}
