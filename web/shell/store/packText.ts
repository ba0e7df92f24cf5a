// Texts are kept deflated: a history of a hundred versions is smaller than three of them plain.
import {deflateSync, inflateSync} from "fflate";

export function packText(text: string): Uint8Array {
  return deflateSync(new TextEncoder().encode(text), {level: 6});
}

export function unpackText(packed: Uint8Array): string {
  // a mark at the start belongs to the text
  return new TextDecoder("utf-8", {ignoreBOM: true}).decode(inflateSync(packed));
}
