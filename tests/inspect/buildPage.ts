import {mkdirSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {build} from "vite";

/** Builds the page with all samples and gives its folder. */
export async function buildPage(): Promise<string> {
  const folder = fileURLToPath(new URL("../.output/inspect", import.meta.url));
  mkdirSync(folder, {recursive: true});
  await build({
    configFile: false,
    logLevel: "error",
    root: fileURLToPath(new URL("./page", import.meta.url)),
    base: "./",
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: "es2023",
      cssTarget: ["chrome123", "firefox120"]
    }
  });
  return folder;
}
