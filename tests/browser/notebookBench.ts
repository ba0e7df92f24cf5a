// A notebook opened from text, and what a reader does to it with real keys.
import {encodeLink} from "../../web/document/encodeLink.ts";
import {askDear, waitAsking} from "./askDear.ts";
import {serveWithHeaders, SITE} from "./serve.ts";
import type {BrowserPage, PageOptions, Scope} from "./launch.ts";
import type {Site} from "./serve.ts";

export interface NotebookBench {
  site: Site;
  page: BrowserPage;
  /** the sandboxed document. */
  frame: Scope;
  /** Opens a text as a stranger's link would; `as` safe: without running. Resolves when all has run. */
  show(
    text: string,
    options?: {as?: "safe" | "embed"; controls?: Record<string, unknown>}
  ): Promise<void>;
  /** Resolves when no cell and no expression in prose runs or waits its turn; asks for those that have become dear. */
  settled(): Promise<void>;
  /** Selects a cell by its place, from 1. */
  select(cell: number): Promise<void>;
  /** Opens the editor of a cell by keys and puts another text there. */
  write(cell: number, source: string): Promise<void>;
  /** What a cell shows: of its outputs, of what is said about it, or of its code. */
  read(cell: number, part?: "outputs" | "note" | "code" | "prose" | "label"): Promise<string>;
  status(cell: number): Promise<string | undefined>;
  /** Waits until a part of a cell contains some words. */
  sees(
    cell: number,
    words: string,
    part?: "outputs" | "note" | "code" | "prose" | "label"
  ): Promise<void>;
  /** All that a cell with a name says, its code too. */
  textOf(name: string): Promise<string>;
  /** Waits until that matches a pattern, and asks for cells that have become dear. */
  says(name: string, pattern: string, timeout?: number): Promise<void>;
  click(selector: string): Promise<void>;
  /** Clicks the one button, option or menu item with this text or name. */
  choose(name: string, within?: string): Promise<void>;
  /** What the sandboxed document has told the page, of one type, oldest first. */
  sent<T = Record<string, unknown>>(type: string): Promise<T[]>;
  /** The notebook's text as the page was last told, once it is the one on the screen. */
  text(): Promise<string>;
  end(): Promise<void>;
}

const PARTS = {
  outputs: ".cell-outputs",
  note: ".cell-note, .cell-error",
  code: ".code-box > .code, .summary",
  prose: ".cell-prose",
  label: ""
};

/** Every document remembers what it said through a port. */
const LISTEN = `
  globalThis.sent = [];
  const post = MessagePort.prototype.postMessage;
  MessagePort.prototype.postMessage = function (message, ...more) {
    if (message && message.type) {
      const {bytes, ...plain} = message;
      globalThis.sent.push(bytes ? {...plain, size: bytes.byteLength} : plain);
    }
    return post.call(this, message, ...more);
  };`;

