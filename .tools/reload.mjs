// What `npm run dev` adds to the server: a stream of events that an injected script listens to.
import {existsSync, watch} from "node:fs";
import {join} from "node:path";

const PREFIX = "/.dev/";
const SCRIPT_TAG = `<script type="module" src="${PREFIX}script.js"></script>`;
const SETTLE_MS = 60;

/** Runs in the page: reloads it after a good build, shows the error of a bad one. */
const SCRIPT = `
let started;
const events = new EventSource("${PREFIX}events");
const panel = document.createElement("pre");
panel.style.cssText = "position:fixed;inset:auto 0 0 0;max-height:60vh;overflow:auto;margin:0;padding:1rem;" +
  "background:#400;color:#fff;font:13px/1.4 monospace;white-space:pre-wrap;z-index:2147483647";
events.addEventListener("built", ({data}) => {
  started ??= data;
  if (started !== data) location.reload();
  else panel.remove();
});
events.addEventListener("failed", ({data}) => {
  started ??= "";
  panel.textContent = JSON.parse(data);
  document.body.append(panel);
});
`;

/** In place of the site's service worker, which would keep what is about to change. */
const NO_SERVICE_WORKER = `
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.registration.unregister()));
`;

/** `folder`: where the page will be; until it is there, an empty page waits for it. */
export function makeReloader(folder) {
  const open = new Set();
  // a page that reconnects after the server was restarted must reload too: so a time, not a counter
  let last = {event: "built", data: String(Date.now())};
  const send = (response, {event, data}) => response.write(`event: ${event}\ndata: ${data}\n\n`);
  const tellAll = (message) => {
    last = message;
    for (const response of open) send(response, message);
  };
  return {
    built: () => tellAll({event: "built", data: String(Date.now())}),
    failed: (text) => tellAll({event: "failed", data: JSON.stringify(text)}),
    rewrite: (path, html) =>
      /\/(index\.html)?$/.test(path) ? html.replace(/(?=<\/head>|$)/, SCRIPT_TAG) : html,
    intercept(request, response, path) {
      const answer = (type, body) => {
        response.writeHead(200, {"Content-Type": type, "Cache-Control": "no-store"});
        if (body !== undefined) response.end(body);
        return true;
      };
      if (path === "/sw.js") return answer("text/javascript", NO_SERVICE_WORKER);
      if (path === `${PREFIX}script.js`) return answer("text/javascript", SCRIPT);
      if (path === "/" && !existsSync(join(folder, "index.html")))
        return answer("text/html", `<!doctype html><title>not built yet</title>${SCRIPT_TAG}`);
      if (path !== `${PREFIX}events`) return false;
      answer("text/event-stream");
      open.add(response);
      response.on("close", () => open.delete(response));
      send(response, last);
      return true;
    }
  };
}

/**
 * Builds now and after every change of a watched file or folder; returns what ends it. Changes
 * during a build wait for the next.
 */
export async function rebuildOnChange({build, reloader, watched, log = console.log}) {
  let wanted = false;
  let running;
  const run = async () => {
    while (wanted) {
      wanted = false;
      try {
        await build();
        reloader.built();
      } catch (error) {
        const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
        log(`the build failed; the last good one is still served\n${text}`);
        reloader.failed(text);
      }
    }
    running = undefined;
  };
  const ask = () => {
    wanted = true;
    running ??= run();
    return running;
  };
  let timer;
  const watchers = watched.map((path) =>
    watch(path, {recursive: true}, () => {
      clearTimeout(timer);
      timer = setTimeout(ask, SETTLE_MS);
    })
  );
  await ask();
  return () => watchers.forEach((watcher) => watcher.close());
}
