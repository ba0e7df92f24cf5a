import type {FrameMessage, Settings, Theme} from "./protocol.ts";

/** The sandboxed document's only way out, made by the boot script and handed to the entry. */
export interface Host {
  settings: Settings;
  /** the reader's choice when the document was opened. */
  theme: Theme;
  /** the bytes of a file that came with the document. */
  asset(name: string): ArrayBuffer;
  send(message: FrameMessage, transfer?: Transferable[]): void;
}

/** Where the boot script leaves the host for the entry chunk, whose exports the build does not keep. */
export const HOST = "cuvetteHost";
