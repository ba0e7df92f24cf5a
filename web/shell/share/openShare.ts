// Gathers what can be shared of the open notebook, and shows the panel for it.
import {linkAdvice, printHash} from "../../document/link.ts";
import {packText} from "../../document/linkText.ts";
import {say} from "../../say.ts";
import type {Desk} from "../desk.ts";
import {pinAddress} from "../session/gitFiles.ts";
import type {Session} from "../session/session.ts";
import type {Origin} from "../store/types.ts";
import {renderShare} from "./sharePanel.ts";

export async function openShare(session: Session, desk: Desk): Promise<void> {
  const {controls, expected} = await session.describe();
  if (session !== desk.session) return;
  const text = session.text ?? "";
  const payload = packText(text);
  const engine = desk.files.site.version;
  const link = (carry: {controls: boolean; expected: boolean}) =>
    toAddress(
      printHash(
        {kind: "text", payload},
        {
          controls: carry.controls ? controls : {},
          ...(carry.expected ? {expected, engine} : {})
        }
      )
    );
  const options = {
    link,
    advise: linkAdvice,
    short: text === session.source?.text ? findShort(session) : undefined,
    toPinned,
    controls: Object.keys(controls).length,
    expected: expected.length,
    title: session.title
  };
  desk.panel.show("share", say("share.title"), renderShare(options));
}

/** The address that the unchanged text was opened from, where that is a short one. */
function findShort({origin, record}: Session): string | undefined {
  if (record?.changed) return undefined;
  const path = toPath(origin);
  return path && toAddress(`#/${path}`);
}

function toPath(origin: Origin): string | undefined {
  if (origin.kind === "shipped") return `open/${origin.name}`;
  return origin.kind === "url" || origin.kind === "git" ? origin.address : undefined;
}

async function toPinned(address: string): Promise<string | undefined> {
  const place = await pinAddress(address);
  return place && toAddress(printHash(place));
}

function toAddress(hash: string): string {
  const url = new URL("./", document.baseURI);
  return url.href + hash;
}
