import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, it} from "vitest";
import {browserOrSkip} from "./launch.ts";
import {serveBare, serveWithHeaders} from "./serve.ts";
import type {BrowserPage} from "./launch.ts";
import type {Site} from "./serve.ts";

const PAGE = `<!doctype html><title>outer</title><link rel="icon" href="data:,"><body><script>
  const frame = document.createElement("iframe");
  frame.sandbox = "allow-scripts";
  frame.allow = "cross-origin-isolated";
  frame.srcdoc = "<title>inner</title><p id=p>hi</p><script>console.error('from the frame')<\\/script>";
  document.body.append(frame);
</script>`;
const HEADERS = `/*
  Cross-Origin-Opener-Policy: same-origin
  Cross-Origin-Embedder-Policy: require-corp
  Cross-Origin-Resource-Policy: same-origin
`;
const folder = mkdtempSync(join(tmpdir(), "cuvette-"));
writeFileSync(join(folder, "index.html"), PAGE);
writeFileSync(join(folder, "_headers"), HEADERS);
afterAll(() => rmSync(folder, {recursive: true}));

for (const browser of ["chromium", "firefox", "webkit"] as const) {
  browserOrSkip(browser, "openPage", (open) => {
    let page: BrowserPage;
    let site: Site;
    beforeAll(async () => {
      site = await serveWithHeaders(folder);
      page = await open({width: 700, height: 500, colorScheme: "dark"});
      await page.goto(site.url);
    });
    afterAll(async () => {
      await page?.close();
      await site?.stop();
    });

    it("evaluates text, functions and promises in the page", async () => {
      expect(await page.evaluate("document.title")).toBe("outer");
      expect(await page.evaluate((a: number, b: number) => a + b, 2, 3)).toBe(5);
      expect(await page.evaluate(() => Promise.resolve([1, null]))).toEqual([1, null]);
      await expect(
        page.evaluate(() => {
          throw new Error("as told");
        })
      ).rejects.toThrow("as told");
    });

    it("reaches into the sandboxed frame, which is isolated and of no origin", async () => {
      const frame = await page.frame();
      await frame.waitFor("#p");
      expect(await frame.evaluate("document.title + origin")).toBe("innernull");
      expect(await frame.evaluate(() => crossOriginIsolated)).toBe(true);
      expect(await page.evaluate("document.title")).toBe("outer");
    });

    it("waits for what comes later and gives up on what does not", async () => {
      await page.evaluate(() => void setTimeout(() => (document.title = "later"), 100));
      await page.waitFor(() => document.title === "later");
      await expect(page.waitFor("#never", {timeout: 200})).rejects.toThrow("#never");
    });

    it("has the asked width and colours, and takes screenshots", async () => {
      const dark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
      expect(dark).toBe(true);
      const file = join(folder, `${browser}.png`);
      await page.screenshot(file);
      expect(readFileSync(file).subarray(1, 4).toString()).toBe("PNG");
      await page.setViewport(390, 700);
      await page.waitFor(() => innerWidth <= 500);
    });

    it("collects console errors of frames too, where the driver tells of them", () => {
      expect(page.consoleErrors).toEqual(browser === "webkit" ? [] : ["from the frame"]);
    });

    it("opens a bare host under a path, which can stop and come back", async () => {
      const bare = await serveBare("/some/repo/", folder);
      await page.goto(bare.url);
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
      expect(await page.evaluate("location.pathname")).toBe("/some/repo/");
      await bare.stop();
      const reach = () => fetch(location.href, {cache: "no-store"}).then(Boolean, () => false);
      expect(await page.evaluate(reach)).toBe(false);
      await bare.restart();
      expect(await page.evaluate(reach)).toBe(true);
      await bare.stop();
    });
  });
}

browserOrSkip("chromium", "software WebGPU", (open) => {
  it("offers an adapter", async () => {
    const site = await serveWithHeaders(folder);
    const page = await open();
    try {
      await page.goto(site.url);
      expect(await page.evaluate(async () => (await navigator.gpu.requestAdapter()) !== null)).toBe(
        true
      );
    } finally {
      await page.close();
      await site.stop();
    }
  });
});
