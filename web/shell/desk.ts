// What the page's parts ask of the page: they know this much of it and no more.
import type {SiteFiles} from "./files.ts";
import type {Notice} from "./notice.ts";
import type {Panel} from "./panel.ts";
import type {Place} from "./route.ts";
import type {Session} from "./session/session.ts";
import type {NotebookStore} from "./store/types.ts";

/** What the bar and a notebook's palette may ask for: each only opens something for the reader. */
export type ActName =
  "library" | "share" | "history" | "compare" | "details" | "duplicate" | "new" | "kept" | "more";

export interface Desk {
  readonly notice: Notice;
  readonly panel: Panel;
  readonly files: SiteFiles;
  readonly session: Session | undefined;
  /** what is open. */
  readonly place: Place;
  store(): Promise<NotebookStore>;
  /** Goes to a place of this site. */
  visit(place: Place): void;
  /** A notebook of the reader's own. */
  create(text: string): Promise<void>;
  /** Shows a copy beside what is published: `published`, or else what the copy started from. */
  compare(id: string, published?: string): Promise<void>;
  /** The next of the three: as the system, light, dark. */
  switchTheme(): void;
  /** Carries out one of the page's own commands. */
  act(name: ActName): Promise<void>;
  /** Draws the bar anew. */
  refresh(): void;
  fail(error: unknown): void;
}
