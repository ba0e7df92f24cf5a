// The link to this very notebook, how long it is, and what is better than a long one.
import {say} from "../../say.ts";
import {make} from "../element.ts";
import {toSnippet} from "./snippet.ts";

export type Level = "green" | "yellow" | "red";

export interface ShareOptions {
  /** a live link with the text in it. */
  link: (carry: {controls: boolean; expected: boolean}) => string;
  advise: (length: number) => Level;
  /** an address that leads to the same text and stays short, if there is one. */
  short: string | undefined;
  /** the page's link to a file on a Git host, or undefined where the address is none. */
  toPinned: (address: string) => Promise<string | undefined>;
  /** how many there are, to say so. */
  controls: number;
  expected: number;
  title: string;
}

/** Where the meter ends: what a browser's address bar takes is far more, what people can send is not. */
const LONGEST = 10_000;

export function renderShare(options: ShareOptions): Node[] {
  const carry = {controls: options.controls > 0, expected: options.expected > 0};
  const address = make("input", {
    ...{type: "text", readOnly: true, className: "address", spellcheck: false},
    aria: {label: say("share.link")}
  });
  address.addEventListener("focus", () => address.select());
  const meter = make("div", {className: "length"}, make("i"));
  const advice = make("p", {className: "advice", aria: {live: "polite"}});
  const snippet = make("textarea", {
    ...{readOnly: true, rows: 3, className: "address", spellcheck: false},
    aria: {label: say("share.embedCode")}
  });
  const refresh = () => {
    const link = options.link(carry);
    address.value = link;
    snippet.value = toSnippet(link, options.title);
    const level = options.advise(link.length);
    meter.dataset.level = level;
    meter.style.setProperty("--filled", String(Math.min(1, link.length / LONGEST)));
    const length = new Intl.NumberFormat("en").format(link.length);
    advice.textContent = say(`share.${level}`, {length});
  };
  refresh();

  const toggle = (name: keyof typeof carry, text: string, isThere: boolean) => {
    const box = make("input", {type: "checkbox", checked: carry[name], disabled: !isThere});
    box.addEventListener("change", () => {
      carry[name] = box.checked;
      refresh();
    });
    return make("label", {className: "toggle", data: {carry: name}}, box, text);
  };
  return [
    make(
      "div",
      {className: "side"},
      address,
      renderCopy(() => address.value, true)
    ),
    meter,
    advice,
    toggle("controls", sayCount("controls", options.controls), options.controls > 0),
    toggle("expected", sayCount("expected", options.expected), options.expected > 0),
    ...(options.short ? [renderShort(options.short)] : []),
    renderPinned(options.toPinned),
    make(
      "details",
      {},
      make("summary", {}, say("share.embed")),
      make("p", {className: "soft"}, say("share.embedMeans")),
      snippet,
      renderCopy(() => snippet.value)
    )
  ];
}

function sayCount(name: "controls" | "expected", n: number): string {
  return n > 0 ? say(`share.${name}`, {n}) : say(`share.no-${name}`);
}

function renderShort(short: string): HTMLElement {
  const address = make("input", {
    ...{type: "text", readOnly: true, className: "address", value: short},
    aria: {label: say("share.shortLink")}
  });
  return make(
    "div",
    {},
    make("p", {}, say("share.short")),
    make(
      "div",
      {className: "side"},
      address,
      renderCopy(() => short)
    )
  );
}

function renderPinned(toPinned: ShareOptions["toPinned"]): HTMLElement {
  const input = make("input", {
    ...{type: "url", className: "address", placeholder: say("share.gitExample")},
    aria: {label: say("share.gitAddress")}
  });
  const answer = make("div", {aria: {live: "polite"}});
  const submit = async (event: Event) => {
    event.preventDefault();
    answer.replaceChildren(say("share.asking"));
    try {
      const pinned = await toPinned(input.value.trim());
      if (pinned === undefined) return answer.replaceChildren(say("share.noGit"));
      const found = make("input", {
        ...{type: "text", readOnly: true, className: "address", value: pinned},
        aria: {label: say("share.pinnedLink")}
      });
      answer.replaceChildren(
        make(
          "div",
          {className: "side"},
          found,
          renderCopy(() => pinned)
        )
      );
    } catch (error) {
      answer.replaceChildren((error as Error).message);
    }
  };
  const form = make(
    "form",
    {className: "side"},
    input,
    make("button", {type: "submit", className: "button"}, say("share.pin"))
  );
  form.addEventListener("submit", (event) => void submit(event));
  return make(
    "details",
    {},
    make("summary", {}, say("share.git")),
    make("p", {className: "soft"}, say("share.gitMeans")),
    form,
    answer
  );
}

function renderCopy(read: () => string, primary = false): HTMLButtonElement {
  const className = primary ? "button primary copy" : "button copy";
  const button = make("button", {type: "button", className}, say("share.copy"));
  button.setAttribute("aria-live", "polite");
  const copy = async () => {
    const copied = await copyText(read());
    button.textContent = say(copied ? "share.copied" : "share.notCopied");
    setTimeout(() => (button.textContent = say("share.copy")), 2000);
  };
  button.addEventListener("click", () => void copy());
  return button;
}

/** Whether it worked: browsers refuse where the page is not in front, or not secure. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
