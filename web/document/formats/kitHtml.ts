// Notebooks of Observable Notebook Kit 2: an HTML file whose `<script>`s are the cells. Script text is
// raw in HTML, so no HTML has to be parsed.
import {say} from "../../say.ts";
import {composeText} from "../blocks.ts";
import type {NewCell} from "../blocks.ts";
import {decodeEntities} from "../markup.ts";
import {plainFence} from "./imported.ts";
import type {Imported} from "./imported.ts";

const NAMES: Readonly<Record<string, string>> = {
  module: "js",
  "text/markdown": "md",
  "text/html": "html",
  "application/x-tex": "tex",
  "text/x-typescript": "ts",
  "text/typescript": "ts",
  "application/vnd.observable.javascript": "ojs",
  "application/sql": "sql",
  "text/vnd.graphviz": "dot",
  "application/vnd.node.javascript": "node",
  "text/x-python": "python",
  "text/x-r": "r"
};

export function isKitHtml(html: string): boolean {
  return /<notebook[\s>]/i.test(html);
}

export function fromKitHtml(html: string): Imported {
  const at = html.search(/<notebook[\s>]/i);
  if (at < 0) throw new RangeError(say("document.notKit"));
  const title = readTitle(html.slice(at));
  const lost = new Map<string, number>();
  const cells = findScripts(html, at).map(({attributes, source}): NewCell => {
    const type = /\stype\s*=\s*["']?([\w./-]+)/i.exec(attributes)?.[1].toLowerCase() ?? "module";
    const name = Object.hasOwn(NAMES, type) ? NAMES[type] : type.replace(/[^\w-]/g, "");
    const id = /\sid\s*=\s*["']?(\d+)/i.exec(attributes)?.[1];
    const isHidden = !/\spinned(?=[\s=]|$)/i.test(attributes);
    const info = [id && `#c${id}`, isHidden && "echo=false"].filter(Boolean).join(" ");
    const cell = toCell(name, source, info && ` {${info}}`);
    if (!cell) lost.set(name, (lost.get(name) ?? 0) + 1);
    return cell ?? plainFence(name === "ojs" ? "js" : name, source);
  });
  const notes = [...lost].map(([name, n]) => say("document.foreignCode", {n, language: name}));
  const front = title === "" ? "" : `title: ${JSON.stringify(title)}`;
  return {text: composeText(front, cells), notes, snapshot: undefined};
}

/** The nearest cell of ours, or undefined. */
function toCell(name: string, source: string, info: string): NewCell | undefined {
  switch (name) {
    case "md":
      return {language: "prose", source};
    case "tex":
      return source.includes("${")
        ? undefined
        : {language: "prose", source: `$$\n${source.trim()}\n$$`};
    case "js":
      return {language: "js", source, info};
    case "ts":
      return {language: "ts", source, info};
    case "html":
      return {language: "js", source: `html\`${source.replace(/[`\\]/g, "\\$&")}\``, info};
    case "ojs":
      return toScript(source, info);
    default:
      return undefined;
  }
}

/** Observable's own dialect as far as it says the same: `x = …` and `viewof x = …`. */
function toScript(source: string, info: string): NewCell | undefined {
  if (/\bmutable\b|\bviewof\b(?!\s+[\w$]+\s*=)|^\s*import\b/.test(source)) return undefined;
  const [, view, name, value] =
    /^(viewof\s+)?([A-Za-z_$][\w$]*)\s*=(?![=>])([^]*)$/.exec(source.trim()) ?? [];
  if (name === undefined) return {language: "js", source, info};
  const body = value.trim().replace(/;$/, "");
  if (/^\{[^]*\breturn\b[^]*\}$/.test(body)) {
    return {language: "js", source: `const ${name} = await (async () => ${body})();`, info};
  }
  return {language: "js", source: `const ${name} = ${view ? `view(${body})` : body};`, info};
}

function readTitle(html: string): string {
  const from = html.search(/<title>/i);
  const to = from < 0 ? -1 : html.indexOf("</", from);
  return to < 0
    ? ""
    : decodeEntities(html.slice(from + 7, to))
        .trim()
        .slice(0, 300);
}

function findScripts(html: string, from: number): {attributes: string; source: string}[] {
  const lower = html.toLowerCase();
  const scripts: {attributes: string; source: string}[] = [];
  for (let at = lower.indexOf("<script", from); at >= 0; at = lower.indexOf("<script", at)) {
    const start = html.indexOf(">", at);
    const end = start < 0 ? -1 : lower.indexOf("</script", start);
    if (end < 0) break;
    scripts.push({
      attributes: html.slice(at + 7, start),
      source: dedent(html.slice(start + 1, end))
    });
    at = end;
  }
  return scripts;
}

function dedent(text: string): string {
  const lines = text
    .replace(/\r\n?/g, "\n")
    .replace(/<\\(?=\/script)/gi, "<")
    .split("\n");
  const indents = lines
    .filter((line) => line.trim() !== "")
    .map((line) => line.length - line.trimStart().length);
  const indent = indents.reduce((least, n) => Math.min(least, n), Infinity);
  return lines
    .map((line) => line.slice(indent))
    .join("\n")
    .trim();
}
