// KaTeX's style sheet without its fonts' rules, which would name files, and its fonts one by one.
import {readdirSync, readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {dirname, join} from "node:path";

export function readMathsAssets(): Record<string, Uint8Array> {
  const folder = dirname(createRequire(import.meta.url).resolve("katex/dist/katex.min.css"));
  const css = readFileSync(join(folder, "katex.min.css"), "utf8");
  const fonts = readdirSync(join(folder, "fonts")).filter((file) => file.endsWith(".woff2"));
  return {
    "katex/katex.css": new TextEncoder().encode(css.replace(/@font-face\{[^}]*\}/g, "")),
    ...Object.fromEntries(
      fonts.map((file) => [
        `katex/${file.replace(/^KaTeX_/, "")}`,
        readFileSync(join(folder, "fonts", file))
      ])
    )
  };
}
