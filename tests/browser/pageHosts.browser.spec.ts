import {expect, it} from "vitest";
import {browserOrSkip} from "./launch.ts";
import {serveBare, serveWithHeaders} from "./serve.ts";
import type {BrowserPage} from "./launch.ts";
import type {Site} from "./serve.ts";

const RESULT = 'html[data-status="result"]';

for (const browser of ["chromium", "firefox"] as const) {
  browserOrSkip(browser, "the page on different hosts", (open) => {
    const visit = async (site: Site, test: (page: BrowserPage) => Promise<void>) => {
      const page = await open({serviceWorker: true});
      try {
        await page.goto(site.url);
        await test(page);
        expect(page.consoleErrors).toEqual([]);
      } finally {
        await page.close();
        await site.stop();
      }
    };

    it("is isolated by its service worker where the host sends no headers, after one reload", async () => {
      const site = await serveBare();
      await visit(site, async (page) => {
        await page.waitFor(RESULT);
        expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
        expect(await page.evaluate(() => document.documentElement.dataset.isolation)).toBe(
          "present"
        );
        const frame = await page.frame();
        expect(await frame.evaluate(() => [crossOriginIsolated, origin])).toEqual([true, "null"]);
        // the page, the page again through the service worker, and nothing outside its folder
        expect(site.requests.filter((path) => path === "/some/repo/").length).toBeLessThanOrEqual(
          3
        );
        expect(site.requests.filter((path) => !path.startsWith("/some/repo/"))).toEqual([]);
      });
    });

    for (const [host, serve] of [
      ["bare", serveBare],
      ["header-sending", serveWithHeaders]
    ] as const) {
      it(`opens offline after a visit to a ${host} host, with panels and library`, async () => {
        const site = await serve();
        const page = await open({serviceWorker: true});
        try {
          await page.goto(site.url);
          await page.waitFor(RESULT);
          await page.waitFor(async () => {
            const list = JSON.parse(document.getElementById("site")!.textContent) as {
              lazy: Record<string, string[]>;
              lazyAssets: Record<string, string>;
              notebooks: {file: string}[];
            };
            const wanted = [
              ...Object.keys(list.lazy),
              ...Object.values(list.lazyAssets),
              ...list.notebooks.map(({file}) => file)
            ].map((path) => new URL(path, location.href).href);
            const kept = await Promise.all(
              [location.href, ...wanted].map((url) => caches.match(url))
            );
            return kept.every(Boolean);
          });
          await site.stop();
          await page.goto(site.url);
          await page.waitFor(RESULT);
          expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
          await page.evaluate(() => document.querySelector<HTMLElement>(".share")!.click());
          await page.waitFor(".panel[data-panel=share] .address");
          await page.evaluate(() => document.querySelector<HTMLElement>(".home")!.click());
          await page.waitFor('html[data-place="library"][data-status="result"]');
        } finally {
          await page.close();
          await site.stop();
        }
      });
    }

    it("works without isolation", async () => {
      const site = await serveBare();
      site.url += "?no-sw";
      await visit(site, async (page) => {
        await page.waitFor(RESULT);
        expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
        const frame = await page.frame();
        expect(await frame.evaluate(() => crossOriginIsolated)).toBe(false);
      });
    });

    // what else an address can ask for is opened by the tests of the bits
    it("opens with ?numerics=fast", async () => {
      const site = await serveWithHeaders();
      site.url += "?numerics=fast";
      await visit(site, (page) => page.waitFor(RESULT));
    });
  });
}
