// The editor's own bundle: Monaco as one ES module with its style sheet beside it, apart from the site's
// chunks because a sandboxed document imports it from bytes, and the type checker's worker.
import {fileURLToPath} from "node:url";
import type {Rollup} from "vite";
import {EDITOR_ASSETS} from "../editor/types.ts";
import {keepBuilt} from "./keepBuilt.ts";
import {bundle, bundleScript} from "./script.ts";
import {buildDeclarations} from "./types.ts";

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** What `host.fetchAsset` gives, by name. */
export async function buildEditorAssets(): Promise<Record<string, Uint8Array>> {
  const sources = ["web/editor", "web/build/editor.ts", "web/build/script.ts"];
  const scripts = await keepBuilt("editor", sources, async () => ({
    ...(await bundleEditor()),
    [EDITOR_ASSETS.types]: await bundleScript(at("web/editor/checker/worker.ts"))
  }));
  const declarations = JSON.stringify(await buildDeclarations());
  const texts = {...scripts, [EDITOR_ASSETS.declarations]: declarations};
  const encoder = new TextEncoder();
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, encoder.encode(text)])
  );
}

async function bundleEditor(): Promise<Record<string, string>> {
  const output = await bundle({
    build: {
      cssMinify: true,
      cssTarget: ["chrome123", "firefox120", "safari17.5"],
      cssCodeSplit: false,
      // the icons' font travels inside the style sheet
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      rolldownOptions: {
        input: at("web/editor/full/openFull.ts"),
        preserveEntrySignatures: "strict",
        output: {format: "es", codeSplitting: false}
      }
    }
  });
  const scripts = output.filter((item) => item.type === "chunk");
  const sheets = output.filter((item) => item.type === "asset" && item.fileName.endsWith(".css"));
  if (scripts.length !== 1 || sheets.length !== 1)
    throw new Error(
      `editor: expected one script and one style sheet, got ${output.map((item) => item.fileName).join(", ")}`
    );
  const {source} = sheets[0] as Rollup.OutputAsset;
  return {
    [EDITOR_ASSETS.editor]: scripts[0].code,
    [EDITOR_ASSETS.styles]: typeof source === "string" ? source : new TextDecoder().decode(source)
  };
}
