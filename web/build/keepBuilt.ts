import {createHash} from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Texts that take seconds to make and hardly ever change: kept under a hash of the files that go into them. */
export async function keepBuilt(
  name: string,
  sources: readonly string[],
  make: () => Promise<Record<string, string>>
): Promise<Record<string, string>> {
  const hash = createHash("sha256");
  for (const path of ["package-lock.json", ...sources])
    for (const file of listFiles(path)) hash.update(file).update(readFileSync(at(file)));
  const folder = at(`node_modules/.cache/cuvette/${name}`);
  const file = `${hash.digest("hex").slice(0, 16)}.json`;
  const kept = join(folder, file);
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, "utf8")) as Record<string, string>;
  const made = await make();
  mkdirSync(folder, {recursive: true});
  // another process may be looking for it at this moment: it is there as a whole or not at all
  const fresh = `${kept}.${process.pid}`;
  writeFileSync(fresh, JSON.stringify(made));
  renameSync(fresh, kept);
  for (const old of readdirSync(folder))
    if (old.endsWith(".json") && old !== file) rmSync(join(folder, old), {force: true});
  return made;
}

/** A file, or every TypeScript and JSON file of a folder, from the root of the repository. */
function listFiles(path: string): string[] {
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(at(path), {recursive: true, encoding: "utf8"})
    .filter((name) => /\.(tsx?|json)$/.test(name))
    .sort()
    .map((name) => `${path}/${name}`);
}
