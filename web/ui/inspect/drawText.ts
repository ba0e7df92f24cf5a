// Values that are a word or a text: primitives, dates, patterns, functions.
import {say} from "../../say.ts";
import {brief, quote} from "./brief.ts";
import type {InspectContext} from "./context.ts";
import {drawFrame} from "./drawFrame.ts";
import {fold, h} from "../../stdlib/element.ts";
import {formatCount} from "./formatNumber.ts";
import {signatureOf, sourceOf} from "./signatureOf.ts";
import {textFile} from "./valueFiles.ts";

const SHORT = 1200;
const LINES = 12;
/** What one press of "show more" adds. */
const CHUNK = 50_000;

/** One word in the colour of its type. */
export function drawPrimitive(context: InspectContext, value: unknown): HTMLElement {
  if (typeof value === "string") return drawString(context, value);
  const {document} = context;
  const type = value === null || value === undefined ? "nothing" : typeof value;
  const word = h(document, "code", {class: `value-text ${type}`}, brief(value));
  return drawFrame(context, {class: "value-inline"}, word);
}

/** A text in quotes; one of many lines as they are, cut until the reader asks. */
function drawString(context: InspectContext, text: string): HTMLElement {
  const {document} = context;
  const isShort = text.length <= 120 && !/[\r\n]/.test(text);
  if (isShort) {
    const word = h(document, "code", {class: "value-text string"}, quote(text));
    return drawFrame(context, {class: "value-inline"}, word);
  }
  let shown = cutAt(text);
  const body = h(document, "pre", {class: "value-text string"});
  const more = h(document, "button", {type: "button", class: "more", "data-transient": true});
  const show = () => {
    body.textContent = text.slice(0, shown) + (shown < text.length ? "…" : "");
    more.hidden = shown >= text.length;
    more.textContent = say("inspect.showText", {count: formatCount(text.length - shown)});
  };
  more.addEventListener("click", () => {
    shown += CHUNK;
    show();
  });
  show();
  const tools = {copy: () => text, files: [textFile(context, text)]};
  const type = say("inspect.characters", {count: formatCount(text.length)});
  return drawFrame(context, {class: "value-string", type: [type], tools}, body, more);
}

function cutAt(text: string): number {
  let end = -1;
  for (let line = 0; line < LINES; line++) {
    end = text.indexOf("\n", end + 1);
    if (end === -1) break;
  }
  const cut = end === -1 ? SHORT : Math.min(end, SHORT);
  // a few characters more are not worth a button
  return text.length <= cut + 200 ? text.length : cut;
}

export function drawFunction(context: InspectContext, fn: object): HTMLElement {
  const {document} = context;
  const source = sourceOf(fn);
  const signature = h(document, "code", {class: "value-text function"}, signatureOf(fn));
  if (!source || source.includes("[native code]"))
    return drawFrame(context, {class: "value-inline"}, signature);
  const details = fold(document, {
    class: "value-fold source",
    summary: [signature],
    content: () => [h(document, "pre", {}, source.slice(0, CHUNK))]
  });
  return drawFrame(context, {class: "value-function"}, details);
}

/** A value that cannot even be looked at, in words. */
export function drawUnreadable(context: InspectContext, why: string): HTMLElement {
  const {document} = context;
  const words = h(document, "span", {class: "value-note"}, say("inspect.unreadable", {why}));
  return drawFrame(context, {class: "value-inline"}, words);
}
