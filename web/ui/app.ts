// The state of the notebook's page: what is selected, edited, folded and open.
import {createContext, useContext, type Accessor} from "solid-js";
import type {Engine} from "../../worker/api.ts";
import type {MimeBundle} from "../document/snapshot.ts";
import type {Cell, CodeLanguage} from "../document/types.ts";
import type {Diagnostic, Editors, Place} from "../editor/types.ts";
import type {Host} from "../host.ts";
import type {Mode} from "../protocol.ts";
import type {Graph, LogEntry} from "../runtime/types.ts";
import type {Heading} from "./createSections.ts";
import type {Toasts} from "./createToasts.ts";
import type {CellSignals} from "./notebook/cellSignals.ts";
import type {Committed} from "./notebook/createCells.ts";
import type {DocumentModel} from "./notebook/createDocument.ts";
import type {Verdict} from "./notebook/reproduce.ts";

export const PANELS = ["contents", "variables", "graph", "log", "cost", "find", "machine"] as const;
export type PanelName = (typeof PANELS)[number];

/** What lies over the notebook. */
export type Overlay = "palette" | "keys" | undefined;

export interface App {
  host: Host;
  engine: Promise<Engine>;
  graph: Graph;
  signals: CellSignals;
  document: DocumentModel;
  committed: Committed;
  toasts: Toasts;
  editors(): Editors;

  mode: Accessor<Mode>;
  setMode(mode: Mode): void;
  panel: Accessor<PanelName | undefined>;
  /** Opens a panel, or closes it if it is open. */
  togglePanel(panel: PanelName): void;
  overlay: Accessor<Overlay>;
  setOverlay(overlay: Overlay): void;

  /** the selected cell. */
  current: Accessor<string | undefined>;
  /** the cell that Tab comes to: the selected one, else the first. */
  tabStop: Accessor<string | undefined>;
  /** the cell whose code or text is being edited. */
  editing: Accessor<string | undefined>;
  /** Selects a cell, moves the focus to it and scrolls it into view. */
  select: (id: string) => void;
  /** Selects a cell that has got the focus by itself. */
  noteFocus(id: string): void;
  /** Opens the editor in a cell. */
  edit: (id: string, place?: Place) => void;
  leave: () => void;
  /** Puts the editor into the element that shows the edited cell's source. */
  mountEditor(id: string, element: HTMLElement): void;
  unmountEditor(id: string): void;
  /** "cell 4", for sentences. */
  nameCell: (id: string) => string;
  /** Shows a place in a cell, in the editor where the notebook can be edited. */
  goTo: (id: string, line: number, column: number) => void;
  /** A link in prose: within the notebook at once, elsewhere by asking the page. */
  follow(href: string): void;

  /** Who is asked of every key in the editor; true: it is taken. */
  setKeyTaker(take: (event: KeyboardEvent) => boolean): void;

  /** Attaches files to the notebook, and offers a cell that reads them. */
  attach(files: readonly File[]): Promise<void>;
  /** the bytes of an attached file. */
  loadFile: (name: string) => Promise<ArrayBuffer>;
  /** what a cell showed when the notebook was saved with its outputs. */
  savedOutputs(id: string): readonly MimeBundle[];

  /** Commits cells as they stand and runs them. */
  run(cells: readonly string[] | "stale" | "all"): void;
  insert(after: string | undefined, kind: Cell["kind"], source?: string): void;
  duplicate(id: string): void;
  remove: (id: string) => void;
  /** One place up or down. */
  shift(id: string, by: -1 | 1): void;
  move(id: string, target: string, side: "before" | "after"): void;
  setOption(id: string, name: string, value: string | true | undefined): void;
  setLanguage(id: string, language: CodeLanguage | "md"): void;

  /** whether the code of a cell is open now. */
  isOpen(id: string): boolean;
  setOpen(id: string, open: boolean): void;
  /** hides or shows all code. */
  codeShown: Accessor<boolean>;
  setCodeShown(shown: boolean): void;
  /** headings, by their cell, whose sections are folded. */
  isFolded(cell: string): boolean;
  toggleFold(cell: string): void;
  /** whether a folded heading hides the cell. */
  isHidden(cell: string): boolean;

  /** Changes the sources of several cells in one undoable step. */
  replaceAll(changes: readonly {id: string; source: string}[]): void;
  headings: Accessor<readonly Heading[]>;
  /** what the type checker says of a cell. */
  diagnostics(id: string): readonly Diagnostic[];
  /** what ran, newest first. */
  log: Accessor<readonly LogEntry[]>;
  verdicts: Accessor<readonly Verdict[] | undefined>;
}

const AppContext = createContext<App>();
export const AppProvider = AppContext.Provider;

/** The page's state, for components inside an AppProvider. */
export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error("useApp: missing AppProvider");
  return app;
}
