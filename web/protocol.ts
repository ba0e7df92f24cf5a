// Everything the page and the sandboxed document say to each other. The page believes nothing it
// hears: whatever does not pass `toFrameMessage` (web/shell/frameMessage.ts) is dropped.

/** A notebook that comes with the site. */
export interface ShippedNotebook {
  /** its file's name without `.md`: what `#/open/<name>` says. */
  name: string;
  title: string;
  description: string;
  tags: string[];
  /** a JSON file of the build with a `ShippedFile`; its name holds its hash. */
  file: string;
}

/** What a shipped notebook's file holds. */
export interface ShippedFile {
  text: string;
  /** a `Ready` (web/document/ready.ts). */
  ready: unknown;
  /** its sidecar `<name>.outputs.json`, if it has one: outputs to show until the cells have run. */
  snapshot?: string;
}

/** What the build tells the page, inside index.html. Paths are relative to the page. */
export interface SiteList {
  /** one JSON file with the texts that every visit needs: most of two of them is the same, and compresses away. */
  texts: string;
  /** what is in it, by name. */
  packed: string[];
  /** the sandboxed document's HTML. */
  frame: string;
  /** its chunks, imported ones first; the last is the entry. */
  eager: string[];
  /** for each lazily imported chunk, what to load for it. */
  lazy: Record<string, string[]>;
  /** files posted in as bytes, by name. */
  assets: Record<string, string>;
  /** files that the sandboxed document may ask for later, by name. */
  lazyAssets: Record<string, string>;
  /** in the order of the gallery. */
  notebooks: ShippedNotebook[];
  /** of the engine; what a link's `e=` names. */
  version: string;
  /** whether older versions are served beside this one, listed in `v/versions.json`: their names, oldest first. */
  hasVersions?: boolean;
}

export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** Where the page's isolation comes from, or why there is none. */
export type Isolation = "present" | "unsupported" | "insecure" | "refused" | "off";

/** What the page tells its notebook; the switches are described at `readSettings`. */
export interface Settings {
  isolation: Isolation;
  /** threads that compute; absent: all cores. */
  threads?: number;
  /** bytes that the engine's memory may grow to; absent: the engine's own limit. */
  memory?: number;
  numerics: "strict" | "fast";
  shared: boolean;
  simd: boolean;
  workers: boolean;
}

/** Where the sandboxed document has got to; tests wait on the page's `data-status`. */
export const STATUSES = ["starting", "ready", "result", "failed"] as const;
export type Status = (typeof STATUSES)[number];

/** The frame's first word, posted to the window above it; the answer carries a port. */
export const HELLO = "cuvette: hello";

/** How a notebook is shown. */
export const MODES = ["edit", "read", "app"] as const;
export type Mode = (typeof MODES)[number];

/** A named result that a link promises: the digest's first 12 characters, and up to 16 numbers as decimals. */
export interface Expected {
  name: string;
  digest: string;
  values?: number[];
}

/** What the page hands the sandboxed document to show. */
export interface OpenNotebook {
  text: string;
  /** what the build made of a shipped notebook's cells and prose; JSON of a `Ready` (web/document/ready.ts). */
  ready: string | undefined;
  /** a sidecar's outputs to show until the cells have run; JSON. */
  snapshot: string | undefined;
  /** values of controls by name, from a link. */
  controls: Record<string, unknown>;
  expected: Expected[];
  /** false: shown and editable, and nothing runs before the reader says so. */
  run: boolean;
  mode: Mode;
  /** inside another site's page: no chrome, and the height is reported. */
  embed: boolean;
  /** hosts that this reader lets the notebook reach; the policy of the frame holds the same. */
  hosts: string[];
}

export type PageMessage =
  | {
      type: "start";
      site: SiteList;
      files: Record<string, ArrayBuffer>;
      settings: Settings;
      theme: Theme;
      open: OpenNotebook;
    }
  | {type: "ping"; n: number}
  | {type: "file"; path: string; bytes: ArrayBuffer | null}
  | {type: "theme"; theme: Theme}
  | {type: "command"; name: string}
  /** another text for the open notebook: a restored version, a merge, the other tab's edit. */
  | {type: "replace"; text: string}
  | {type: "describe"; n: number}
  /** the answer to `store`, `attach` or `keep` with the same n. */
  | {type: "answer"; n: number; value?: unknown; error?: string};

/** What the page's commands are that a notebook's palette and menus may ask for; each only opens something for the reader. */
export const PAGE_COMMANDS = [
  "library",
  "share",
  "history",
  "details",
  "duplicate",
  "new"
] as const;
export type PageCommand = (typeof PAGE_COMMANDS)[number];

/** A cell that runs now. */
export interface RunningCell {
  id: string;
  /** its line in the text. */
  line: number;
}

export type FrameMessage =
  | {type: "pong"; n: number}
  | {type: "status"; status: Status; detail: string}
  | {type: "need"; path: string}
  | {type: "theme"; theme: Theme}
  | {type: "link"; url: string}
  /** a link in prose to another notebook that comes with the site. */
  | {type: "open"; name: string}
  | {type: "download"; name: string; mime: string; bytes: ArrayBuffer}
  /** the whole text after a burst of keys, and before anything runs. */
  | {type: "edited"; text: string}
  /** what runs now, and how much of the notebook is done: for the chip with Stop, and for embedders. */
  | {type: "running"; cells: RunningCell[]; done: number; total: number; failed: number}
  /** the answer to `describe`: what a link can carry beside the text. */
  | {type: "described"; n: number; controls: Record<string, unknown>; expected: Expected[]}
  | {type: "store"; n: number; op: "get" | "set" | "delete"; name: string; value?: unknown}
  /** the bytes of a file that the reader attached to the notebook, by name. */
  | {type: "attach"; n: number; name: string}
  /** attaches a file, dropped or chosen in the notebook. */
  | {type: "keep"; n: number; name: string; bytes: ArrayBuffer}
  | {type: "command"; name: PageCommand}
  /** hosts that cells would like to reach; the page asks the reader about those that the front matter names. */
  | {type: "hosts"; hosts: string[]}
  /** values of controls by name, a moment after the reader let go of one. */
  | {type: "controls"; controls: Record<string, unknown>}
  | {type: "height"; height: number};

export function isOneOf<T extends string>(list: readonly T[], value: unknown): value is T {
  return list.includes(value as T);
}
