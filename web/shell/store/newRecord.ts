import {say} from "../../say.ts";
import {countBytes} from "./journal.ts";
import type {KeptNotebook, NewNotebook, NotebookRecord} from "./types.ts";

/** What a text says about itself. */
export interface Head {
  /** "" where it has none. */
  title: string;
  description: string;
  tags: string[];
}

export function newRecord(
  {text, origin, base, adopted}: NewNotebook,
  {title, description, tags}: Head,
  at: number
): NotebookRecord {
  const isOwn = origin.kind === "own";
  return {
    id: newId(),
    title: title || say("library.untitled"),
    description,
    tags,
    origin,
    base,
    adopted: adopted ?? (isOwn || origin.kind === "shipped"),
    hosts: [],
    controls: {},
    created: at,
    edited: at,
    opened: at,
    trashed: undefined,
    changed: base !== undefined && base.text !== text,
    bytes: countBytes(text)
  };
}

/** The same notebook as another one: its text, base and what it keeps, without its history. */
export function toDuplicate({record, versions, ...held}: KeptNotebook, at: number): KeptNotebook {
  const last = versions[versions.length - 1];
  return {
    ...held,
    record: {
      ...record,
      id: newId(),
      title: say("library.copyTitle", {title: record.title}),
      created: at,
      edited: at,
      opened: at,
      trashed: undefined
    },
    versions: [{...last, n: 1, at, kind: "opened", label: ""}]
  };
}

export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return Array.from(bytes, (byte) => byte.toString(36).padStart(2, "0")).join("");
}
