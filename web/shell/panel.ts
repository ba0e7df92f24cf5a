// One panel under the bar at a time: it closes with Esc, a click elsewhere or its button, and gives the focus back.
import {say} from "../say.ts";
import {arm, make} from "./element.ts";

export class Panel {
  readonly #box = make("section", {
    className: "panel",
    hidden: true,
    tabIndex: -1,
    aria: {role: "dialog"}
  });
  #before: Element | null = null;
  #name = "";
  #onClose: (() => void) | undefined;

  constructor(parent: HTMLElement) {
    parent.append(this.#box);
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.isOpen) this.close();
    });
    addEventListener("pointerdown", ({target}) => {
      const isInside = target instanceof Element && target.closest(".panel, .bar, .notice");
      if (!isInside) this.close();
    });
    // a click in the frame is a click elsewhere
    addEventListener("blur", () => {
      if (document.activeElement instanceof HTMLIFrameElement) this.close();
    });
  }

  get isOpen(): boolean {
    return !this.#box.hidden;
  }

  /** Whether this one is open. */
  shows(name: string): boolean {
    return this.isOpen && this.#name === name;
  }

  /** `name`: one word for it; `wide` is for views. */
  show(
    name: string,
    title: string,
    content: Node[],
    {wide = false, onClose}: {wide?: boolean; onClose?: () => void} = {}
  ): void {
    const before = this.isOpen ? this.#before : document.activeElement;
    this.#onClose?.();
    this.#onClose = onClose;
    this.#before = before;
    this.#name = name;
    this.#box.dataset.panel = name;
    this.#box.classList.toggle("wide", wide);
    this.#box.setAttribute("aria-label", title);
    const close = make(
      "button",
      {
        type: "button",
        className: "icon",
        act: () => this.close(),
        aria: {label: say("shell.close")}
      },
      "×"
    );
    this.#box.replaceChildren(make("header", {}, make("h2", {}, title), close), ...content);
    this.#box.hidden = false;
    // the frame may have asked for it: nothing can be pressed at once, and no button has the focus
    arm(this.#box);
    setTimeout(() => {
      if (this.shows(name) && !this.#box.contains(document.activeElement)) this.#box.focus();
    }, 450);
  }

  close(): void {
    if (!this.isOpen) return;
    this.#box.hidden = true;
    this.#onClose?.();
    this.#onClose = undefined;
    this.#box.replaceChildren();
    if (this.#before instanceof HTMLElement && this.#before.isConnected) this.#before.focus();
  }
}
