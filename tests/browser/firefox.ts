import puppeteer from "puppeteer-core";
import type {Browser, Frame, KeyInput} from "puppeteer-core";
import {pollFor, pollForFrame, toSource} from "./page.ts";
import type {BrowserPage, PageOptions, Program, ProgramOptions, Scope} from "./page.ts";

/** Stock Firefox under WebDriver BiDi. */
export async function startFirefox(
  path: string,
  {colorScheme, serviceWorker = false, args = []}: ProgramOptions
): Promise<Program> {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: path,
    headless: true,
    args,
    defaultViewport: null,
    extraPrefsFirefox: {
      "dom.serviceWorkers.enabled": serviceWorker,
      "layout.css.prefers-color-scheme.content-override": colorScheme === "dark" ? 0 : 1
    }
  });
  return {open: (options) => openPage(browser, options), stop: () => browser.close()};
}

async function openPage(browser: Browser, options: PageOptions): Promise<BrowserPage> {
  const {width = 1280, height = 800} = options;
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({width, height});
  const consoleErrors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") consoleErrors.push(message.text());
  });
  page.on("pageerror", (error) => consoleErrors.push(String(error)));
  if (options.initScript) await page.evaluateOnNewDocument(options.initScript);

  return {
    browser: "firefox",
    version: await browser.version(),
    consoleErrors,
    ...toScope(() => page.mainFrame()),
    async goto(url) {
      await page.goto(url);
    },
    async frame(wait) {
      await pollForFrame(() => page.frames()[1], wait);
      return toScope(() => page.frames()[1]);
    },
    setViewport: async (w, h) => page.setViewport({width: w, height: h}),
    async press(chord) {
      const keys = chord.split("+") as KeyInput[];
      for (const key of keys) await page.keyboard.down(key);
      for (const key of keys.reverse()) await page.keyboard.up(key);
    },
    type: (text) => page.keyboard.type(text),
    emulate: () => Promise.reject(new Error("emulate: only in Chromium")),
    async screenshot(file) {
      await page.screenshot({path: file});
    },
    close: () => context.close()
  };
}

function toScope(find: () => Frame): Scope {
  const evaluate: Scope["evaluate"] = (script, ...args) =>
    find().evaluate(toSource(script, args)) as Promise<never>;
  return {evaluate, waitFor: (target, options) => pollFor(evaluate, target, options)};
}
