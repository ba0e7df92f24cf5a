// The standard library in real documents that may not submit forms, as the notebook's may not.
import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {build} from "vite";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {StdlibBench} from "../stdlib/page/main.ts";
import {browserOrSkip, type BrowserPage, type Scope} from "./launch.ts";
import {serveWithHeaders, type Site} from "./serve.ts";

const FOLDER = fileURLToPath(new URL("../.output/stdlib", import.meta.url));
const ROOM = fileURLToPath(new URL("../stdlib/page", import.meta.url));

/** A page whose only content is the test page in a sandbox. */
const OUTER = `<!doctype html><title>outer</title><link rel="icon" href="data:," />
  <style>html, body, iframe { margin: 0; border: 0; width: 100%; height: 100%; display: block }</style>
  <iframe sandbox="allow-scripts" title="sandbox" src="index.html"></iframe>`;

async function buildPage(): Promise<void> {
  mkdirSync(FOLDER, {recursive: true});
  await build({
    configFile: false,
    logLevel: "error",
    root: ROOM,
    base: "./",
    build: {
      outDir: FOLDER,
      emptyOutDir: true,
      target: "es2023",
      cssTarget: ["chrome123", "firefox120", "safari17.5"],
      modulePreload: false
    }
  });
  writeFileSync(`${FOLDER}/outer.html`, OUTER);
  // to the sandbox every file is another origin's
  writeFileSync(`${FOLDER}/_headers`, "/*\n  Access-Control-Allow-Origin: *\n");
}

let site: Site;
beforeAll(async () => {
  await buildPage();
  site = await serveWithHeaders(FOLDER);
});
afterAll(() => site?.stop());

describe.each(["chromium", "firefox"] as const)("%s", (name) => {
  browserOrSkip(name, "the standard library", (open) => {
    let page: BrowserPage;
    let frame: Scope;
    beforeAll(async () => {
      page = await open();
      await page.goto(`${site.url}outer.html`);
      frame = await page.frame();
      await frame.waitFor(() => "bench" in globalThis);
      await ask("showAll");
    });
    const ask = <K extends keyof StdlibBench>(
      what: K,
      ...args: Parameters<StdlibBench[K]>
    ): Promise<Awaited<ReturnType<StdlibBench[K]>>> =>
      frame.evaluate(`bench.${what}(${args.map((arg) => JSON.stringify(arg)).join(", ")})`);

    it("makes inputs that start and take values as in Node", async () => {
      expect(await ask("findUnlike")).toEqual([]);
    });

    it("has no barriers by axe, and every control has a name", async () => {
      expect(await ask("unnamed")).toEqual([]);
      expect(await ask("findBarriers")).toEqual([]);
    });

    it("restores controls by name, but no passwords", async () => {
      expect(await ask("next", "k")).toBe("gaussian");
      expect(await ask("next", "count")).toBe(9);
      expect(await ask("next", "box")).toEqual(["a"]);
      expect(await ask("next", "secret")).toBe("");
      expect(await ask("next", "sigma")).toBe(0.35);
      expect(await ask("kept")).toMatchObject({k: "gaussian", count: 9});
    });

    it("answers buttons and Enter in forms that must not be submitted", async () => {
      await ask("next", "applied");
      await ask("next", "again");
      const clicks = await frame.evaluate(() => {
        const press = (text: string) =>
          [...document.querySelectorAll("button")].find((b) => b.textContent === text)!.click();
        press("Send");
        press("Draw again");
        const field = document.querySelector<HTMLInputElement>(".input-text:has(button) input")!;
        field.value = "y";
        field.dispatchEvent(new Event("input", {bubbles: true}));
        const enter = new KeyboardEvent("keydown", {key: "Enter", bubbles: true, cancelable: true});
        field.dispatchEvent(enter);
        return enter.defaultPrevented;
      });
      expect(clicks).toBe(true);
      expect(await ask("next", "again")).toBe(1);
      expect(await ask("next", "applied")).toBe("y");
      expect(await ask("reported")).toEqual({sent: true, applied: "y"});
    });

    it("sorts a table by key and says so, and names rows that scroll into being", async () => {
      const seen = await frame.evaluate(async () => {
        const table = document.querySelector<HTMLElement>(".input-table")!;
        const [year, , value] = [...table.querySelectorAll<HTMLElement>("th[scope=col]")];
        const before = value.ariaSort;
        year.querySelector("button")!.click();
        table.scrollTo(0, table.scrollHeight);
        // with the next frame, whenever that is
        const boxes = table.getElementsByTagName("tbody")[0].getElementsByTagName("input");
        const until = performance.now() + 30_000;
        while (boxes.length <= 23 && performance.now() < until)
          await new Promise((resolve) => setTimeout(resolve, 20));
        return {
          before,
          after: [year.ariaSort, value.ariaSort],
          rows: boxes.length,
          last: boxes[boxes.length - 1].ariaLabel
        };
      });
      expect(seen.before).toBe("descending");
      expect(seen.after).toEqual(["ascending", null]);
      expect(seen.rows).toBeGreaterThan(23);
      expect(seen.last).toBe(`Select row ${seen.rows}`);
    });

    it("gives tags, plots, pictures and widths", async () => {
      expect(await ask("tags")).toEqual([
        "a **1** \\alpha",
        "false:\\sigma = 2",
        "true:x",
        "http://www.w3.org/2000/svg 3"
      ]);
      expect(await ask("plot")).toBe("svg");
      expect(await ask("image")).toEqual([1, 1]);
      const [first, second] = await ask("widths");
      expect(first).toBeGreaterThan(300);
      expect(second).toBe(300);
    });

    it("has no barriers in the dark on a phone, and nothing sticks out", async () => {
      const phone = await open({width: 390, colorScheme: "dark"});
      try {
        await phone.goto(`${site.url}index.html`);
        await phone.waitFor(() => "bench" in globalThis);
        await phone.evaluate("bench.showAll()");
        expect(await phone.evaluate("bench.findBarriers()")).toEqual([]);
        const width = await phone.evaluate<number>("document.documentElement.scrollWidth");
        expect(width).toBeLessThanOrEqual(390);
      } finally {
        await phone.close();
      }
    });

    it("leaves no error in the console", () => {
      expect(page.consoleErrors).toEqual([]);
    });
  });
});

describe("what a cell does not name", () => {
  it("is in chunks of its own, not in what every visit loads", () => {
    const entry = readFileSync(`${FOLDER}/index.html`, "utf8").match(/src="\.\/([^"]+)"/)![1];
    const code = readFileSync(`${FOLDER}/${entry}`, "utf8");
    for (const word of ["inputs-3a86ea", "observable10"]) expect(code.includes(word)).toBe(false);
  });
});
