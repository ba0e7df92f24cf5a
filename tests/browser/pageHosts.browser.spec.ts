import {expect, it} from "vitest";
import {browserOrSkip} from "./launch.ts";
import {serveBare, serveWithHeaders} from "./serve.ts";
import type {BrowserPage} from "./launch.ts";
import type {Site} from "./serve.ts";

const RESULT = 'html[data-status="result"]';
const MISSING = "Shared memory. The page runs without shared memory";

for (const browser of ["chromium", "firefox"] as const) {
  browserOrSkip(browser, "the page on different hosts", (open) => {
    const visit = async (site: Site, test: (page: BrowserPage) => Promise<void>) => {
      const page = await open();
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
      it(`opens offline after a visit to a ${host} host, plots and all`, async () => {
        const site = await serve();
        const page = await open();
        try {
          await page.goto(site.url);
          await page.waitFor(RESULT);
          const first = await page.evaluate(() => document.documentElement.dataset.detail);
          await page.waitFor(async () => {
            const list = JSON.parse(document.getElementById("site")!.textContent) as {
              lazy: Record<string, string[]>;
            };
            const wanted = Object.keys(list.lazy).map((path) => new URL(path, location.href).href);
            const kept = await Promise.all(
              [location.href, ...wanted].map((url) => caches.match(url))
            );
            return kept.every(Boolean);
          });
          await site.stop();
          await page.goto(site.url);
          await page.waitFor(RESULT);
          expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
          expect(await page.evaluate(() => document.documentElement.dataset.detail)).toBe(first);
          const frame = await page.frame();
          expect(await frame.evaluate(() => document.querySelectorAll(".plot svg").length)).toBe(2);
        } finally {
          await page.close();
          await site.stop();
        }
      });
    }

    it("promises no bits where fast numerics are asked for", async () => {
      const site = await serveWithHeaders();
      await visit(site, async (page) => {
        await page.waitFor(RESULT);
        await page.goto(`${site.url}?numerics=fast`);
        await page.waitFor(RESULT);
        const frame = await page.frame();
        expect(
          await frame.evaluate(() => document.querySelector<HTMLElement>(".bits")!.innerText)
        ).toContain("with fast numerics another machine may get others");
        expect(
          await frame.evaluate(
            () =>
              document.querySelector<HTMLElement>('[data-offer="Relaxed SIMD"]')!.dataset.present
          )
        ).toBe("true");
      });
    });

    it("works without isolation and says what is missing", async () => {
      const site = await serveBare();
      site.url += "?no-sw";
      await visit(site, async (page) => {
        await page.waitFor(RESULT);
        expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
        const frame = await page.frame();
        expect(await frame.evaluate(() => crossOriginIsolated)).toBe(false);
        expect(
          await frame.evaluate(() => document.querySelector<HTMLElement>(".advice")!.innerText)
        ).toContain(MISSING);
        expect(await page.evaluate(() => document.documentElement.dataset.detail)).toMatch(
          /^[0-9a-f]{64}$/
        );
      });
    });

    it("computes the same bits without shared memory, SIMD, workers or a second thread, and says so", async () => {
      const site = await serveWithHeaders();
      const page = await open();
      try {
        const digests = new Set<string>();
        const cases = {
          "?threads=2": "",
          "?threads=1": "One thread does all the work",
          "?no-shared": MISSING,
          "?no-simd": "Without WebAssembly SIMD",
          "?no-workers": "One thread does all the work"
        };
        for (const [query, advice] of Object.entries(cases)) {
          await page.goto(site.url + query);
          await page.waitFor(RESULT);
          digests.add(await page.evaluate(() => document.documentElement.dataset.detail!));
          const frame = await page.frame();
          const said = await frame.evaluate(
            () => document.querySelector<HTMLElement>(".advice")!.innerText
          );
          expect(said, query).toContain(advice);
        }
        expect([...digests]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
        expect(page.consoleErrors).toEqual([]);
      } finally {
        await page.close();
        await site.stop();
      }
    });
  });
}
