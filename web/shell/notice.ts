// The page's own words, in a bar below the notebook: what a notebook asks for is done only by a click here.
import {arm, make} from "./element.ts";

export interface Action {
  label: string;
  /** an address to open in a new tab, or what to do. */
  act: string | (() => void);
}

export class Notice {
  readonly #bar = make("aside", {className: "notice", hidden: true, aria: {role: "status"}});

  constructor(parent: HTMLElement) {
    parent.append(this.#bar);
  }

  show(text: string, actions: Action[], dismiss?: string): void {
    const sentence = make("p", {}, text);
    const buttons = actions.map((action, i) => this.#toButton(action, i === 0));
    if (dismiss) buttons.push(this.#toButton({label: dismiss, act: () => undefined}, false));
    this.#bar.replaceChildren(sentence, ...buttons);
    arm(this.#bar);
    this.#bar.hidden = false;
  }

  hide(): void {
    this.#bar.hidden = true;
  }

  #toButton({label, act}: Action, primary: boolean): HTMLElement {
    const className = primary ? "button primary" : "button";
    const finish = () => {
      this.hide();
      if (typeof act === "function") act();
    };
    if (typeof act === "function")
      return make("button", {type: "button", className, act: finish}, label);
    const rel = "noopener noreferrer";
    return make("a", {href: act, target: "_blank", rel, className, act: finish}, label);
  }
}
