import {afterEach, beforeEach} from "vitest";
import {serveWithHeaders} from "../../browser/serve.ts";
import type {BrowserPage} from "../../browser/launch.ts";
import type {Site} from "../../browser/serve.ts";

/** Gives every test a site and a page of its own. */
export function useStub({
  open,
  folder,
  onReady
}: {
  open: () => Promise<BrowserPage>;
  folder: () => string;
  onReady: (site: Site, page: BrowserPage) => void;
}): void {
  let page: BrowserPage | undefined;
  let site: Site;
  beforeEach(async () => {
    site = await serveWithHeaders(folder());
    page = await open();
    onReady(site, page);
  });
  afterEach(async () => {
    await page?.close();
    page = undefined;
    await site.stop();
  });
}
