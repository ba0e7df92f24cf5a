// Sites of older versions, served beside the new one, so that an old link finds the engine it was made with.
import {readdirSync, readFileSync, statSync} from "node:fs";
import {join} from "node:path";

const VERSION = /^\d+\.\d+\.\d+[\w.+-]*$/;

/**
 * The files to add to the site for a folder that holds one built site a version, `<folder>/0.1.0/index.html`,
 * and `v/versions.json` (`{versions: […]}`) with their names, oldest first.
 */
export function readVersions(folder: string): Map<string, Uint8Array> {
  const versions = readdirSync(folder)
    .filter((name) => VERSION.test(name) && statSync(join(folder, name)).isDirectory())
    .sort((a, b) => a.localeCompare(b, "en", {numeric: true}));
  if (versions.length === 0)
    throw new RangeError(`versions: expected folders such as 0.1.0, got none in ${folder}`);
  const files = new Map<string, Uint8Array>();
  for (const version of versions)
    for (const file of readdirSync(join(folder, version), {recursive: true, encoding: "utf8"})) {
      const path = join(folder, version, file);
      // an old site's own old sites are here already; compressed copies are made anew
      if (!statSync(path).isFile() || /^v[/\\]/.test(file) || /\.(br|gz)$/.test(file)) continue;
      files.set(`v/${version}/${file.replaceAll("\\", "/")}`, readFileSync(path));
    }
  files.set("v/versions.json", new TextEncoder().encode(JSON.stringify({versions})));
  return files;
}
