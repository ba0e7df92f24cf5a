// A tree of prose as HTML text, for files that have to be readable without Cuvette. Checked as
// strictly as what is drawn.
import {cleanElement} from "./proseRules.ts";
import type {ProseNode} from "./types.ts";

const VOID = new Set(["br", "hr", "img", "input"]);
const DEEPEST = 500;
const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;"
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign]);
}

export function printProse(nodes: readonly ProseNode[], depth = 0): string {
  return nodes.map((node) => print(node, depth)).join("");
}

function print(node: ProseNode, depth: number): string {
  if (typeof node === "string") return escapeHtml(node);
  if (!Array.isArray(node) || depth > DEEPEST) return "";
  const [tag, attributes, ...children] = node as Exclude<ProseNode, string>;
  const clean = cleanElement(tag, attributes);
  const inner = printProse(children, depth + 1);
  if (!clean) return inner;
  const written = clean.attributes
    .map(([name, value]) => ` ${name}="${escapeHtml(value)}"`)
    .join("");
  return VOID.has(tag) ? `<${tag}${written}>` : `<${tag}${written}>${inner}</${tag}>`;
}
