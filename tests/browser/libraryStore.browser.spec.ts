// The store on real databases: every law of tests/shellStore, and what happens when the browser fails it.
import {afterAll, beforeAll, expect, it} from "vitest";
import {buildBench, openBench, type Ask} from "../shellStore/page/buildBench.ts";
import {storeLaws} from "../shellStore/storeLaws.ts";
import {browserOrSkip, type BrowserPage} from "./launch.ts";
import {serveWithHeaders, type Site} from "./serve.ts";

let site: Site;
beforeAll(async () => {
  site = await serveWithHeaders(await buildBench("libraryStore"));
});
afterAll(() => site?.stop());

for (const browser of ["chromium", "firefox"] as const) {
  browserOrSkip(browser, "the store", (open) => {
    let page: BrowserPage;
    let ask: Ask;
    beforeAll(async () => {
      page = await open();
      ask = await openBench(page, site.url);
    });
    afterAll(() => page?.close());

    it.each(Object.keys(storeLaws))("%s", async (title) => {
      expect(await ask("law", title)).toBe("kept");
    });

    it("tells other tabs what it did, and not its own", async () => {
      expect(await ask("talk")).toEqual({heard: ["text", "record", "gone"], own: []});
    });

    it.each([
      ["as it is", "indexeddb", "none"],
      ["missing", "memory", "unsupported"],
      ["throwing", "memory", "unsupported"],
      ["hanging", "memory", "hanging"],
      ["damaged", "memory", "broken"]
    ] as const)("works where IndexedDB is %s, and says so", async (world, kind, trouble) => {
      expect(await ask("openIn", world)).toEqual({kind, trouble, text: "kept?"});
    });

    it("writes on when the browser throws everything away, and says so at the next visit", async () => {
      expect(await ask("clear")).toEqual({
        ...{title: "Untitled notebook", text: "two", trouble: "emptied", after: "none"}
      });
    });

    it("keeps the text at hand when the disk is full", async () => {
      expect(await ask("fill")).toEqual({
        ...{problem: "QuotaExceededError", length: 1, held: "two", after: 0},
        versions: ["opened", "burst"]
      });
    });

    it("reads titles from front matter or the first heading", async () => {
      expect(await ask("head")).toEqual([
        {title: "From front", description: "About", tags: ["a", "b"]},
        {title: "Only heading", description: "", tags: []},
        {title: "", description: "", tags: []}
      ]);
    });

    it("has written nothing to the console", () => {
      expect(page.consoleErrors).toEqual([]);
    });
  });
}
