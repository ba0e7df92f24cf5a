import type {FrameMessage, OpenNotebook, PageMessage, Settings, Theme} from "./protocol.ts";

/** The sandboxed document's only way out, made by the boot script and handed to the entry. */
export interface Host {
  settings: Settings;
  /** the reader's choice when the document was opened. */
  theme: Theme;
  /** what to show. */
  open: OpenNotebook;
  /** the bytes of a file that came with the document. */
  asset(name: string): ArrayBuffer;
  /** the bytes of a file that is fetched when it is needed. */
  fetchAsset(name: string): Promise<ArrayBuffer>;
  send(message: FrameMessage, transfer?: Transferable[]): void;
  /** Calls back with what the page says from now on, and with what it said before anyone listened. */
  listen(listener: (message: LaterMessage) => void): void;
}

/** What the boot script does not deal with itself. */
export type LaterMessage = Exclude<PageMessage, {type: "start" | "ping" | "file"}>;

/** Where the boot script leaves the host for the entry chunk, whose exports the build does not keep. */
export const HOST = "cuvetteHost";
