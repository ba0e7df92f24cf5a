// What prose may be drawn with. Whoever made a tree, nothing but these tags and attributes of it
// reaches a page: no scripts, no handlers, no frames, no styles that leave their place.

export type Namespace = "html" | "svg" | "math";

export interface CleanElement {
  namespace: Namespace;
  tag: string;
  attributes: [name: string, value: string][];
}

const words = (text: string) => new Set(text.split(/\s+/));

const HTML =
  words(`p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong s del a img hr br table thead
  tbody tr th td span div input details summary sub sup kbd mark small figure figcaption aside abbr section`);
const SVG = words("svg path line g");
const MATH =
  words(`math semantics annotation mrow mi mn mo ms mtext mspace msup msub msubsup mfrac msqrt mroot
  mover munder munderover mtable mtr mlabeledtr mtd mpadded mphantom menclose mstyle merror mmultiscripts
  mprescripts none`);
const EVERYWHERE = words(
  "class id style title data-inline data-attachment aria-hidden aria-label aria-describedby"
);
const OF_TAG: Readonly<Record<string, Set<string>>> = {
  a: words("href"),
  img: words("src alt width height"),
  input: words("checked"),
  ol: words("start"),
  td: words("colspan rowspan"),
  th: words("colspan rowspan scope"),
  details: words("open"),
  svg: words("width height viewBox preserveAspectRatio"),
  path: words("d"),
  line: words("x1 y1 x2 y2 stroke-width")
};
const OF_MATH =
  words(`accent accentunder columnalign columnlines columnspacing depth display displaystyle encoding fence
  frame framespacing height largeop linebreak linethickness lspace lquote mathbackground mathcolor mathsize
  mathvariant maxsize minsize movablelimits notation rowalign rowlines rowspacing rquote rspace scriptlevel
  separator side stretchy symmetric voffset width xmlns`);
/** What KaTeX and tables place things with. */
const STYLES =
  words(`background-color border border-bottom-width border-color border-left-width border-right-style
  border-right-width border-style border-top-width border-width bottom color height left margin margin-left margin-right
  margin-top margin-bottom max-width min-width padding padding-left padding-right padding-top padding-bottom position right
  text-align text-shadow top vertical-align width`);

/** An element as it may be drawn, or null. */
export function cleanElement(tag: string, attributes: unknown): CleanElement | null {
  const namespace = findNamespace(tag);
  if (!namespace) return null;
  const clean: [string, string][] = [];
  const given = typeof attributes === "object" && attributes !== null ? attributes : {};
  for (const [name, value] of Object.entries(given) as [string, unknown][]) {
    if (typeof value !== "string" || !isKnown(namespace, tag, name)) continue;
    const kept = cleanValue(name, value);
    if (kept !== null) clean.push([name, kept]);
  }
  if (tag === "a") clean.push(["rel", "noopener noreferrer"]);
  if (tag === "img") clean.push(["loading", "lazy"], ["referrerpolicy", "no-referrer"]);
  if (tag === "input") clean.push(["type", "checkbox"], ["disabled", ""]);
  return {namespace, tag, attributes: clean};
}

export function findNamespace(tag: unknown): Namespace | null {
  if (typeof tag !== "string") return null;
  if (HTML.has(tag)) return "html";
  if (MATH.has(tag)) return "math";
  return SVG.has(tag) ? "svg" : null;
}

function isKnown(namespace: Namespace, tag: string, name: string): boolean {
  if (EVERYWHERE.has(name)) return true;
  if (namespace === "math") return OF_MATH.has(name);
  return Object.hasOwn(OF_TAG, tag) && OF_TAG[tag].has(name);
}

function cleanValue(name: string, value: string): string | null {
  switch (name) {
    case "style":
      return cleanStyle(value);
    case "href":
      return isSafeLink(value) ? value : null;
    case "src":
      return isSafeImage(value) ? value : null;
    case "id":
      return /^[\p{L}\p{N}_:.-]{1,200}$/u.test(value) ? value : null;
    case "class":
      return /^[\w -]{0,300}$/.test(value) ? value : null;
    case "xmlns":
      return null;
    default:
      return value;
  }
}

function cleanStyle(style: string): string {
  return style
    .slice(0, 2000)
    .split(";")
    .flatMap((declaration) => {
      const at = declaration.indexOf(":");
      const property = declaration.slice(0, at).trim();
      const value = declaration.slice(at + 1).trim();
      const isPlain = at > 0 && STYLES.has(property) && /^[-+#\w.% ,]+$/.test(value);
      if (!isPlain || (property === "position" && value !== "relative")) return [];
      return [`${property}:${value}`];
    })
    .join(";");
}

/** Web and mail addresses, places in the notebook, and addresses relative to it. */
export function isSafeLink(href: string): boolean {
  const bare = href.replace(/[\u0000-\u0020\u007f-\u00a0]+/g, "");
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(bare)?.[1].toLowerCase();
  if (scheme !== undefined) return ["http", "https", "mailto"].includes(scheme);
  return bare === href.trim() && !/^[/\\]{2}/.test(bare) && !bare.includes("\\");
}

/** Images of the web and images in the text itself. */
export function isSafeImage(src: string): boolean {
  return (
    /^https?:\/\//i.test(src) || /^data:image\/(png|jpeg|gif|webp|avif|svg\+xml)[;,]/i.test(src)
  );
}
