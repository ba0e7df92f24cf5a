// A drawn output as markup and as MIME types, for files that show it without running anything:
// the one-file export, sidecars, notebooks of other programs.
import {brief} from "./brief.ts";
import {kindOf} from "./kindOf.ts";
import {toJson} from "./toJson.ts";

/** Markup of a drawn output: no scripts, no handlers, nothing to press; canvases as pictures. */
export function toStatic(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  freezeCanvases(element, copy);
  freezeControls(element, copy);
  copy
    .querySelectorAll("[data-transient], script, link, meta, base, iframe, object, embed")
    .forEach((part) => part.remove());
  dropEmptyFolds(copy);
  for (const part of [copy, ...copy.querySelectorAll("*")]) clean(part);
  return new XMLSerializer().serializeToString(copy);
}

function freezeCanvases(from: Element, to: Element): void {
  const copies = listAll(to, "canvas");
  listAll(from, "canvas").forEach((canvas, i) => {
    const picture = from.ownerDocument.createElement("img");
    const label =
      canvas.getAttribute("aria-label") ?? canvas.parentElement?.getAttribute("aria-label");
    picture.alt = label ?? "";
    const isHeat = canvas.parentElement?.classList.contains("heat-map");
    // a heat map's box has a size of its own
    if (isHeat)
      picture.setAttribute("style", "width: 100%; height: 100%; image-rendering: pixelated");
    try {
      picture.src = (canvas as HTMLCanvasElement).toDataURL("image/png");
    } catch {
      // another site's pixels cannot be read
    }
    if (copies[i] !== to) copies[i].replaceWith(picture);
  });
}

/** A fold that was never opened has nothing in it: what it says stays, what opens it goes. */
function dropEmptyFolds(copy: Element): void {
  for (const fold of copy.querySelectorAll("details")) {
    if (fold.children.length > 1) continue;
    const words = copy.ownerDocument.createElement("span");
    words.append(...Array.from(fold.querySelector("summary")?.childNodes ?? []));
    if (fold.matches(".branch, .source")) fold.replaceWith(words);
    else fold.remove();
  }
  for (const map of listAll(copy, "[role=application]")) {
    map.setAttribute("role", "img");
    for (const name of ["tabindex", "aria-roledescription", "aria-describedby"])
      map.removeAttribute(name);
  }
}

/** The element itself and what is inside it. */
function listAll(root: Element, selector: string): Element[] {
  const inside = Array.from(root.querySelectorAll(selector));
  return root.matches(selector) ? [root, ...inside] : inside;
}

/** Controls show what they hold; sort buttons are headings only. */
function freezeControls(from: Element, to: Element): void {
  const copies = listAll(to, "input, select, textarea, button");
  listAll(from, "input, select, textarea, button").forEach((control, i) => {
    const copy = copies[i];
    if (control.nodeName === "BUTTON") {
      const text = from.ownerDocument.createElement("span");
      text.append(...Array.from(copy.childNodes));
      if (copy.closest("[data-transient]") === null && copy !== to) copy.replaceWith(text);
      return;
    }
    copy.setAttribute("disabled", "");
    const {value, checked} = control as HTMLInputElement;
    if (control.nodeName === "TEXTAREA") copy.textContent = value;
    else if (control.nodeName === "INPUT") copy.setAttribute("value", value);
    if (checked) copy.setAttribute("checked", "");
    if (control.nodeName !== "SELECT") return;
    Array.from((copy as HTMLSelectElement).options).forEach((option) =>
      option.toggleAttribute("selected", option.value === value)
    );
  });
}

const SAFE_LINK = /^(https?:|mailto:|#|\/|\.)/i;
const SAFE_SOURCE = /^(https:|data:image\/|blob:|#)/i;

function clean(element: Element): void {
  for (const {name, value} of Array.from(element.attributes)) {
    const isHandler =
      /^on/i.test(name) || name === "srcdoc" || name === "formaction" || name === "ping";
    const local = name.replace(/^.*:/, "").toLowerCase();
    const isBadLink = (local === "href" || local === "action") && !SAFE_LINK.test(value.trim());
    const isBadSource = (local === "src" || local === "srcset") && !SAFE_SOURCE.test(value.trim());
    if (isHandler || isBadLink || isBadSource) element.removeAttribute(name);
  }
}

const LONGEST_JSON = 100_000;

/** What a value is as MIME types; the drawn element gives markup and pictures. */
export function toBundle(value: unknown, element: Element): Record<string, string> {
  const bundle: Record<string, string> = {"text/plain": toPlain(value)};
  const found = kindOf(value);
  if (found.kind === "node") {
    const {node} = found;
    if (node.nodeName.toLowerCase() === "svg") bundle["image/svg+xml"] = toStatic(node as Element);
    if (node.nodeName === "CANVAS") {
      const png = toPngData(node as HTMLCanvasElement);
      if (png) bundle["image/png"] = png;
    }
    const alternative = element.matches("[role=img]")
      ? element
      : element.querySelector("[role=img]");
    bundle["text/plain"] =
      alternative?.getAttribute("aria-label") || (node.textContent ?? "").trim() || brief(value);
  } else if (found.kind !== "promise" && found.kind !== "run" && isWorthJson(value)) {
    const {text, lost} = toJson(value);
    if (lost === 0 && text.length <= LONGEST_JSON) bundle["application/json"] = text;
  }
  bundle["text/html"] = toStatic(element);
  return bundle;
}

function toPlain(value: unknown): string {
  return typeof value === "string" ? value : brief(value, 2);
}

function isWorthJson(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const {length} = value as {length?: unknown};
  // an array's text is at least twice as long
  return typeof length !== "number" || length <= LONGEST_JSON / 2;
}

/** Base64, without the head that makes it an address. */
function toPngData(canvas: HTMLCanvasElement): string | undefined {
  try {
    return canvas.toDataURL("image/png").split(",")[1];
  } catch {
    return undefined;
  }
}
