// The slim bar above the notebook: where the reader is, whether the text is kept, what the notebook may do,
// what runs, and how to stop it. It is the page's own, so nothing in a notebook can draw over it.
import {say} from "../say.ts";
import type {Theme} from "../protocol.ts";
import {make} from "./element.ts";

export interface BarView {
  /** plain text of anybody's making. */
  title: string;
  saved: {text: string; kind: string};
  /** what the chip says of trust; "" hides it. */
  trust: string;
  /** cells that run. */
  running: number;
  theme: Theme;
  /** the library has no notebook to share or stop. */
  hasNotebook: boolean;
  strip: Strip | undefined;
}

/** A line below the bar: which of two texts this is, and how to get to the other. */
export interface Strip {
  /** what is said and shown again only when it is another. */
  key: string;
  text: string;
  actions: {label: string; act: () => void}[];
}

export interface BarActions {
  library: () => void;
  saved: () => void;
  trust: () => void;
  stop: () => void;
  history: () => void;
  share: () => void;
  theme: () => void;
  keys: () => void;
  /** on a phone: what has no room in the bar. */
  more: () => void;
}

const LONGEST_TITLE = 200;

export class Bar {
  readonly #title = make("p", {className: "title", dir: "auto"});
  readonly #saved: HTMLButtonElement;
  readonly #trust: HTMLButtonElement;
  readonly #running = make("span", {className: "count"});
  readonly #words = make("span", {className: "wide"});
  readonly #stop: HTMLButtonElement;
  readonly #theme: HTMLButtonElement;
  readonly #notebookOnly: HTMLElement[];
  readonly #strip: HTMLElement;
  #stripKey = "";

  constructor(bar: HTMLElement, strip: HTMLElement, mark: Node, act: BarActions) {
    const button = (className: string, onClick: () => void, ...children: (Node | string)[]) =>
      make("button", {type: "button", className, act: onClick}, ...children);
    this.#strip = strip;
    this.#saved = button("saved", act.saved);
    this.#saved.setAttribute("aria-live", "polite");
    this.#trust = button("chip trust", act.trust);
    const count = make("span", {}, this.#running, this.#words);
    this.#stop = button("chip stop", act.stop, count, make("b", {}, say("shell.stop")));
    this.#theme = button("icon wide", act.theme);
    const history = button("quiet wide", act.history, say("shell.history"));
    const share = button("quiet share", act.share, say("shell.share"));
    const keys = button("icon wide", act.keys, "?");
    keys.title = say("shell.keys");
    keys.setAttribute("aria-label", say("shell.keys"));
    const more = button("icon narrow", act.more, "⋯");
    more.setAttribute("aria-label", say("shell.more"));
    this.#notebookOnly = [this.#saved, history, share, keys];
    const home = button("home", act.library, mark, make("span", {}, say("shell.library")));
    home.setAttribute("aria-label", say("shell.toLibrary"));
    bar.append(home, this.#title, this.#saved, this.#trust, make("span", {className: "gap"}));
    bar.append(this.#stop, history, share, this.#theme, keys, more);
  }

  show({title, saved, trust, running, theme, hasNotebook, strip}: BarView): void {
    setText(this.#title, title.slice(0, LONGEST_TITLE));
    this.#title.title = this.#title.textContent;
    setText(this.#saved, saved.text);
    this.#saved.dataset.saved = saved.kind;
    setText(this.#trust, trust);
    setText(this.#running, String(running));
    const words = say(running === 1 ? "shell.runningOne" : "shell.running", {n: running});
    setText(this.#words, words.slice(words.indexOf(" ")));
    this.#theme.textContent = {auto: "◐", light: "☀", dark: "☾"}[theme];
    this.#theme.setAttribute("aria-label", say(`shell.theme-${theme}`));
    this.#theme.title = say(`shell.theme-${theme}`);
    for (const element of this.#notebookOnly) element.hidden = !hasNotebook;
    this.#saved.hidden ||= saved.text === "";
    this.#trust.hidden = trust === "";
    this.#stop.hidden = running === 0;
    this.#showStrip(strip);
  }

  #showStrip(strip: Strip | undefined): void {
    const key = strip?.key ?? "";
    if (key === this.#stripKey) return;
    this.#stripKey = key;
    this.#strip.hidden = strip === undefined;
    if (!strip) return this.#strip.replaceChildren();
    const buttons = strip.actions.map(({label, act}) =>
      make("button", {type: "button", className: "link", act}, label)
    );
    this.#strip.replaceChildren(make("p", {}, strip.text), ...buttons);
  }
}

function setText(element: HTMLElement, text: string): void {
  // only what is new: a live region speaks at every change
  if (element.textContent !== text) element.textContent = text;
}
