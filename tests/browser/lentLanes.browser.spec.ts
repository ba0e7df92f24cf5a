// A page's own thread at the head of the engine's: sums long enough for several threads, and too short for a message.
import {afterAll, beforeAll, expect, it} from "vitest";
import {browserOrSkip} from "./launch.ts";
import {openBench, toText, type NotebookBench} from "./notebookBench.ts";

/** A stranger's notebook has half of the cores: on a machine of two that would be one. */
const CORES = 'Object.defineProperty(Navigator.prototype, "hardwareConcurrency", {value: 8});';
/** All that came of 100 calls, which is one thing. */
const CELL = toText(
  `ts {#sums}
const theta = [2100, -0.32, 52.5, 8400, -0.21, 105, 5250, -0.42, 21, 0.42, -0.021, 1.1, 0.09, -3.15];
const geometry = {q: 0.0054, dt: 0.1, frames: 1000, phi: 30};
const [c] = await heterodyne.c2(theta, geometry);
const scan = {...geometry, data: [c.map((x, i) => 1 + 0.3 * x + 0.004 * Math.sin(i))]};
const seen = new Set();
for (let k = 0; k < 100; k++) {
  const {chi2, gradient} = await heterodyne.chi2(theta, scan, {gradient: true});
  seen.add([chi2, gradient[0], gradient[13]].join(" "));
}
display(html\`<p>\${[...seen].join("; ")}</p>\`);`
);

for (const browser of ["chromium", "firefox"] as const) {
  browserOrSkip(browser, "lanes that a page leads", (open) => {
    let bench: NotebookBench;
    beforeAll(async () => {
      bench = await openBench(open, {initScript: CORES});
    });
    afterAll(() => bench?.end());

    it("give the bits of one thread, call after call", async () => {
      const {url} = bench.site;
      const found: string[] = [];
      for (const threads of [1, 2, 4]) {
        bench.site.url = `${url}?threads=${threads}`;
        await bench.show(CELL);
        found.push(await bench.read(1));
      }
      expect(found[0]).toMatch(/^[-\d.e]+ [-\d.e]+ [-\d.e]+$/);
      expect(found).toEqual([found[0], found[0], found[0]]);
      expect(bench.page.consoleErrors).toEqual([]);
    });
  });
}
