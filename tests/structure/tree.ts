import {execFileSync} from "node:child_process";
import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Paths from the repository's root and what the files hold: what every rule looks at. */
export type Tree = ReadonlyMap<string, string>;

/** A rule names what breaks it; nothing when all is well. */
export type Rule = (tree: Tree) => string[];

const BINARY = /\.(png|jpg|webp|ico|woff2|wasm|whl|npy|npz)$/;

/** Every file that is tracked, or would be: what Git ignores is not part of the repository. */
export function readTree(): Tree {
  const list = execFileSync("git", ["ls-files", "-z", "-co", "--exclude-standard"], {cwd: ROOT});
  const paths = list.toString().split("\0").filter(Boolean).sort();
  const present = paths.filter((path) => existsSync(join(ROOT, path)));
  return new Map(
    present.map((path) => [path, BINARY.test(path) ? "" : readFileSync(join(ROOT, path), "utf8")])
  );
}
