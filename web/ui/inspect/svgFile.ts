// A figure as one SVG file that needs nothing around it: every style that the page's sheets give is
// written on its element, colours are resolved, and what stands around the SVG (title, legend,
// caption) is placed where the browser has laid it out.
import {svg} from "../../stdlib/element.ts";

export interface SvgFile {
  text: string;
  width: number;
  height: number;
}

/** Properties that children inherit: written only where they change. */
const INHERITED =
  "fill stroke stroke-width stroke-opacity fill-opacity stroke-linecap stroke-linejoin stroke-dasharray font-family font-size font-weight font-style font-variant-numeric text-anchor dominant-baseline paint-order visibility white-space".split(
    " "
  );
const OWN = "opacity stop-color mix-blend-mode text-decoration-line".split(" ");
const OWN_INITIAL: Record<string, string> = {
  opacity: "1",
  "stop-color": "rgb(0, 0, 0)",
  "mix-blend-mode": "normal",
  "text-decoration-line": "none"
};

/** `scheme`: the colours of that theme, whichever the page shows. */
export function toSvgFile(figure: Element, scheme?: "light" | "dark"): SvgFile {
  const {style} = figure as HTMLElement;
  const before = {scheme: style.colorScheme, color: style.color};
  if (scheme) {
    style.colorScheme = scheme;
    style.color = "var(--ink, CanvasText)";
  }
  try {
    return freeze(figure);
  } finally {
    style.colorScheme = before.scheme;
    style.color = before.color;
  }
}

function freeze(figure: Element): SvgFile {
  const {ownerDocument: document} = figure;
  const box = figure.getBoundingClientRect();
  const isSvg = figure.tagName.toLowerCase() === "svg";
  const width = Math.ceil(isSvg ? box.width : widest(figure, box));
  const height = Math.ceil(box.height);
  const root = svg(document, "svg", {width, height, viewBox: `0 0 ${width} ${height}`});
  for (const inner of isSvg ? [figure] : figure.querySelectorAll("svg")) {
    if (inner.parentElement?.closest("svg") && inner !== figure) continue;
    const place = inner.getBoundingClientRect();
    if (place.width === 0 || place.height === 0) continue;
    const copy = inner.cloneNode(true) as SVGElement;
    inline(inner, copy, undefined);
    copy.setAttribute("x", String(place.left - box.left));
    copy.setAttribute("y", String(place.top - box.top));
    copy.setAttribute("width", String(place.width));
    copy.setAttribute("height", String(place.height));
    // what Plot's sheet says is on the elements now
    copy.querySelectorAll("style").forEach((sheet) => sheet.remove());
    for (const name of ["class", "style", "role", "aria-labelledby", "aria-describedby"])
      copy.removeAttribute(name);
    root.append(copy);
  }
  if (!isSvg) root.append(...placeTexts(figure, box));
  return {text: new XMLSerializer().serializeToString(root), width, height};
}

/** A figure is as wide as the page; its picture is as wide as what is in it. */
function widest(figure: Element, box: DOMRect): number {
  const right = Array.from(
    figure.querySelectorAll("svg"),
    (inner) => inner.getBoundingClientRect().right
  );
  return Math.max(0, ...right) - box.left || box.width;
}

function inline(from: Element, to: Element, inherited: CSSStyleDeclaration | undefined): void {
  const style = getComputedStyle(from);
  for (const name of INHERITED) {
    const value = style.getPropertyValue(name);
    const isNew = value !== inherited?.getPropertyValue(name);
    if (value && (isNew || isSaid(from, name))) write(to, name, value);
  }
  for (const name of OWN) {
    const value = style.getPropertyValue(name);
    if (value && (value !== OWN_INITIAL[name] || isSaid(from, name))) write(to, name, value);
  }
  if (style.display === "none") to.setAttribute("display", "none");
  for (let i = 0; i < from.children.length; i++) inline(from.children[i], to.children[i], style);
}

/** What the element itself says may be `currentColor` or a variable of the page. */
function isSaid(element: Element, name: string): boolean {
  return element.hasAttribute(name) || (element as SVGElement).style.getPropertyValue(name) !== "";
}

const MIXED = /color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.e-]+))?\)/g;

/** Mixed colours in the notation that every drawing program reads. */
export function toPlainColour(value: string): string {
  return value.replace(MIXED, (_, ...parts: (string | undefined)[]) => {
    const [red, green, blue] = parts.slice(0, 3).map((part) => Math.round(255 * Number(part)));
    const alpha = parts[3];
    return alpha === undefined
      ? `rgb(${red}, ${green}, ${blue})`
      : `rgba(${red}, ${green}, ${blue}, ${alpha})`;
  });
}

/** As an attribute where SVG has one, else as a style. */
function write(element: Element, name: string, computed: string): void {
  const value = toPlainColour(computed);
  if (/^(white-space|mix-blend-mode|font-variant-numeric|text-decoration-line)$/.test(name)) {
    const text = element.getAttribute("style") ?? "";
    element.setAttribute("style", `${text};${name}:${value}`);
    return;
  }
  // a style would win over the attribute
  (element as SVGElement).style.removeProperty(name);
  element.setAttribute(name, value);
}

/** Each line of text outside the SVG, where it stands on the page. */
function placeTexts(figure: Element, box: DOMRect): SVGTextElement[] {
  const {ownerDocument: document} = figure;
  const walker = document.createTreeWalker(figure, NodeFilter.SHOW_TEXT);
  const texts: SVGTextElement[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement!;
    const words = node.textContent?.trim();
    if (!words || parent.closest("svg, style, script")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const {left, top, height} = range.getBoundingClientRect();
    const style = getComputedStyle(parent);
    texts.push(
      svg(
        document,
        "text",
        {
          x: left - box.left,
          y: top - box.top + height / 2,
          "dominant-baseline": "central",
          fill: toPlainColour(style.color),
          "font-family": style.fontFamily,
          "font-size": style.fontSize,
          "font-weight": style.fontWeight,
          "font-style": style.fontStyle
        },
        words
      )
    );
  }
  return texts;
}
