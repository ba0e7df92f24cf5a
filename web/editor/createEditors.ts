// The one editor of a notebook. Light at once; where the reader's device is up to it the full one is
// fetched at the first focus and takes over, with the selection as it stands.
import {LEXERS} from "./highlight.ts";
import {makeLightPane} from "./lightPane.ts";
import {
  EDITOR_ASSETS,
  type Diagnostic,
  type EditorCell,
  type EditorHost,
  type Editors
} from "./types.ts";
import {say} from "../say.ts";
import type {OpenFull} from "./full/openFull.ts";
import type {Pane} from "./pane.ts";
import type {Marker, Place} from "./types.ts";

export interface EditorOptions {
  /** auto: light on phones, narrow windows and where data is dear. Default auto. */
  kind?: "auto" | "light" | "full";
}

/** Makes the editor; `dispose` ends it. */
export function createEditors(host: EditorHost, options: EditorOptions = {}): Editors {
  const {kind = "auto"} = options;
  let cells: readonly EditorCell[] = [];
  let open: {id: string; element: HTMLElement; place?: Place} | undefined;
  /** whether the pane shows it: a new cell may be focused before it is known here. */
  let isShown = false;
  let loading: Promise<void> | undefined;
  let isDisposed = false;
  const diagnostics = new Map<string, Diagnostic[]>();
  const markers = new Map<string, readonly Marker[]>();

  const hint = document.createElement("p");
  hint.className = "code-hint";
  const showHint = (movesFocus: boolean) => {
    const mac = /Mac|iPhone|iPad/.test(navigator.platform);
    const key = pane.kind === "light" ? "leaveLight" : movesFocus ? "leaveTabbing" : "leave";
    hint.textContent = say(`editor.${key}`, {key: mac ? "⌃⇧M" : "Ctrl+M"});
  };

  const paneHost: EditorHost = {
    ...host,
    onChange(id, source) {
      cells = cells.map((cell) => (cell.id === id ? {...cell, source} : cell));
      host.onChange(id, source);
    },
    onRename(changes) {
      const sources = new Map(changes.map(({id, source}) => [id, source]));
      cells = cells.map((cell) => ({...cell, source: sources.get(cell.id) ?? cell.source}));
      host.onRename(changes);
    },
    onTabMode(movesFocus) {
      showHint(movesFocus);
      host.onTabMode?.(movesFocus);
    },
    onDiagnostics(id, found) {
      diagnostics.set(id, found);
      host.onDiagnostics(id, found);
    }
  };
  const light = makeLightPane(paneHost);
  let pane: Pane = light;

  const load = async () => {
    const full = await openFull(host, {
      host: paneHost,
      lexers: LEXERS,
      texts: {
        taken: say("editor.taken"),
        fixed: say("editor.fixed"),
        leave: say("editor.leaveSpoken")
      }
    });
    if (isDisposed) return full.dispose();
    full.setCells(cells);
    for (const [id, list] of markers) full.setMarkers(id, list);
    await light.calm();
    const selected = light.selected();
    light.close();
    light.dispose();
    pane = full;
    if (open) isShown = full.open(open.id, open.element, selected ?? open.place);
    showHint(false);
  };
  const prefetch = () => {
    if (kind === "light" || (kind === "auto" && !wantsFull())) return;
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      host.onProblem?.(error instanceof Error ? error.message : String(error));
    });
  };

  const blur = () => {
    if (!open) return;
    pane.close();
    hint.remove();
    open.element.classList.remove("editing");
    open = undefined;
  };

  return {
    get current() {
      return open?.id;
    },
    get kind() {
      return pane.kind;
    },
    setCells(list) {
      cells = list;
      pane.setCells(list);
      if (open && !isShown) isShown = pane.open(open.id, open.element, open.place);
    },
    focus(id, element, place?: Place) {
      if (open?.element !== element) blur();
      open = {id, element, place};
      element.classList.add("editing");
      isShown = pane.open(id, element, place);
      showHint(false);
      element.append(hint);
      prefetch();
    },
    blur,
    diagnostics: (id) => diagnostics.get(id) ?? [],
    setMarkers(id, list) {
      markers.set(id, list);
      pane.setMarkers(id, list);
    },
    format: (id) => pane.format(id),
    prefetch,
    dispose() {
      blur();
      isDisposed = true;
      pane.dispose();
    }
  };
}

/** Not on phones, in narrow windows, or where every byte is paid for. */
function wantsFull(): boolean {
  const {connection} = navigator as {connection?: {saveData?: boolean}};
  const isSmall = matchMedia(
    "(pointer: coarse), (max-width: 599px), (prefers-reduced-data: reduce)"
  );
  return !isSmall.matches && connection?.saveData !== true;
}

async function openFull(
  host: EditorHost,
  options: Omit<Parameters<OpenFull>[0], "types">
): Promise<Pane> {
  const decode = (bytes: ArrayBuffer) => new TextDecoder().decode(bytes);
  const fetchText = async (name: keyof typeof EDITOR_ASSETS) =>
    decode(await host.fetchAsset(EDITOR_ASSETS[name]));
  // the checker's worker starts later: nobody waits for it before typing
  const types = Promise.all([fetchText("types"), fetchText("declarations")]).then(
    ([code, declarations]) => ({
      code,
      declarations: JSON.parse(declarations) as Record<string, string>
    })
  );
  types.catch(() => undefined);
  const [code, styles] = await Promise.all([fetchText("editor"), fetchText("styles")]);
  const style = document.createElement("style");
  style.textContent = styles;
  document.head.append(style);
  const url = URL.createObjectURL(new Blob([code], {type: "text/javascript"}));
  try {
    const {openFull: start} = (await import(/* @vite-ignore */ url)) as {openFull: OpenFull};
    return start({...options, types});
  } finally {
    URL.revokeObjectURL(url);
  }
}
