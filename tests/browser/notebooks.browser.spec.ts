// Every notebook that comes with the site, opened as a reader does: it runs to its end without a word in
// the console, and where its author promised results, they are the same bits here.
import {readdirSync, readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {afterAll, beforeAll, expect, it} from "vitest";
import {readFront} from "../../web/document/front.ts";
import {parseNotebook} from "../../web/document/parse.ts";
import type {CodeCell} from "../../web/document/types.ts";
import {compileCell} from "../../web/lang/compile.ts";
import {say} from "../../web/say.ts";
import {browserOrSkip} from "./launch.ts";
import {serveWithHeaders} from "./serve.ts";
import type {BrowserPage, Scope} from "./launch.ts";
import type {Site} from "./serve.ts";

const FOLDER = fileURLToPath(new URL("../../notebooks", import.meta.url));

interface Shipped {
  name: string;
  /** cells that run by themselves, and those that wait for the reader or for what waits, by id. */
  auto: string[];
  manual: string[];
  /** how many results its author promises. */
  promised: number;
}

function readShipped(file: string): Shipped {
  const notebook = parseNotebook(readFileSync(`${FOLDER}/${file}`, "utf8"));
  const code = notebook.cells.filter((cell) => cell.kind === "code");
  const manual = findWaiting(code);
  return {
    name: file.replace(/\.md$/, ""),
    auto: code.map(({id}) => id).filter((id) => !manual.includes(id)),
    manual,
    promised: Object.keys(readFront(notebook).expected).length
  };
}

/** Cells that wait for the reader: those that say so, and those that read, at whatever distance, what these will define. */
function findWaiting(code: CodeCell[]): string[] {
  const cells = code.map(({id, source, language, options}) => {
    const isScript = language === "ts" || language === "js";
    const {defines, reads} = isScript
      ? compileCell(source, {language, numerics: "strict"})
      : {defines: [], reads: []};
    return {id, defines, reads: reads.map(({name}) => name), isManual: options.run === "manual"};
  });
  const waiting = new Set(cells.filter(({isManual}) => isManual));
  const names = new Set([...waiting].flatMap(({defines}) => defines));
  for (let before = -1; before !== waiting.size;) {
    before = waiting.size;
    for (const cell of cells.filter(({reads}) => reads.some((name) => names.has(name)))) {
      waiting.add(cell);
      for (const name of cell.defines) names.add(name);
    }
  }
  return [...waiting].map(({id}) => id);
}

const NOTEBOOKS = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".md"))
  .map(readShipped);

interface Unfinished {
  cell: string;
  status: string;
  error: string;
}

/** Every cell and inline expression that is not `ok`, but for those that wait for the reader. */
function findUnfinished(manual: string[]): Unfinished[] {
  return [...document.querySelectorAll<HTMLElement>(".cell[data-status], .inline")]
    .filter(({dataset}) => dataset.status !== "ok" && !manual.includes(dataset.cell ?? ""))
    .map((element) => ({
      cell: element.dataset.cell ?? element.textContent,
      status: element.dataset.status ?? "new",
      error: element.querySelector(".cell-error")?.textContent ?? ""
    }));
}

/** Waits until all is done or something has failed; a notebook with a clock in it is never quite still. */
async function waitForEnd(frame: Scope, {manual}: Shipped): Promise<Unfinished[]> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const unfinished = await frame.evaluate(findUnfinished, manual);
    const hasFailed = unfinished.some(({status}) => status === "error");
    if (unfinished.length === 0 || hasFailed || Date.now() > deadline) return unfinished;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

for (const browser of ["chromium", "firefox"] as const) {
  browserOrSkip(browser, "the built-in notebooks", (open) => {
    let site: Site;
    let page: BrowserPage;
    // without a service worker: leaving a page would cut off what it is still fetching, and that is said
    beforeAll(async () => {
      site = await serveWithHeaders();
      page = await open();
    });
    afterAll(async () => {
      await page?.close();
      await site?.stop();
    });

    it.each(NOTEBOOKS)("$name runs to its end", async (shipped) => {
      const {name, auto, manual, promised} = shipped;
      // the name in the query as well: another address after "#" alone is no new visit
      await page.goto(`${site.url}?no-sw&for=${name}#/open/${name}`);
      const frame = await page.frame();
      await frame.waitFor(
        (ids: string[]) => ids.every((id) => document.getElementById(`cell-${id}`)?.dataset.status),
        {args: [[...auto, ...manual]]}
      );
      expect(await waitForEnd(frame, shipped)).toEqual([]);
      if (promised > 0) {
        await frame.waitFor(".reproduced");
        const chip = await frame.evaluate(() => {
          const {dataset, textContent} = document.querySelector<HTMLElement>(".reproduced")!;
          return {tone: dataset.tone, text: textContent.trim()};
        });
        expect(chip).toEqual({tone: "ok", text: say("toolbar.sameBits", {n: promised})});
      }
      expect(page.consoleErrors).toEqual([]);
    });
  });
}
