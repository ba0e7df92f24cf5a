// The collocation notebooks under a reader's hands: a file of one's own, a kernel that is changed, a race.
import {afterAll, afterEach, beforeAll, beforeEach, expect, it} from "vitest";
import {waitAsking} from "./askDear.ts";
import {browserOrSkip} from "./launch.ts";
import {serveWithHeaders} from "./serve.ts";
import type {BrowserPage, Scope} from "./launch.ts";
import type {Site} from "./serve.ts";

const allOk = (left: number) => {
  const cells = [...document.querySelectorAll<HTMLElement>(".cell[data-status], .inline")];
  return cells.length > 5 && cells.filter(({dataset}) => dataset.status !== "ok").length <= left;
};
const textOf = (frame: Scope, cell: string) =>
  frame.evaluate((id: string) => document.getElementById(`cell-${id}`)!.textContent, cell);

for (const browser of ["chromium", "firefox"] as const) {
  browserOrSkip(browser, "the collocation notebooks", (open) => {
    let site: Site;
    let page: BrowserPage;
    beforeAll(async () => {
      site = await serveWithHeaders();
    });
    afterAll(() => site?.stop());
    beforeEach(async () => {
      page = await open();
    });
    afterEach(() => page?.close());
    const visit = async (name: string, left: number): Promise<Scope> => {
      await page.goto(`${site.url}#/open/${name}`);
      const frame = await page.frame();
      await frame.waitFor(allOk, {args: [left], timeout: 30_000});
      return frame;
    };

    it("fit a file of the reader's", async () => {
      const frame = await visit("your-own-data", 0);
      expect(await textOf(frame, "result")).toContain("0.5470");
      await frame.evaluate(() => {
        // growth with r = 0.8 and c = 0.02
        const lines = Array.from({length: 40}, (_, i) => `${i / 4},${40 / (1 + 3 * Math.exp(-0.2 * i))},${i}`); // prettier-ignore
        const files = new DataTransfer();
        files.items.add(new File([`day,grams,line\n${lines.join("\n")}\n`], "mine.csv"));
        const input = document.querySelector<HTMLInputElement>("input[type=file]")!;
        input.files = files.files;
        input.dispatchEvent(new Event("input", {bubbles: true}));
        input.dispatchEvent(new Event("change", {bubbles: true}));
      });
      const isOffered = () => document.getElementById("cell-columns")!.textContent.includes("line");
      await waitAsking(frame, isOffered);
      const isFitted = () => {
        const text = document.getElementById("cell-result")!.textContent;
        return /r0\.\d+0\.8000/.test(text) && /c0\.\d+0\.02000/.test(text);
      };
      await waitAsking(frame, isFitted);
      expect(page.consoleErrors).toEqual([]);
    });

    it("follow a kernel that is changed, and tell of windows that are too small", async () => {
      const frame = await visit("collocation-tour", 0);
      const windows = () =>
        frame.evaluate(() => /The windows hold[^!]*?enough of them|Told while smoothing.*/.exec(document.body.textContent)?.[0]); // prettier-ignore
      expect(await windows()).toContain("18 to 35 points");
      await frame.evaluate(() => {
        const select = document.querySelector<HTMLSelectElement>("#cell-controls select")!;
        select.selectedIndex = [...select.options].findIndex(({text}) => text === "gaussian");
        select.dispatchEvent(new Event("input", {bubbles: true}));
      });
      const wide = () => document.body.textContent.includes("120 points");
      await waitAsking(frame, wide);
      await frame.evaluate(() => {
        const [select] = document.querySelectorAll<HTMLSelectElement>("#cell-controls select");
        select.selectedIndex = 0;
        select.dispatchEvent(new Event("input", {bubbles: true}));
        const width = document.querySelector<HTMLInputElement>(
          "#cell-controls input[type=number]"
        )!;
        width.value = "0.02";
        width.dispatchEvent(new Event("input", {bubbles: true}));
        width.dispatchEvent(new Event("change", {bubbles: true}));
        const count = document.querySelectorAll<HTMLInputElement>(
          "#cell-controls input[type=number]"
        )[1];
        count.value = "40";
        count.dispatchEvent(new Event("input", {bubbles: true}));
        count.dispatchEvent(new Event("change", {bubbles: true}));
      });
      const told = () => document.body.textContent.includes("Told while smoothing");
      await waitAsking(frame, told);
    });

    it("race the ways to compute a misfit", async () => {
      const frame = await visit("lotka-volterra", 1);
      await frame.evaluate(() => {
        const run = [...document.querySelectorAll<HTMLElement>("#cell-race button")];
        run.find(({textContent}) => textContent.trim() === "Run")!.click();
      });
      const isRun = () => document.getElementById("cell-race")!.dataset.status === "ok";
      await frame.waitFor(isRun, {timeout: 60_000});
      expect(await textOf(frame, "race")).toContain("problem.gradient");
    });
  });
}
