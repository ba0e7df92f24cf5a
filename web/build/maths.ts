// KaTeX's style sheet without its fonts' rules, which would name files, and its fonts one by one.
import {readdirSync, readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {dirname, join} from "node:path";

const sheet = createRequire(import.meta.url).resolve("katex/dist/katex.min.css");

/** Part of the notebook's own style: a formula without it would take another place. */
export function readMathsStyle(): string {
  return readFileSync(sheet, "utf8").replace(/@font-face\{[^}]*\}/g, "");
}

/** What `host.fetchAsset` gives, by name. */
export function readMathsFonts(): Record<string, Uint8Array> {
  const folder = join(dirname(sheet), "fonts");
  const fonts = readdirSync(folder).filter((file) => file.endsWith(".woff2"));
  return Object.fromEntries(
    fonts.map((file) => [`katex/${file.replace(/^KaTeX_/, "")}`, readFileSync(join(folder, file))])
  );
}
