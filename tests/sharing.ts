// Which test files may have their modules from the files before them in the same process: starting a process for each
// takes longer than most of them run. One that changes what a process has but once, or has a helper with hooks (they
// would be booked for the first file that imports it, and for no other), gets a process of its own.
import {existsSync, readdirSync, readFileSync} from "node:fs";
import {dirname, join, relative} from "node:path";
import {fileURLToPath} from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Rooms of functions that keep nothing. */
const ROOMS = [
  ...["biofilm", "collocation", "compiler", "document", "heterodyne", "kernels", "lang", "model"],
  ...["optimize", "samplers", "solvers"]
];
const HOOK = /\b(?:before|after)(?:Each|All)\(|\bonTestFinished\(/;
const WORLD =
  /\bvi\.|\bprocess\.|setFlags|globalThis|worker_threads|Object\.defineProperty\(|\.prototype\b/;
const IMPORT = /\b(?:from|import)\s*\(?\s*"(\.[^"]+)"/g;

/** From the root of the repository. */
export function findSharing(): string[] {
  return ROOMS.flatMap((room) =>
    readdirSync(join(ROOT, "tests", room), {recursive: true, encoding: "utf8"})
      .filter((name) => /(?<!\.browser|\.long)\.spec\.ts$/.test(name))
      .map((name) => join(ROOT, "tests", room, name))
  )
    .filter((file) => !WORLD.test(readFileSync(file, "utf8")) && !hasHooks(file))
    .map((file) => relative(ROOT, file))
    .sort();
}

/** Whether a file of the tests that this one imports, at whatever distance, has hooks. */
function hasHooks(spec: string): boolean {
  const helpers = new Set([spec]);
  for (const file of helpers) {
    const text = readFileSync(file, "utf8");
    if (file !== spec && HOOK.test(text)) return true;
    for (const [, path] of text.matchAll(IMPORT)) {
      const target = join(dirname(file), path);
      if (target.startsWith(join(ROOT, "tests")) && target.endsWith(".ts") && existsSync(target))
        helpers.add(target);
    }
  }
  return false;
}
