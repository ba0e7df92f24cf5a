import {afterAll, afterEach, beforeEach} from "vitest";
import {serveWithHeaders} from "../../browser/serve.ts";
import type {BrowserName, BrowserPage} from "../../browser/launch.ts";
import type {Site} from "../../browser/serve.ts";

/** Gives every test a site of its own, and a page that may be shared between tests. */
export function useStub(
  browser: BrowserName,
  {
    open,
    folder,
    onReady
  }: {
    open: () => Promise<BrowserPage>;
    folder: () => string;
    onReady: (site: Site, page: BrowserPage) => void;
  }
): void {
  // Firefox's driver loses a page that has changed its process a few times
  const isShared = browser === "chromium";
  let opened: Promise<BrowserPage> | undefined;
  let site: Site;
  beforeEach(async () => {
    // another port is another origin: nothing is left of the test before
    site = await serveWithHeaders(folder());
    opened ??= open();
    onReady(site, await opened);
  });
  afterEach(async () => {
    if (!isShared) {
      await (await opened)?.close();
      opened = undefined;
    }
    await site.stop();
  });
  afterAll(async () => (await opened)?.close());
}
