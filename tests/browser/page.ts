/** What an expression may be: source text, or a function that reads nothing from around it. */
export type Script<T> = string | ((...args: never[]) => T | Promise<T>);

/** A document in which code can run: the page, or a frame in it. */
export interface Scope {
  /** runs an expression or a function in the document and returns its value as JSON. */
  evaluate<T>(script: Script<T>, ...args: unknown[]): Promise<T>;
  /** waits until a selector matches (string) or a function returns something truthy. */
  waitFor(target: Script<unknown>, options?: WaitOptions): Promise<void>;
}

export interface WaitOptions {
  /** milliseconds. Default 30,000. */
  timeout?: number;
  /** arguments of the function. */
  args?: unknown[];
}

export interface BrowserPage extends Scope {
  browser: BrowserName;
  /** name and version as the browser gives them. */
  version: string;
  goto(url: string): Promise<void>;
  /** the first frame inside the page: the sandboxed document. Waits until it is there. */
  frame(options?: WaitOptions): Promise<Scope>;
  setViewport(width: number, height: number): Promise<void>;
  /** Real keys to whatever has the focus: a chord such as "Shift+Enter"; not in WebKit. */
  press(chord: string): Promise<void>;
  /** Real letters to whatever has the focus; not in WebKit. */
  type(text: string): Promise<void>;
  /** Chromium alone: how the page is to look. */
  emulate(media: Emulated): Promise<void>;
  screenshot(path: string): Promise<void>;
  /** errors written to the console or thrown, of the page and its frames; WebKit's driver hides them. */
  consoleErrors: string[];
  close(): Promise<void>;
}

export interface Emulated {
  media?: "print" | "screen";
  colorScheme?: "light" | "dark";
  forcedColors?: "active" | "none";
  reducedMotion?: "reduce" | "no-preference";
}

export type BrowserName = "chromium" | "firefox" | "webkit";

/** A running browser, in which every page has its own storage and cache. */
export interface Program {
  open(options: PageOptions): Promise<BrowserPage>;
  stop(): Promise<void>;
}

/** What a browser's program must be started with. */
export interface ProgramOptions {
  colorScheme?: "light" | "dark";
  /** Chromium: a software WebGPU adapter. Default true. */
  webgpu?: boolean;
  /**
   * whether the page may have a service worker; not in WebKit. Default false: it fetches the whole site after each first visit,
   * and in a test every visit is the first.
   */
  serviceWorker?: boolean;
  /** more flags for the browser's program; not in WebKit. */
  args?: string[];
}

export interface PageOptions extends ProgramOptions {
  width?: number;
  height?: number;
  /** source that runs in every document before its own scripts; not in WebKit. */
  initScript?: string;
}

/** A function or expression as source that can be called with JSON arguments. */
export function toSource(script: Script<unknown>, args: unknown[] = []): string {
  if (typeof script === "string") return `(${script})`;
  return `(${String(script)})(${args.map((arg) => JSON.stringify(arg) ?? "undefined").join(", ")})`;
}

const POLL_MS = 50;

/** Asks again and again until the answer is truthy; errors on the way (a reload) only delay it. */
export async function pollFor(
  evaluate: Scope["evaluate"],
  target: Script<unknown>,
  {timeout = 30_000, args = []}: WaitOptions = {}
): Promise<void> {
  const test =
    typeof target === "string"
      ? `document.querySelector(${JSON.stringify(target)}) !== null`
      : `Promise.resolve(${toSource(target, args)}).then(Boolean)`;
  const deadline = Date.now() + timeout;
  let failure = "";
  do {
    try {
      if (await evaluate<boolean>(test)) return;
      failure = "";
    } catch (error) {
      failure = `; last error: ${error instanceof Error ? error.message : String(error)}`;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  } while (Date.now() < deadline);
  throw new Error(`waitFor: not within ${timeout} ms: ${String(target)}${failure}`);
}

/** Waits for the sandboxed frame, however the driver finds it. */
export async function pollForFrame<T>(
  find: () => T | undefined | Promise<T | undefined>,
  {timeout = 30_000}: WaitOptions = {}
): Promise<T> {
  const deadline = Date.now() + timeout;
  do {
    const found = await find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  } while (Date.now() < deadline);
  throw new Error(`frame: none within ${timeout} ms`);
}
