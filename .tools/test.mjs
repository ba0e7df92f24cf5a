// `npm test`: installs what is missing, builds, runs every check and closes with one summary line.
// `--only build,types,lint,format,unit,browser` picks some; further arguments are passed to Vitest.
import {spawn} from "node:child_process";
import {existsSync, mkdirSync, readFileSync, rmSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {parseArgs} from "node:util";
import {installDependencies} from "./install.mjs";
import {makeTally} from "./tally.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const OUTPUT = join(root, "tests/.output");
const STAGES = ["build", "types", "lint", "format", "unit", "browser"];
/** A stage that hangs must not keep the summary from being printed. */
const STAGE_LIMIT_MS = 25 * 60_000;

const {values, positionals} = parseArgs({
  options: {only: {type: "string", default: STAGES.join(",")}},
  allowPositionals: true
});
const only = values.only.split(",");
const unknown = only.find((stage) => !STAGES.includes(stage));
if (unknown) throw new RangeError(`test: unknown stage ${unknown}, expected ${STAGES.join(", ")}`);

const tally = makeTally();
const start = performance.now();

if (!(await attempt(installDependencies))) {
  console.log("0 passed, 1 failed");
  process.exit(1);
}
mkdirSync(OUTPUT, {recursive: true});
// one core builds while the other checks: neither needs what the other makes
const checks = [
  check("types", ["typescript/bin/tsc", "-p", "tsconfig.json"]),
  check("lint", ["eslint/bin/eslint.js", "-c", ".eslint.config.mjs", "."]),
  check("format", [
    "prettier/bin/prettier.cjs",
    "--config",
    ".prettierrc.json",
    "--ignore-path",
    ".prettierignore",
    "--check",
    "."
  ])
];
// the tests need the site and the library, so the build always runs; it is quick when nothing changed
heading("build");
const built = await attempt(async () => (await import("./build.mjs")).build());
tally.count("build", built);
for (const tell of await Promise.all(checks)) tell();
await vitest("unit", "vite.config.ts");
if (only.includes("browser")) {
  heading("browsers");
  const {ensureBrowsers} = await import("./browsers.mjs");
  const found = await ensureBrowsers();
  if (found.chromium.missing) {
    console.log(`browser tests need at least Chromium: ${found.chromium.missing}`);
    tally.count("chromium", false);
  }
  await vitest("browser", "tests/browser/vitest.config.ts");
}

const seconds = (performance.now() - start) / 1000;
console.log(`\nall of it took ${seconds.toFixed(0)} s`);
for (const line of tally.toLines()) console.log(line);
process.exitCode = tally.isGood ? 0 : 1;

/** A check that passes or fails as a whole; resolves with what tells of it, so that several can run. */
async function check(name, args) {
  if (!only.includes(name)) return () => undefined;
  const [script, ...rest] = args;
  const {status, output} = await runNode([join(root, "node_modules", script), ...rest], "pipe");
  return () => {
    heading(name);
    process.stdout.write(output);
    tally.count(name, status === 0, output);
  };
}

async function vitest(name, config) {
  if (!only.includes(name)) return;
  heading(name);
  const report = join(OUTPUT, `${name}.json`);
  rmSync(report, {force: true});
  const {status} = await runNode(
    [
      join(root, "node_modules/vitest/vitest.mjs"),
      ...["run", "--config", config, "--passWithNoTests", ...positionals],
      ...["--reporter=default", "--reporter=json", `--outputFile.json=${report}`]
    ],
    "inherit"
  );
  const text = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : undefined;
  tally.addReport(name, text, status);
}

function heading(name) {
  console.log(`\n== ${name}`);
}

async function attempt(work) {
  try {
    await work();
    return true;
  } catch (error) {
    console.log(error);
    return false;
  }
}

function runNode(args, stdio) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {cwd: root, stdio: ["ignore", stdio, stdio]});
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (data) => (output += data));
    const timer = setTimeout(() => {
      console.log(`stopped after ${STAGE_LIMIT_MS / 60_000} minutes`);
      child.kill("SIGKILL");
    }, STAGE_LIMIT_MS);
    child.on("close", (status) => {
      clearTimeout(timer);
      resolve({status, output});
    });
  });
}
