import {describe} from "vitest";
import {findBrowser} from "../../.tools/browsers.mjs";
import {openChromium} from "./chromium.ts";
import {openFirefox} from "./firefox.ts";
import {openWebKit} from "./webkit.ts";
import type {BrowserName, BrowserPage, PageOptions} from "./page.ts";

export type {BrowserName, BrowserPage, PageOptions, Scope} from "./page.ts";

const FOUND = {
  chromium: await findBrowser("chromium"),
  firefox: await findBrowser("firefox"),
  webkit: await findBrowser("webkit")
};

/** Starts a browser with one empty page; `close()` ends the browser. */
export async function openPage(
  browser: BrowserName,
  options: PageOptions = {}
): Promise<BrowserPage> {
  const {path, driver, display, missing} = FOUND[browser];
  if (path === undefined) throw new Error(`openPage: ${missing}`);
  if (browser === "chromium") return openChromium(path, options);
  if (browser === "firefox") return openFirefox(path, options);
  return openWebKit({path, driver: driver!, display: display!}, options);
}

/** Tests in one browser; where it cannot be had they count as skipped, with the reason in their title. */
export function browserOrSkip(
  browser: BrowserName,
  title: string,
  body: (open: (options?: PageOptions) => Promise<BrowserPage>) => void
): void {
  const {missing} = FOUND[browser];
  const reason = missing === undefined ? "" : ` [skipped: ${missing}]`;
  if (reason) console.warn(`${title} in ${browser}${reason}`);
  describe.skipIf(reason !== "")(`${title} in ${browser}${reason}`, () =>
    body((options) => openPage(browser, options))
  );
}
