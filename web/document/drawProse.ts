// A tree of prose as nodes of a document. The tree may come from anywhere, so every tag and attribute
// is checked again here.
import {cleanElement} from "./proseRules.ts";
import type {CleanElement, Namespace} from "./proseRules.ts";
import type {ProseNode} from "./types.ts";

const NAMESPACES: Readonly<Record<Namespace, string>> = {
  html: "http://www.w3.org/1999/xhtml",
  svg: "http://www.w3.org/2000/svg",
  math: "http://www.w3.org/1998/Math/MathML"
};
const DEEPEST = 500;

/** Elements that may not be drawn leave their contents. */
export function drawProse(nodes: readonly ProseNode[], document: Document): DocumentFragment {
  const fragment = document.createDocumentFragment();
  append(fragment, nodes, document, 0);
  return fragment;
}

function append(
  parent: Node,
  nodes: readonly ProseNode[],
  document: Document,
  depth: number
): void {
  for (const node of nodes) {
    if (typeof node === "string") parent.appendChild(document.createTextNode(node));
    else if (Array.isArray(node) && depth < DEEPEST) {
      const [tag, attributes, ...children] = node as Exclude<ProseNode, string>;
      const clean = cleanElement(tag, attributes);
      const element = clean && draw(clean, document);
      if (element) parent.appendChild(element);
      append(element ?? parent, children, document, depth + 1);
    }
  }
}

function draw({namespace, tag, attributes}: CleanElement, document: Document): Element {
  const element = document.createElementNS(NAMESPACES[namespace], tag);
  for (const [name, value] of attributes) {
    // the policy of a page may forbid style attributes, never styles set by its own code
    const style = name === "style" ? (element as Partial<HTMLElement>).style : undefined;
    if (style) style.cssText = value;
    else element.setAttribute(name, value);
  }
  return element;
}
