// Every kind of value drawn in real browsers: nothing throws, everything can be read, reached and
// taken away.
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {afterAll, beforeAll, expect, it} from "vitest";
import {buildPage} from "../inspect/buildPage.ts";
import type {InspectBench} from "../inspect/page/main.ts";
import {browserOrSkip, type BrowserPage} from "./launch.ts";
import {serveWithHeaders, type Site} from "./serve.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const folder = await buildPage();

for (const name of ["chromium", "firefox"] as const)
  browserOrSkip(name, "inspector", (open) => {
    let site: Site;
    let page: BrowserPage;

    beforeAll(async () => {
      site = await serveWithHeaders(folder);
      page = await open({colorScheme: "light"});
      await load(page);
    });
    afterAll(async () => {
      await page?.close();
      await site?.stop();
    });

    async function load(target: BrowserPage): Promise<void> {
      await target.goto(site.url);
      await target.waitFor('[data-sample="progress"]');
      await target.waitFor('[data-sample="run"] [role="progressbar"]');
      // two million elements are counted in slices
      await target.waitFor('[data-sample="long typed array"] .course path');
    }

    const ask = <K extends keyof InspectBench>(
      key: K,
      ...args: InspectBench[K] extends (...args: infer A) => unknown ? A : []
    ) =>
      page.evaluate<
        InspectBench[K] extends (...args: never[]) => infer R ? Awaited<R> : InspectBench[K]
      >(
        args.length > 0
          ? `bench.${key}(${args.map((arg) => JSON.stringify(arg)).join()})`
          : `bench.${key}`
      );

    async function audit(target: BrowserPage): Promise<string[]> {
      await target.evaluate(`(() => {${axe}})()`);
      return target.evaluate(
        `axe.run(document, {runOnly: ${JSON.stringify(WCAG)}}).then(({violations}) =>
          violations.flatMap(({id, nodes}) => nodes.map(({html}) => id + ": " + html.slice(0, 200))))`
      );
    }

    it("draws every sample, and nothing reaches the console", async () => {
      const drawn = await page.evaluate<Record<string, string>>(() =>
        Object.fromEntries(
          Array.from(document.querySelectorAll<HTMLElement>("[data-sample]"), (section) => [
            section.dataset.sample!,
            section.querySelector<HTMLElement>(":scope > :not(h2)")?.innerText ?? ""
          ])
        )
      );
      expect(Object.keys(drawn).length).toBeGreaterThan(45);
      expect(drawn).toMatchObject({
        number: "0.30000000000000004",
        "minus zero": "-0",
        text: '"a \\"short\\" text"',
        "hostile text": '"<img src=x onerror=alert(1)>"',
        nothing: "undefined",
        "foreign date": "1970-01-01",
        "endless promise": "pending …"
      });
      expect(drawn["revoked proxy"]).toMatch(/^This value cannot be looked at/);
      expect(drawn["hostile proxy"]).toMatch(/^This value cannot be looked at/);
      expect(drawn.gaps).toMatch(/NaN\s*60\s*infinite\s*1/);
      expect(drawn["failing promise"]).toMatch(/Error: it did not work/);
      expect(page.consoleErrors).toEqual([]);
    });

    it("opens a tree lazily, cycles and all", async () => {
      const depth = await page.evaluate(async () => {
        let place: Element = document.querySelector('[data-sample="cyclic"]')!;
        const before = place.querySelectorAll("details").length;
        for (let i = 0; i < 5; i++) {
          const branch = place.querySelector<HTMLDetailsElement>(".branch")!;
          branch.open = true;
          await new Promise((resolve) => branch.addEventListener("toggle", resolve, {once: true}));
          place = branch.querySelector(":scope > .value")!;
        }
        return {before, deep: place.textContent};
      });
      expect(depth.before).toBe(2);
      expect(depth.deep).toContain("self:");
    });

    it("has no violation of WCAG 2.2 AA, closed and opened", async () => {
      expect(await audit(page)).toEqual([]);
      await page.evaluate(() => {
        const folds = document.querySelectorAll<HTMLDetailsElement>("details:not(.file-menu)");
        folds.forEach((fold) => (fold.open = true));
        // menus lie over what is below them: one at a time
        document.querySelector<HTMLDetailsElement>('[data-sample="matrix"] .file-menu')!.open =
          true;
      });
      await page.waitFor(() => document.querySelectorAll(".plot-data .rows").length >= 5);
      expect(await audit(page)).toEqual([]);
      await page.evaluate(() => {
        document.querySelectorAll("details").forEach((details) => (details.open = false));
      });
    });

    it("fits 390 pixels, and is as accessible there and in the dark", async () => {
      const narrow = await open({width: 390, height: 800, colorScheme: "dark"});
      try {
        await load(narrow);
        const overflow = await narrow.evaluate<number>(
          () => document.documentElement.scrollWidth - innerWidth
        );
        expect(overflow).toBeLessThanOrEqual(0);
        expect(await audit(narrow)).toEqual([]);
      } finally {
        await narrow.close();
      }
    });

    it("sorts a table of 100,000 rows by its headings and turns its pages", async () => {
      const result = await page.evaluate(() => {
        const table = document.querySelector('[data-sample="table"]')!;
        const cells = (column: number) =>
          Array.from(
            table.querySelectorAll(`tbody tr td:nth-child(${column})`),
            (td) => td.textContent
          );
        const heading = table.querySelectorAll("th button")[2] as HTMLElement;
        const shown = [];
        for (const _ of [1, 2, 3]) {
          heading.click();
          shown.push({
            sort: heading.parentElement!.getAttribute("aria-sort"),
            heights: cells(4).map(Number)
          });
        }
        (table.querySelector('button[aria-label$="last page"]') as HTMLElement).click();
        return {shown, last: cells(2), place: table.querySelector(".place")!.textContent};
      });
      const [up, down, asGiven] = result.shown;
      expect([up.sort, down.sort, asGiven.sort]).toEqual(["ascending", "descending", null]);
      expect(up.heights).toEqual([...up.heights].sort((a, b) => a - b));
      expect(down.heights).toEqual([...down.heights].sort((a, b) => b - a));
      expect(up.heights[0]).toBeLessThan(down.heights[0]);
      expect(result.last).toHaveLength(20);
      expect(result.last[19]).toBe("99999");
      expect(result.place).toBe("99,981 – 100,000 of 100,000");
    });

    it("reads a heat map by arrow keys", async () => {
      const read = await page.evaluate(() => {
        const map = document.querySelector<HTMLElement>('[data-sample="matrix"] .heat-map')!;
        map.focus();
        const press = (key: string, more = {}) =>
          map.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, ...more}));
        press("ArrowDown");
        press("ArrowRight", {shiftKey: true});
        return document.querySelector('[data-sample="matrix"] .readout')!.textContent;
      });
      expect(read).toMatch(/^\[1, 10\] = -?0\.\d{10,}$/);
    });

    it("runs a getter when asked, and shows what it throws", async () => {
      const text = await page.evaluate(() => {
        const tree = document.querySelector<HTMLElement>('[data-sample="throwing getter"]')!;
        tree.querySelector<HTMLElement>(".read")!.click();
        return tree.querySelector(".thrown")?.textContent;
      });
      expect(typeof text).toBe("string");
    });

    it("gives every plot words that hold its data, and a table of them", async () => {
      for (const sample of [
        "line plot",
        "histogram plot",
        "bar plot",
        "scatter plot",
        "faceted plot"
      ]) {
        const plot = await page.evaluate((name: string) => {
          const section = document.querySelector(`[data-sample="${name}"]`)!;
          const picture = section.querySelector('svg[role="img"][aria-label]');
          return {
            label: picture?.getAttribute("aria-label"),
            folds: section.querySelectorAll(".plot-data").length
          };
        }, sample);
        expect(plot.folds, sample).toBe(1);
        expect(plot.label, sample).toBe(await ask("describe", sample));
      }
      expect(await ask("describe", "line plot")).toMatch(
        /^Two decays\. Line chart of velocity \(m\/s\) against time \(s\): 400 points.* 2 series\. a: /
      );
      expect(await ask("describe", "bar plot")).toMatch(
        /3 bars, kg from 3 to 12\. Highest 12 at apple/
      );
      expect(await ask("describe", "histogram plot")).toMatch(
        /^Histogram of Frequency against weight/
      );
      expect(await ask("describe", "faceted plot")).toMatch(/ 2 series\. a: /);
    });

    const toText = (bytes: number[]) => Buffer.from(bytes).toString("utf8");

    it("lets values be taken away", async () => {
      const csv = await ask("take", "columns", "CSV");
      expect(csv.name).toBe("columns.csv");
      expect(toText(csv.bytes).split("\r\n")).toHaveLength(302);
      const npy = await ask("take", "matrix", "NPY");
      expect(toText(npy.bytes.slice(1, 80))).toMatch(/^NUMPY.*'shape': \(60, 60\)/s);
      expect(npy.bytes.length % 8).toBe(0);
      const json = await ask("take", "gaps", "JSON");
      expect((JSON.parse(toText(json.bytes)) as unknown[]).slice(0, 2)).toEqual([null, null]);
      expect(
        await page.evaluate(
          "document.querySelector('[data-sample=\"gaps\"] .tool-note').textContent"
        )
      ).toMatch(/61 values that JSON has no word for/);
      const plot = await ask("take", "bar plot", "CSV");
      expect(toText(plot.bytes)).toBe("fruit,kg\r\napple,12\r\npear,7\r\nfig,3\r\n");
    });

    it("makes an SVG that needs nothing around it, and PNGs twice as large as shown", async () => {
      const file = await ask("take", "line plot", "SVG");
      const text = toText(file.bytes);
      expect(file).toMatchObject({name: "line-plot.svg", mime: "image/svg+xml"});
      expect(text).not.toMatch(/currentColor|color\(|var\(--|light-dark\(|<style|class=/);
      const drawn = toText((await ask("take", "drawing", "SVG")).bytes);
      expect(drawn).not.toMatch(/currentColor|var\(--/);
      expect(drawn).toMatch(/<circle[^>]*fill="rgb\([^)]+\)"/);
      expect(text).toMatch(/font-family="[^"]+"/);
      // the title and the legend stand outside of Plot's own picture
      expect(text).toMatch(/<text[^>]*>Two decays<\/text>/);
      expect(text).toMatch(/<text[^>]*>b<\/text>/);
      for (const label of ["PNG on white", "PNG as shown"]) {
        const png = await ask("take", "line plot", label);
        expect(png.mime).toBe("image/png");
        const [width] = [16, 20].map((at) => Buffer.from(png.bytes).readUInt32BE(at));
        expect(width).toBe(1280);
        expect(png.bytes.length).toBeGreaterThan(5000);
      }
      expect((await ask("take", "canvas", "PNG")).bytes.slice(1, 4)).toEqual([80, 78, 71]);
    });

    it("gives markup that shows the same without running anything", async () => {
      const plot = await ask("static", "line plot");
      expect(plot).toMatch(/<svg[^>]*aria-label="Two decays/);
      expect(plot).not.toMatch(/<button|<script|data-transient/);
      const matrix = await ask("static", "matrix");
      expect(matrix).not.toMatch(
        /role="application"|tabindex="0" aria-label="Float64Array 60 × 60, values/
      );
      expect(matrix).toMatch(/<img[^>]*src="data:image\/png;base64,/);
      const table = await ask("static", "columns");
      expect(table).toMatch(/<table/);
      expect(table).not.toMatch(/<button/);
      const bundle = await ask("bundle", "scatter plot");
      expect(Object.keys(bundle).sort()).toEqual(["text/html", "text/plain"]);
      expect((await ask("bundle", "bar plot"))["image/svg+xml"]).toMatch(/^<svg/);
      expect((await ask("bundle", "canvas"))["image/png"]).toMatch(/^iVBOR/);
      expect((await ask("bundle", "few numbers"))["application/json"]).toBe("[1,2.5,-3e-9]");
      expect(await ask("bundle", "gaps")).not.toHaveProperty("application/json");
    });

    it("leads to the line of an error, and cancels", async () => {
      const found = await page.evaluate<{visited: unknown; cancelled: unknown}>(`(() => {
        document.querySelector('[data-sample="cell error"] button.line').click();
        document.querySelector('[data-sample="progress"] .cancel').click();
        document.querySelector('[data-sample="run"] .cancel').click();
        return {visited: bench.visited, cancelled: bench.cancelled};
      })()`);
      expect(found).toEqual({visited: [["fit", 3, 5]], cancelled: ["here"]});
      await page.waitFor('[data-sample="run"] .value-error');
      expect(await ask("text", "run")).toMatch(/run: cancelled/);
    });
  });
