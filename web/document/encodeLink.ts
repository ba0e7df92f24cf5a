import type {Expected} from "../protocol.ts";
import {printHash} from "./link.ts";
import {packText} from "./linkText.ts";

export interface LinkContents {
  text: string;
  controls?: Record<string, unknown>;
  expected?: Expected[];
  /** the engine's version. */
  engine?: string;
}

/** A link that holds the notebook: `#/n/1D.…&v=…&x=…&e=…`. */
export function encodeLink({text, ...values}: LinkContents): string {
  return printHash({kind: "text", payload: packText(text)}, values);
}
