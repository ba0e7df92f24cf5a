// The page inside a frame of somebody else's site.
import {mkdtempSync, rmSync} from "node:fs";
import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {chromium} from "playwright";
import {afterAll, beforeAll, expect, it} from "vitest";
import {findBrowser} from "../../.tools/browsers.mjs";
import {buildStub} from "../shell/stub/buildStub.ts";
import {browserOrSkip} from "./launch.ts";
import {serveBare, serveWithHeaders} from "./serve.ts";
import type {BrowserPage} from "./launch.ts";
import type {Site} from "./serve.ts";

const RESULT = 'html[data-status="result"]';

/** A course page on another site (127.0.0.1 is not localhost), with a notebook in a frame. */
async function serveCourse(src: string): Promise<{url: string; stop: () => void}> {
  const server = createServer((_request, response) => {
    response.writeHead(200, {"Content-Type": "text/html"});
    response.end(
      `<!doctype html><script>heard = []; onmessage = ({data}) => heard.push(data)</script>` +
        `<iframe src="${src}" style="width: 800px; height: 400px"></iframe>`
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, stop};
}

let folder = "";
beforeAll(async () => {
  folder = await buildStub("stubEmbed");
});

for (const browser of ["chromium", "firefox"] as const) {
  browserOrSkip(browser, "a notebook inside another site", (open) => {
    let site: Site;
    let page: BrowserPage;
    let course: Awaited<ReturnType<typeof serveCourse>>;
    beforeAll(async () => {
      site = await serveWithHeaders(folder);
      course = await serveCourse(`${site.url}#/embed/open/welcome`);
      page = await open();
      await page.goto(course.url);
    });
    afterAll(async () => {
      await page?.close();
      await site?.stop();
      course?.stop();
    });

    it("shows no chrome, and tells its height and progress in numbers", async () => {
      const inside = await page.frame();
      await inside.waitFor(RESULT);
      expect(
        await inside.evaluate(() => getComputedStyle(document.getElementById("bar")!).display)
      ).toBe("none");
      // they come from another process, and may come after what that shows
      await page.waitFor(() => (globalThis as unknown as {heard: object[]}).heard.length > 1);
      const heard = await page.evaluate<object[]>("heard");
      expect(heard).toContainEqual({type: "cuvette", height: 322});
      expect(heard).toContainEqual({type: "cuvette", done: 1, total: 1, failed: 0});
      expect(heard).toHaveLength(2);
    });

    const expected = browser === "chromium";
    it(`has ${expected ? "shared memory all the same" : "no shared memory, and works"}`, async () => {
      const inside = await page.frame();
      expect(await inside.evaluate(() => crossOriginIsolated)).toBe(expected);
      expect(await inside.evaluate(() => document.documentElement.dataset.detail)).toBe(
        `isolated: ${expected}`
      );
    });
  });
}

browserOrSkip("chromium", "a notebook from a bare host inside another site", () => {
  it("gets shared memory from its service worker", async () => {
    const site = await serveBare("/some/repo/", folder);
    const course = await serveCourse(`${site.url}#/embed/open/welcome`);
    const {path} = await findBrowser("chromium");
    const profile = mkdtempSync(join(tmpdir(), "cuvette-"));
    // the driver's own flags keep service workers out of foreign frames, which no reader's browser does
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: path,
      ignoreDefaultArgs: true,
      args: [
        ...["--headless=new", "--no-sandbox", "--no-first-run", "--remote-debugging-pipe"],
        ...["--disable-quic", "--disable-background-networking", `--user-data-dir=${profile}`]
      ]
    });
    try {
      const page = await context.newPage();
      await page.goto(course.url);
      const inside = page.frameLocator("iframe").locator(RESULT);
      await inside.waitFor({state: "attached", timeout: 30_000});
      expect(await inside.getAttribute("data-isolation")).toBe("present");
      expect(await inside.getAttribute("data-detail")).toBe("isolated: true");
    } finally {
      await context.close();
      await site.stop();
      course.stop();
      rmSync(profile, {recursive: true, force: true});
    }
  });
});

browserOrSkip("chromium", "a notebook framed without being asked to be embedded", (open) => {
  it("is embedded all the same: nothing in it can be allowed by a click that somebody lies over", async () => {
    const site = await serveWithHeaders(folder);
    const course = await serveCourse(`${site.url}#/open/welcome`);
    const page = await open();
    try {
      await page.goto(course.url);
      const inside = await page.frame();
      await inside.waitFor(RESULT);
      expect(await inside.evaluate(() => document.documentElement.dataset.embed)).toBe("true");
    } finally {
      await page.close();
      await site.stop();
      course.stop();
    }
  });
});
