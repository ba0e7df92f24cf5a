// The text that had not reached the database when its page went: a write under way may be dropped then, or there was no room
// for it. It waits in this tab, where a reload finds it.

const KEY = "cuvette.lastWord";

/** When a page goes; `text` is undefined where all is kept. */
export function keepLastWord(notebook: string, text: string | undefined): void {
  try {
    if (text === undefined) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify({notebook, text}));
  } catch {
    // no storage, or a text too long for it
  }
}

/** The last word on this notebook, once. */
export function takeLastWord(notebook: string): string | undefined {
  try {
    const found = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    const last = JSON.parse(found ?? "{}") as {notebook?: string; text?: string};
    return last.notebook === notebook ? last.text : undefined;
  } catch {
    return undefined;
  }
}
