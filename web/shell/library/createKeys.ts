import {onCleanup, onMount} from "solid-js";

export interface KeysOptions {
  root: () => HTMLElement | undefined;
  search: () => HTMLInputElement | undefined;
  clearSearch: () => void;
  onNew: () => void;
}

/** The library's keys: / searches, arrows go along the rows, Enter opens as ever, n makes a new one. */
export function createKeys({root, search, clearSearch, onNew}: KeysOptions): void {
  const press = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (event.metaKey || event.ctrlKey || event.altKey || event.isComposing) return;
    // a menu has keys of its own
    if (target.closest("[role=menu]")) return;
    if (act(event.key, target)) event.preventDefault();
  };

  /** Whether the key was for the library. */
  function act(key: string, target: HTMLElement): boolean {
    const isSearch = target === search();
    const isTyping = target.matches("input, textarea, select, [contenteditable]");
    if (key === "Escape" && isSearch && search()!.value) clearSearch();
    else if ((key === "ArrowDown" || key === "ArrowUp") && (isSearch || !isTyping))
      return moveFocus(key === "ArrowDown" ? 1 : -1);
    else if (isTyping) return false;
    else if (key === "/" && search()) search()!.focus();
    else if (key === "n") onNew();
    else return false;
    return true;
  }

  /** From the search box down the rows, and back up into it. */
  function moveFocus(step: number): boolean {
    const rows = [...root()!.querySelectorAll<HTMLElement>("[data-rows] .row-open")];
    const row = document.activeElement?.closest("[data-rows] > li");
    const at = rows.findIndex((open) => row?.contains(open));
    if (rows.length === 0 || (at === -1 && step < 0)) return false;
    if (at + step < 0) search()?.focus();
    else rows[Math.min(at + step, rows.length - 1)].focus();
    return true;
  }

  onMount(() => document.addEventListener("keydown", press));
  onCleanup(() => document.removeEventListener("keydown", press));
}
