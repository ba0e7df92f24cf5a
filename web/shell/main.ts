// The page: opens the notebook in its sandbox, and does for it what needs the page's rights.
import type {FrameMessage, Isolation, SiteList, Status} from "../protocol.ts";
import {SiteFiles} from "./files.ts";
import {Heartbeat} from "./heartbeat.ts";
import {findIsolation, keepForOffline} from "./isolation.ts";
import {Notice} from "./notice.ts";
import {Sandbox} from "./sandbox.ts";
import {readSettings} from "./settings.ts";
import {keepTheme, readTheme, showTheme} from "./theme.ts";

const root = document.documentElement;
const find = (id: string) => document.getElementById(id)!;
const files = new SiteFiles(JSON.parse(find("site").textContent) as SiteList);
const settings = readSettings(location.search);
const notice = new Notice(document.body);
let sandbox: Sandbox | undefined;
let isolation: Isolation = "off";
const heartbeat = new Heartbeat(
  (n) => sandbox?.send({type: "ping", n}),
  (alive) => {
    root.dataset.alive = String(alive);
    if (alive) notice.hide();
    else
      notice.show("The notebook is not responding.", [
        {label: "Restart it", act: () => void openSandbox()}
      ]);
  }
);

function setStatus(status: Status, detail = ""): void {
  root.dataset.status = status;
  root.dataset.detail = detail;
  performance.mark(`cuvette:${status}`);
}

async function openSandbox(): Promise<void> {
  sandbox?.close();
  setStatus("starting");
  const {serviceWorker: _, ...switches} = settings;
  sandbox = new Sandbox({
    files,
    settings: {...switches, isolation},
    theme: readTheme(),
    parent: find("notebook"),
    onMessage: hear
  });
  await sandbox.open();
  heartbeat.start();
}

function hear(message: FrameMessage): void {
  switch (message.type) {
    case "pong":
      return heartbeat.hear(message.n);
    case "status":
      return hearStatus(message.status, message.detail);
    case "theme":
      return keepTheme(message.theme);
    case "link":
      return notice.show(
        `Open ${message.url} in a new tab?`,
        [{label: "Open", act: message.url}],
        "Not now"
      );
    case "download": {
      const {name, mime, bytes} = message;
      const size =
        bytes.byteLength < 1e5
          ? `${bytes.byteLength} bytes`
          : `${(bytes.byteLength / 1e6).toFixed(1)} MB`;
      return notice.show(
        `Save ${name} (${size})?`,
        [{label: "Save", act: () => save(name, mime, bytes)}],
        "Not now"
      );
    }
  }
}

function hearStatus(status: Status, detail: string): void {
  // the first result counts, also when later ones follow
  if (root.dataset.status !== "result" || status === "failed") setStatus(status, detail);
  if (status === "failed") return fail(detail);
  find("cover").hidden = true;
  if (status === "result" && settings.serviceWorker && isSecureContext) void keepForOffline();
}

function fail(detail: string): void {
  heartbeat.stop();
  find("cover").hidden = true;
  notice.show(`The notebook could not start: ${detail}`, [
    {label: "Try again", act: () => location.reload()}
  ]);
}

function save(name: string, mime: string, bytes: ArrayBuffer): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], {type: mime}));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

showTheme(readTheme());
isolation = await findIsolation(settings.serviceWorker);
root.dataset.isolation = isolation;
await openSandbox().catch((error: unknown) => {
  setStatus("failed", String(error));
  fail(error instanceof Error ? error.message : String(error));
});
