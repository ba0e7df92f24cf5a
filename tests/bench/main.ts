// `npm run bench`: runs the suite in Node and in browsers, prints a table, writes and compares JSON.
import {readFile, writeFile} from "node:fs/promises";
import {cpus} from "node:os";
import {parseArgs} from "node:util";
import {listen, makeHandler} from "../../.tools/serve.mjs";
import {createEngine} from "../../worker/node.ts";
import {startChromium} from "../browser/chromium.ts";
import {startFirefox} from "../browser/firefox.ts";
import type {PageTask} from "./page.ts";
import {findRegressions, toChangeText, toTable} from "./report.ts";
import type {HomeReport, Report, Row} from "./report.ts";
import {measureNumpy} from "./collocationNumpy.ts";
import {measureNumpyChi2} from "./heterodyneNumpy.ts";
import {measureScipy} from "./scipy.ts";
import {runSuite} from "./suite.ts";

/** The row that NumPy is measured on too. */
const NUMPY_ROW = "collocate 100000";
const NUMPY_CHI2_ROW = "heterodyne χ² of";

const HELP = `npm run bench -- [part of a kernel's name …]
  --in node,chromium,firefox   where to measure (node,chromium)
  --runs 10                    measurements of each way
  --threads 2                  threads of the engine (the machine's cores)
  --numerics fast              fused multiply-adds, where there are such (strict)
  --json new.json              write the report
  --compare old.json           flag +20 % time and +50 % memory; status 1 if anything is flagged`;

const {values, positionals: only} = parseArgs({
  allowPositionals: true,
  options: {
    in: {type: "string", default: "node,chromium"},
    runs: {type: "string", default: "10"},
    threads: {type: "string"},
    numerics: {type: "string", default: "strict"},
    json: {type: "string"},
    compare: {type: "string"},
    help: {type: "boolean", default: false}
  }
});
if (values.help) console.log(HELP);
else await main();

async function main(): Promise<void> {
  const old = values.compare && (JSON.parse(await readFile(values.compare, "utf8")) as Report);
  const threads = values.threads === undefined ? undefined : Number(values.threads);
  const numerics = values.numerics === "fast" ? "fast" : "strict";
  const task = {only, runs: Number(values.runs), threads, numerics} as const;
  const homes: HomeReport[] = [];
  for (const home of values.in.split(",")) {
    if (home === "node") homes.push(await measureHere(task));
    else homes.push(...(await measureInPage(home, task)));
  }
  const report: Report = {date: new Date().toISOString(), homes};
  console.log(`\n${cpus()[0]?.model ?? "unknown processor"}\n\n${toTable(report)}`);
  const row = homes.flatMap(({rows}) => rows).find(({name}) => name.startsWith("Lotka"));
  if (row) console.log(`\n${describeScipy(row)}`);
  const smoothed = homes.flatMap(({rows}) => rows).find(({name}) => name.startsWith(NUMPY_ROW));
  if (smoothed) console.log(`\n${describeNumpy(smoothed)}`);
  const scattered = homes.flatMap(({version, rows}) =>
    rows
      .filter(({name}) => name.startsWith(NUMPY_CHI2_ROW))
      .map(({n, ways}) => ({version, n, ms: ways.engine.median}))
  );
  if (scattered.length) console.log(`\n${describeNumpyChi2(scattered)}`);
  if (values.json) await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
  if (!old) return;
  const changes = findRegressions(old, report);
  console.log(`\nagainst ${values.compare} (${old.date}): ${changes.length || "nothing"} flagged`);
  for (const change of changes) console.log(toChangeText(change));
  if (changes.length > 0) process.exitCode = 1;
}

type Task = Omit<PageTask, "home" | "version">;

/** How SciPy does on the row of many solutions, one after the other as it is measured. */
function describeScipy({n, ways}: Row): string {
  const scipy = measureScipy();
  if (scipy === undefined) return "SciPy is not installed: not compared";
  const ours = (ways["1 thread"].median * 1000) / n;
  return `SciPy's solve_ivp (RK45): ${scipy.toFixed(0)} µs a solution, ours on one thread ${ours.toFixed(1)} µs (×${(scipy / ours).toFixed(0)})`;
}

function describeNumpy({n, ways}: Row): string {
  const numpy = measureNumpy(n);
  if (numpy === undefined) return "NumPy is not installed: not compared";
  const [one, all] = [ways["1 thread"].median, ways.engine.median];
  return `NumPy, window by window: ${numpy.toFixed(0)} ms, ours ${one.toFixed(0)} ms on one thread (×${(numpy / one).toFixed(0)}), ${all.toFixed(0)} ms on all (×${(numpy / all).toFixed(0)})`;
}

function describeNumpyChi2(found: {version: string; n: number; ms: number}[]): string {
  const numpy = measureNumpyChi2(found[0].n);
  if (numpy === undefined) return "NumPy is not installed: not compared";
  const ours = found.map(
    ({version, ms}) => `${version} ${ms.toFixed(2)} ms (×${(numpy / ms).toFixed(0)})`
  );
  return `NumPy, χ² of the whole matrix: ${numpy.toFixed(0)} ms, ours: ${ours.join(", ")}`;
}

async function measureHere({threads, numerics, ...task}: Task): Promise<HomeReport> {
  const engine = await createEngine({threads, numerics});
  try {
    const module = new Uint8Array(
      await readFile(new URL("../kernels/strict.wasm", import.meta.url))
    );
    const heap = () => {
      (globalThis as {gc?: () => void}).gc?.();
      return process.memoryUsage().heapUsed;
    };
    const version = `Node ${process.version}`;
    return await runSuite({
      ...task,
      home: "node",
      version,
      engine,
      module,
      heap,
      log: console.error
    });
  } finally {
    await engine.close();
  }
}

/** Nothing where the browser cannot be had: `.tools/bench.mjs` has said why. */
async function measureInPage(home: string, task: Task): Promise<HomeReport[]> {
  const path = process.env[`CUVETTE_${home.toUpperCase()}`];
  if (!path) return [];
  const server = await listen(makeHandler(new URL("./page", import.meta.url).pathname));
  const args = ["--js-flags=--expose-gc"];
  const program =
    home === "firefox"
      ? await startFirefox(path, {})
      : await startChromium(path, {args, webgpu: false});
  try {
    const page = await program.open({});
    console.error(`${home}: measuring`);
    await page.goto(`http://localhost:${server.port}/`);
    await page.waitFor(() => typeof window.measure === "function");
    const whole: PageTask = {...task, home, version: page.version};
    return [await page.evaluate((asked: PageTask) => window.measure(asked), whole)];
  } finally {
    await program.stop();
    await server.stop();
  }
}
