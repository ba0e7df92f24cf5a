import {digest} from "../../../worker/digest.ts";

/** SHA-256 of a text's UTF-8 bytes, hex: the engine's own, which also is there on pages without crypto.subtle. */
export function hashText(text: string): string {
  return digest(text)!;
}
