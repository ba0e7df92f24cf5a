// A source by offsets: lines and columns, and what stands between tokens.

export interface Place {
  /** from 1. */
  line: number;
  column: number;
}

const TRIVIA = /(?:\s|\/\/[^\n\r\u2028\u2029]*|\/\*[^]*?\*\/)*/y;

/** The offset behind blanks and comments. */
export function skipTrivia(source: string, offset: number): number {
  TRIVIA.lastIndex = offset;
  TRIVIA.exec(source);
  return TRIVIA.lastIndex;
}

/** The offset of `token`, from a place where only blanks, comments and `passing` characters stand before it. */
export function findToken(source: string, offset: number, token: string, passing = ""): number {
  let at = skipTrivia(source, offset);
  while (at < source.length && !source.startsWith(token, at)) {
    if (!passing.includes(source[at])) return -1;
    at = skipTrivia(source, at + 1);
  }
  return at;
}

export function hasNewline(text: string): boolean {
  return /[\n\r\u2028\u2029]/.test(text);
}

/** The same text with everything but line breaks made blank. */
export function toBlank(text: string): string {
  return hasNewline(text) ? text.replace(/[^\n\r\u2028\u2029]/g, " ") : " ".repeat(text.length);
}

/** From offsets to lines and columns, both from 1. */
export function makeLocator(source: string): (offset: number) => Place {
  const starts = [0];
  for (const found of source.matchAll(/\r\n|[\n\r\u2028\u2029]/g))
    starts.push(found.index + found[0].length);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return {line: low + 1, column: offset - starts[low] + 1};
  };
}
