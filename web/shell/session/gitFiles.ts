// Files on Git hosts: a commit's never change, so a branch is asked once for the commit it stands for.
import {
  commitLookup,
  fromPageUrl,
  gistUrl,
  isCommit,
  rawUrl,
  readGist
} from "../../document/gitHosts.ts";
import type {GitFile, Gist} from "../../document/link.ts";
import {say} from "../../say.ts";
import {fetchText, type RemoteOptions} from "./remote.ts";

type Load = (address: string, options?: RemoteOptions) => Promise<string>;
export type Place = ({kind: "git"} & GitFile) | ({kind: "gist"} & Gist);

/** A text and the commit it is of. */
export interface Pinned {
  text: string;
  place: Place;
  /** whether the address named the commit already. */
  isPinned: boolean;
}

export async function loadPinned(place: Place, load: Load = fetchText): Promise<Pinned> {
  if (place.kind === "gist") return loadGist(place, load);
  const pinned = await pin(place, load);
  return {text: await load(rawUrl(pinned)), place: pinned, isPinned: isCommit(place.ref)};
}

/** The same file at the commit that its branch or tag stands for today. */
async function pin<T extends GitFile>(file: T, load: Load): Promise<T> {
  if (isCommit(file.ref)) return file;
  const lookup = commitLookup(file);
  const {url, headers} = lookup;
  const ref = lookup.readCommit(await load(url, {headers}));
  if (ref === undefined) throw new Error(say("shell.noFile", {host: new URL(url).host}));
  return {...file, ref};
}

async function loadGist(gist: {kind: "gist"} & Gist, load: Load): Promise<Pinned> {
  const found = readGist(await load(gistUrl(gist)));
  const revision = gist.revision ?? found?.revision;
  const text = found?.text ?? (found?.rawUrl && (await load(found.rawUrl)));
  if (text === undefined || revision === undefined)
    throw new Error(say("shell.noFile", {host: "gist.github.com"}));
  return {text, place: {...gist, revision}, isPinned: gist.revision !== undefined};
}

/** The place behind an address that people copy from a Git host, at its commit; undefined where it is none. */
export async function pinAddress(
  address: string,
  load: Load = fetchText
): Promise<Place | undefined> {
  const file = fromPageUrl(address);
  if (file) return pin({kind: "git" as const, ...file}, load);
  const gist = readGistAddress(address);
  return gist && (await loadGist({kind: "gist", ...gist}, load)).place;
}

function readGistAddress(address: string): Gist | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== "https:" || url.host !== "gist.github.com") return undefined;
  const parts = url.pathname.split("/");
  const at = parts.findIndex((part) => /^[0-9a-f]{20,64}$/.test(part));
  return at < 0 ? undefined : {id: parts[at], revision: parts.slice(at + 1).find(isCommit)};
}
