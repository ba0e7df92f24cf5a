type Child = Node | string | number | undefined | false;
type Attributes = Record<string, string | number | boolean | undefined | ((event: Event) => void)>;

const SVG = "http://www.w3.org/2000/svg";

/** An HTML element with attributes (`on…` are listeners) and children. */
export function h<K extends keyof HTMLElementTagNameMap>(
  document: Document,
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
export function svg<K extends keyof SVGElementTagNameMap>(
  document: Document,
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill<E extends Element>(element: E, attributes: Attributes, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) {
    if (child === undefined || child === false) continue;
    element.append(typeof child === "number" ? String(child) : child);
  }
  return element;
}

let last = 0;

/** An id that no other element has. */
export function freshId(prefix: string): string {
  return `${prefix}-${++last}`;
}

/** A fold whose content is made when it is first opened. */
export function fold(
  document: Document,
  options: {class?: string; summary: Child[]; open?: boolean; content: () => Node[]}
): HTMLDetailsElement {
  const summary = h(document, "summary", {}, ...options.summary);
  const details = h(document, "details", {class: options.class, open: options.open}, summary);
  let made = false;
  const make = () => {
    if (made || !details.open) return;
    made = true;
    details.append(...options.content());
  };
  details.addEventListener("toggle", make);
  make();
  return details;
}
