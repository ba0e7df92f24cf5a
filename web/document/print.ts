// Notebook to text.
import {joinBlocks, toBlocks} from "./blocks.ts";
import type {Notebook} from "./types.ts";

/** The text, byte for byte as it was parsed or edited. */
export function printNotebook(notebook: Notebook): string {
  return joinBlocks(toBlocks(notebook));
}
