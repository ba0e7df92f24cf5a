// WebKitGTK's MiniBrowser over the W3C WebDriver protocol, on a display of its own.
import {spawn} from "node:child_process";
import type {ChildProcess} from "node:child_process";
import {writeFile} from "node:fs/promises";
import {createServer} from "node:net";
import type {AddressInfo} from "node:net";
import type {Readable} from "node:stream";
import {pollFor, pollForFrame, toSource} from "./page.ts";
import type {BrowserPage, PageOptions, Scope} from "./page.ts";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

export interface WebKitPrograms {
  path: string;
  driver: string;
  display: string;
}

export async function openWebKit(
  programs: WebKitPrograms,
  options: PageOptions
): Promise<BrowserPage> {
  if (options.initScript) throw new Error("openPage: initScript is unsupported in webkit");
  const {width = 1280, height = 800} = options;
  const display = await startDisplay(programs.display);
  const driver = await startDriver(programs.driver, display.name, options.colorScheme);
  const stopAll = () => Promise.all([driver.process, display.process].map(end));
  try {
    const {sessionId, capabilities} = await driver.ask<NewSession>("POST", "/session", {
      capabilities: {
        alwaysMatch: {
          "webkitgtk:browserOptions": {binary: programs.path, args: ["--automation"]},
          timeouts: {script: 60_000, pageLoad: 60_000}
        }
      }
    });
    const session: Ask = (method, path, body) =>
      driver.ask(method, `/session/${sessionId}${path}`, body);
    await session("POST", "/window/rect", {x: 0, y: 0, width, height});
    const toTop = () => session("POST", "/frame", {id: null});

    const evaluateHere = async <T>(source: string): Promise<T> => {
      const outcome = await session<{value?: T; error?: string}>("POST", "/execute/async", {
        script: ASYNC_CALL,
        args: [source]
      });
      if (outcome.error !== undefined) throw new Error(outcome.error);
      return outcome.value as T;
    };
    // One command at a time: which document a command speaks to is state of the session.
    let last: Promise<unknown> = Promise.resolve();
    const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
      const next = last.then(work, work);
      last = next.catch(() => undefined);
      return next;
    };
    const findFrame = async () => {
      await toTop();
      const frames = await session<Record<string, string>[]>("POST", "/elements", {
        using: "css selector",
        value: "iframe"
      });
      return frames[0]?.[ELEMENT];
    };
    const toScope = (enter: () => Promise<unknown>): Scope => {
      const evaluate: Scope["evaluate"] = <T>(
        ...[script, ...args]: Parameters<Scope["evaluate"]>
      ) =>
        inTurn(async () => {
          await enter();
          return evaluateHere<T>(toSource(script, args));
        });
      return {evaluate, waitFor: (target, wait) => pollFor(evaluate, target, wait)};
    };
    const enterFrame = async () => {
      const frame = await findFrame();
      if (frame === undefined) throw new Error("frame: the page has none any more");
      await session("POST", "/frame", {id: {[ELEMENT]: frame}});
    };

    return {
      browser: "webkit",
      version: `${capabilities.browserName} ${capabilities.browserVersion}`,
      consoleErrors: [],
      ...toScope(toTop),
      goto: (url) => inTurn(() => session("POST", "/url", {url})),
      async frame(wait) {
        await pollForFrame(() => inTurn(findFrame), wait);
        return toScope(enterFrame);
      },
      async setViewport(w, h) {
        await inTurn(() => session("POST", "/window/rect", {x: 0, y: 0, width: w, height: h}));
      },
      press: () => Promise.reject(new Error("press: not in WebKit")),
      type: () => Promise.reject(new Error("type: not in WebKit")),
      emulate: () => Promise.reject(new Error("emulate: only in Chromium")),
      async screenshot(file) {
        const png = await inTurn(async () => {
          await toTop();
          return session<string>("GET", "/screenshot");
        });
        await writeFile(file, Buffer.from(png, "base64"));
      },
      async close() {
        await session("DELETE", "").catch(() => undefined);
        await stopAll();
      }
    };
  } catch (error) {
    await stopAll();
    throw error;
  }
}

/** Evaluates source, awaits it, and passes errors as data: the protocol would lose their messages. */
const ASYNC_CALL = `
  const [source, done] = arguments;
  const fail = (error) => done({error: String(error && error.message || error)});
  try {
    Promise.resolve((0, eval)(source)).then((value) => done({value}), fail);
  } catch (error) {
    fail(error);
  }`;

interface NewSession {
  sessionId: string;
  capabilities: {browserName: string; browserVersion: string};
}

type Ask = <T = void>(method: string, path: string, body?: unknown) => Promise<T>;

async function startDriver(program: string, display: string, colorScheme = "light") {
  const port = await findFreePort();
  const process_ = spawn(program, [`--port=${port}`], {
    env: {
      ...process.env,
      DISPLAY: display,
      GTK_THEME: colorScheme === "dark" ? "Adwaita:dark" : "Adwaita",
      LIBGL_ALWAYS_SOFTWARE: "1",
      NO_AT_BRIDGE: "1"
    },
    stdio: "ignore"
  });
  const ask: Ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body)
    });
    const {value} = (await response.json()) as {value: T & {error?: string; message?: string}};
    if (!response.ok) throw new Error(`webkit: ${value.error}: ${value.message}`);
    return value;
  };
  await pollForFrame(() =>
    ask<{ready: boolean}>("GET", "/status").catch(() => {
      if (process_.exitCode !== null) throw new Error("webkit: the driver ended at once");
      return undefined;
    })
  );
  return {process: process_, ask};
}

/** Starts a display and learns its number, which Xvfb writes to the fourth stream. */
async function startDisplay(program: string) {
  const args = ["-displayfd", "3", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"];
  const process_ = spawn(program, args, {stdio: ["ignore", "ignore", "ignore", "pipe"]});
  const number = await new Promise<string>((resolve, reject) => {
    process_.once("error", reject);
    process_.once("exit", () => reject(new Error("webkit: Xvfb ended at once")));
    (process_.stdio[3] as Readable).once("data", (data: Buffer) => resolve(String(data).trim()));
  });
  return {process: process_, name: `:${number}`};
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const {port} = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill();
  const timer = setTimeout(() => child.kill("SIGKILL"), 2_000);
  await ended;
  clearTimeout(timer);
}
