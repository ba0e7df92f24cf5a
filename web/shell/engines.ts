// A link made with another engine may find that one here: a build can serve older versions beside the new.
import {say} from "../say.ts";
import type {Desk} from "./desk.ts";

interface VersionList {
  versions: string[];
}

/** Offers to open the notebook with the engine it was made with, where that is served. */
export async function offerEngine(engine: string, desk: Desk): Promise<void> {
  const here = desk.files.site.version;
  const known = desk.files.site.hasVersions ? await loadVersions() : [];
  const {place} = desk;
  if (!known.includes(engine) || place.kind !== "published") return;
  const there = new URL(`v/${encodeURIComponent(engine)}/`, document.baseURI);
  there.hash = `/${place.address}`;
  desk.notice.show(
    say("shell.otherEngine", {engine, here}),
    [{label: say("shell.openThere", {engine}), act: () => location.assign(there)}],
    say("shell.stay")
  );
}

async function loadVersions(): Promise<string[]> {
  try {
    const response = await fetch(new URL("v/versions.json", document.baseURI));
    const {versions} = (await response.json()) as Partial<VersionList>;
    return Array.isArray(versions) ? versions.filter((name) => typeof name === "string") : [];
  } catch {
    // then there are none
    return [];
  }
}
