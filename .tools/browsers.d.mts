export interface FoundBrowser {
  /** the browser's program. */
  path?: string;
  /** WebKit: its WebDriver server. */
  driver?: string;
  /** WebKit: the display server. */
  display?: string;
  /** why there is none, and what to do. */
  missing?: string;
}

export function findBrowser(name: "chromium" | "firefox" | "webkit"): Promise<FoundBrowser>;
