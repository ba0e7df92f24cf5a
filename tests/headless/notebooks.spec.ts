// The notebooks that come with the site, by the command: what their authors promise holds in Node too.
import {readdirSync, readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {expect, it} from "vitest";
import {readFront} from "../../web/document/front.ts";
import {parseNotebook} from "../../web/document/parse.ts";
import type {Result} from "../../web/headless/result.ts";
import {runCommand} from "./runCommand.ts";

const FOLDER = fileURLToPath(new URL("../../notebooks", import.meta.url));

/** Controls that make a cell which waits for a reader in the page quick here, where all cells run. */
const SMALL: Record<string, string[]> = {
  "performance-lab": ["--set", `choice=${JSON.stringify({names: ["exp", "sum"], power: 12})}`],
  "biofilm-calibration": [
    "--set",
    `settings=${JSON.stringify({particles: 50, carry: "map", integrator: "adaptive"})}`,
    "--set",
    "small2=50"
  ],
  posterior: ["--set", `wish=${JSON.stringify({noise: 0.06, frames: 24, free: 3, seed: 1})}`],
  "wrong-sensitivities": ["--set", "particles=50"],
  "fit-two-time": ["--set", `made=${JSON.stringify({frames: 60, noise: 0.01, seed: 2})}`]
};

/** Cells that write into an element of theirs, which Node does not have: that fails no run. */
const IN_PAGE: Record<string, string[]> = {
  "tmcmc-tour": ["steered"],
  "heterodyne-tour": ["drawn"]
};

const NOTEBOOKS = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".md"))
  .map((file) => {
    const notebook = parseNotebook(readFileSync(`${FOLDER}/${file}`, "utf8"));
    const languages = notebook.cells.flatMap((cell) => (cell.kind === "code" ? cell.language : []));
    return {
      name: file.replace(/\.md$/, ""),
      needsPage: languages.some((language) => language === "as" || language === "wgsl"),
      expected: readFront(notebook).expected
    };
  });

async function run(name: string, ...options: string[]): Promise<{status: number; result: Result}> {
  const file = `${FOLDER}/${name}.md`;
  const all = ["run", file, "--json", ...(SMALL[name] ?? []), ...options];
  const {status, stdout} = await runCommand(all);
  return {status, result: JSON.parse(stdout) as Result};
}

it.each(NOTEBOOKS)("$name runs in Node", {timeout: 120_000}, async ({name, needsPage}) => {
  const {status, result} = await run(name);
  const failed = result.cells.filter((cell) => cell.status === "error" || cell.error);
  if (needsPage) return expect(status, JSON.stringify(failed)).toBe(0);
  const unfinished = result.cells.filter((cell) => cell.status !== "ok");
  const expected = (IN_PAGE[name] ?? []).map((id) => ({id, status: "dom"}));
  expect(unfinished).toMatchObject(expected);
  expect(unfinished).toHaveLength(expected.length);
  expect(status).toBe(0);
});

const PROMISING = NOTEBOOKS.filter(({expected}) => Object.keys(expected).length > 0);

it("promises results in one notebook at least", () => {
  expect(PROMISING.map(({name}) => name)).toContain("reproduce-me");
});

it.each(PROMISING)(
  "$name keeps its promises with one thread and with three",
  {timeout: 120_000},
  async ({name, expected}) => {
    for (const threads of ["1", "3"]) {
      const {result} = await run(name, "--threads", threads);
      const found = Object.keys(expected).map((key) => [
        key,
        result.values[key]?.digest?.slice(0, expected[key].length)
      ]);
      expect(Object.fromEntries(found)).toEqual(expected);
    }
  }
);

it.each([
  ["later than its bad frame", {first: 70, last: 99}],
  ["two", {first: 0, last: 1}]
])("frames of your own correlations: %s", {timeout: 60_000}, async (_, frames) => {
  const chosen = {q: 0.0054, angles: [0, 90], ...frames, semantics: "v2"};
  const set = ["--set", `chosen=${JSON.stringify(chosen)}`];
  const {status, result} = await run("your-own-xpcs", ...set);
  expect(result.cells.filter((cell) => cell.status !== "ok")).toEqual([]);
  expect(status).toBe(0);
});
