// The digests of every kernel and every random law, in real browsers: for any number of threads, with
// shared memory and without, they are those recorded in Node (tests/worker/bits.spec.ts).
import {readFileSync} from "node:fs";
import {afterAll, beforeAll, expect, it} from "vitest";
import {browserOrSkip} from "./launch.ts";
import {serveWithHeaders} from "./serve.ts";
import type {BrowserPage} from "./launch.ts";
import type {Site} from "./serve.ts";

const RECORDED = new URL("../../worker/bits/recorded.json", import.meta.url);
const TOTAL = Object.keys(JSON.parse(readFileSync(RECORDED, "utf8")) as object).length;

const WAYS = [
  ["threads=1", "1 thread"],
  ["threads=2", "2 threads"],
  ["threads=3", "3 threads"],
  ["threads=5", "5 threads"],
  ["no-shared&threads=3", "3 threads without shared memory"],
  ["no-workers", "no workers"],
  ["no-simd", "no SIMD"]
];

for (const browser of ["chromium", "firefox", "webkit"] as const) {
  browserOrSkip(browser, "the bits", (open) => {
    let page: BrowserPage;
    let site: Site;
    beforeAll(async () => {
      site = await serveWithHeaders();
      page = await open({width: 1280, height: 900});
    });
    afterAll(async () => {
      await page?.close();
      await site?.stop();
    });

    it.each(WAYS)("with %s are all the recorded ones", async (query) => {
      await page.goto(`${site.url}?${query}`);
      await page.waitFor('html[data-status="result"]');
      const frame = await page.frame();
      await frame.waitFor('.toolbar [title="Panels and views"]');
      await frame.evaluate(() => {
        document.querySelector<HTMLElement>('.toolbar [title="Panels and views"]')!.click();
        const items = [...document.querySelectorAll<HTMLElement>(".menu-list button")];
        items.find(({textContent}) => textContent.includes("This machine"))!.click();
      });
      await frame.waitFor(".same-bits button:not(:disabled)");
      await frame.evaluate(() => document.querySelector<HTMLElement>(".same-bits button")!.click());
      await frame.waitFor(".same-bits .verdict");
      const verdict = await frame.evaluate(() => {
        const {equal, total} = document.querySelector<HTMLElement>(".verdict")!.dataset;
        return {equal: Number(equal), total: Number(total)};
      });
      expect(verdict).toEqual({equal: TOTAL, total: TOTAL});
      expect(page.consoleErrors).toEqual([]);
    });
  });
}
