// Where a `${…}` in prose ends: at the brace that closes it, however many stand in its strings.

const LONGEST = 10_000;

/** The place of the brace that closes an expression starting at `from`, or -1. */
export function findExpressionEnd(text: string, from: number): number {
  const most = Math.min(text.length, from + LONGEST);
  /** what is open: braces, and templates as backticks. */
  const open = ["{"];
  let i = from;
  while (i < most) {
    const sign = text[i];
    if (open.at(-1) === "`") {
      if (sign === "\\") i++;
      else if (sign === "`") open.pop();
      else if (sign === "$" && text[i + 1] === "{") {
        open.push("{");
        i++;
      }
    } else if (sign === "{" || sign === "`") open.push(sign);
    else if (sign === "}") {
      open.pop();
      if (open.length === 0) return i;
    } else if (sign === '"' || sign === "'") i = findStringEnd(text, i + 1, sign, most);
    else if (sign === "/" && text[i + 1] === "*") i = findAfter(text, "*/", i + 2, most) - 1;
    else if (sign === "/" && text[i + 1] === "/") i = findAfter(text, "\n", i + 2, most) - 1;
    i++;
  }
  return -1;
}

function findStringEnd(text: string, from: number, quote: string, most: number): number {
  let i = from;
  while (i < most && text[i] !== quote && text[i] !== "\n") i += text[i] === "\\" ? 2 : 1;
  return i;
}

function findAfter(text: string, what: string, from: number, most: number): number {
  const found = text.indexOf(what, from);
  return found < 0 || found > most ? most : found + what.length;
}
