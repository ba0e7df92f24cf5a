// What the build makes of a shipped notebook, so that reading it needs neither parser nor TeX.
import type {CompiledCell} from "../lang/cell.ts";
import type {FrontMatter, Prose} from "./types.ts";

export interface Ready {
  front: FrontMatter;
  /** compiled cells and inline expressions for strict numerics, by `keyOf(language, source)`. */
  cells: Record<string, CompiledCell>;
  /** by `keyOf("md", source)`. */
  prose: Record<string, Prose>;
}

/** A short name for a source: 53 bits of a mixing hash, enough among the cells of one notebook. */
export function keyOf(language: string, source: string): string {
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  const text = `${language}\n${source}`;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x9e3779b1);
    b = Math.imul(b ^ unit, 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return ((b & 0x1fffff) * 2 ** 32 + (a >>> 0)).toString(36);
}
