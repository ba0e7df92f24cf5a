// Modules from the network: pinned, and only from hosts that the reader lets the notebook reach.
import {say} from "../../say.ts";

/** Where `npm:` specifiers are fetched from, as ready-made ES modules. */
const NPM_HOST = "cdn.jsdelivr.net";
const PINNED = /^npm:((?:@[\w.~-]+\/)?[\w.~-]+)@(\d+\.\d+\.\d+[\w.+-]*)(\/[\w./@~+-]*)?$/;

/** Where a specifier leads, or an error that says what to write instead. */
export function toModuleUrl(specifier: string): URL {
  if (specifier.startsWith("npm:")) {
    const found = PINNED.exec(specifier);
    if (!found) throw new RangeError(say("cell.unpinned", {specifier}));
    const [, name, version, path = "/+esm"] = found;
    return new URL(`https://${NPM_HOST}/npm/${name}@${version}${path}`);
  }
  if (!URL.canParse(specifier) || new URL(specifier).protocol !== "https:")
    throw new RangeError(say("cell.badImport", {specifier}));
  return new URL(specifier);
}

export type Module = Record<string, unknown>;

/** Loads a module, or says which host the reader would have to allow. */
export async function loadModule(
  specifier: string,
  hosts: readonly string[],
  onMissingHost: (host: string) => void
): Promise<Module> {
  const url = toModuleUrl(specifier);
  if (!hosts.includes(url.host)) {
    onMissingHost(url.host);
    throw new Error(say("cell.hostNotAllowed", {host: url.host}));
  }
  try {
    return (await import(/* @vite-ignore */ url.href)) as Module;
  } catch (error) {
    throw new Error(say("cell.importFailed", {specifier, problem: (error as Error).message}), {
      cause: error
    });
  }
}
