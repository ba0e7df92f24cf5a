import {blankOut} from "./blankOut.ts";

const STATEMENT =
  /[{}]|\bexport\s*\{([^}]*)\}|\bexport\s+(?:(function|enum)\s+([A-Za-z$][\w$]*)\s*(<)?|const\s+(?!enum\b)(?=[A-Za-z_$]))/g;
const DECLARED = /^\s*([A-Za-z_$][\w$]*)\s*[:=]/;

/**
 * The names that an AssemblyScript cell gives the notebook: exported functions, constants and enums. A
 * variable is none, for its value would change unseen, nor is what begins with `_`, nor a generic function.
 */
export function findExports(source: string): string[] {
  const code = blankOut(source, "as");
  const names: string[] = [];
  let depth = 0;
  for (const match of code.matchAll(STATEMENT)) {
    const [text, list, kind, name, generic] = match;
    if (text === "{") depth++;
    else if (text === "}") depth--;
    else if (depth > 0) continue;
    else if (list !== undefined) names.push(...readList(list));
    else if (kind === undefined) names.push(...readConstants(code, match.index + text.length));
    else if (!generic) names.push(name);
  }
  return [...new Set(names)].filter((name) => !name.startsWith("_"));
}

function readList(list: string): string[] {
  return list
    .split(",")
    .map((part) =>
      part
        .split(/\bas\b/)
        .at(-1)
        .trim()
    )
    .filter((name) => name !== "");
}

/** Every `name: type = value` up to the end of the statement. */
function readConstants(code: string, start: number): string[] {
  const names: string[] = [];
  let depth = 0;
  let from = start;
  for (let i = start; i <= code.length; i++) {
    const letter = code[i];
    if (letter !== undefined && "([{".includes(letter)) depth++;
    else if (letter !== undefined && ")]}".includes(letter)) depth--;
    const isEnd = letter === undefined || letter === ";";
    if (depth !== 0 || (letter !== "," && !isEnd)) continue;
    const name = DECLARED.exec(code.slice(from, i))?.[1];
    if (name) names.push(name);
    from = i + 1;
    if (isEnd) break;
  }
  return names;
}
