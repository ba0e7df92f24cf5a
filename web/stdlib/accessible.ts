// What the inputs of @observablehq/inputs lack for readers who do not see or point: a name on every
// control, groups that are groups, and tables that sort and select by key.
import {say} from "../say.ts";

let count = 0;

/** Completes an input that was just made; `kind` is its name in `Inputs`. */
export function complete(input: HTMLElement, kind: string): void {
  input.classList.add("input", `input-${kind}`);
  const label = input.querySelector<HTMLLabelElement>(":scope > label");
  if (kind === "radio" || kind === "checkbox") {
    const group = input.querySelector(":scope > div");
    group?.setAttribute("role", kind === "radio" ? "radiogroup" : "group");
    if (label) group?.setAttribute("aria-labelledby", toId(label));
  }
  if (kind === "range" && label) {
    find(input, "[type=range]")[0].setAttribute("aria-labelledby", toId(label));
  }
  if (kind === "button") completeButtons(input, label);
  if (kind === "search" && !label) nameControls(input, say("stdlib.search"));
  if (kind === "table") completeTable(input);
}

/** Gives a name to the controls of an input that have none. */
export function nameControls(input: object, name: string): void {
  if (typeof Element === "undefined" || !(input instanceof Element)) return;
  for (const element of [input, ...find(input, "*")]) {
    if (element.matches(`input:not([type=hidden]), select, textarea, ${GROUP}`))
      setName(element, name);
  }
}

const GROUP = "[role=group], [role=radiogroup]";

function setName(element: Element, name: string): void {
  const {labels} = element as HTMLInputElement;
  const isNamed = element.matches("[aria-label], [aria-labelledby]") || Boolean(labels?.length);
  if (!isNamed) element.setAttribute("aria-label", name);
}

/** A label of buttons stands before their own text instead of replacing it. */
function completeButtons(input: HTMLElement, label: HTMLLabelElement | null): void {
  if (!label) return;
  label.removeAttribute("for");
  for (const button of find(input, "button")) {
    button.setAttribute("aria-labelledby", `${toId(label)} ${toId(button)}`);
  }
}

function completeTable(root: HTMLElement): void {
  const head = root.querySelector("thead tr");
  const body = root.querySelector("tbody");
  if (!head || !body) return;
  const headers = [...head.querySelectorAll("th")].slice(1);
  const all = find(head, "th:first-child input")[0];
  if (all) all.setAttribute("aria-label", say("stdlib.allRows"));
  // a column without boxes heads nothing
  else head.firstElementChild?.replaceWith(document.createElement("td"));
  for (const header of headers) {
    header.scope = "col";
    // the first child shows the direction and stays where the table looks for it
    const button = document.createElement("button");
    button.type = "button";
    button.append(...[...header.childNodes].slice(1));
    header.append(button);
  }
  const tellOrder = () => {
    for (const header of headers) {
      const sign = header.firstChild?.textContent;
      if (sign) header.ariaSort = sign === "▾" ? "descending" : "ascending";
      else header.removeAttribute("aria-sort");
    }
  };
  head.addEventListener("click", tellOrder);
  tellOrder();
  const nameRows = () => {
    for (const row of find(body, "td:first-child input:not([aria-label])")) {
      row.setAttribute(
        "aria-label",
        say("stdlib.row", {number: Number((row as HTMLInputElement).value) + 1})
      );
    }
  };
  nameRows();
  new MutationObserver(nameRows).observe(body, {childList: true});
}

function find(root: Element, selector: string): Element[] {
  return [...root.querySelectorAll(selector)];
}

function toId(element: Element): string {
  if (!element.id) element.id = `input-part-${++count}`;
  return element.id;
}
