/** What a piece of code is, as far as its colour goes. */
export const TOKEN_KINDS = [
  "plain",
  "comment",
  "string",
  "regexp",
  "number",
  "keyword",
  "type",
  "function",
  "attribute"
] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

export interface Token {
  kind: TokenKind;
  text: string;
}

/**
 * Cuts one line into tokens. What a line leaves open for the next is a short string ("" at the start of
 * a source), so that the same lexer colours whole sources and feeds an editor line by line.
 */
export type LineLexer = (line: string, state: string, push: PushToken) => string;
export type PushToken = (kind: TokenKind, start: number, end: number) => void;
