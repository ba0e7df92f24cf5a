import {readFileSync} from "node:fs";
import {join} from "node:path";
import {brotliCompressSync} from "node:zlib";
import {expect, it} from "vitest";
import {browserOrSkip} from "./launch.ts";
import {SITE, serveWithHeaders} from "./serve.ts";

/** Bytes up to the first computed result of `welcome`, compressed, fonts apart. */
const MOST = 250_000;
/** What reading a shipped notebook must do without: parsers, TeX, the editor. */
const LATER = /\/(compile|markdown|tex|editor|types)-/;

browserOrSkip("chromium", "the first visit", (open) => {
  it(`computes its first result after at most ${MOST / 1000} kB`, async () => {
    const site = await serveWithHeaders();
    const page = await open();
    try {
      // the service worker fetches the rest for later, after the first result
      await page.goto(`${site.url}?no-sw`);
      await page.waitFor('html[data-status="result"]');
      const before = await page.evaluate(() => {
        const [{startTime}] = performance.getEntriesByName("cuvette:result");
        return performance
          .getEntriesByType("resource")
          .filter((entry) => entry.startTime < startTime)
          .map(({name}) => new URL(name).pathname);
      });
      const files = [...new Set(["/index.html", "/sw.js", ...before])].filter(
        (path) => !path.endsWith(".woff2")
      );
      const sizes = files.map((path) => ({
        path,
        bytes: brotliCompressSync(readFileSync(join(SITE, path))).length
      }));
      const total = sizes.reduce((sum, {bytes}) => sum + bytes, 0);
      console.log(
        `first visit: ${total} bytes\n${sizes.map(({path, bytes}) => `${bytes} ${path}`).join("\n")}`
      );
      expect(sizes.length).toBeGreaterThan(4);
      expect(total).toBeLessThanOrEqual(MOST);
      expect(files.filter((path) => LATER.test(path))).toEqual([]);
    } finally {
      await page.close();
      await site.stop();
    }
  });
});
