// What the bar says of a session.
import {say} from "../../say.ts";
import type {NotebookRecord, Origin} from "../store/types.ts";
import type {Saved} from "./journal.ts";
import type {Session} from "./session.ts";

export function saySaved(
  saved: Saved,
  record: NotebookRecord | undefined
): {text: string; kind: string} {
  const {kind} = saved;
  if (kind === "untouched") return {kind, text: ""};
  if (kind === "failed") return {kind, text: say("shell.notSaved")};
  if (kind === "memory") return {kind, text: say("shell.inMemory")};
  if (kind === "saving" && !record) return {kind, text: say("shell.saving")};
  const isCopy = record?.changed && record.origin.kind !== "own";
  return {kind: "saved", text: say(isCopy ? "shell.copySaved" : "shell.saved")};
}

/** The chip: what a notebook of somebody else's may do, or which hosts one reaches. */
export function sayTrust({trusted, origin, hosts}: Session): string {
  const network =
    hosts.length === 0
      ? say("shell.chipNoNetwork")
      : say(hosts.length === 1 ? "shell.chipHost" : "shell.chipHosts", {
          n: hosts.length,
          host: hosts[0]
        });
  if (trusted) return hosts.length > 0 ? network : "";
  return say("shell.chip", {from: sayKind(origin), network});
}

function sayKind(origin: Origin): string {
  return say(`shell.from-${origin.kind}`);
}

/** Where a notebook came from, for a sentence. */
export function sayOrigin(origin: Origin): string {
  if (origin.kind === "own") return say("shell.from-own");
  if (origin.kind === "shipped") return say("shell.from-shipped");
  // a link's address is its whole text
  return origin.kind === "link" ? say("shell.from-link") : origin.address.slice(0, 300);
}
