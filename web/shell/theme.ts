import {THEMES, isOneOf, type Theme} from "../protocol.ts";

const KEY = "cuvette.theme";

export function readTheme(): Theme {
  try {
    const kept = localStorage.getItem(KEY);
    return isOneOf(THEMES, kept) ? kept : "auto";
  } catch {
    return "auto";
  }
}

export function showTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
}

export function keepTheme(theme: Theme): void {
  showTheme(theme);
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // without storage the choice lasts until the page is closed
  }
}

/** What a click on the switch leads to. */
export function nextTheme(theme: Theme): Theme {
  return THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
}
