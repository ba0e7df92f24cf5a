// Builds the test page once for all browser tests of the store and its views.
import {existsSync, mkdirSync} from "node:fs";
import {fileURLToPath} from "node:url";
import solid from "vite-plugin-solid";
import {build} from "vite";
import type {BrowserPage, Scope} from "../../browser/launch.ts";
import type {LibraryBench} from "./main.tsx";

/** Calls one of the page's functions. */
export type Ask = <K extends keyof Methods>(
  name: K,
  ...args: Parameters<Methods[K]>
) => Promise<Awaited<ReturnType<Methods[K]>>>;

type Methods = Omit<LibraryBench, "asked" | "store">;

export function toAsk(scope: Scope): Ask {
  return (name, ...args) =>
    scope.evaluate(`bench.${name}(${args.map((arg) => JSON.stringify(arg)).join(", ")})`);
}

export async function buildBench(name: string): Promise<string> {
  const folder = fileURLToPath(new URL(`../../.output/${name}`, import.meta.url));
  if (!existsSync(folder)) mkdirSync(folder, {recursive: true});
  await build({
    configFile: false,
    logLevel: "error",
    root: fileURLToPath(new URL(".", import.meta.url)),
    base: "./",
    plugins: [solid()],
    build: {outDir: folder, emptyOutDir: true, target: "es2023", cssTarget: "chrome123"}
  });
  return folder;
}

export async function openBench(page: BrowserPage, url: string): Promise<Ask> {
  await page.goto(url);
  await page.waitFor(() => "bench" in globalThis);
  return toAsk(page);
}
