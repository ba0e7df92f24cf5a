import {afterAll, describe} from "vitest";
import {findBrowser} from "../../.tools/browsers.mjs";
import {startChromium} from "./chromium.ts";
import {startFirefox} from "./firefox.ts";
import {openWebKit} from "./webkit.ts";
import type {BrowserName, BrowserPage, PageOptions, Program} from "./page.ts";

export type {BrowserName, BrowserPage, PageOptions, Scope} from "./page.ts";

const FOUND = {
  chromium: await findBrowser("chromium"),
  firefox: await findBrowser("firefox"),
  webkit: await findBrowser("webkit")
};

/** Browsers that run, by name and flags: one for all the pages of a file, for a start takes seconds. */
const running = new Map<string, Promise<Program>>();

/** A page with nothing from before: its storage and cache are its own, and go when it is closed. */
export async function openPage(
  browser: BrowserName,
  options: PageOptions = {}
): Promise<BrowserPage> {
  const {path, driver, display, missing} = FOUND[browser];
  if (path === undefined) throw new Error(`openPage: ${missing}`);
  if (browser === "webkit") return openWebKit({path, driver: driver!, display: display!}, options);
  const {webgpu, args} = options;
  // Chromium has these for each page, Firefox one setting for all of them
  const {colorScheme, serviceWorker} = browser === "firefox" ? options : {};
  const key = JSON.stringify([browser, colorScheme, serviceWorker, webgpu, args]);
  let program = running.get(key);
  if (!program) {
    const start = browser === "firefox" ? startFirefox : startChromium;
    program = start(path, {colorScheme, serviceWorker, webgpu, args});
    running.set(key, program);
  }
  return (await program).open(options);
}

/** Ends the browsers that pages were opened in. */
export async function stopBrowsers(): Promise<void> {
  const programs = [...running.values()];
  running.clear();
  await Promise.allSettled(programs.map(async (program) => (await program).stop()));
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
  describe.skipIf(reason !== "")(`${title} in ${browser}${reason}`, () => {
    // hooks run last to first: the body's own come before
    afterAll(stopBrowsers);
    body((options) => openPage(browser, options));
  });
}
