// Opens the sandboxed document and speaks with it over one port.
import {
  HELLO,
  toFrameMessage,
  type FrameMessage,
  type PageMessage,
  type Settings,
  type Theme
} from "../protocol.ts";
import type {SiteFiles} from "./files.ts";

/** More than any honest document sends; the rest of a flood is dropped. */
const MESSAGES_PER_SECOND = 500;

export interface SandboxOptions {
  files: SiteFiles;
  settings: Settings;
  theme: Theme;
  /** where the frame goes. */
  parent: HTMLElement;
  onMessage: (message: FrameMessage) => void;
}

export class Sandbox {
  readonly #options: SandboxOptions;
  readonly #frame = document.createElement("iframe");
  readonly #listen = (event: MessageEvent) => void this.#greet(event);
  #port: MessagePort | undefined;
  #second = 0;
  #heard = 0;

  constructor(options: SandboxOptions) {
    this.#options = options;
  }

  async open(): Promise<void> {
    const {files, parent, settings, theme} = this.#options;
    // under way while the frame comes up; a failure shows when it asks for them
    files.loadFirst(settings).catch(() => undefined);
    const html = await files.loadText(files.site.frame);
    // Exactly this: a link or download asks the page, and storage stays out of reach.
    this.#frame.setAttribute("sandbox", "allow-scripts");
    this.#frame.allow = "cross-origin-isolated; fullscreen; clipboard-write";
    this.#frame.title = "Notebook";
    this.#frame.srcdoc = html.replace("<html ", `<html data-theme="${theme}" `);
    addEventListener("message", this.#listen);
    parent.replaceChildren(this.#frame);
  }

  /** Ends whatever runs in it. */
  close(): void {
    removeEventListener("message", this.#listen);
    this.#port?.close();
    this.#frame.remove();
  }

  focus(): void {
    this.#frame.focus();
  }

  send(message: PageMessage): void {
    this.#port?.postMessage(message);
  }

  async #greet({source, data}: MessageEvent): Promise<void> {
    if (source !== this.#frame.contentWindow || data !== HELLO) return;
    removeEventListener("message", this.#listen);
    const {files, settings, theme, onMessage} = this.#options;
    const {port1, port2} = new MessageChannel();
    this.#port = port1;
    port1.onmessage = (event) => this.#hear(event.data);
    try {
      const start: PageMessage = {
        type: "start",
        site: files.site,
        files: await files.loadFirst(settings),
        settings,
        theme
      };
      this.#frame.contentWindow?.postMessage(start, "*", [port2]);
    } catch (error) {
      onMessage({
        type: "status",
        status: "failed",
        detail: error instanceof Error ? error.message : String(error)
      });
    }
  }

  #hear(data: unknown): void {
    const second = Math.floor(performance.now() / 1000);
    if (second !== this.#second) this.#heard = 0;
    this.#second = second;
    if (++this.#heard > MESSAGES_PER_SECOND) return;
    const message = toFrameMessage(data);
    if (!message) return;
    if (message.type === "need") void this.#give(message.path);
    else this.#options.onMessage(message);
  }

  async #give(path: string): Promise<void> {
    const {files} = this.#options;
    const bytes = files.isLazy(path) ? await files.load(path).catch(() => null) : null;
    this.send({type: "file", path, bytes});
  }
}
