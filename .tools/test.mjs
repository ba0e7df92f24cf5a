// `npm test`: installs what is missing, builds, runs every check and closes with one summary line.
// `--only build,types,lint,format,unit,browser` picks some; further arguments are passed to Vitest.
import {spawn} from "node:child_process";
import {existsSync, mkdirSync, readFileSync, rmSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {parseArgs} from "node:util";
import {installDependencies} from "./install.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const OUTPUT = join(root, "tests/.output");
const STAGES = ["build", "types", "lint", "format", "unit", "browser"];
/** A stage that hangs must not keep the summary from being printed. */
const STAGE_LIMIT_MS = 15 * 60_000;

const {values, positionals} = parseArgs({
  options: {only: {type: "string", default: STAGES.join(",")}},
  allowPositionals: true
});
const only = values.only.split(",");
const unknown = only.find((stage) => !STAGES.includes(stage));
if (unknown) throw new RangeError(`test: unknown stage ${unknown}, expected ${STAGES.join(", ")}`);

const total = {passed: 0, failed: 0, skipped: new Map()};
const start = performance.now();

if (!(await attempt(installDependencies))) {
  console.log("0 passed, 1 failed");
  process.exit(1);
}
mkdirSync(OUTPUT, {recursive: true});
// the tests need the site and the library, so the build always runs; it is quick when nothing changed
heading("build");
const built = await attempt(async () => (await import("./build.mjs")).build());
count("build", built);
await Promise.all([
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
]);
await vitest("unit", "vite.config.ts");
if (only.includes("browser")) {
  heading("browsers");
  const {ensureBrowsers} = await import("./browsers.mjs");
  const found = await ensureBrowsers();
  if (found.chromium.missing) {
    console.log(`browser tests need at least Chromium: ${found.chromium.missing}`);
    count("chromium", false);
  }
  await vitest("browser", "tests/browser/vitest.config.ts");
}

const seconds = (performance.now() - start) / 1000;
console.log(`\nall of it took ${seconds.toFixed(0)} s`);
if (total.skipped.size > 0) {
  const sum = [...total.skipped.values()].reduce((a, b) => a + b, 0);
  const reasons = [...total.skipped].map(([reason, n]) => `${reason} (${n})`);
  console.log(`${sum} skipped: ${reasons.join("; ")}`);
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

/** A check that passes or fails as a whole; its output appears when it ends, so that several can run. */
async function check(name, args) {
  if (!only.includes(name)) return;
  const [script, ...rest] = args;
  const {status, output} = await runNode([join(root, "node_modules", script), ...rest], "pipe");
  heading(name);
  process.stdout.write(output);
  count(name, status === 0);
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
  if (!existsSync(report)) return count(`${name} (no report)`, false);
  const {testResults, numFailedTests} = JSON.parse(readFileSync(report, "utf8"));
  for (const file of testResults) {
    for (const {status, fullName} of file.assertionResults) {
      if (status === "passed") total.passed++;
      else if (status === "failed") total.failed++;
      else addSkipped(fullName);
    }
    // a file that could not even be loaded has no test to fail
    if (file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"))
      count(file.name, false);
  }
  const counted = testResults.some((file) => file.status === "failed") || numFailedTests > 0;
  if (status !== 0 && !counted) count(`${name} (status ${status})`, false);
}

function addSkipped(fullName) {
  const reason = /\[skipped: (.*?)\]/.exec(fullName)?.[1] ?? fullName;
  total.skipped.set(reason, (total.skipped.get(reason) ?? 0) + 1);
}

function count(name, passed) {
  if (passed) total.passed++;
  else total.failed++;
  console.log(`${passed ? "passed" : "FAILED"}: ${name}`);
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
