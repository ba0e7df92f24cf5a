// The page and its bar around the real notebook.
import {afterAll, beforeAll, expect, it} from "vitest";
import {click} from "../shell/stub/drive.ts";
import {browserOrSkip} from "./launch.ts";
import {serveWithHeaders} from "./serve.ts";
import type {BrowserPage, Scope} from "./launch.ts";
import type {Site} from "./serve.ts";

const RESULT = 'html[data-status="result"]';

for (const browser of ["chromium", "firefox", "webkit"] as const) {
  browserOrSkip(browser, "the page on a host that sends headers", (open) => {
    let page: BrowserPage;
    let frame: Scope;
    let site: Site;
    beforeAll(async () => {
      site = await serveWithHeaders();
      page = await open({width: 1280, height: 900});
      await page.goto(site.url);
      await page.waitFor(RESULT);
      frame = await page.frame();
    });
    afterAll(async () => {
      await page?.close();
      await site?.stop();
    });

    it("isolates the notebook, which has no origin and no storage", async () => {
      expect(await frame.evaluate(() => crossOriginIsolated)).toBe(true);
      expect(await frame.evaluate("origin")).toBe("null");
      const storage = await frame.evaluate(() => {
        try {
          return String(localStorage.length);
        } catch (error) {
          return (error as Error).name;
        }
      });
      expect(storage).toBe("SecurityError");
    });

    it("opens the welcome notebook by its title", async () => {
      expect(await page.evaluate(() => document.querySelector(".title")!.textContent)).toBe(
        "Welcome to Cuvette"
      );
      expect(await page.evaluate(() => document.title)).toBe("Welcome to Cuvette · Cuvette");
    });

    it("keeps the chosen colours over a reload, in the page and in the notebook", async () => {
      const themeOf = (scope: Scope) =>
        scope.evaluate(() => document.documentElement.dataset.theme);
      for (const theme of ["light", "dark"]) {
        await click(page, '.bar [aria-label*="olours"]');
        await page.waitFor(`html[data-theme=${theme}]`);
        await frame.waitFor(`html[data-theme=${theme}]`);
      }
      await page.goto(`${site.url}?again`);
      await page.waitFor(RESULT);
      frame = await page.frame();
      expect([await themeOf(page), await themeOf(frame)]).toEqual(["dark", "dark"]);
      expect(await frame.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
        "rgb(18, 22, 27)"
      );
    });

    it("goes to the library and back", async () => {
      await click(page, ".home");
      await page.waitFor('html[data-place="library"][data-status="result"]');
      expect(await page.evaluate(() => document.querySelectorAll("iframe").length)).toBe(0);
      await page.evaluate(() => history.back());
      await page.waitFor('html[data-place="shipped"][data-status="result"]');
      frame = await page.frame();
      await frame.waitFor("h1");
    });

    it("fits a phone without scrolling sideways", async () => {
      await page.setViewport(390, 844);
      // some drivers' windows cannot be as narrow as a phone
      await frame.waitFor(() => innerWidth <= 500);
      for (const scope of [page, frame]) {
        expect(await scope.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(
          true
        );
      }
      const bar = await page.evaluate(() => document.getElementById("bar")!.scrollWidth);
      expect(bar).toBeLessThanOrEqual(await page.evaluate(() => innerWidth));
    });

    it("has written no error to the console", () => {
      expect(page.consoleErrors).toEqual([]);
    });
  });
}
