// Finds the browsers that the tests drive, and fetches what is missing where that can be done.
// Chromium is full Chromium or Chrome (the headless shell has no WebGPU); Firefox is a stock one,
// driven over WebDriver BiDi; WebKit is WebKitGTK's MiniBrowser under Xvfb.
import {spawnSync} from "node:child_process";
import {accessSync, constants, existsSync, readdirSync} from "node:fs";
import {delimiter, join} from "node:path";
import {fileURLToPath} from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
export const BROWSERS = ["chromium", "firefox", "webkit"];

const SYSTEM = {
  chromium: {
    commands: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"],
    places: [
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
      "/Applications/Chromium.app/Contents/MacOS/Chromium",
      "C:/Program Files/Google/Chrome/Application/chrome.exe"
    ]
  },
  firefox: {
    commands: ["firefox-esr", "firefox"],
    places: [
      "/Applications/Firefox.app/Contents/MacOS/firefox",
      "C:/Program Files/Mozilla Firefox/firefox.exe"
    ]
  }
};

/** `{path}` of a browser (WebKit: and of its driver and display), or `{missing: why}`. */
export async function findBrowser(name) {
  if (name === "webkit") return findWebKit();
  const variable = `CUVETTE_${name.toUpperCase()}`;
  const named = process.env[variable];
  if (named) {
    return isExecutable(named)
      ? {path: named}
      : {missing: `${variable} names no program: ${named}`};
  }
  const {commands, places} = SYSTEM[name];
  const system = commands.map(findCommand).find(Boolean) ?? places.find(isExecutable);
  if (system) return {path: system};
  const downloaded = name === "chromium" ? await findPlaywrights() : await findDownloadedFirefox();
  if (downloaded) return {path: downloaded};
  return {missing: `no ${name} found: install one, or name it in ${variable}`};
}

function findWebKit() {
  const driver = findCommand("WebKitWebDriver");
  const path = findMiniBrowser();
  const display = findCommand("Xvfb");
  if (driver && path && display) return {path, driver, display};
  const absent = [!driver && "WebKitWebDriver", !path && "MiniBrowser", !display && "Xvfb"];
  return {missing: `no ${absent.filter(Boolean).join(", ")} (Debian: webkit2gtk-driver, xvfb)`};
}

function findMiniBrowser() {
  for (const base of ["/usr/lib", "/usr/libexec"]) {
    if (!existsSync(base)) continue;
    for (const folder of ["", ...readdirSync(base)]) {
      for (const version of ["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"]) {
        const path = join(base, folder, version, "MiniBrowser");
        if (existsSync(path)) return path;
      }
    }
  }
  return findCommand("MiniBrowser");
}

async function findPlaywrights() {
  const {chromium} = await import("playwright");
  const path = chromium.executablePath();
  return isExecutable(path) ? path : undefined;
}

const FIREFOX_CACHE = join(root, "node_modules/.cache/cuvette-browsers");

async function findDownloadedFirefox() {
  if (!existsSync(FIREFOX_CACHE)) return undefined;
  const {getInstalledBrowsers} = await import("@puppeteer/browsers");
  const installed = await getInstalledBrowsers({cacheDir: FIREFOX_CACHE});
  return installed.map(({executablePath}) => executablePath).find(isExecutable);
}

/** Fetches every browser that is missing, as far as this machine allows; says what it did. */
export async function ensureBrowsers({log = console.log} = {}) {
  const found = {};
  for (const name of BROWSERS) {
    found[name] = await findBrowser(name);
    for (const fetchIt of found[name].missing && !process.env[`CUVETTE_${name.toUpperCase()}`]
      ? WAYS[name]
      : []) {
      log(`${name}: ${found[name].missing}; ${fetchIt.says}`);
      await fetchIt.run(log).catch((error) => log(`${name}: that failed: ${error.message}`));
      found[name] = await findBrowser(name);
      if (!found[name].missing) break;
    }
    log(found[name].missing ? `${name}: ${found[name].missing}` : `${name}: ${found[name].path}`);
  }
  return found;
}

const WAYS = {
  chromium: [
    {
      says: "trying Playwright's installer",
      run: async () =>
        runCommand(process.execPath, [
          join(root, "node_modules/playwright/cli.js"),
          "install",
          "chromium"
        ])
    },
    debian("chromium")
  ],
  firefox: [{says: "trying Mozilla's download", run: downloadFirefox}, debian("firefox-esr")],
  webkit: [debian("webkit2gtk-driver", "xvfb")]
};

async function downloadFirefox() {
  const {Browser, detectBrowserPlatform, install, resolveBuildId} =
    await import("@puppeteer/browsers");
  const platform = detectBrowserPlatform();
  const buildId = await resolveBuildId(Browser.FIREFOX, platform, "esr");
  await install({browser: Browser.FIREFOX, buildId, cacheDir: FIREFOX_CACHE});
}

function debian(...packages) {
  return {
    says: `trying Debian's ${packages.join(" and ")}`,
    run: async () => {
      if (process.getuid?.() !== 0) throw new Error("needs root");
      if (!findCommand("apt-get")) throw new Error("no apt-get here");
      runCommand("apt-get", ["update"]);
      runCommand("apt-get", ["install", "-y", "--no-install-recommends", ...packages]);
    }
  };
}

function runCommand(command, args) {
  const env = {...process.env, DEBIAN_FRONTEND: "noninteractive"};
  const {status, error} = spawnSync(command, args, {stdio: "inherit", env, timeout: 300_000});
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ended with status ${status}`);
}

function findCommand(name) {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureBrowsers();