export async function openBench(
  open: (options: PageOptions) => Promise<BrowserPage>,
  options: PageOptions = {},
  folder = process.env.CUVETTE_SITE ?? SITE
): Promise<NotebookBench> {
  const site = await serveWithHeaders(folder);
  const page = await open({width: 1280, height: 900, initScript: LISTEN, ...options});
  // looked up again each time, as a visit replaces it
  const frame: Scope = {
    evaluate: async (script, ...args) => (await page.frame()).evaluate(script, ...args),
    waitFor: async (target, options) => (await page.frame()).waitFor(target, options)
  };
  const rest = () =>
    frame.waitFor(async () => {
      const read = () =>
        [...document.querySelectorAll<HTMLElement>(".cell[data-kind=code], .inline")].map(
          ({dataset}) => dataset.status ?? ""
        );
      const before = read();
      await new Promise((resolve) => setTimeout(resolve, 150));
      const now = read();
      // a cell that has just run hands on to the next one
      return (
        String(now) === String(before) &&
        now.every((status) => !["", "running", "queued"].includes(status))
      );
    });
  const bench: NotebookBench = {
    site,
    page,
    frame,
    async show(text, {as, controls} = {}) {
      await page.goto("about:blank");
      const link = encodeLink({text, ...(controls ? {controls} : {})});
      await page.goto(site.url + (as ? link.replace("#/", `#/${as}/`) : link));
      await frame.waitFor(".notebook");
      if (text.trim()) await frame.waitFor(".cell");
      if (as !== "safe") await bench.settled();
    },
    async settled() {
      do await rest();
      while ((await askDear(frame)) > 0);
    },
    select: (cell) =>
      frame.evaluate(
        (n: number) => document.querySelectorAll<HTMLElement>(".cell")[n - 1].focus(),
        cell
      ),
    async write(cell, source) {
      await bench.select(cell);
      await page.press("Enter");
      await frame.waitFor(
        (n: number) =>
          document
            .querySelectorAll(".cell")
            [n - 1].querySelector(".code-editor")
            ?.contains(document.activeElement) === true &&
          (innerWidth < 600 || document.querySelector(".code-editor.full .view-line") !== null),
        {args: [cell]}
      );
      await page.press("Control+a");
      await page.press("Delete");
      await page.type(source);
    },
    read: (cell, part = "outputs") =>
      frame.evaluate(
        (n: number, selector: string) => {
          const found = document.querySelectorAll<HTMLElement>(".cell")[n - 1];
          if (selector === "") return found.getAttribute("aria-label") ?? "";
          return [...found.querySelectorAll<HTMLElement>(selector)]
            .map((part) => part.textContent.trim())
            .join("\n");
        },
        cell,
        PARTS[part]
      ),
    status: (cell) =>
      frame.evaluate(
        (n: number) => document.querySelectorAll<HTMLElement>(".cell")[n - 1].dataset.status,
        cell
      ),
    async sees(cell, words, part = "outputs") {
      const deadline = Date.now() + 15_000;
      let found = "";
      while (Date.now() < deadline) {
        // a document that is on its way only delays it
        found = await bench.read(cell, part).catch((error: unknown) => String(error));
        if (found.includes(words)) return;
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
      throw new Error(`cell ${cell}: expected ${part} with "${words}", got "${found}"`);
    },
    textOf: (name) =>
      frame.evaluate((name: string) => document.getElementById(`cell-${name}`)!.textContent, name),
    says: (name, pattern, timeout = 30_000) =>
      waitAsking(
        frame,
        (name: string, pattern: string) =>
          new RegExp(pattern).test(document.getElementById(`cell-${name}`)!.textContent),
        {args: [name, pattern], timeout}
      ),
    click: (selector) =>
      frame.evaluate((selector: string) => {
        const found = document.querySelector<HTMLElement>(selector);
        if (!found) throw new Error(`nothing matches ${selector}`);
        found.click();
      }, selector),
    choose: (name, within = "body") =>
      frame.evaluate(
        (name: string, within: string) => {
          const list = "button, [role=option], [role^=menuitem], a";
          const found = [
            ...document.querySelector(within)!.querySelectorAll<HTMLElement>(list)
          ].filter(
            (part) =>
              part.getAttribute("aria-label") === name ||
              [part, ...part.querySelectorAll("span")].some(
                (text) => text.textContent.trim() === name
              )
          );
          if (found.length !== 1) throw new Error(`${found.length} called ${name} in ${within}`);
          found[0].click();
        },
        name,
        within
      ),
    sent: (type) =>
      frame.evaluate(
        (type: string) =>
          (globalThis as unknown as {sent: {type?: string}[]}).sent.filter(
            (message) => message.type === type
          ) as never,
        type
      ),
    async text() {
      // a burst of keys ends after a rest
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 400)));
      return (await bench.sent<{text: string}>("edited")).at(-1)?.text ?? "";
    },
    async end() {
      await page.close();
      await site.stop();
    }
  };
  return bench;
}

/** Cells as a notebook's text; one that starts with a fence's words, such as "ts run=manual", is code. */
export function toText(...cells: string[]): string {
  return cells
    .map((cell) => {
      const [, info, source] = /^((?:ts|js|as|wgsl)\b[^\n]*)\n([^]*)$/.exec(cell) ?? [];
      return source === undefined ? cell : `\`\`\`${info}\n${source}\n\`\`\``;
    })
    .join("\n\n")
    .concat("\n");
}
