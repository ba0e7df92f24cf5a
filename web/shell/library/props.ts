// What the views take and tell. They know the store and call back; where the reader goes is the page's matter.
// Their styles are web/styles/library.css and history.css: the page's style sheet imports them.
//
//   <Library {...props} />   web/shell/library/Library.tsx     export function Library(props: LibraryProps)
//   <History {...props} />   web/shell/history/History.tsx     export function History(props: HistoryProps)
//   <Compare {...props} />   web/shell/history/Compare.tsx     export function Compare(props: CompareProps)
import type {JSX} from "solid-js";
import type {NotebookStore} from "../store/types.ts";

/** A built-in notebook, as the build lists it. */
export interface Shipped {
  /** its file's name without `.md`. */
  name: string;
  title: string;
  description: string;
  tags: string[];
}

export const SHELVES = ["notebooks", "gallery", "trash"] as const;
/** Which list of the library is shown. */
export type Shelf = (typeof SHELVES)[number];

export interface LibraryProps {
  store: NotebookStore;
  shipped: readonly Shipped[];
  /** which list is shown first. Default: the reader's own, or the gallery while there are none. */
  shelf?: Shelf;
  /** another list was chosen: for the address bar. */
  onShelf?: (shelf: Shelf) => void;
  onOpen: (id: string) => void;
  onOpenShipped: (name: string) => void;
  /** addresses of the same, so that titles are links that open in a new tab too; absent: buttons. */
  addressOf?: (id: string) => string;
  addressOfShipped?: (name: string) => string;
  /** the reader wants a notebook with this text; the page creates it and goes there. */
  onNew: (text: string) => void;
  /** versions of a notebook. */
  onHistory: (id: string) => void;
  /** gives the reader a file; default: a link that is clicked. */
  onSave?: (name: string, blob: Blob) => void;
  /** more for the header's end: the theme switch. */
  children?: JSX.Element;
}

export interface HistoryProps {
  store: NotebookStore;
  id: string;
  /** a version has become the text (and stands in the history): the page sends it to the open notebook. */
  onRestored: (text: string) => void;
  onClose: () => void;
  /** shows the copy beside the published text; absent: no such button. */
  onCompare?: () => void;
}

/** A published text and where it stands. */
export interface Published {
  text: string;
  /** said to the reader: "the link", "the built-in notebook", "github.com/…". */
  name: string;
}

export interface CompareProps {
  store: NotebookStore;
  /** the reader's copy. */
  id: string;
  /** what is published now; absent: the text the copy started from. */
  published?: Published;
  /** opens the published one as it is; absent: no such button. */
  onOpenPublished?: () => void;
  /** opens the copy as it is. */
  onOpenCopy?: () => void;
  /** a merge was made and written as a version: the page sends it to the open notebook. */
  onMerged: (text: string) => void;
  onClose: () => void;
}
