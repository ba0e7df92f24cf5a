import {readFileSync} from "node:fs";
import {join} from "node:path";
import {afterEach, expect, it} from "vitest";
import {listen, makeHandler} from "../../.tools/serve.mjs";
import type {Listening} from "../../.tools/serve.mjs";
import {browserOrSkip} from "./launch.ts";
import {SITE} from "./serve.ts";

let server: Listening | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

/** The site on a host that answers 500 for the files whose names match, while `isBroken` says so. */
async function serveBroken(name: RegExp, isBroken: () => boolean): Promise<string> {
  const handler = makeHandler(SITE, {
    intercept: (_request, response, path) => {
      if (!name.test(path) || !isBroken()) return false;
      response.writeHead(500).end();
      return true;
    }
  });
  server = await listen(handler);
  return `http://localhost:${server.port}/`;
}

browserOrSkip("chromium", "the page when something goes wrong", (open) => {
  for (const [what, name] of [
    ["the kernels are", /strict-.*wasm/],
    ["the document and its code are", /texts-.*json/],
    ["the notebook's own text is", /welcome-.*json/]
  ] as const) {
    it(`says that the notebook could not start when ${what} missing`, async () => {
      const url = await serveBroken(name, () => true);
      const page = await open();
      try {
        await page.goto(url);
        await page.waitFor('html[data-status="failed"]');
        expect(
          await page.evaluate(() => document.querySelector<HTMLElement>(".notice")!.innerText)
        ).toMatch(/The notebook could not start: assets\/.*: the server answered 500/);
      } finally {
        await page.close();
      }
    });
  }

  it("opens and computes in a browser without WebAssembly", async () => {
    // a driver's init script comes too late for the sandboxed frame: its own first chunk does it
    const handler = makeHandler(SITE, {
      intercept: (_request, response, path) => {
        if (!/texts-.*json/.test(path)) return false;
        const texts = JSON.parse(readFileSync(join(SITE, path), "utf8")) as Record<string, string>;
        for (const name of Object.keys(texts)) {
          if (name.startsWith("assets/"))
            texts[name] = `delete globalThis.WebAssembly; ${texts[name]}`;
        }
        response.writeHead(200, {"Content-Type": "application/json"}).end(JSON.stringify(texts));
        return true;
      }
    });
    server = await listen(handler);
    const page = await open();
    try {
      await page.goto(`http://localhost:${server.port}/`);
      await page.waitFor('html[data-status="result"]');
      const frame = await page.frame();
      expect(await frame.evaluate("typeof WebAssembly")).toBe("undefined");
      expect(page.consoleErrors).toEqual([]);
    } finally {
      await page.close();
    }
  });
});
