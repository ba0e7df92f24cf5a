// The samplers' notebooks under a reader's hands: ladders that grow, a stage that is chosen, runs that are
// cancelled, stopped and gone on with.
import {afterAll, beforeAll, expect, it} from "vitest";
import {waitAsking} from "./askDear.ts";
import {browserOrSkip} from "./launch.ts";
import {openBench, toText, type NotebookBench} from "./notebookBench.ts";

const RUN = ".cell-note .text-button";
const PLAIN = `ts
const logLikelihood = (theta) => {
  const [parts] = [new Map([["x", theta[0]], ["y", theta[1]]])];
  return -0.5 * [...parts.values()].reduce((sum, x) => sum + x * x, 0);
};
const unit = {x: prior.uniform(-5, 5), y: prior.uniform(-5, 5)};
const fit = await tmcmc.sample({logLikelihood, prior: unit, particles: 300});
display(html\`<p>\${fit.status}, sd \${fit.sd[0].toFixed(1)}: \${fit.stats.why}</p>\`)`;
const ENDLESS = `ts run=manual
const endless = (theta) => {
  for (let i = 0; ; i++) if (new Map().size > i) return 0;
};
await tmcmc.sample({logLikelihood: endless, prior: unit, particles: 8})`;
const AGAIN = `ts run=manual
display((await tmcmc.sample({logLikelihood, prior: unit, particles: 100})).status)`;
/** Every document counts its workers that have not been ended. */
const COUNT = `
  globalThis.workers = 0;
  globalThis.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      globalThis.workers++;
    }
    terminate() {
      globalThis.workers--;
      super.terminate();
    }
  };`;

browserOrSkip("chromium", "the samplers' notebooks", (open) => {
  let bench: NotebookBench;
  beforeAll(async () => {
    bench = await openBench(open, {initScript: COUNT});
  });
  afterAll(() => bench?.end());

  const reload = async (name: string) => {
    await bench.page.goto("about:blank");
    await bench.page.goto(`${bench.site.url}#/open/${name}`);
    await bench.frame.waitFor(() => document.querySelectorAll(".cell").length > 10);
  };
  const set = (cell: string, nth: number, value: string) =>
    bench.frame.evaluate(
      (cell: string, nth: number, value: string) => {
        const inputs = document.querySelectorAll<HTMLInputElement>(
          `#cell-${cell} input[type=number]`
        );
        inputs[nth].value = value;
        for (const type of ["input", "change"])
          inputs[nth].dispatchEvent(new Event(type, {bubbles: true}));
      },
      cell,
      nth,
      value
    );
  /** Runs a cell to its end; how many dots another one's plots had at any moment meanwhile. */
  const dotsWhile = (runs: string, plots: string) =>
    bench.frame.evaluate(
      async (runs: string, plots: string, run: string) => {
        const cell = document.getElementById(`cell-${runs}`)!;
        const plot = document.getElementById(`cell-${plots}`)!;
        const counts: number[] = [];
        const until = performance.now() + 60_000;
        while (cell.dataset.status !== "running" && performance.now() < until) {
          // it may have started by itself, or be about to say that it waits
          cell.querySelector<HTMLElement>(run)?.click();
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
        while (cell.dataset.status === "running" && performance.now() < until) {
          const dots = plot.querySelectorAll("[aria-label=dot] > *");
          if (counts.at(-1) !== dots.length) counts.push(dots.length);
          // a plot that once took long to draw waits to be asked
          if (plot.dataset.status === "stale") plot.querySelector<HTMLElement>(run)?.click();
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
        return counts;
      },
      runs,
      plots,
      RUN
    );

  it("draw the ladder while it is climbed, and the cloud of a stage", async () => {
    await reload("tmcmc-tour");
    await bench.settled();
    const across = () => {
      const dots = document.querySelectorAll("#cell-cloud [aria-label=dot] circle");
      const xs = [...dots].map((dot) => Number(dot.getAttribute("cx")));
      const mean = xs.reduce((sum, x) => sum + x, 0) / xs.length;
      return Math.sqrt(xs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / xs.length);
    };
    const narrow = await bench.frame.evaluate(across);
    await set("stageControl", 0, "1");
    await waitAsking(bench.frame, () =>
      document.body.textContent.includes("at the end of stage 1,")
    );
    await bench.settled();
    expect(await bench.frame.evaluate(across)).toBeGreaterThan(1.5 * narrow);
    // more particles and shorter steps: a run that takes its time, and so waits to be asked for
    await set("controls", 2, "0.9");
    await set("controls", 0, "3000");
    const counts = await dotsWhile("fit", "ladder");
    expect(new Set(counts).size).toBeGreaterThan(4);
    expect(bench.page.consoleErrors).toEqual([]);
  });

  it("go on after a reload from where they were, and give what they have when they are cancelled", async () => {
    const climb = async (stages: string) => {
      await reload("tmcmc-tour");
      await bench.frame.waitFor(`#cell-steered ${RUN}`);
      await bench.click(`#cell-steered ${RUN}`);
      await bench.says("steered", stages);
      return Number(/(\d+) stages done/.exec(await bench.textOf("steered"))![1]);
    };
    const before = await climb("[3-9] stages done");
    // the last stage may have been told and not yet kept
    expect(await climb("\\d stages done")).toBeGreaterThanOrEqual(before - 1);
    await bench.choose("Cancel", "#cell-steered .cell-outputs");
    await bench.says("steered", "cancelled, β = ");
    expect(await bench.textOf("steered")).toMatch(/β = 0\.\d+, ln Z = -\d+\.\d+ ± \d\.\d+/);
    expect(bench.page.consoleErrors).toEqual([]);
  });

  it("calibrate with live ladders, to the end", async () => {
    await reload("biofilm-calibration");
    await bench.settled();
    await set("settings", 0, "50");
    await bench.settled();
    const counts = await dotsWhile("calibrate", "ladder");
    expect(new Set(counts).size).toBeGreaterThan(4);
    await bench.says("calibrate", "It ended converged");
    await bench.says("foundPlot", "mean ± sd");
    await bench.says("validationTold", "Root mean square error");
    expect(bench.page.consoleErrors).toEqual([]);
  });

  it("take a plain function to workers of its own, and stop one that never ends", async () => {
    await bench.show(toText(PLAIN, ENDLESS, AGAIN));
    const told = await bench.read(1);
    expect(told).toMatch(/^converged, sd 1\.0: a plain function, because it does not compile: /);
    expect(told).not.toContain("on this thread");
    await bench.click(`.cell:nth-of-type(2) ${RUN}`);
    await bench.frame.waitFor(".cell:nth-of-type(2) .cell-note .cancel");
    const count = () => (globalThis as unknown as {workers: number}).workers;
    const busy = await bench.frame.evaluate(count);
    await bench.click(".cell:nth-of-type(2) .cell-note .cancel");
    await bench.settled();
    expect(await bench.status(2)).toBe("cancelled");
    expect(await bench.frame.evaluate(count)).toBeLessThan(busy);
    await bench.click(`.cell:nth-of-type(3) ${RUN}`);
    await bench.sees(3, "converged");
    expect(bench.page.consoleErrors).toEqual([]);
  });
});
