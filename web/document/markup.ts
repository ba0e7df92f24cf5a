// Reads markup that a program wrote, such as KaTeX's: every tag closed, every attribute quoted.
// Whatever is not well formed is refused, and only what prose may be drawn with is kept.
import {cleanElement} from "./proseRules.ts";
import type {ProseNode} from "./types.ts";

type Open = [tag: string, attributes: Record<string, string>, ...children: ProseNode[]];

const TAG =
  /<(\/?)([a-zA-Z][\w-]*)((?:\s+[a-zA-Z_:][\w:.-]*\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/y;
const ATTRIBUTE = /([a-zA-Z_:][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const VOID = new Set(["br", "hr", "img", "input"]);
const DEEPEST = 300;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0"
};

/** The tree of well-formed markup; elements that may not be drawn leave their contents. */
export function readMarkup(markup: string): ProseNode[] {
  const root: Open = ["", {}];
  const open: Open[] = [root];
  let at = 0;
  while (at < markup.length) {
    const next = markup.indexOf("<", at);
    const end = next < 0 ? markup.length : next;
    if (end > at) open.at(-1)?.push(decodeEntities(markup.slice(at, end)));
    if (next < 0) break;
    TAG.lastIndex = next;
    const match = TAG.exec(markup);
    if (!match)
      throw new RangeError(
        `markup: expected a tag, got ${JSON.stringify(markup.slice(next, next + 20))}`
      );
    at = TAG.lastIndex;
    const [, slash, name, attributes, empty] = match;
    if (slash) {
      const closed = open.pop();
      if (open.length === 0 || closed?.[0] !== name)
        throw new RangeError(`markup: unexpected </${name}>`);
      open.at(-1)?.push(...keep(closed));
    } else {
      const element: Open = [name, readAttributes(attributes)];
      if (empty || VOID.has(name)) open.at(-1)?.push(...keep(element));
      else if (open.push(element) > DEEPEST) throw new RangeError("markup: nested too deeply");
    }
  }
  if (open.length > 1) throw new RangeError(`markup: missing </${open.at(-1)?.[0]}>`);
  return root.slice(2) as ProseNode[];
}

function keep([tag, attributes, ...children]: Open): ProseNode[] {
  const clean = cleanElement(tag, attributes);
  return clean ? [[tag, Object.fromEntries(clean.attributes), ...children]] : children;
}

function readAttributes(text: string): Record<string, string> {
  const pairs = [...text.matchAll(ATTRIBUTE)];
  return Object.fromEntries(
    pairs.map(([, name, double, single]) => [name, decodeEntities(double ?? single)])
  );
}

/** Character references as characters. */
export function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,8}));/gi,
    (whole, hex, decimal, name) => {
      if (name) return Object.hasOwn(ENTITIES, name as string) ? ENTITIES[name as string] : whole;
      const code = hex ? parseInt(hex as string, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
    }
  );
}
