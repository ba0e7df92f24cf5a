// What the page's address says. What stands behind `#/n/`, `#/gh/` and the like is web/document's to read,
// and that is loaded only for those.
import {SHELVES, type Shelf} from "./library/props.ts";
import {isOneOf} from "../protocol.ts";

export type Place =
  | {kind: "home"}
  | {kind: "library"; shelf: Shelf | undefined}
  | {kind: "shipped"; name: string}
  | {kind: "mine"; id: string}
  /** a link or an address; as it stands after `#/`, without `safe/` and `embed/`. */
  | {kind: "published"; address: string};

export interface Route {
  place: Place;
  /** opens without running. */
  safe: boolean;
  /** inside another site's page. */
  embed: boolean;
}

/** A shipped notebook with values for its controls is read like a link, too. */
const PUBLISHED = /^(?:(?:n|gh|gl|gitlab|gist|url)(?:\/|$)|open\/.*&)/;

/** Reads the address's hash; `search` may say `?embed` too. */
export function readRoute(hash: string, search = ""): Route {
  let rest = hash.replace(/^#?\/?/, "");
  const route = {safe: false, embed: new URLSearchParams(search).has("embed")};
  for (let flag; (flag = /^(safe|embed)(?:\/|$)/.exec(rest)); rest = rest.slice(flag[0].length))
    route[flag[1] as "safe" | "embed"] = true;
  return {...route, place: toPlace(rest)};
}

function toPlace(rest: string): Place {
  if (PUBLISHED.test(rest)) return {kind: "published", address: rest};
  const [kind, ...words] = rest.split("/").map(decode);
  const word = words.join("/");
  if (kind === "open" && word) return {kind: "shipped", name: word};
  if (kind === "my" && word) return {kind: "mine", id: word};
  if (kind === "library")
    return {kind: "library", shelf: isOneOf(SHELVES, word) ? word : undefined};
  return {kind: "home"};
}

/** The hash of a place, as `readRoute` reads it. */
export function printRoute(place: Place, flags: Partial<Omit<Route, "place">> = {}): string {
  const prefix = (flags.safe ? "safe/" : "") + (flags.embed ? "embed/" : "");
  const path = toPath(place);
  return path || prefix ? `#/${prefix}${path}` : "#/";
}

function toPath(place: Place): string {
  switch (place.kind) {
    case "home":
      return "";
    case "library":
      return place.shelf ? `library/${place.shelf}` : "library";
    case "shipped":
      return `open/${encodeURIComponent(place.name)}`;
    case "mine":
      return `my/${encodeURIComponent(place.id)}`;
    case "published":
      return place.address;
  }
}

function decode(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    return word;
  }
}
