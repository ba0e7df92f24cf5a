import {say} from "../../say.ts";
import {h} from "../../stdlib/element.ts";
import {formatCount} from "./formatNumber.ts";
import {toPage} from "./pages.ts";
import type {Page} from "./pages.ts";

const SIZES = [10, 20, 50, 100];

/** Back, forward, where we are, and how much a page holds; hidden where one page holds all. */
export function drawPager(
  document: Document,
  options: {
    length: number;
    size: number;
    /** what is paged, for the controls' names. */
    label: string;
    sizes?: boolean;
    show: (page: Page) => void;
  }
): {element: HTMLElement; refresh(): void; first(): void} {
  const {length, label, show} = options;
  let {size} = options;
  let wanted = 0;
  const place = h(document, "span", {class: "place", role: "status"});
  const turn = (text: string, name: string, by: (page: Page) => number) =>
    h(
      document,
      "button",
      {
        type: "button",
        "aria-label": `${label}: ${name}`,
        onclick: () => {
          wanted = by(toPage(length, size, wanted));
          refresh();
        }
      },
      text
    );
  const start = turn("«", say("inspect.firstPage"), () => 0);
  const back = turn("‹", say("inspect.previousPage"), ({page}) => page - 1);
  const forward = turn("›", say("inspect.nextPage"), ({page}) => page + 1);
  const end = turn("»", say("inspect.lastPage"), ({pages}) => pages - 1);
  const element = h(
    document,
    "div",
    {class: "pager", "data-transient": true},
    start,
    back,
    place,
    forward,
    end
  );
  if (options.sizes) {
    const select = h(
      document,
      "select",
      {"aria-label": `${label}: ${say("inspect.pageSize")}`},
      ...SIZES.map((n) =>
        h(document, "option", {value: n, selected: n === size}, say("inspect.aPage", {count: n}))
      )
    );
    select.addEventListener("change", () => {
      // the first row in view stays in view
      const {begin} = toPage(length, size, wanted);
      size = Number(select.value);
      wanted = Math.floor(begin / size);
      refresh();
    });
    element.append(select);
  }
  const refresh = () => {
    const page = toPage(length, size, wanted);
    wanted = page.page;
    for (const button of [start, back]) setOff(button, page.page === 0);
    for (const button of [forward, end]) setOff(button, page.page === page.pages - 1);
    place.textContent = say("inspect.place", {
      from: formatCount(page.begin + 1),
      to: formatCount(page.end),
      length: formatCount(length)
    });
    show(page);
  };
  element.hidden = length <= Math.min(size, options.sizes ? SIZES[0] : size);
  return {
    element,
    refresh,
    first() {
      wanted = 0;
      refresh();
    }
  };
}

/** Not `disabled`: the button that has focus must not lose it at the last page. */
function setOff(button: HTMLButtonElement, isOff: boolean): void {
  button.setAttribute("aria-disabled", String(isOff));
}
