import {safely} from "./safely.ts";

export function sourceOf(fn: object): string {
  const found = safely(() => Function.prototype.toString.call(fn));
  return found.ok ? found.value : "";
}

const LONGEST = 100;

/** `ƒ name(a, b = 1)` or `class Name extends Base`, from the source. */
export function signatureOf(fn: object): string {
  const source = sourceOf(fn);
  const found = safely(() => String((fn as {name: string}).name));
  const name = found.ok ? found.value : "";
  const head = /^class\b[^{]*/.exec(source)?.[0].trim();
  if (head !== undefined) return cut(head === "class" && name ? `class ${name}` : head);
  const isAsync = /^async\b/.test(source) ? "async " : "";
  const star = /^(?:async\s*)?(?:function\s*\*|\*)/.test(source) ? "*" : "";
  return cut(`${isAsync}ƒ${star} ${name || ""}(${parametersOf(source)})`.replace("ƒ (", "ƒ("));
}

/** What stands between the first parentheses, or before an arrow. */
function parametersOf(source: string): string {
  const single = /^(?:async\s+)?([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*=>/u.exec(source);
  if (single) return single[1];
  if (source.includes("[native code]")) return "…";
  const open = source.indexOf("(");
  let depth = 0;
  for (let i = open; i >= 0 && i < source.length; i++) {
    if ("([{".includes(source[i])) depth++;
    if (")]}".includes(source[i]) && --depth === 0)
      return source
        .slice(open + 1, i)
        .replace(/\s+/g, " ")
        .trim();
  }
  return "…";
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
