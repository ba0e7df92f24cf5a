import {readFileSync} from "node:fs";
import {join} from "node:path";
import {brotliCompressSync} from "node:zlib";
import {expect, it} from "vitest";
import {browserOrSkip} from "./launch.ts";
import {SITE, serveWithHeaders} from "./serve.ts";

/** Bytes of a first visit, compressed, without Plot. */
const MOST = 150_000;

browserOrSkip("chromium", "the first visit", (open) => {
  it(`transfers at most ${MOST / 1000} kB before Plot is loaded`, async () => {
    const site = await serveWithHeaders();
    const page = await open();
    try {
      // the service worker fetches the rest for later, after the first result
      await page.goto(`${site.url}?no-sw`);
      await page.waitFor('html[data-status="result"]');
      const files = new Set(
        [...site.requests, "/sw.js"].map((path) => (path === "/" ? "/index.html" : path))
      );
      const sizes = [...files].map((path) => ({
        path,
        bytes: brotliCompressSync(readFileSync(join(SITE, path))).length
      }));
      const plot = sizes.filter(({path}) => path.includes("plotParts"));
      expect(plot).toHaveLength(1);
      const rest = sizes.filter((file) => !plot.includes(file));
      const total = rest.reduce((sum, {bytes}) => sum + bytes, 0);
      console.log(`first visit: ${total} bytes, and Plot ${plot[0].bytes}`);
      expect(rest.length).toBeGreaterThan(5);
      expect(total).toBeLessThanOrEqual(MOST);
    } finally {
      await page.close();
      await site.stop();
    }
  });
});
