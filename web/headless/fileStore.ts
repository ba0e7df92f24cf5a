// `store` without a page: one JSON file beside the notebook.
import {Buffer} from "node:buffer"; // cells cannot see the global one, and neither can this
import {readFile, rename, rm, writeFile} from "node:fs/promises";
import type {Store} from "../stdlib/globals.ts";

const MOST = 50_000_000;

type Kept = {json: unknown} | {bytes: string};

export function makeFileStore(path: string): Store {
  let entries: Promise<Map<string, Kept>> | undefined;
  const load = () => (entries ??= read(path));
  // one writing after another, each of everything
  let writing = Promise.resolve();
  const save = () => (writing = writing.then(async () => write(path, await load())));
  return {
    async get(name) {
      const kept = (await load()).get(name);
      if (!kept) return undefined;
      return "bytes" in kept ? new Uint8Array(Buffer.from(kept.bytes, "base64")) : kept.json;
    },
    async set(name, value) {
      (await load()).set(name, toKept(name, value));
      await save();
    },
    async delete(name) {
      if ((await load()).delete(name)) await save();
    }
  };
}

function toKept(name: string, value: unknown): Kept {
  if (ArrayBuffer.isView(value))
    return {
      bytes: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("base64")
    };
  if (value instanceof ArrayBuffer) return {bytes: Buffer.from(value).toString("base64")};
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined)
    throw new TypeError(`store.set: expected bytes or JSON for ${name}, got ${typeof value}`);
  return {json: JSON.parse(text) as unknown};
}

async function read(path: string): Promise<Map<string, Kept>> {
  try {
    const text = await readFile(path, "utf8");
    return new Map(Object.entries(JSON.parse(text) as Record<string, Kept>));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return new Map();
    throw error;
  }
}

/** Written beside and moved: a run that is cut short leaves the file as it was. */
async function write(path: string, entries: Map<string, Kept>): Promise<void> {
  const text = JSON.stringify(Object.fromEntries(entries));
  if (text.length > MOST)
    throw new RangeError(`store.set: expected at most ${MOST} bytes in all, got ${text.length}`);
  if (entries.size === 0) return rm(path, {force: true});
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}
