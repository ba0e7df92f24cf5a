// Markdown's tokens to the tree that prose is drawn from.
import type {Token} from "markdown-it";
import {isSafeImage} from "./proseRules.ts";
import {toSlug} from "./slug.ts";
import type {Prose, ProseNode} from "./types.ts";

type Element = [tag: string, attributes: Record<string, string>, ...children: ProseNode[]];

interface Frame {
  element: Element;
  /** tags written as tags may be left open; Markdown's own are always closed. */
  isLoose: boolean;
}

/** TeX that waits for KaTeX: `fill` puts its tree in place. */
export interface TexSlot {
  source: string;
  display: boolean;
  fill(nodes: ProseNode[]): void;
}

export interface ProseDraft {
  prose: Prose;
  tex: TexSlot[];
}

export function toProse(tokens: readonly Token[], source: string): ProseDraft {
  const builder = new Builder(source);
  builder.add(tokens);
  return builder.finish();
}

class Builder {
  readonly #root: Element = ["", {}];
  readonly #frames: Frame[] = [{element: this.#root, isLoose: false}];
  readonly #inline: Prose["inline"] = [];
  readonly #headings: Prose["headings"] = [];
  readonly #tex: TexSlot[] = [];
  readonly #slugs = new Set<string>();
  readonly #source: string;
  readonly #lines: number[];
  /** from where the next expression is looked for. */
  #cursor = 0;

  constructor(source: string) {
    this.#source = source;
    this.#lines = [0, ...[...source.matchAll(/\n/g)].map(({index}) => index + 1)];
  }

  add(tokens: readonly Token[]): void {
    for (const token of tokens) {
      if (token.map) this.#cursor = Math.max(this.#cursor, this.#lines[token.map[0]] ?? 0);
      this.#addOne(token);
    }
  }

  finish(): ProseDraft {
    this.#closeLoose();
    const [, , ...nodes] = this.#root;
    const prose = {
      nodes,
      inline: this.#inline,
      headings: this.#headings,
      tex: this.#tex.length > 0
    };
    return {prose, tex: this.#tex};
  }

  #addOne(token: Token): void {
    switch (token.type) {
      case "inline":
        return this.#addInline(token);
      case "text":
      case "text_special":
        return this.#push(token.content);
      case "softbreak":
        return this.#push("\n");
      case "hardbreak":
        return this.#push(["br", {}]);
      case "code_inline":
        return this.#push(["code", {}, token.content]);
      case "code_block":
        return this.#push(["pre", {}, ["code", {}, token.content]]);
      case "fence":
        return this.#addFence(token);
      case "image":
        return this.#push(toImage(token));
      case "expression":
        return this.#addExpression(token.content);
      case "math":
        return this.#addTex(token.content, token.meta?.display === true);
      case "tag_open":
        return this.#openTag(token);
      case "tag_close":
        return this.#closeTag(token);
      default:
        return this.#addPlain(token);
    }
  }

