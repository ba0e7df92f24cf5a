// Which bracket is still open at a place, for a source that does not parse.

export interface Bracket {
  text: string;
  at: number;
}

const PIECES =
  /\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|"(?:[^"\\\n]|\\[^])*"?|'(?:[^'\\\n]|\\[^])*'?|\$\{|[`()[\]{}]|\\[^]/g;

/** The innermost bracket or template that is open before `end`. */
export function findOpen(source: string, end: number): Bracket | undefined {
  const open: Bracket[] = [];
  const top = (): string => open.at(-1)?.text ?? "";
  PIECES.lastIndex = 0;
  for (let found = PIECES.exec(source); found && found.index < end; found = PIECES.exec(source)) {
    const [text] = found;
    if (top() === "`" && text !== "`" && text !== "${") {
      // quotes and comments mean nothing within a template
      if (text.length > 1 && !text.startsWith("\\")) PIECES.lastIndex = found.index + 1;
    } else if (text === "`" && top() === "`") open.pop();
    else if (/^(?:\$\{|[`([{])$/.test(text)) {
      if (text === "${" && top() !== "`") open.push({text: "{", at: found.index + 1});
      else open.push({text, at: found.index});
    } else if (/^[)\]}]$/.test(text)) open.pop();
  }
  return open.at(-1);
}
