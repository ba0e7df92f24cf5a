// Monaco's colours, read from the style sheet: the palette stands once, in web/styles/editor.css.
import {monaco} from "./monaco.ts";
import {TOKEN_KINDS} from "../token.ts";

/** Monaco's name of a colour → what the style sheet calls it. */
const COLORS: Record<string, string> = {
  "editor.background": "--code-paper",
  "editor.foreground": "--ink",
  "editorCursor.foreground": "--ink",
  "editor.selectionBackground": "--code-selection",
  "editor.inactiveSelectionBackground": "--code-found",
  "editor.selectionHighlightBackground": "--code-found",
  "editor.wordHighlightBackground": "--code-found",
  "editor.wordHighlightStrongBackground": "--code-found",
  "editor.wordHighlightTextBackground": "--code-found",
  "editor.findMatchBackground": "--code-selection",
  "editor.findMatchHighlightBackground": "--code-found",
  "editorBracketMatch.background": "--code-found",
  "editorBracketMatch.border": "--code-found",
  "editorError.foreground": "--error",
  "editorWarning.foreground": "--warn",
  "editorInfo.foreground": "--accent",
  "editorWidget.background": "--raised",
  "editorWidget.foreground": "--ink",
  "editorWidget.border": "--line",
  "editorHoverWidget.background": "--raised",
  "editorHoverWidget.foreground": "--ink",
  "editorHoverWidget.border": "--line",
  "editorSuggestWidget.background": "--raised",
  "editorSuggestWidget.foreground": "--ink",
  "editorSuggestWidget.border": "--line",
  "editorSuggestWidget.selectedBackground": "--accent-wash",
  "editorSuggestWidget.selectedForeground": "--ink",
  "editorSuggestWidget.highlightForeground": "--accent",
  "editorSuggestWidget.focusHighlightForeground": "--accent",
  "list.hoverBackground": "--wash",
  "list.highlightForeground": "--accent",
  "input.background": "--paper",
  "input.foreground": "--ink",
  "input.border": "--line",
  "inputOption.activeBackground": "--accent-wash",
  "inputOption.activeForeground": "--ink",
  "inputOption.activeBorder": "--accent",
  focusBorder: "--accent",
  "textLink.foreground": "--accent",
  "textLink.activeForeground": "--accent",
  "textCodeBlock.background": "--wash",
  "textPreformat.foreground": "--ink",
  descriptionForeground: "--soft",
  "icon.foreground": "--soft",
  "widget.border": "--line",
  "widget.shadow": "--code-shadow",
  "scrollbarSlider.background": "--code-scroll",
  "scrollbarSlider.hoverBackground": "--code-scroll",
  "scrollbarSlider.activeBackground": "--code-scroll"
};

/** Takes the colours as they are on the page, now and whenever its theme changes; returns what ends that. */
export function followTheme(): () => void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const watch = new MutationObserver(applyTheme);
  watch.observe(document.documentElement, {attributeFilter: ["data-theme"]});
  dark.addEventListener("change", applyTheme);
  applyTheme();
  return () => {
    watch.disconnect();
    dark.removeEventListener("change", applyTheme);
  };
}

function applyTheme(): void {
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  const read = (name: string) => {
    probe.style.color = `var(${name})`;
    return toHex(getComputedStyle(probe).color);
  };
  const colors = Object.fromEntries(
    Object.entries(COLORS).map(([name, property]) => [name, read(property)])
  );
  const rules = TOKEN_KINDS.filter((kind) => kind !== "plain").map((token) => ({
    token,
    foreground: read(`--code-${token}`).slice(1, 7)
  }));
  probe.remove();
  monaco.editor.defineTheme("cuvette", {
    base: isDark(colors["editor.background"]) ? "vs-dark" : "vs",
    inherit: true,
    rules: [{token: "", foreground: colors["editor.foreground"].slice(1, 7)}, ...rules],
    colors
  });
  monaco.editor.setTheme("cuvette");
}

function isDark(hex: string): boolean {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return r * 0.3 + g * 0.6 + b * 0.1 < 128;
}

/** `rgb(…)` and `color(srgb …)`, which is what a computed colour is, as #rrggbbaa. */
export function toHex(color: string): string {
  const numbers = (color.match(/-?[\d.]+(e-?\d+)?/g) ?? []).map(Number);
  const [r = 0, g = 0, b = 0, a = 1] = numbers;
  const scale = color.startsWith("color(") ? 255 : 1;
  const bytes = [r * scale, g * scale, b * scale, a * 255];
  const toByte = (x: number) => Math.min(255, Math.max(0, Math.round(x)));
  return `#${bytes.map((x) => toByte(x).toString(16).padStart(2, "0")).join("")}`;
}
