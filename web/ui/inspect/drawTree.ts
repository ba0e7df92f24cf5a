// Objects, maps, sets and mixed arrays as a tree of folds; a branch is made when it is opened.
import {say} from "../../say.ts";
import {brief, typeOf} from "./brief.ts";
import type {InspectContext} from "./context.ts";
import {drawFrame} from "./drawFrame.ts";
import {fold, h} from "../../stdlib/element.ts";
import {entriesOf} from "./entriesOf.ts";
import type {Entry} from "./entriesOf.ts";
import {toJson} from "./toJson.ts";
import {jsonFile} from "./valueFiles.ts";

const PAGE = 50;

type Inspect = (value: unknown, context: InspectContext) => HTMLElement;

export function drawTree(context: InspectContext, value: object, inspect: Inspect): HTMLElement {
  const {document} = context;
  const entries = entriesOf(value);
  const tools = {copy: () => toJson(value, 2).text, files: [jsonFile(context, value)]};
  const summary = brief(value);
  if (entries.length === 0) {
    const empty = h(document, "code", {class: "value-text"}, summary);
    return drawFrame(context, {class: "value-inline"}, empty);
  }
  return drawFrame(
    context,
    {class: "value-tree", type: [typeOf(value)], tools},
    drawEntries(context, entries, inspect)
  );
}

function drawEntries(context: InspectContext, entries: Entry[], inspect: Inspect): HTMLElement {
  const {document} = context;
  const list = h(document, "ul", {class: "entries"});
  let shown = 0;
  const more = h(document, "button", {type: "button", class: "more", "data-transient": true});
  const show = () => {
    more.parentElement?.remove();
    for (const entry of entries.slice(shown, shown + PAGE))
      list.append(drawEntry(context, entry, inspect));
    shown = Math.min(entries.length, shown + PAGE);
    if (shown === entries.length) return;
    more.textContent = say("inspect.showMore", {count: entries.length - shown});
    list.append(h(document, "li", {}, more));
  };
  more.addEventListener("click", () => {
    const next = shown;
    show();
    // the pressed button may be gone: go on where the new entries begin
    const entry = list.children[next]?.querySelector<HTMLElement>("summary, button");
    if (!more.isConnected) entry?.focus();
    else more.focus();
  });
  show();
  return list;
}

function drawEntry(context: InspectContext, entry: Entry, inspect: Inspect): HTMLElement {
  const {document} = context;
  const item = h(document, "li");
  const key = h(document, "span", {class: "key"}, entry.key);
  if (entry.read) {
    const read = entry.read;
    const button = h(
      document,
      "button",
      {type: "button", class: "read", "aria-label": say("inspect.readGetter", {name: entry.key})},
      "…"
    );
    button.addEventListener("click", () => {
      const found = read();
      const drawn = found.ok
        ? drawEntry(context, {key: entry.key, value: found.value}, inspect)
        : h(document, "li", {}, key, ": ", h(document, "span", {class: "thrown"}, found.why));
      item.replaceWith(drawn);
      drawn.querySelector<HTMLElement>("summary")?.focus();
    });
    item.append(key, ": ", button);
    return item;
  }
  const {value} = entry;
  const words = h(document, "span", {class: `brief ${typeof value}`}, brief(value));
  if (!isBranch(value)) {
    item.append(key, ": ", words);
    return item;
  }
  item.append(
    fold(document, {
      class: "branch",
      summary: [key, ": ", words],
      content: () => [inspect(value, {...context, name: joinName(context.name, entry.key)})]
    })
  );
  return item;
}

const LONG_TEXT = 60;

function isBranch(value: unknown): boolean {
  if (typeof value === "string") return value.length > LONG_TEXT;
  if (typeof value === "function") return true;
  return typeof value === "object" && value !== null && entriesOf(value, 1).length > 0;
}

function joinName(name: string | undefined, key: string): string {
  return name ? `${name}.${key}` : key;
}
