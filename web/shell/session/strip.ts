// A published notebook and the reader's copy of it are never confused: a line below the bar says which of
// the two this is and leads to the other.
import {say} from "../../say.ts";
import {sayAgo} from "../ago.ts";
import type {Strip} from "../bar.ts";
import type {Desk} from "../desk.ts";
import {hashText} from "../store/hashText.ts";
import type {NotebookRecord, Origin} from "../store/types.ts";
import type {Place} from "../route.ts";
import type {Session} from "./session.ts";

export async function findStrip(session: Session, page: Desk): Promise<Strip | undefined> {
  const {record, origin} = session;
  if (origin.kind === "own" || origin.kind === "file") return undefined;
  if (record?.changed) return toCopyStrip(record, page);
  const copy = await (await page.store()).findCopy(origin);
  if (!copy?.changed || copy.trashed !== undefined || copy.id === record?.id) return undefined;
  return toPublishedStrip(session, copy, page);
}

/** The published one is open, and there is a copy. */
function toPublishedStrip({text}: Session, copy: NotebookRecord, page: Desk): Strip {
  const isNewer = text !== undefined && copy.base?.hash !== hashText(text);
  const when = sayAgo(copy.edited);
  return {
    key: `published ${copy.id} ${copy.edited}`,
    text: say(isNewer ? "shell.publishedIsNewer" : "shell.publishedAndCopy", {when}),
    actions: [
      {label: say("shell.openCopy"), act: () => page.visit({kind: "mine", id: copy.id})},
      {
        label: say(isNewer ? "shell.merge" : "shell.compare"),
        act: () => void page.compare(copy.id, text)
      }
    ]
  };
}

/** A copy is open. */
async function toCopyStrip(record: NotebookRecord, page: Desk): Promise<Strip> {
  const place = toPlace(record.origin);
  const published =
    record.origin.kind === "shipped"
      ? (await page.files.loadShipped(record.origin.name).catch(() => undefined))?.text
      : undefined;
  const isNewer = published !== undefined && hashText(published) !== record.base?.hash;
  return {
    key: `copy ${record.id} ${isNewer}`,
    text: say(isNewer ? "shell.copyIsOlder" : "shell.yourCopy"),
    actions: [
      ...(place ? [{label: say("shell.openPublished"), act: () => page.visit(place)}] : []),
      {
        label: say(isNewer ? "shell.merge" : "shell.compare"),
        act: () => void page.compare(record.id, published)
      }
    ]
  };
}

/** Where the published text can be opened again. */
export function toPlace(origin: Origin): Place | undefined {
  if (origin.kind === "shipped") return {kind: "shipped", name: origin.name};
  if (origin.kind === "own" || origin.kind === "file") return undefined;
  return {kind: "published", address: origin.address.replace(/^#?\/?/, "")};
}
