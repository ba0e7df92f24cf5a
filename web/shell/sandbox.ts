// Opens the sandboxed document and speaks with it over one port.
import {
  HELLO,
  type FrameMessage,
  type OpenNotebook,
  type PageMessage,
  type Settings,
  type Theme
} from "../protocol.ts";
import {toFrameMessage} from "./frameMessage.ts";
import type {SiteFiles} from "./files.ts";
import {withHosts} from "./trust/policy.ts";

/** More than any honest document sends; the rest of a flood is dropped. */
const MESSAGES_PER_SECOND = 500;

export interface SandboxOptions {
  files: SiteFiles;
  settings: Settings;
  theme: Theme;
  /** what the frame's policy lets it reach. */
  hosts: readonly string[];
  /** what to show; the frame comes up while it is on its way. */
  open: Promise<OpenNotebook>;
  /** the frame's name for those who hear the page. */
  title: string;
  /** where the frame goes. */
  parent: HTMLElement;
  onMessage: (message: FrameMessage) => void;
}

export class Sandbox {
  readonly #options: SandboxOptions;
  readonly #frame = document.createElement("iframe");
  readonly #listen = (event: MessageEvent) => void this.#greet(event);
  #port: MessagePort | undefined;
  #closed = false;
  #second = 0;
  #heard = 0;

  constructor(options: SandboxOptions) {
    this.#options = options;
  }

  async open(): Promise<void> {
    const {files, parent, settings, theme, hosts, title, open} = this.#options;
    // under way while the frame comes up; a failure shows when it asks for them
    files.loadFirst(settings).catch(() => undefined);
    open.catch(() => undefined);
    const html = await files.loadText(files.site.frame);
    if (this.#closed) return;
    // Exactly this: a link or download asks the page, and storage stays out of reach.
    this.#frame.setAttribute("sandbox", "allow-scripts");
    this.#frame.allow = "cross-origin-isolated; fullscreen; clipboard-write";
    this.#frame.title = title;
    this.#frame.srcdoc = withHosts(html, hosts).replace("<html ", `<html data-theme="${theme}" `);
    addEventListener("message", this.#listen);
    parent.replaceChildren(this.#frame);
  }

  /** Ends whatever runs in it. */
  close(): void {
    this.#closed = true;
    removeEventListener("message", this.#listen);
    if (this.#port) this.#port.onmessage = null;
    this.#port?.close();
    this.#frame.remove();
  }

  focus(): void {
    this.#frame.focus();
  }

  send(message: PageMessage, transfer: Transferable[] = []): void {
    this.#port?.postMessage(message, transfer);
  }

  async #greet({source, data}: MessageEvent): Promise<void> {
    if (source !== this.#frame.contentWindow || data !== HELLO) return;
    removeEventListener("message", this.#listen);
    const {files, settings, theme, open, onMessage} = this.#options;
    try {
      const start: PageMessage = {
        type: "start",
        site: files.site,
        files: await files.loadFirst(settings),
        settings,
        theme,
        open: await open
      };
      if (this.#closed) return;
      const {port1, port2} = new MessageChannel();
      this.#port = port1;
      port1.onmessage = (event) => this.#hear(event.data);
      this.#frame.contentWindow?.postMessage(start, "*", [port2]);
    } catch (error) {
      if (this.#closed) return;
      const detail = error instanceof Error ? error.message : String(error);
      onMessage({type: "status", status: "failed", detail});
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
