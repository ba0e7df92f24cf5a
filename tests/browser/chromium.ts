import {chromium} from "playwright";
import type {Browser, Frame} from "playwright";
import {pollFor, pollForFrame, toSource} from "./page.ts";
import type {BrowserPage, PageOptions, Program, ProgramOptions, Scope} from "./page.ts";
import {HELLO} from "../../web/protocol.ts";

// No QUIC and no background traffic: a test must see only the requests of the page it opened.
const FLAGS = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync"
];
const SOFTWARE_WEBGPU = [
  "--enable-unsafe-webgpu",
  "--enable-features=Vulkan",
  "--use-webgpu-adapter=swiftshader"
];

/**
 * A script that has run in a sandboxed document before the page answers it: such a document has a process
 * of its own, which does not wait for scripts, and they came up to half a second after the document's own.
 */
const inTime = (script: string) => `${script};
  {
    const INITIALISED = "the test's script has run";
    const initialised = new WeakSet();
    const held = new WeakSet();
    addEventListener("message", (event) => {
      const {source, data} = event;
      if (data === INITIALISED) {
        event.stopImmediatePropagation();
        initialised.add(source);
        if (held.has(source)) dispatchEvent(new MessageEvent("message", {source, data: "${HELLO}"}));
      } else if (data === "${HELLO}" && !initialised.has(source)) {
        event.stopImmediatePropagation();
        held.add(source);
      }
    });
    if (parent !== window) parent.postMessage(INITIALISED, "*");
  }`;

/** Full Chromium under Playwright: Puppeteer would put the sandboxed frame into the page's process. */
export async function startChromium(
  path: string,
  {webgpu = true, args = []}: ProgramOptions
): Promise<Program> {
  const browser = await chromium.launch({
    executablePath: path,
    args: [...FLAGS, ...(webgpu ? SOFTWARE_WEBGPU : []), ...args]
  });
  return {open: (options) => openPage(browser, options), stop: () => browser.close()};
}

async function openPage(browser: Browser, options: PageOptions): Promise<BrowserPage> {
  const {width = 1280, height = 800} = options;
  const context = await browser.newContext({
    viewport: {width, height},
    colorScheme: options.colorScheme ?? "light",
    serviceWorkers: options.serviceWorker ? "allow" : "block"
  });
  if (options.initScript) await context.addInitScript(inTime(options.initScript));
  const page = await context.newPage();
  const consoleErrors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") consoleErrors.push(message.text());
  });
  page.on("pageerror", (error) => consoleErrors.push(String(error)));

  return {
    browser: "chromium",
    version: `Chromium ${browser.version()}`,
    consoleErrors,
    ...toScope(() => page.mainFrame()),
    async goto(url) {
      await page.goto(url);
    },
    async frame(wait) {
      await pollForFrame(() => page.frames()[1], wait);
      // looked up again each time: the page may replace its frame
      return toScope(() => page.frames()[1]);
    },
    setViewport: (w, h) => page.setViewportSize({width: w, height: h}),
    press: (chord) => page.keyboard.press(chord),
    type: (text) => page.keyboard.type(text),
    emulate: (media) => page.emulateMedia(media),
    async screenshot(file) {
      await page.screenshot({path: file});
    },
    close: () => context.close()
  };
}

function toScope(find: () => Frame): Scope {
  const evaluate: Scope["evaluate"] = (script, ...args) => find().evaluate(toSource(script, args));
  return {evaluate, waitFor: (target, options) => pollFor(evaluate, target, options)};
}
