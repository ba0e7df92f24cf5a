// Colours for code that nobody edits: no editor, no worker, at once. The full editor colours its lines
// with the same lexers, so nothing changes its colour when a cell gets the focus.
import {lexProse} from "./lexProse.ts";
import {lexScript} from "./lexScript.ts";
import {lexShader} from "./lexShader.ts";
import type {LineLexer, Token, TokenKind} from "./token.ts";
import type {EditorLanguage} from "./types.ts";

export const LEXERS: Record<EditorLanguage, LineLexer> = {
  ts: lexScript,
  js: lexScript,
  as: lexScript,
  wgsl: lexShader,
  md: lexProse
};

/** The whole source in order, neighbours of one kind joined. */
export function tokenize(source: string, language: EditorLanguage): Token[] {
  const tokens: Token[] = [];
  scan(source, language, (kind, text) => tokens.push({kind, text}));
  return tokens;
}

/** The source as text and `<span class="code-keyword">…`. */
export function drawCode(
  source: string,
  language: EditorLanguage,
  document: Document
): DocumentFragment {
  const fragment = document.createDocumentFragment();
  const patterns = new Map<TokenKind, HTMLElement>();
  scan(source, language, (kind, text) => {
    if (kind === "plain") return fragment.append(text);
    // copies of one span are made faster than spans
    let pattern = patterns.get(kind);
    if (!pattern) {
      pattern = document.createElement("span");
      pattern.className = `code-${kind}`;
      patterns.set(kind, pattern);
    }
    const span = pattern.cloneNode() as HTMLElement;
    span.textContent = text;
    fragment.append(span);
  });
  return fragment;
}

function scan(
  source: string,
  language: EditorLanguage,
  add: (kind: TokenKind, text: string) => void
): void {
  const lex = LEXERS[language];
  let state = "";
  let offset = 0;
  let kind: TokenKind = "plain";
  let from = 0;
  const turn = (next: TokenKind, at: number) => {
    if (next === kind) return;
    if (at > from) add(kind, source.slice(from, at));
    kind = next;
    from = at;
  };
  for (const line of source.split("\n")) {
    state = lex(line, state, (next, start) => turn(next, offset + start));
    offset += line.length + 1;
    turn("plain", Math.min(offset - 1, source.length));
  }
  if (source.length > from) add(kind, source.slice(from));
}
