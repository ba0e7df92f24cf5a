// The page's entry.
import type {SiteList} from "../protocol.ts";
import {SiteFiles} from "./files.ts";
import {findIsolation} from "./isolation.ts";
import {Page} from "./page.ts";
import {readSettings} from "./settings.ts";
import {readTheme, showTheme} from "./theme.ts";

// Chunks that the sandboxed document shares load others through this (web/build/chunks.ts).
Object.defineProperty(globalThis, "cuvetteImport", {
  value: (path: string) => import(/* @vite-ignore */ new URL(path, document.baseURI).href)
});
showTheme(readTheme());
const site = JSON.parse(document.getElementById("site")!.textContent) as SiteList;
const {serviceWorker, ...switches} = readSettings(location.search);
const isolation = await findIsolation(serviceWorker);
document.documentElement.dataset.isolation = isolation;
const page = new Page({
  files: new SiteFiles(site),
  settings: {...switches, isolation},
  offline: serviceWorker && isSecureContext
});
await page.go();
