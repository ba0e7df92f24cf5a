// A page that went down while a cell ran (a killed tab, a crash, a reload out of a hang) must not run it again
// by itself. The flag stands while something runs, and belongs to this tab.

const KEY = "cuvette.running";

export class CrashFlag {
  #up = false;

  constructor() {
    // leaving in good order is no crash, whatever ran
    addEventListener("pagehide", () => this.set(false));
  }

  set(running: boolean): void {
    if (running === this.#up) return;
    this.#up = running;
    try {
      if (running) sessionStorage.setItem(KEY, "1");
      else sessionStorage.removeItem(KEY);
    } catch {
      // without storage nobody will know
    }
  }
}

/** Whether this tab went down while a cell ran; answers once. */
export function hasCrashed(): boolean {
  try {
    const found = sessionStorage.getItem(KEY) !== null;
    sessionStorage.removeItem(KEY);
    // a tab that the browser put away to save memory was no crash
    return found && !(document as {wasDiscarded?: boolean}).wasDiscarded;
  } catch {
    return false;
  }
}
