// Opens what a link holds or an address leads to. Loaded only for such addresses.
import {parseHash, printHash, type Opener} from "../../document/link.ts";
import {unpackText} from "../../document/linkText.ts";
import {say} from "../../say.ts";
import type {SiteFiles} from "../files.ts";
import {hashText} from "../store/hashText.ts";
import type {NotebookRecord, NotebookStore, Origin} from "../store/types.ts";
import {readHead} from "../store/readHead.ts";
import {loadPinned, type Place} from "./gitFiles.ts";
import {fetchText} from "./remote.ts";
import {openShipped, toSource, type Source} from "./source.ts";

export async function openPublished(address: string, files: SiteFiles): Promise<Source> {
  if (/^n\/?$/.test(address)) throw new RangeError(say("shell.incomplete"));
  const {opener, controls, expected, engine} = parseHash(`#/${address}`);
  const source = await open(opener, files);
  return {...source, controls, expected, engine};
}

async function open(opener: Opener, files: SiteFiles): Promise<Source> {
  switch (opener.kind) {
    case "text":
      return toTitled(unpackText(opener.payload), toOrigin("link", opener));
    case "shipped":
      return openShipped(files, opener.name);
    case "url": {
      const text = await fetchText(opener.url, {sha256: opener.sha256});
      return toTitled(text, toOrigin("url", opener));
    }
    case "git":
    case "gist":
      return openPinned(opener);
    default:
      throw new RangeError(say("shell.incomplete"));
  }
}

/** A branch moves: which commit it stood for is said, and is what the copy remembers. */
async function openPinned(asked: Place): Promise<Source> {
  const {text, place, isPinned} = await loadPinned(asked);
  const source = await toTitled(text, toOrigin("git", place));
  const [ref, sha = ""] =
    place.kind === "git" ? [(asked as typeof place).ref, place.ref] : [undefined, place.revision];
  const remark = isPinned
    ? undefined
    : say("shell.pinned", {ref: ref ?? say("shell.newest"), sha: sha.slice(0, 10)});
  return {...source, remark};
}

function toOrigin(kind: "link" | "url" | "git", opener: Opener): Origin {
  return {kind, address: printHash(opener).slice(2)};
}

async function toTitled(text: string, origin: Origin): Promise<Source> {
  const {title} = await readHead(text);
  return toSource({text, origin, title: title || say("library.untitled")});
}

/** The reader's copy of this very text: what was allowed to it is allowed still, a new version starts anew. */
export async function findSame(
  {text, origin}: Source,
  store: NotebookStore
): Promise<NotebookRecord | undefined> {
  const hash = hashText(text);
  const copy = await store.findCopy(origin, hash);
  return copy?.base?.hash === hash && copy.trashed === undefined ? copy : undefined;
}
