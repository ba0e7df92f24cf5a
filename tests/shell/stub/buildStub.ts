// The real page around a stub of the sandboxed document, built with the real plugin.
import {cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {build} from "vite";
import solid from "vite-plugin-solid";
import {cuvetteSite} from "../../../web/build/site.ts";
import type {ShippedNotebook, SiteList} from "../../../web/protocol.ts";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const STUB = at("frame.ts");

const BUILT = at("../../.output/stub");
const LOCK = `${BUILT}.lock`;
const DONE = join(BUILT, "done");

/** Puts a copy of its own into a folder of this name; `notebooks`: texts of shipped ones by name. */
export async function buildStub(
  name: string,
  notebooks: Record<string, string> = {welcome: "# Hello\n"}
): Promise<string> {
  await buildOnce();
  const folder = at(`../../.output/${name}`);
  rmSync(folder, {recursive: true, force: true});
  cpSync(BUILT, folder, {recursive: true});
  putNotebooks(folder, notebooks);
  return folder;
}

/** What a run before has left is taken away; the next to ask for a stub builds it. */
export function forgetStub(): void {
  for (const path of [BUILT, LOCK]) rmSync(path, {recursive: true, force: true});
}

/** The first of the processes that want it builds, the others wait for it. */
async function buildOnce(): Promise<void> {
  try {
    mkdirSync(LOCK);
  } catch {
    const deadline = Date.now() + 60_000;
    while (!existsSync(DONE)) {
      if (Date.now() > deadline) throw new Error(`buildStub: no ${DONE} after a minute`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return;
  }
  await build({
    configFile: false,
    root: at("../../../web"),
    base: "./",
    publicDir: at("../../../public"),
    logLevel: "error",
    plugins: [
      {
        name: "stub",
        enforce: "pre",
        resolveId: (id) => (id.endsWith("frame/main.tsx") ? STUB : undefined)
      },
      solid(),
      cuvetteSite()
    ],
    build: {
      outDir: BUILT,
      emptyOutDir: true,
      target: "es2022",
      cssTarget: ["chrome123", "firefox120", "safari17.5"],
      modulePreload: false,
      assetsInlineLimit: 0,
      rolldownOptions: {input: [at("../../../web/index.html"), at("../../../web/notebook.html")]}
    }
  });
  writeFileSync(DONE, "");
}

/** In place of those that the build ships. */
export function putNotebooks(folder: string, texts: Record<string, string>): void {
  mkdirSync(join(folder, "notebooks"), {recursive: true});
  const notebooks = Object.entries(texts).map(([name, text]): ShippedNotebook => {
    const file = `notebooks/${name}.json`;
    writeFileSync(join(folder, file), JSON.stringify({text, ready: {}}));
    return {name, title: `The ${name} notebook`, description: "", tags: [], file};
  });
  const page = join(folder, "index.html");
  const html = readFileSync(page, "utf8").replace(
    /(<script type="application\/json" id="site">)(.*?)(<\/script>)/s,
    (_, open: string, json: string, close: string) => {
      const site: SiteList = {...(JSON.parse(json) as SiteList), notebooks, version: "9.9.9"};
      return open + JSON.stringify({...site, hasVersions: true}) + close;
    }
  );
  writeFileSync(page, html);
}
