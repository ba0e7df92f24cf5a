// Every view of the library under axe, in both themes, wide and narrow.
import {readFileSync} from "node:fs";
import {afterAll, beforeAll, expect, it} from "vitest";
import {buildBench, openBench} from "../shellStore/page/buildBench.ts";
import {browserOrSkip, type BrowserPage} from "./launch.ts";
import {serveWithHeaders, type Site} from "./serve.ts";

const AXE = readFileSync(
  new URL("../../node_modules/axe-core/axe.min.js", import.meta.url),
  "utf8"
);

let site: Site;
beforeAll(async () => {
  site = await serveWithHeaders(await buildBench("libraryLooks"));
});
afterAll(() => site?.stop());

/** Fails of WCAG 2.2 AA, by rule and place. */
async function findFaults(page: BrowserPage): Promise<string[]> {
  await page.evaluate(`(() => { if (!globalThis.axe) { ${AXE} } return 0; })()`);
  return page.evaluate(
    `axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
      .then(({violations}) => violations.flatMap(({id, nodes}) =>
        nodes.map(({html, any}) => id + " " + (any[0]?.message ?? "") + " " + html.slice(0, 120))))`
  );
}

for (const [colorScheme, width] of [
  ["light", 1280],
  ["dark", 390]
] as const) {
  browserOrSkip("chromium", `the library's looks, ${colorScheme}, ${width} px`, (open) => {
    it("pass WCAG 2.2 AA in every view, without a sideways scroll", async () => {
      const page = await open({colorScheme, width});
      try {
        const ask = await openBench(page, site.url);
        const check = async (name: string, selector: string) => {
          await page.waitFor(selector);
          await page.waitFor(() =>
            document
              .getAnimations()
              .every(
                ({playState, effect}) =>
                  playState === "finished" || effect?.getTiming().iterations === Infinity
              )
          );
          expect(await findFaults(page), name).toEqual([]);
          const overflow = await page.evaluate(
            () => document.querySelector(".view")!.scrollWidth - innerWidth
          );
          expect(overflow, name).toBeLessThanOrEqual(0);
        };
        await ask("library", {filled: true});
        await check("notebooks", ".row");
        await page.evaluate(() =>
          document.querySelector<HTMLElement>(".row-menu > button")!.click()
        );
        await check("menu", ".menu");
        await ask("library", {});
        await check("empty", ".empty");
        await ask("library", {filled: true, shelf: "trash"});
        await check("trash", ".row");
        await ask("library", {shelf: "gallery", trouble: "emptied"});
        await check("gallery", ".gallery-item");
        for (const view of ["history", "compare", "newer", "conflict"] as const) {
          await ask("changes", view);
          await check(view, '[data-changes="ready"] .change');
        }
        expect(page.consoleErrors).toEqual([]);
      } finally {
        await page.close();
      }
    });
  });
}
