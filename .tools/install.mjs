// Installs node_modules when they are missing or do not match the lock file. Runs before anything is
// installed, so it uses Node alone.
import {spawnSync} from "node:child_process";
import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Installs what the lock file says, if it is not there already. */
export function installDependencies({log = console.log} = {}) {
  checkNode();
  const note = join(root, "node_modules/.package-lock.json");
  const wrong = existsSync(note)
    ? findDifference(readPackages(join(root, "package-lock.json")), readPackages(note))
    : "none here yet";
  if (!wrong) return;
  log(`installing dependencies: ${wrong}`);
  // npm_execpath is npm's own script when this runs under `npm start`; its shell wrapper differs by system
  const npm = process.env.npm_execpath;
  const direct = npm?.endsWith(".js");
  const {status, error} = spawnSync(
    direct ? process.execPath : "npm",
    [...(direct ? [npm] : []), "ci", "--no-audit", "--no-fund"],
    {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      shell: !direct && process.platform === "win32"
    }
  );
  if (error || status !== 0)
    throw new Error(
      `install: npm ci failed${error ? `: ${error.message}` : ` with status ${status}`}`
    );
}

/** What npm's own note of what it installed lacks; undefined if nothing. */
export function findDifference(wanted, installed) {
  for (const [path, {version, optional, link}] of Object.entries(wanted)) {
    // npm leaves out optional packages that are for other systems
    if (path === "" || link || (optional && !installed[path])) continue;
    if (installed[path]?.version !== version) return `${path} should be ${version}`;
  }
  return undefined;
}

function readPackages(path) {
  return JSON.parse(readFileSync(path, "utf8")).packages;
}

function checkNode() {
  const {engines} = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const least = /(\d+)\.(\d+)/.exec(engines.node).slice(1).map(Number);
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < least[0] || (major === least[0] && minor < least[1]))
    throw new Error(`install: expected Node ${engines.node}, got ${process.version}`);
}
