// Builds the test page and opens it in a browser with a software adapter: correctness, never speed.
import {mkdirSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {build} from "vite";
import {afterAll, describe} from "vitest";
import {openPage, stopBrowsers, type BrowserPage, type Scope} from "../browser/launch.ts";
import {serveWithHeaders} from "../browser/serve.ts";
import type {GpuBench} from "./page/main.ts";

/** Calls one of the page's functions. */
export type Ask = <K extends keyof GpuBench>(
  name: K,
  ...args: Parameters<GpuBench[K]>
) => Promise<Awaited<ReturnType<GpuBench[K]>>>;

export function toAsk(scope: Scope): Ask {
  return (name, ...args) => {
    const list = args.map((arg) => JSON.stringify(arg)).join(", ");
    return scope.evaluate(`bench.${name}(${list})`);
  };
}

/** Tests that need a page with WebGPU; where there is none they are skipped, with the reason in the title. */
export async function gpuOrSkip(
  title: string,
  body: (ask: Ask, page: BrowserPage) => void
): Promise<void> {
  const name = title.toLowerCase().replaceAll(" ", "-");
  const folder = await buildPage(fileURLToPath(new URL(`../.output/${name}`, import.meta.url)));
  const {page, close, missing} = await open(folder);
  const reason = missing === undefined ? "" : ` [skipped: ${missing}]`;
  if (reason) console.warn(`${title}${reason}`);
  afterAll(close);
  describe.skipIf(reason !== "")(`${title}${reason}`, () => body(toAsk(page!), page!));
}

async function buildPage(folder: string): Promise<string> {
  mkdirSync(folder, {recursive: true});
  await build({
    configFile: false,
    logLevel: "error",
    root: fileURLToPath(new URL("./page", import.meta.url)),
    base: "./",
    build: {outDir: folder, emptyOutDir: true, target: "es2023"}
  });
  return folder;
}

/** The page, or what is missing for one: a browser, or an adapter in it. */
async function open(folder: string) {
  let page: BrowserPage;
  try {
    page = await openPage("chromium");
  } catch (error) {
    const missing = error instanceof Error ? error.message : String(error);
    return {page: undefined, close: () => undefined, missing};
  }
  const site = await serveWithHeaders(folder);
  const close = async () => {
    await page.close();
    await stopBrowsers();
    await site.stop();
  };
  await page.goto(site.url);
  await page.waitFor(() => "bench" in globalThis);
  const has = await page.evaluate(
    async () => ((await navigator.gpu?.requestAdapter()) ?? null) !== null
  );
  return {page, close, missing: has ? undefined : "this browser offers no WebGPU adapter"};
}
