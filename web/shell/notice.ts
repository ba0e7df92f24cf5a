// The page's own words, in a bar below the notebook: what a notebook asks for is done only by a click here.

export interface Action {
  label: string;
  /** an address to open in a new tab, or what to do. */
  act: string | (() => void);
}

/** The notebook chooses when to ask, so it could ask under a finger about to fall. */
const ARMING_MS = 400;

export class Notice {
  readonly #bar = document.createElement("aside");

  constructor(parent: HTMLElement) {
    this.#bar.className = "notice";
    this.#bar.hidden = true;
    this.#bar.setAttribute("role", "status");
    parent.append(this.#bar);
  }

  show(text: string, actions: Action[], dismiss?: string): void {
    const sentence = document.createElement("p");
    sentence.textContent = text;
    const buttons = actions.map((action, i) => this.#toButton(action, i === 0));
    if (dismiss) buttons.push(this.#toButton({label: dismiss, act: () => undefined}, false));
    this.#bar.replaceChildren(sentence, ...buttons);
    this.#bar.inert = true;
    this.#bar.hidden = false;
    setTimeout(() => (this.#bar.inert = false), ARMING_MS);
  }

  hide(): void {
    this.#bar.hidden = true;
  }

  #toButton({label, act}: Action, primary: boolean): HTMLElement {
    const button = document.createElement(typeof act === "string" ? "a" : "button");
    if (button instanceof HTMLAnchorElement && typeof act === "string") {
      button.href = act;
      button.target = "_blank";
      button.rel = "noopener noreferrer";
    }
    button.className = primary ? "button primary" : "button";
    button.textContent = label;
    button.addEventListener("click", () => {
      this.hide();
      if (typeof act === "function") act();
    });
    return button;
  }
}
