// Writes a brotli and a gzip copy beside every file worth it, so that no server has to compress.
import {copyFileSync, existsSync, readFileSync, readdirSync, writeFileSync} from "node:fs";
import {extname, join, relative} from "node:path";
import {promisify} from "node:util";
import {brotliCompress, constants, gzip} from "node:zlib";

const WORTH = new Set([
  ".html",
  ".js",
  ".mjs",
  ".css",
  ".json",
  ".svg",
  ".wasm",
  ".md",
  ".txt",
  ".csv",
  ".wgsl",
  ".webmanifest",
  ".map"
]);
const COPIES = {
  ".br": (bytes) =>
    promisify(brotliCompress)(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: bytes.length > LARGE ? 9 : constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length
      }
    }),
  ".gz": (bytes) => promisify(gzip)(bytes, {level: 9})
};
/** Above this, the best quality takes minutes for the last few percent. */
const LARGE = 2_000_000;
/** Below this a copy saves less than its own request header. */
const SMALLEST = 512;

/** `earlier`: a folder compressed before; copies of files that did not change are taken from there. */
export async function precompress(folder, earlier) {
  const files = readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile() && WORTH.has(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name));
  await Promise.all(
    files.map(async (file) => {
      const bytes = readFileSync(file);
      if (bytes.length < SMALLEST) return;
      const before = join(earlier, relative(folder, file));
      const same = existsSync(before) && readFileSync(before).equals(bytes);
      await Promise.all(
        Object.entries(COPIES).map(async ([suffix, compress]) => {
          if (same && existsSync(before + suffix))
            return copyFileSync(before + suffix, file + suffix);
          const compressed = await compress(bytes);
          if (compressed.length < bytes.length) writeFileSync(file + suffix, compressed);
        })
      );
    })
  );
}
