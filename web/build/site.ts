// The build of the site beyond what Vite does: the page gets a list of what its sandboxed document
// needs, and that document becomes one HTML file that loads nothing by itself.
import {createHash} from "node:crypto";
import {existsSync, readFileSync, readdirSync} from "node:fs";
import {fileURLToPath} from "node:url";
import type {Plugin, Rollup} from "vite";
import type {SiteList} from "../protocol.ts";
import {findFrameChunks, rewriteDynamicImports, type Chunk} from "./chunks.ts";
import {buildEditorAssets} from "./editor.ts";
import {buildLiveAssets} from "./live.ts";
import {readMathsFonts, readMathsStyle} from "./maths.ts";
import {buildNotebooks} from "./notebooks.ts";
import {bundleScript} from "./script.ts";
import {readVersions} from "./versions.ts";

const root = new URL("../../", import.meta.url);
const at = (path: string) => fileURLToPath(new URL(path, root));

/** A folder with the built sites of older versions, to be served beside this one. */
const VERSIONS = process.env.CUVETTE_VERSIONS;

const {version} = JSON.parse(readFileSync(at("package.json"), "utf8")) as {version: string};

/** What is posted into the sandboxed document besides its code, and from which file. */
const ASSETS: Record<string, string> = {
  "strict.wasm": "dist/kernels/strict.wasm",
  "relaxed.wasm": "dist/kernels/relaxed.wasm",
  "inter.woff2": "web/styles/fonts/inter.woff2"
};

export function cuvetteSite(): Plugin {
  let lazyFiles: Record<string, Uint8Array> = {};
  let notebooks: Awaited<ReturnType<typeof buildNotebooks>> = [];
  const scripts: Record<"worker" | "boot" | "serviceWorker", string> = {
    worker: "",
    boot: "",
    serviceWorker: ""
  };
  return {
    name: "cuvette-site",
    apply: "build",
    enforce: "post",

    async buildStart() {
      if (!existsSync(at(ASSETS["strict.wasm"]))) {
        const {buildKernels} = (await import(at(".tools/kernels.mjs"))) as {
          buildKernels: () => Promise<unknown>;
        };
        await buildKernels();
      }
      for (const file of Object.values(ASSETS)) this.addWatchFile(at(file));
      lazyFiles = {
        ...readMathsFonts(),
        ...readPrograms(),
        ...(await buildEditorAssets()),
        ...(await buildLiveAssets())
      };
      notebooks = await buildNotebooks(at("notebooks"));
      for (const {name} of notebooks) this.addWatchFile(at(`notebooks/${name}.md`));
      scripts.worker = await bundleScript(at("worker/worker.ts"));
      scripts.boot = await bundleScript(at("web/frame/boot.ts"));
      scripts.serviceWorker = await bundleScript(at("web/shell/serviceWorker.ts"));
    },

    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const emit = (name: string, source: string | Uint8Array) =>
          this.getFileName(this.emitFile({type: "asset", name, source}));

        const chunks = new Map<string, Chunk>();
        let entry = "";
        for (const item of Object.values(bundle)) {
          if (item.type !== "chunk") continue;
          chunks.set(item.fileName, item);
          if (item.facadeModuleId?.endsWith("/notebook.html")) entry = item.fileName;
        }
        const {eager, lazy} = findFrameChunks(chunks, entry);
        for (const file of new Set([...eager, ...Object.values(lazy).flat()])) {
          const chunk = bundle[file] as Rollup.OutputChunk;
          chunk.code = rewriteDynamicImports(chunk);
        }

        const assets: Record<string, string> = {"engine.js": "engine.js"};
        for (const [name, file] of Object.entries(ASSETS)) {
          assets[name] = emit(name, readFileSync(at(file)));
        }
        const shipped = notebooks.map(({source, ...about}) => ({
          ...about,
          file: emit(`${about.name}.json`, source)
        }));
        const lazyAssets: Record<string, string> = {};
        for (const [name, source] of Object.entries(lazyFiles))
          lazyAssets[name] = emit(name.replace("/", "-"), source);
        const frame = "notebook.html";
        const packed: Record<string, string> = {"engine.js": scripts.worker};
        for (const file of eager) packed[file] = (bundle[file] as Rollup.OutputChunk).code;
        packed[frame] = toFrameHtml(takeHtml(bundle, frame), scripts.boot);
        const texts = emit("texts.json", JSON.stringify(packed));

        const list: SiteList = {
          texts,
          packed: Object.keys(packed),
          frame,
          eager,
          lazy,
          assets,
          lazyAssets,
          notebooks: shipped,
          version,
          hasVersions: VERSIONS !== undefined
        };
        const page = toPageHtml(takeHtml(bundle, "index.html"), list);
        dropStyles(bundle);
        dropUnusedChunks(bundle, eager);
        this.emitFile({type: "asset", fileName: "index.html", source: page});
        if (VERSIONS !== undefined)
          for (const [fileName, source] of readVersions(VERSIONS))
            this.emitFile({type: "asset", fileName, source});

        // what was emitted here does not show in the bundle yet
        const emitted = [
          texts,
          ...Object.keys(ASSETS).map((name) => assets[name]),
          ...Object.values(lazyAssets),
          ...shipped.map(({file}) => file)
        ];
        const bundled = Object.keys(bundle).filter((file) => bundle[file].type === "chunk");
        const files = [...emitted, ...bundled];
        const release = JSON.stringify({
          version: hash(page + scripts.serviceWorker, "hex").slice(0, 12),
          files
        });
        const source = `self.cuvetteRelease=${release};\n${scripts.serviceWorker}\n`;
        this.emitFile({type: "asset", fileName: "sw.js", source});
      }
    }
  };
}