  #addPlain(token: Token): void {
    if (token.hidden) return;
    if (token.nesting === 0) return this.#push([token.tag, toAttributes(token)]);
    if (token.nesting === 1) {
      this.#frames.push({element: [token.tag, toAttributes(token)], isLoose: false});
      return;
    }
    this.#closeLoose();
    const element = this.#pop();
    if (/^h[1-6]$/.test(token.tag)) this.#addHeading(element);
    this.#push(element);
  }

  #addInline(token: Token): void {
    const depth = this.#frames.length;
    const children = token.children ?? [];
    const task = this.#isItem() && /^\[([ xX])\][ \t]/.exec(children[0]?.content ?? "");
    if (task && children[0].type === "text") {
      const state: Record<string, string> = task[1] === " " ? {} : {checked: ""};
      this.#push(
        ["input", {...state, type: "checkbox", disabled: ""}],
        ` ${children[0].content.slice(4)}`
      );
      this.add(children.slice(1));
    } else this.add(children);
    while (this.#frames.length > depth) this.#closeOne();
  }

  #isItem(): boolean {
    const [tag, , ...children] = this.#top;
    return tag === "li" && children.length === 0;
  }

  #addFence({content, info}: Token): void {
    const language = /^[\w+#-]{1,30}/.exec(info.trim())?.[0] ?? "";
    if (language === "tex" || language === "math") return this.#addTex(content.trim(), true);
    const attributes: Record<string, string> = language ? {class: `language-${language}`} : {};
    this.#push(["pre", {}, ["code", attributes, content]]);
  }

  #addExpression(source: string): void {
    const [first] = source.split("\n", 1);
    let found = this.#source.indexOf(`\${${first}`, this.#cursor);
    while (found > 0 && this.#source[found - 1] === "\\") {
      found = this.#source.indexOf(`\${${first}`, found + 1);
    }
    const at = found < 0 ? this.#cursor : found + 2;
    this.#cursor = Math.max(this.#cursor, at + first.length);
    const line = this.#lines.findLastIndex((start) => start <= at);
    this.#push(["span", {"data-inline": String(this.#inline.length)}]);
    this.#inline.push({source, line: line + 1, column: at - this.#lines[line] + 1});
  }

  #addTex(source: string, display: boolean): void {
    const element: Element = [display ? "div" : "span", {class: "tex"}, source];
    // inside a paragraph there are no blocks
    if (display && /^(p|h[1-6]|td|th|em|strong|a|span)$/.test(this.#top[0])) element[0] = "span";
    if (display) element[1].class = "tex tex-display";
    this.#tex.push({
      source,
      display,
      fill: (nodes) => void element.splice(2, element.length, ...nodes)
    });
    this.#push(element);
  }

  #addHeading(element: Element): void {
    const text = toText(element).replace(/\s+/g, " ").trim();
    const slug = toSlug(text, this.#slugs);
    element[1] = {...element[1], id: slug};
    this.#headings.push({level: Number(element[0].slice(1)), text, slug});
  }

  #openTag(token: Token): void {
    const element: Element = [token.tag, toAttributes(token)];
    if (token.tag === "br") this.#push(element);
    else this.#frames.push({element, isLoose: true});
  }

  #closeTag(token: Token): void {
    let i = this.#frames.length - 1;
    while (this.#frames[i].isLoose && this.#frames[i].element[0] !== token.tag) i--;
    if (!this.#frames[i].isLoose) return token.block ? undefined : this.#push(token.content);
    while (this.#frames.length > i) this.#closeOne();
  }

  #closeLoose(): void {
    while (this.#frames.at(-1)?.isLoose) this.#closeOne();
  }

  #closeOne(): void {
    this.#push(this.#pop());
  }

  #pop(): Element {
    return this.#frames.pop()?.element ?? this.#root;
  }

  get #top(): Element {
    return this.#frames.at(-1)?.element ?? this.#root;
  }

  #push(...nodes: ProseNode[]): void {
    const top = this.#top;
    for (const node of nodes) {
      if (node === "") continue;
      const last = top.length - 1;
      const before = top[last];
      if (typeof node === "string" && last > 1 && typeof before === "string")
        top[last] = before + node;
      else top.push(node);
    }
  }
}

function toAttributes(token: Token): Record<string, string> {
  return Object.fromEntries((token.attrs ?? []).map(([name, value]) => [name, String(value)]));
}

/** An image of the web or of the text itself, or one that the reader attached, by name. */
function toImage(token: Token): ProseNode {
  const {src = "", title} = toAttributes(token);
  const alt = toText(["", {}, ...(token.children ?? []).map(({content}) => content)]);
  const attributes: Record<string, string> = {alt, ...(title ? {title} : {})};
  if (isSafeImage(src)) return ["img", {src, ...attributes}];
  const name = src.replace(/^attachment:/, "").replace(/^\.\//, "");
  try {
    return ["img", {"data-attachment": decodeURIComponent(name), ...attributes}];
  } catch {
    return ["img", {"data-attachment": name, ...attributes}];
  }
}

function toText(node: ProseNode): string {
  if (typeof node === "string") return node;
  const [, attributes, ...children] = node;
  return attributes["data-inline"] === undefined ? children.map(toText).join("") : "…";
}
