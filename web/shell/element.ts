// The page's own chrome is little and loads with the first byte: plain elements, no framework.

type Props<T extends keyof HTMLElementTagNameMap> = Partial<
  Omit<HTMLElementTagNameMap[T], "style" | "dataset" | "children">
> & {
  data?: Record<string, string>;
  aria?: Record<string, string>;
  /** called on a click. */
  act?: (event: MouseEvent) => void;
};

/** An element with properties and children; strings become text, never markup. */
export function make<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  {data, aria, act, ...props}: Props<T> = {},
  ...children: (Node | string | undefined)[]
): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag);
  Object.assign(element, props);
  Object.assign(element.dataset, data);
  for (const [name, value] of Object.entries(aria ?? {})) {
    element.setAttribute(name === "role" ? name : `aria-${name}`, value);
  }
  if (act) element.addEventListener("click", act as (event: Event) => void);
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** The notebook chooses when it asks for something, so it could ask under a finger about to fall. */
const ARMING_MS = 400;

/** Lets nothing in it be pressed for a moment. */
export function arm(element: HTMLElement): void {
  element.inert = true;
  setTimeout(() => (element.inert = false), ARMING_MS);
}
