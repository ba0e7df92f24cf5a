// Outputs as they were saved beside the text, until the cells have run here.
import type {MimeBundle} from "../../document/snapshot.ts";
import {toStatic} from "../inspect/snapshot.ts";

const PICTURES = ["image/png", "image/jpeg"] as const;

/** One saved output in its best form; whoever wrote it, nothing in it runs. */
export function drawSaved(bundle: MimeBundle): Node {
  const svg = bundle["image/svg+xml"];
  if (svg) return drawPicture(`data:image/svg+xml,${encodeURIComponent(svg)}`, bundle);
  for (const type of PICTURES)
    if (bundle[type]) return drawPicture(`data:${type};base64,${bundle[type]}`, bundle);
  if (bundle["text/html"]) return drawMarkup(bundle["text/html"]);
  const text = document.createElement("pre");
  text.className = "saved-text";
  text.textContent =
    bundle["text/plain"] ?? bundle["application/json"] ?? bundle["text/markdown"] ?? "";
  return text;
}

function drawPicture(address: string, bundle: MimeBundle): Node {
  const picture = document.createElement("img");
  picture.alt = bundle["text/plain"] ?? "";
  picture.src = address;
  return picture;
}

function drawMarkup(markup: string): Node {
  const parse = (text: string) => new DOMParser().parseFromString(text, "text/html");
  // a parsed document is inert; what comes back from it has no scripts and no handlers
  const clean = parse(toStatic(parse(markup).body)).body;
  const box = document.createElement("div");
  box.className = "saved-output";
  box.append(...document.importNode(clean, true).childNodes);
  return box;
}
