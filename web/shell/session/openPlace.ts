// From a place in the address to what a session starts with. Shipped notebooks wait for nothing but their file.
import {say} from "../../say.ts";
import type {SiteFiles} from "../files.ts";
import type {Place} from "../route.ts";
import type {NotebookStore} from "../store/types.ts";
import type {Head} from "./session.ts";
import {openRecord, openShipped, type Source} from "./source.ts";

export interface Opening {
  head: Head;
  source: Promise<Source>;
}

export interface PlaceWorld {
  files: SiteFiles;
  store: () => Promise<NotebookStore>;
  embed: boolean;
}

export type NotebookPlace = Exclude<Place, {kind: "home" | "library"}>;

export async function openPlace(place: NotebookPlace, world: PlaceWorld): Promise<Opening> {
  const {files} = world;
  switch (place.kind) {
    case "shipped": {
      const title = files.findShipped(place.name)?.title;
      if (title === undefined) throw new RangeError(say("shell.noShipped", {name: place.name}));
      const origin = {kind: "shipped", name: place.name} as const;
      const head = {title, origin, record: undefined, trusted: true, hosts: []};
      return {head, source: openShipped(files, place.name)};
    }
    case "mine": {
      const source = await openRecord(await world.store(), place.id, files);
      const {record, title, origin} = source;
      const {adopted: trusted, hosts} = record!;
      return {head: {title, origin, record, trusted, hosts}, source: Promise.resolve(source)};
    }
    case "published": {
      const {findSame, openPublished} = await import("./published.ts");
      const source = await openPublished(place.address, files);
      const known = world.embed ? undefined : await findSame(source, await world.store());
      const {title, origin} = source;
      const {adopted = false, hosts = []} = known ?? {};
      // a copy that nobody has changed is this very text
      const record = known?.changed ? undefined : known;
      return {
        head: {title, origin, record, trusted: adopted || origin.kind === "shipped", hosts},
        source: Promise.resolve({...source, record})
      };
    }
  }
}
