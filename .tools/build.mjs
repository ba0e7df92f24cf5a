// Builds everything that runs: kernels, the library for Node, the site and its compressed copies.
// Each stage is skipped while its inputs are what they were.
import {createHash} from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync
} from "node:fs";
import {join, relative, sep} from "node:path";
import {fileURLToPath} from "node:url";
import {precompress} from "./precompress.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
export const SITE = join(root, "dist/site");
/** The site under development: without compressed copies. */
export const DEV_SITE = join(root, "dist/dev");
const NODE = join(root, "dist/node");
/** Left in a finished folder; it says from what the folder was made. */
const STAMP = ".made-from";

/** What each entry of the Node library becomes; entries that do not exist (yet) are left out. */
const NODE_ENTRIES = {
  cuvette: "worker/node.ts",
  worker: "worker/nodeWorker.ts",
  cli: "web/headless/cli.ts"
};
/** What a plain function's worker is sent: one script, which both homes read beside the kernels. */
const FUNCTION_SCRIPT = "worker/samplers/targets/functionScript.ts";
const SOURCES = ["kernels-as", "worker", "web", "notebooks", "public"];
const CONFIGS = ["vite.config.ts", "tsconfig.json", "package.json", "package-lock.json"];

/** Brings dist/ up to date; `watch`: the site under development instead of the one to publish. */
export async function build({watch = false, log = console.log} = {}) {
  await buildLibrary({log});
  const folder = watch ? DEV_SITE : SITE;
  const hash = hashInputs();
  if (isMadeFrom(folder, hash)) return;
  await step("site", log, () => replaceFolder(folder, hash, (fresh) => buildSite(fresh, watch)));
}

/** The kernels and the library for Node: all that tests outside a browser need. */
export async function buildLibrary({log = console.log} = {}) {
  const {buildKernels} = await import("./kernels.mjs");
  await step("kernels", log, () => buildKernels({log}));
  const hash = hashInputs();
  if (isMadeFrom(NODE, hash)) return;
  await step("library for Node", log, async () => {
    await buildFunctionScript(join(root, "dist/kernels/functions.js"));
    await replaceFolder(NODE, hash, buildNode);
  });
}

async function buildFunctionScript(path) {
  const {build: viteBuild} = await import("vite");
  const {output} = await viteBuild({
    configFile: false,
    root,
    publicDir: false,
    logLevel: "warn",
    build: {
      write: false,
      minify: "oxc",
      target: "es2022",
      modulePreload: false,
      rolldownOptions: {input: join(root, FUNCTION_SCRIPT), output: {format: "iife"}}
    }
  });
  writeFileSync(path, output[0].code);
}

async function step(name, log, work) {
  const start = performance.now();
  const result = await work();
  const seconds = (performance.now() - start) / 1000;
  if (seconds > 0.2) log(`built ${name} in ${seconds.toFixed(1)} s`);
  return result;
}

async function buildNode(folder) {
  const {build: viteBuild} = await import("vite");
  const input = Object.entries(NODE_ENTRIES).filter(([, path]) => existsSync(join(root, path)));
  if (input.length === 0) return;
  await viteBuild({
    configFile: false,
    root,
    publicDir: false,
    logLevel: "warn",
    // everything but Node's own modules goes in: the library is these files and the kernels beside them;
    // only the compiler of `as` cells and the reader of HDF5, 15 and 5 MB, stay packages
    ssr: {noExternal: true, external: ["assemblyscript", "h5wasm"], target: "node"},
    build: {
      ssr: true,
      target: "node20",
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: {
        input: Object.fromEntries(input.map(([name, path]) => [name, join(root, path)])),
        output: {format: "es", entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js"}
      }
    }
  }); // npx makes the command executable once; what is built later has to be it by itself
  const command = join(folder, "cli.js");
  if (existsSync(command)) chmodSync(command, 0o755);
}

async function buildSite(folder, watch) {
  const {build: viteBuild} = await import("vite");
  await viteBuild({
    configFile: join(root, "vite.config.ts"),
    logLevel: "warn",
    build: {outDir: folder, emptyOutDir: false, reportCompressedSize: false}
  });
  if (!watch) await precompress(folder, SITE);
}

/** Builds beside the folder and swaps at the end: a failed build leaves the last good one in place. */
async function replaceFolder(folder, hash, work) {
  const fresh = `${folder}.new-${process.pid}`;
  const old = `${folder}.old-${process.pid}`;
  try {
    mkdirSync(fresh, {recursive: true});
    await work(fresh);
    writeFileSync(join(fresh, STAMP), hash);
    swap(fresh, folder, old);
  } finally {
    for (const leftover of [fresh, old]) rmSync(leftover, {recursive: true, force: true});
  }
}

/** Puts `fresh` in the place of `folder`; another build may be doing the same at this moment. */
function swap(fresh, folder, old) {
  for (let tries = 0; ; tries++) {
    try {
      if (existsSync(folder)) renameSync(folder, old);
      return renameSync(fresh, folder);
    } catch (error) {
      if (tries === 5) throw error;
      rmSync(old, {recursive: true, force: true});
    }
  }
}

function isMadeFrom(folder, hash) {
  const stamp = join(folder, STAMP);
  return existsSync(stamp) && readFileSync(stamp, "utf8") === hash;
}

/** One hash over everything that a build reads except the packages, which the lock file stands for. */
function hashInputs() {
  const hash = createHash("sha256");
  const files = SOURCES.filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder), {recursive: true, withFileTypes: true}))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const tools = [".tools/build.mjs", ".tools/precompress.mjs", "dist/kernels/stamp"];
  const all = [...files, ...[...CONFIGS, ...tools].map((file) => join(root, file))].sort();
  for (const file of all) {
    if (existsSync(file))
      hash.update(relative(root, file).split(sep).join("/")).update(readFileSync(file));
  }
  return hash.digest("hex");
}

/** The sources a watcher must look at. */
export function findWatched() {
  return [...SOURCES, ...CONFIGS]
    .map((path) => join(root, path))
    .filter((path) => existsSync(path));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const {installDependencies} = await import("./install.mjs");
  installDependencies();
  await build();
}
