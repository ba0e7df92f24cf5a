// The percent format of Jupytext and most editors: a script with `// %%` before each cell.
import type {Notebook} from "../types.ts";

/** A `.ts` file; prose and what is not TypeScript or JavaScript stand in comments. */
export function toPercent({text, front, cells}: Notebook): string {
  const head = front ? [comment(`---\n${text.slice(front.start, front.end).trimEnd()}\n---`)] : [];
  const parts = cells.map((cell) => {
    const id = cell.hasId ? ` #${cell.id}` : "";
    if (cell.kind === "prose") return `// %% [markdown]${id}\n${comment(cell.source)}`;
    const isScript = cell.language === "ts" || cell.language === "js";
    if (!isScript) return `// %% [${cell.language}]${id}\n${comment(cell.source)}`;
    return `// %%${id}\n${cell.source}`;
  });
  return `${[...head, ...parts].join("\n\n")}\n`;
}

function comment(text: string): string {
  return text
    .split(/\r\n|\n|\r/)
    .map((line) => `// ${line}`.trimEnd())
    .join("\n");
}
