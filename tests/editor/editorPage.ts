// Builds a page whose sandboxed document, under the notebook's own policy, holds the editor.
import {createHash} from "node:crypto";
import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {buildEditorAssets} from "../../web/build/editor.ts";
import {bundleScript} from "../../web/build/script.ts";

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const BOOT = `addEventListener("message", async ({data}) => {
  globalThis.assets = data.assets;
  const url = URL.createObjectURL(new Blob([data.code], {type: "text/javascript"}));
  await import(url);
});
parent.postMessage("ready", "*");`;

const PAGE = `const names = ["editor.js", "editor.css", "types.js", "types.json"];
const bytes = async (name) => (await fetch(name)).arrayBuffer();
addEventListener("message", async ({source, data}) => {
  if (data !== "ready") return;
  const assets = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await bytes(name)]))
  );
  source.postMessage({assets, code: await bytes("frame.js")}, "*");
});
const frame = document.createElement("iframe");
frame.sandbox = "allow-scripts";
frame.allow = "cross-origin-isolated";
const html = await (await fetch("frame.html")).text();
frame.srcdoc = html.replace("<html ", '<html data-theme="' + (location.hash.slice(1) || "light") + '" ');
document.body.append(frame);`;

export async function buildEditorPage(): Promise<string> {
  const folder = at("tests/.output/editor");
  mkdirSync(folder, {recursive: true});
  const write = (name: string, data: string | Uint8Array) =>
    writeFileSync(join(folder, name), data);
  for (const [name, bytes] of Object.entries(await buildEditorAssets())) write(name, bytes);
  write("frame.js", await bundleScript(at("tests/editor/page/frame.ts")));
  const styles = ["tokens", "editor"].map((name) =>
    readFileSync(at(`web/styles/${name}.css`), "utf8")
  );
  const hash = createHash("sha256").update(BOOT).digest("base64");
  const html = readFileSync(at("web/notebook.html"), "utf8")
    .replaceAll("%boot-hash%", `sha256-${hash}`)
    .replaceAll("%hosts-or-none%", "'none'")
    .replace(/%[\w-]+%/g, "")
    .replace(
      /<link rel="stylesheet"[^>]*>/,
      () => `<style>${styles.join("\n")}
      body { padding: 24px; } section { margin-bottom: 24px; }</style>`
    )
    .replace(/<script data-boot>[^]*<\/script>/, () => `<script>${BOOT}</script>`);
  write("frame.html", html);
  write(
    "index.html",
    `<!doctype html><title>Editor</title><link rel="icon" href="data:," />
    <style>html, body { margin: 0; height: 100% } iframe { width: 100%; height: 100%; border: 0 }</style>
    <script type="module">${PAGE}</script>`
  );
  return folder;
}
