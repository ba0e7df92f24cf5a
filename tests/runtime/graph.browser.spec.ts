// What differs between JavaScript engines: stacks, and how a thread comes to rest.
import {mkdirSync, writeFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {afterAll, beforeAll, expect, it} from "vitest";
import {bundleScript} from "../../web/build/script.ts";
import {browserOrSkip, type BrowserPage} from "../browser/launch.ts";
import {serveWithHeaders, type Site} from "../browser/serve.ts";

const ENTRY = fileURLToPath(new URL("pageEntry.ts", import.meta.url));
const FOLDER = fileURLToPath(new URL("../.output/graph", import.meta.url));

let site: Site;
beforeAll(async () => {
  mkdirSync(FOLDER, {recursive: true});
  writeFileSync(`${FOLDER}/graph.js`, await bundleScript(ENTRY));
  const html = '<!doctype html><title>graph</title><script src="graph.js"></script>';
  writeFileSync(`${FOLDER}/index.html`, html);
  site = await serveWithHeaders(FOLDER);
});
afterAll(() => site?.stop());

for (const browser of ["chromium", "firefox", "webkit"] as const) {
  browserOrSkip(browser, "the graph", (open) => {
    let page: BrowserPage;
    beforeAll(async () => {
      page = await open();
      await page.goto(site.url);
      await page.waitFor(() => typeof window.runCells === "function");
    });
    afterAll(() => page?.close());

    const run = (sources: Record<string, string>) =>
      page.evaluate((cells: Record<string, string>) => window.runCells(cells), sources);

    it("finds the place of an error in the cell", async () => {
      const reports = await run({
        a: "const y = 1;\n\nnull.what;",
        b: "const f = async () => {\n  await null;\n  (undefined as any).what;\n};\nawait f();",
        c: "const throwIt = () => {\n  throw new RangeError('small');\n};\nthrowIt();"
      });
      expect(reports.a.error).toMatchObject({name: "TypeError", line: 3});
      expect(reports.b.error).toMatchObject({name: "TypeError", line: 3});
      expect(reports.c.error).toMatchObject({name: "RangeError", message: "small", line: 2});
    });

    // WebKit's stacks do not say to which cell a function belongs
    if (browser !== "webkit")
      it("names the cells on the way of an error", async () => {
        const {b} = await run({
          a: "function check(x: number) {\n  if (x < 0) throw new RangeError('small');\n}",
          b: "const y = 1;\n\ncheck(-1);"
        });
        const trace = b.error!.trace.slice(0, 2).map(({cell, line}) => `${cell}:${line}`);
        expect(trace).toEqual(["a:2", "b:3"]);
        expect(b.error!.line).toBe(3);
      });

    it("cuts loops that hold the thread, also those in microtasks only", async () => {
      const reports = await run({
        a: "let i = 0;\nwhile (true) i++;",
        b: "\nwhile (true) await 0;",
        c:
          "for (let k = 0; k < 6; k++) {\n" +
          "  const end = performance.now() + 80; while (performance.now() < end);\n" +
          "  await new Promise((resolve) => setTimeout(resolve, 1));\n}"
      });
      expect(reports.a.error).toMatchObject({name: "LoopError", line: 2});
      expect(reports.b.error).toMatchObject({name: "LoopError", line: 2});
      expect(reports.c.status).toBe("ok");
    });
  });
}