/** What a system loads when it is first used. */
function readPrograms(): Record<string, Uint8Array> {
  const folder = at("dist/kernels");
  const files = readdirSync(folder).filter((file) =>
    /\.(strict|relaxed)\.wasm$|^functions\.js$/.test(file)
  );
  return Object.fromEntries(files.map((file) => [file, readFileSync(`${folder}/${file}`)]));
}

/** Takes an HTML file out of the bundle, with its style sheets inside instead of links to them. */
function takeHtml(bundle: Rollup.OutputBundle, fileName: string): string {
  const link = /<link rel="stylesheet"[^>]*href="\.\/([^"]+)"[^>]*>/g;
  const html = textOf(bundle, fileName).replace(
    link,
    (_, css: string) => `<style>${textOf(bundle, css).trim()}</style>`
  );
  delete bundle[fileName];
  return html;
}

/** The style sheets are all inside the documents by now. */
function dropStyles(bundle: Rollup.OutputBundle): void {
  for (const fileName of Object.keys(bundle))
    if (fileName.endsWith(".css")) delete bundle[fileName];
}

/** Of the packed chunks only those that the page itself reaches are files too. */
function dropUnusedChunks(bundle: Rollup.OutputBundle, packed: string[]): void {
  const all = Object.values(bundle).filter((item) => item.type === "chunk");
  // lazy chunks import from the document's blob URLs, never from files
  const entry = all.find(({facadeModuleId}) => facadeModuleId?.endsWith("/index.html"));
  const reached = new Set<string>();
  const visit = (file: string) => {
    const chunk = bundle[file];
    if (chunk?.type !== "chunk" || reached.has(file)) return;
    reached.add(file);
    [...chunk.imports, ...chunk.dynamicImports].forEach(visit);
  };
  if (entry) visit(entry.fileName);
  for (const file of packed) if (!reached.has(file)) delete bundle[file];
}

function textOf(bundle: Rollup.OutputBundle, fileName: string): string {
  const item = bundle[fileName];
  if (item?.type !== "asset") throw new Error(`site: missing ${fileName} in the bundle`);
  return typeof item.source === "string" ? item.source : new TextDecoder().decode(item.source);
}

/**
 * The templates of htl write `oninput="::3"` for a moment before they put the function there. As a script
 * that is a syntax error, so allowing exactly these texts allows nothing, and spares a complaint for each.
 */
const HANDLER_HASHES = Array.from(
  {length: 16},
  (_, i) => `'sha256-${hash(`::${i}`, "base64")}'`
).join(" ");

/** The document's only script is the boot script; the policy names it by its hash. */
function toFrameHtml(html: string, boot: string): string {
  return html
    .replace(/\s*<script type="module"[^>]*><\/script>/g, "")
    .replace("</head>", () => `<style>${readMathsStyle()}</style></head>`)
    .replaceAll("%boot-hash%", `sha256-${hash(boot, "base64")}`)
    .replaceAll("%handler-hashes%", HANDLER_HASHES)
    .replace(/<script data-boot><\/script>/, () => `<script>${boot}</script>`);
}

function toPageHtml(html: string, list: SiteList): string {
  const text = JSON.stringify(list);
  return html.replace(
    /(<script type="application\/json" id="site">)(<\/script>)/,
    (_, open, close) => open + text + close
  );
}

function hash(text: string, encoding: "hex" | "base64"): string {
  return createHash("sha256").update(text).digest(encoding);
}
