import {readFront} from "../../document/front.ts";
import {parseNotebook} from "../../document/parse.ts";
import {isHost} from "./hosts.ts";

/** Hosts that a notebook's front matter asks for: the only ones that the reader is ever asked about. */
export function findNamedHosts(text: string): string[] {
  const {network} = readFront(parseNotebook(text));
  return [...new Set(network.map((host) => host.toLowerCase()).filter(isHost))];
}
