import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
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
  const kept = join(folder, `${hash.digest("hex").slice(0, 16)}.json`);
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, "utf8")) as Record<string, string>;
  const made = await make();
  rmSync(folder, {recursive: true, force: true});
  mkdirSync(dirname(kept), {recursive: true});
  writeFileSync(kept, JSON.stringify(made));
  return made;
}

/** A file, or every TypeScript file of a folder, from the root of the repository. */
function listFiles(path: string): string[] {
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(at(path), {recursive: true, encoding: "utf8"})
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .map((name) => `${path}/${name}`);
}
