import {spawn} from "node:child_process";
import type {ChildProcess} from "node:child_process";
import {readFileSync, utimesSync} from "node:fs";
import {join} from "node:path";
import {afterEach, describe, expect, it} from "vitest";
import {browserOrSkip} from "../browser/launch.ts";
import {ROOT} from "../structure/tree.ts";

const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null) continue;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
  }
});

/** What Vitest puts into the environment changes what Vite builds. */
const {VITEST: _vitest, NODE_ENV: _mode, ...ENVIRONMENT} = process.env;

/** Starts the command and resolves to the address it prints on a line of its own. */
function start(args: string[], environment: Record<string, string> = {}): Promise<string> {
  const child = spawn(process.execPath, [join(ROOT, ".tools/start.mjs"), ...args], {
    env: {...ENVIRONMENT, FORCE_COLOR: "1", ...environment},
    stdio: ["ignore", "pipe", "inherit"]
  });
  children.push(child);
  return new Promise((resolve, reject) => {
    let output = "";
    child.stdout.on("data", (data: Buffer) => {
      output += data.toString();
      const url = /^http:\/\/localhost:\d+\/$/m.exec(output)?.[0];
      if (url) resolve(url);
    });
    child.once("exit", (status) => reject(new Error(`ended with ${status}: ${output}`)));
  });
}

describe("npm start", () => {
  it("serves the built site isolated and compressed, on the asked port or the next free one", async () => {
    const first = await start(["--port", "5391"]);
    const port = Number(new URL(first).port);
    expect(port).toBeGreaterThanOrEqual(5391);
    const response = await fetch(first, {headers: {"Accept-Encoding": "br"}});
    expect(response.status).toBe(200);
    expect(response.headers.get("content-encoding")).toBe("br");
    expect(response.headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(response.headers.get("cross-origin-embedder-policy")).toBe("require-corp");
    expect(await response.text()).toContain("<title>Cuvette");

    const second = await start([], {PORT: String(port)});
    expect(Number(new URL(second).port)).toBeGreaterThan(port);
  });

  it("is what package.json calls", () => {
    const {scripts} = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    expect(scripts).toMatchObject({
      start: "node .tools/start.mjs",
      dev: "node .tools/start.mjs --watch",
      test: "node .tools/test.mjs"
    });
  });

  it("refuses a port that is none", async () => {
    await expect(start(["--port", "x"])).rejects.toThrow("ended with 1");
  });
});

browserOrSkip("chromium", "npm run dev", (open) => {
  it("reloads the open page after a change", async () => {
    const url = await start(["--watch", "--port", "5491"]);
    const page = await open();
    try {
      await page.goto(url);
      await page.evaluate("void (window.isOld = true)");
      const now = new Date();
      utimesSync(join(ROOT, "web/index.html"), now, now);
      await page.waitFor(() => !("isOld" in window));
    } finally {
      await page.close();
    }
  });
});
