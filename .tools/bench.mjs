// `npm run bench`: bundles tests/bench as the site is bundled (a dev server's rewritten imports would
// be measured too) and runs it.
import {spawn} from "node:child_process";
import {copyFileSync, mkdirSync, readdirSync, rmSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {installDependencies} from "./install.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const out = join(root, "dist/bench");
const page = join(out, "page");

installDependencies();
const {buildLibrary} = await import("./build.mjs");
await buildLibrary();
rmSync(out, {recursive: true, force: true});
const {build} = await import("vite");
const common = {configFile: false, publicDir: false, logLevel: "error"};
await build({
  ...common,
  root,
  build: {ssr: join(root, "tests/bench/main.ts"), outDir: out, target: "node20"}
});
await build({
  ...common,
  root: join(root, "tests/bench"),
  base: "./",
  build: {outDir: page, target: "es2022", modulePreload: false}
});
await build({
  ...common,
  root,
  build: {
    outDir: page,
    emptyOutDir: false,
    target: "es2022",
    rolldownOptions: {
      input: join(root, "worker/worker.ts"),
      output: {format: "iife", entryFileNames: "worker.js"}
    }
  }
});
mkdirSync(page, {recursive: true});
for (const file of readdirSync(join(root, "dist/kernels")))
  copyFileSync(join(root, "dist/kernels", file), join(page, file));
copyFileSync(join(root, "public/_headers"), join(page, "_headers"));

const env = {...process.env};
const {findBrowser} = await import("./browsers.mjs");
for (const name of ["chromium", "firefox"]) {
  const {path, missing} = await findBrowser(name);
  if (path) env[`CUVETTE_${name.toUpperCase()}`] = path;
  else console.error(`${name} is left out: ${missing}`);
}
const child = spawn(
  process.execPath,
  ["--expose-gc", join(out, "main.js"), ...process.argv.slice(2)],
  {stdio: "inherit", env}
);
child.on("exit", (status) => process.exit(status ?? 1));
