const AS = /\/\/.*|\/\*[^]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g;
const WGSL = /\/\/.*|\/\*|\*\//g;

/** Spaces in place of comments and strings, so that a light scan sees code alone; every place stays. */
export function blankOut(source: string, language: "as" | "wgsl"): string {
  const blank = (text: string) => text.replace(/[^\n]/g, " ");
  if (language === "as") return source.replace(AS, blank);
  // WGSL's block comments nest
  let code = "";
  let depth = 0;
  let from = 0;
  for (const {0: mark, index} of source.matchAll(WGSL)) {
    if (index < from || (depth > 0 && mark.startsWith("//"))) continue;
    const end = index + mark.length;
    const part = source.slice(from, mark === "*/" ? end : index);
    code += depth > 0 ? blank(part) : part;
    if (mark === "*/") depth = Math.max(0, depth - 1);
    else {
      code += blank(mark);
      if (mark === "/*") depth++;
    }
    from = end;
  }
  return code + (depth > 0 ? blank(source.slice(from)) : source.slice(from));
}
