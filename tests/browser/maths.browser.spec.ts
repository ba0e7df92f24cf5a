import {expect, it} from "vitest";
import {browserOrSkip} from "./launch.ts";
import {serveWithHeaders} from "./serve.ts";

for (const browser of ["chromium", "firefox"] as const) {
  browserOrSkip(browser, "formulas", (open) => {
    it("are set in their own fonts, and only those that they use are loaded", async () => {
      const site = await serveWithHeaders();
      const page = await open();
      try {
        await page.goto(`${site.url}#/open/welcome`);
        await page.waitFor('html[data-status="result"]');
        const frame = await page.frame();
        // each is added when it is there, in no order
        await frame.waitFor(() =>
          ["KaTeX_Math", "KaTeX_Main"].every((name) =>
            [...document.fonts].some(
              ({family, status}) => family.includes(name) && status === "loaded"
            )
          )
        );
        const families = await frame.evaluate(() =>
          [...document.fonts].map(({family}) => family.replaceAll('"', ""))
        );
        expect(families).not.toContain("KaTeX_Fraktur");
      } finally {
        await page.close();
        await site.stop();
      }
    });
  });
}
