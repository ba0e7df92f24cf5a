// A file of any format that can be read, by its name and what stands in it.
import {fromHtml, isExportedHtml} from "./html.ts";
import type {Imported} from "./imported.ts";
import {fromIpynb} from "./ipynb.ts";
import {fromKitHtml} from "./kitHtml.ts";

/** Files of other names are taken as Markdown: any text is a notebook. */
export function fromFile(name: string, text: string): Imported {
  if (/\.ipynb$/i.test(name)) return fromIpynb(text);
  if (/\.html?$/i.test(name)) return isExportedHtml(text) ? fromHtml(text) : fromKitHtml(text);
  return {text, notes: [], snapshot: undefined};
}
