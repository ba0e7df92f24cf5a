// WCAG 2.2 AA by axe in every view of the notebook, in both themes and on a phone.
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {afterAll, beforeAll, expect, it} from "vitest";
import {browserOrSkip} from "./launch.ts";
import {openBench, toText, type NotebookBench} from "./notebookBench.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

interface Violation {
  id: string;
  nodes: {target: string[]; failureSummary?: string}[];
}

const TEXT = toText(
  "# A title\n\nSome words with `code`, a [link](https://example.org/) and ${1 + 1}.\n\n## A part",
  "ts\nconst a = 4;\nconst list = [1, 2, 3];\ndisplay(list)",
  'ts\nconst n = view(Inputs.range([0, 10], {label: "How many", step: 1}));',
  "ts run=manual\nconst manual = a * n;",
  "ts\nconst bad = JSON.parse('{');",
  "ts\ndisplay(bad)",
  "ts\nconst twice = 1;",
  "ts\nconst twice = 2;",
  "ts disabled\nconst off = Math.random();",
  "ts fold\nlet folded = 1;\nfolded++;",
  "ts\nPlot.lineY([1, 3, 2]).plot()"
);

for (const colorScheme of ["light", "dark"] as const) {
  browserOrSkip("chromium", `the notebook in ${colorScheme} colours`, (open) => {
    let bench: NotebookBench;
    const check = async () => {
      // what fades in is to be seen as it ends
      await bench.frame.waitFor(() =>
        document
          .getAnimations()
          .every(
            ({playState, effect}) =>
              playState === "finished" || effect?.getTiming().iterations === Infinity
          )
      );
      const found = await bench.frame.evaluate(async (tags: string[]) => {
        const {axe} = globalThis as unknown as {
          axe: {run(where: Document, options: object): Promise<{violations: Violation[]}>};
        };
        const {violations} = await axe.run(document, {runOnly: {type: "tag", values: tags}});
        return violations.flatMap(({id, nodes}) =>
          nodes.map(({target, failureSummary}) => `${id}: ${target.join(" ")}: ${failureSummary}`)
        );
      }, TAGS);
      expect(found).toEqual([]);
    };

    beforeAll(async () => {
      bench = await openBench(open, {colorScheme});
      await bench.show(TEXT);
      await bench.frame.evaluate(`(() => {${AXE}})()`);
    });
    afterAll(() => bench?.end());

    it("is accessible while it is edited, with its states and errors", async () => {
      await check();
      await bench.select(2);
      await check();
      await bench.choose("More for cell 2");
      await check();
      await bench.page.press("Escape");
    });

    it("is accessible in the editor", async () => {
      await bench.write(2, "const a = 5;");
      await check();
      await bench.page.press("Escape");
    });

    it("is accessible in reader and app mode", async () => {
      for (const mode of ["read", "app", "edit"]) {
        await bench.click(`input[value=${mode}]`);
        await check();
      }
    });

    it("is accessible in each panel", async () => {
      for (const [key, name] of [
        ["Alt+1", "Contents"],
        ["Alt+2", "Variables"],
        ["Alt+3", "Dependency graph"],
        ["Alt+4", "Run log"],
        ["Alt+5", "Cost by cell"],
        ["Alt+6", "This machine"]
      ]) {
        await bench.select(2);
        await bench.page.press(key);
        await bench.frame.waitFor(".panel-body > *");
        expect(
          name && (await bench.frame.evaluate("document.querySelectorAll('.panel').length"))
        ).toBe(1);
        await check();
      }
      await bench.select(2);
      await bench.page.press("/");
      await bench.frame.waitFor(".find input");
      await bench.page.type("a");
      await check();
      await bench.page.press("Escape");
    });

    it("is accessible in the palette, the keyboard map and the toolbar's menus", async () => {
      await bench.select(2);
      await bench.page.press("Control+k");
      await bench.frame.waitFor(".palette input");
      await check();
      await bench.page.press("Escape");
      await bench.select(2);
      await bench.page.press("?");
      await bench.frame.waitFor(".keymap");
      await check();
      await bench.page.press("Escape");
      await bench.choose("More", ".toolbar");
      await check();
      await bench.page.press("Escape");
      await bench.select(11);
      await bench.page.press("d");
      await bench.page.press("d");
      await bench.frame.waitFor(".toast");
      await check();
    });

    it("is accessible on a phone and at twice the size", async () => {
      await bench.page.setViewport(390, 844);
      await bench.frame.waitFor(() => innerWidth === 390);
      await bench.select(2);
      await check();
      const isWide = () =>
        bench.frame.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect(await isWide()).toBe(false);
      await bench.page.setViewport(320, 640);
      await bench.frame.waitFor(() => innerWidth === 320);
      expect(await isWide()).toBe(false);
    });
  });
}
