// One file that shows a notebook without Cuvette, without scripts and without a network, and holds the
// text, so that Cuvette can open it again.
import {say} from "../../say.ts";
import {escapeHtml, printProse} from "../printProse.ts";
import {readMarkup} from "../markup.ts";
import {parseNotebook} from "../parse.ts";
import {renderProse} from "../prose.ts";
import {keyOf} from "../ready.ts";
import {MIME_TYPES, findOutputs} from "../snapshot.ts";
import type {MimeBundle, Snapshot} from "../snapshot.ts";
import type {CodeCell, Notebook, ProseNode} from "../types.ts";
import {EXPORT_STYLE} from "./exportStyle.ts";
import type {Imported} from "./imported.ts";

export interface HtmlOptions {
  title: string;
  snapshot?: Snapshot;
}

const OPENING = '<script type="text/markdown" id="cuvette">';
const CLOSING = "</script>";
/** The file runs nothing, whatever stands in it. */
const POLICY = "default-src 'none'; img-src data: https:; style-src 'unsafe-inline'";

export async function toHtml(notebook: Notebook, {title, snapshot}: HtmlOptions): Promise<string> {
  const parts: string[] = [];
  for (const cell of notebook.cells) {
    const outputs = findOutputs(snapshot, cell);
    if (cell.kind === "code") parts.push(printCode(cell, outputs));
    else parts.push(`<section>${printProse(await toNodes(cell.source, snapshot))}</section>`);
  }
  return [
    "<!doctype html>",
    '<html lang="en">',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width">',
    '<meta name="generator" content="Cuvette">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${EXPORT_STYLE}</style>`,
    "<main>",
    ...parts.filter((part) => part !== ""),
    "</main>",
    `${OPENING}${hide(notebook.text)}${CLOSING}`,
    ""
  ].join("\n");
}

async function toNodes(source: string, snapshot: Snapshot | undefined): Promise<ProseNode[]> {
  const {nodes, inline} = await renderProse(source);
  const toValue = (n: number): ProseNode => {
    const key = keyOf("ts", inline[n]?.source ?? "");
    const bundle = Object.hasOwn(snapshot?.outputs ?? {}, key)
      ? snapshot?.outputs[key][0]
      : undefined;
    return bundle?.["text/plain"] ?? ["code", {}, `\${${inline[n]?.source ?? ""}}`];
  };
  const settle = (node: ProseNode): ProseNode => {
    if (typeof node === "string") return node;
    const [tag, attributes, ...children] = node;
    if (attributes["data-inline"] !== undefined) return toValue(Number(attributes["data-inline"]));
    // browsers draw MathML themselves; KaTeX's other half would need its style sheet and fonts
    if (attributes.class === "katex") return children[0];
    return [tag, attributes, ...children.map(settle)];
  };
  return nodes.map(settle);
}

function printCode(cell: CodeCell, outputs: readonly MimeBundle[]): string {
  const shown = outputs.map(printOutput).join("");
  const code = `<pre><code class="language-${cell.language}">${escapeHtml(cell.source)}</code></pre>`;
  const {echo, fold} = cell.options;
  const folded = `<details><summary>${escapeHtml(say("document.code"))}</summary>${code}</details>`;
  const whole = shown + (echo ? (fold ? folded : code) : "");
  return whole && `<section class="cell">${whole}</section>`;
}

function printOutput(bundle: MimeBundle): string {
  const alt = escapeHtml(bundle["text/plain"] ?? say("document.picture"));
  for (const type of MIME_TYPES) {
    if (!Object.hasOwn(bundle, type)) continue;
    const shown = printForm(type, bundle[type], alt);
    if (shown !== null) return `<div class="output">${shown}</div>`;
  }
  return "";
}

/** Pictures as pictures, which run nothing; HTML only as far as prose could hold it. */
function printForm(type: string, data: string, alt: string): string | null {
  if (type === "image/svg+xml") {
    return `<img alt="${alt}" src="data:image/svg+xml,${escapeHtml(encodeURIComponent(data))}">`;
  }
  if (type.startsWith("image/")) {
    const base64 = data.replace(/\s/g, "");
    return /^[\w+/]+=*$/.test(base64)
      ? `<img alt="${alt}" src="data:${type};base64,${base64}">`
      : null;
  }
  if (type === "text/html") {
    try {
      return printProse(readMarkup(data));
    } catch {
      return null;
    }
  }
  return `<pre>${escapeHtml(data)}</pre>`;
}

/** Nothing in a text may end the script that holds it; one more backslash each, taken away again. */
function hide(text: string): string {
  return text.replace(/<(\\*)(?=\/script|script|!--)/gi, "<\\$1");
}

function unhide(text: string): string {
  return text.replace(/<\\(\\*)(?=\/script|script|!--)/gi, "<$1");
}

/** Whether a file holds a notebook's text. */
export function isExportedHtml(html: string): boolean {
  return html.includes(OPENING);
}

export function fromHtml(html: string): Imported {
  const at = html.lastIndexOf(OPENING);
  const start = at + OPENING.length;
  const end = html.indexOf(CLOSING, start);
  if (at < 0 || end < 0) throw new RangeError(say("document.notHtml"));
  const {text} = parseNotebook(unhide(html.slice(start, end)));
  return {text, notes: [], snapshot: undefined};
}
