import {monaco} from "./monaco.ts";
import type {LineLexer} from "../token.ts";
import type {EditorLanguage} from "../types.ts";

type Configuration = monaco.languages.LanguageConfiguration;

const BRACKETS: Configuration["brackets"] = [
  ["{", "}"],
  ["[", "]"],
  ["(", ")"]
];
const pairs = (quotes: string) => [
  ...BRACKETS.map(([open, close]) => ({open, close})),
  ...[...quotes].map((open) => ({open, close: open, notIn: ["string", "comment"]}))
];
const SCRIPT: Configuration = {
  comments: {lineComment: "//", blockComment: ["/*", "*/"]},
  brackets: BRACKETS,
  autoClosingPairs: pairs("'\"`"),
  surroundingPairs: pairs("'\"`"),
  wordPattern: /[\p{ID_Start}$_#@][\p{ID_Continue}$]*|-?\d+(\.\d+)?/u,
  indentationRules: {
    increaseIndentPattern: /[{([][^{}()[\]]*$/,
    decreaseIndentPattern: /^\s*[})\]]/
  }
};
const CONFIGURATIONS: Record<EditorLanguage, Configuration> = {
  ts: SCRIPT,
  js: SCRIPT,
  as: SCRIPT,
  wgsl: {...SCRIPT, autoClosingPairs: pairs(""), surroundingPairs: pairs("")},
  md: {
    comments: {blockComment: ["<!--", "-->"]},
    brackets: BRACKETS,
    autoClosingPairs: pairs("`"),
    surroundingPairs: pairs("`*_$")
  }
};

/** The page's own lexers colour Monaco's lines. */
export function registerLanguages(lexers: Record<EditorLanguage, LineLexer>): void {
  for (const [id, lexer] of Object.entries(lexers)) {
    monaco.languages.register({id});
    monaco.languages.setLanguageConfiguration(id, CONFIGURATIONS[id as EditorLanguage]);
    monaco.languages.setTokensProvider(id, toProvider(lexer));
  }
}

function toProvider(lex: LineLexer): monaco.languages.TokensProvider {
  return {
    getInitialState: () => new LineState(""),
    tokenize(line, state) {
      const tokens: monaco.languages.IToken[] = [];
      const end = lex(line, (state as LineState).open, (kind, startIndex) => {
        if (tokens.at(-1)?.scopes !== kind) tokens.push({startIndex, scopes: kind});
      });
      return {tokens, endState: new LineState(end)};
    }
  };
}

class LineState implements monaco.languages.IState {
  readonly open: string;
  constructor(open: string) {
    this.open = open;
  }
  clone = () => this;
  equals = (other: monaco.languages.IState) => (other as LineState).open === this.open;
}
