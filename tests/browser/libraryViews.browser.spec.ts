// The library, history and comparison in real browsers, on a store in memory.
import {afterAll, beforeAll, expect, it} from "vitest";
import {buildBench, openBench, type Ask} from "../shellStore/page/buildBench.ts";
import {browserOrSkip, type BrowserPage} from "./launch.ts";
import {serveWithHeaders, type Site} from "./serve.ts";

let site: Site;
beforeAll(async () => {
  site = await serveWithHeaders(await buildBench("libraryViews"));
});
afterAll(() => site?.stop());

for (const browser of ["chromium", "firefox"] as const) {
  browserOrSkip(browser, "the library", (open) => {
    let page: BrowserPage;
    let ask: Ask;
    beforeAll(async () => {
      page = await open();
      ask = await openBench(page, site.url);
    });
    afterAll(() => page?.close());

    const showFull = async (options = {}) => {
      await ask("library", {filled: true, ...options});
      await page.waitFor('[data-library="ready"] .row');
    };
    const titles = () =>
      page.evaluate(() =>
        [...document.querySelectorAll(".rows .row-title")].map((title) => title.textContent)
      );
    const click = (selector: string, n = 0) =>
      page.evaluate(
        (selector: string, n: number) =>
          document.querySelectorAll<HTMLElement>(selector)[n].click(),
        selector,
        n
      );
    const press = (key: string) =>
      page.evaluate((key: string) => {
        const at = document.activeElement ?? document.body;
        at.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
        return 0;
      }, key);
    const type = (selector: string, text: string) =>
      page.evaluate(
        (selector: string, text: string) => {
          const input = document.querySelector<HTMLInputElement>(selector)!;
          input.value = text;
          input.dispatchEvent(new InputEvent("input", {bubbles: true}));
        },
        selector,
        text
      );
    const focused = () =>
      page.evaluate(() => {
        const at = document.activeElement!;
        return at.getAttribute("aria-label") ?? at.textContent;
      });
    const asked = () => page.evaluate<string[]>("bench.asked");
    const waitForTitles = (count: number) =>
      page.waitFor(
        (count: number) => document.querySelectorAll(".rows .row-title").length === count,
        {args: [count]}
      );

    it("shows the last opened first, and a stranger's title as text", async () => {
      await showFull();
      expect(await titles()).toEqual([
        "Welcome to Cuvette",
        "Biofilm growth",
        '<img src=x onerror="asked.push(1)">',
        "Heterodyne, sample 14",
        "Notes from the group meeting",
        "Damped oscillator"
      ]);
      expect(await page.evaluate(() => document.querySelectorAll(".library img").length)).toBe(0);
      const [first] = await page.evaluate<string[]>(
        '[...document.querySelectorAll(".row-facts")].map(({innerText}) => innerText)'
      );
      expect(first).toMatch(/Edited 3 minutes ago\s+copy of Welcome to Cuvette\s+changed\s+32 B/);
    });

    it("searches titles, descriptions, tags and texts", async () => {
      await showFull();
      await type(".search input", "velocit");
      await waitForTitles(1);
      expect(await titles()).toEqual(["Heterodyne, sample 14"]);
      await type(".search input", "mine");
      await page.waitFor(
        () => document.querySelector(".rows .row-title")?.textContent === "Welcome to Cuvette"
      );
      await type(".search input", "");
      await click(".tags .tag");
      await waitForTitles(3);
      expect(await page.evaluate(() => document.querySelector(".found")!.textContent)).toBe(
        "3 found"
      );
    });

    it("is used by keys: / searches, arrows go along the rows, Enter opens, n makes a new one", async () => {
      await showFull();
      await press("/");
      expect(await focused()).toBe("Search titles, tags and text");
      await press("n");
      await press("ArrowDown");
      await press("ArrowDown");
      expect(await focused()).toBe("Biofilm growth");
      await press("ArrowUp");
      await press("ArrowUp");
      expect(await focused()).toBe("Search titles, tags and text");
      await press("ArrowDown");
      await page.evaluate(() => (document.activeElement as HTMLElement).click());
      await press("n");
      expect((await asked()).map((one) => one.split(" ")[0])).toEqual(["open", "new"]);
    });

    it("opens a menu for each row, whose keys stay in it", async () => {
      await showFull();
      await click(".row-menu > button");
      expect(await focused()).toBe("Rename");
      await press("ArrowUp");
      expect(await focused()).toBe("Move to trash");
      await press("Escape");
      expect(await focused()).toBe("Actions for Welcome to Cuvette");
      expect(await page.evaluate(() => document.querySelector(".menu") === null)).toBe(true);
    });

    it("moves to the trash and back by Undo, and deletes for good only when asked twice", async () => {
      await showFull();
      await click(".row-menu > button");
      await click(".menu .grave");
      await waitForTitles(5);
      await page.waitFor(".toast .button");
      await click(".toast .button");
      await waitForTitles(6);
      await click(".shelves button", 2);
      await waitForTitles(2);
      await click(".row .button.quiet");
      expect(await focused()).toBe("Delete for good");
      expect((await titles()).length).toBe(2);
      await click(".sure .grave");
      await waitForTitles(1);
      await click(".row .button");
      await waitForTitles(0);
      await click(".shelves button", 0);
      await waitForTitles(7);
      expect(await asked()).toEqual(["shelf trash", "shelf notebooks"]);
    });

    it("renames, duplicates and exports", async () => {
      await showFull();
      await click(".row-menu > button");
      await click(".menu button", 0);
      await page.waitFor(".row-name");
      await page.evaluate(() => {
        document.querySelector<HTMLInputElement>(".row-name")!.value = "Mine";
      });
      await page.waitFor(() => document.activeElement?.matches(".row-name"));
      await press("Enter");
      await page.waitFor(() => document.querySelector(".rows .row-open")?.textContent === "Mine");
      await click(".row-menu > button");
      await click(".menu button", 1);
      await waitForTitles(7);
      expect((await titles())[0]).toBe("Mine (copy)");
      await click(".row-menu > button");
      await click(".menu button", 3);
      await click(".library-actions .quiet", 1);
      await page.waitFor(
        () => (globalThis as never as {bench: {asked: string[]}}).bench.asked.length === 2
      );
      const [one, all] = await asked();
      expect(one).toBe("save mine-copy.md text/markdown");
      expect(all).toMatch(/^save cuvette-[\d-]+\.zip application\/zip$/);
    });

    it("imports what is dropped, and names what it cannot read", async () => {
      await showFull();
      await page.evaluate(() => {
        const data = new DataTransfer();
        data.items.add(new File(["# Dropped\n"], "a.md"));
        data.items.add(new File(["x,y\n1,2\n"], "table.csv"));
        data.items.add(new File([new Uint8Array([1, 2])], "broken.zip"));
        data.items.add(new File(["?"], "picture.xyz"));
        const drop = new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true});
        document.body.dispatchEvent(drop);
      });
      await waitForTitles(8);
      await page.waitFor(".toast li");
      const toast = await page.evaluate<string>('document.querySelector(".toast").innerText');
      expect(toast).toMatch(/Imported 2 notebooks\. Not read: 2\./);
      expect(toast).toMatch(/broken\.zip: .*not a zip/);
      expect(toast).toMatch(/picture\.xyz: unknown kind/);
    });

    it("greets a new reader with a cell to fill and the gallery", async () => {
      await ask("library", {});
      await page.waitFor(".empty");
      await click(".ghost-line", 1);
      await click(".gallery .row-open", 1);
      expect(await asked()).toEqual(["new # Sample a posterior", "shipped language-tour"]);
      await ask("library", {shipped: false});
      await page.waitFor(".empty");
      expect(await page.evaluate(() => document.querySelector(".gallery") === null)).toBe(true);
    });

    it("says when the browser keeps nothing", async () => {
      await ask("library", {trouble: "refused"});
      await page.waitFor(".warning");
      expect(await page.evaluate(() => document.querySelector(".storage") === null)).toBe(true);
    });

    it("restores a version so that nothing is lost, and names one", async () => {
      const id = await ask("changes", "history");
      await page.waitFor('[data-changes="ready"] .change');
      await click(".versions button", 3);
      await page.waitFor(() => document.querySelector(".version h3")!.textContent.includes("talk"));
      await page.waitFor(() => document.querySelectorAll(".change").length === 3);
      await click(".version-actions .primary");
      await page.waitFor(() => document.querySelectorAll(".versions li").length === 7);
      expect(await asked()).toEqual(["restored # Ring-down"]);
      const kinds = await page.evaluate<string[]>(
        `bench.store.versions(${JSON.stringify(id)}).then((all) => all.map(({kind}) => kind))`
      );
      expect(kinds.slice(-2)).toEqual(["burst", "restored"]);
      await type(".version-actions input", "Good");
      await click(".version-actions form button");
      await page.waitFor(() =>
        document.querySelector(".versions nav, .versions")!.textContent.includes("Good")
      );
      await press("Escape");
    });

    it("merges what one side changed and asks about what both did", async () => {
      const id = await ask("changes", "conflict");
      await page.waitFor(".conflict");
      const isDisabled = () =>
        page.evaluate(() => document.querySelector<HTMLButtonElement>(".merge .primary")!.disabled);
      expect(await isDisabled()).toBe(true);
      const count = await page.evaluate(() => document.querySelectorAll(".conflict").length);
      for (let i = 0; i < count; i++) await click(`input[name="conflict-${i}"]`, 1);
      expect(await isDisabled()).toBe(false);
      await click(".merge .primary");
      await page.waitFor(
        () => (globalThis as never as {bench: {asked: string[]}}).bench.asked.length === 2
      );
      expect(await asked()).toEqual(["merged # Ring-down of a pendulum", "close"]);
      const merged = await page.evaluate<{text: string; kind: string; changed: boolean}>(
        `Promise.all([bench.store.readText("${id}"), bench.store.versions("${id}"), bench.store.get("${id}")])
          .then(([text, all, {changed}]) => ({text, kind: all.at(-1).kind, changed}))`
      );
      expect(merged).toMatchObject({kind: "merged", changed: true});
      expect(merged.text).toContain("A fit follows.");
      expect(merged.text).toContain("Inputs.table(y)");
      expect(merged.text).toContain("from rest at t = 0");
    });
  });
}
