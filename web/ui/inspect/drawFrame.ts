import {h} from "../../stdlib/element.ts";
import type {InspectContext} from "./context.ts";
import {drawTools} from "./tools.ts";
import type {Tools} from "./tools.ts";

/** A value's block: a quiet line with its type and the tools, then what shows it. */
export function drawFrame(
  context: InspectContext,
  options: {class: string; type?: (Node | string)[]; tools?: Tools},
  ...content: (Node | undefined)[]
): HTMLElement {
  const {document} = context;
  const head = h(document, "div", {class: "value-head"});
  if (options.type) head.append(h(document, "span", {class: "value-type"}, ...options.type));
  if (options.tools) head.append(drawTools(context, options.tools));
  const block = h(document, "div", {class: `value ${options.class}`});
  if (head.childNodes.length > 0) block.append(head);
  block.append(...content.filter((node) => node !== undefined));
  return block;
}
